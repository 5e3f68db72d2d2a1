"""The files that atheris begins with: each is taken or refused with a sentence, and each way takes some."""

from sendsat.errors import SendsatError
from tests.fuzzing.doors import DOORS, good_cases, try_one


def test_each_way_takes_good_files_and_refuses_others_with_a_sentence() -> None:
    taken, refused = set(), []
    for case in good_cases():
        try:
            try_one(case)
            taken.add(DOORS[case[0]])
        except SendsatError as error:
            refused.append(error)
    assert taken == set(DOORS)
    assert all(error.remedy for error in refused)
