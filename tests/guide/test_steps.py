"""Next steps: an owner everybody knows, and where somebody may be unsafe, one for today by whoever is on duty."""

from pathlib import Path

import pytest

from sendsat.errors import EditionError
from sendsat.guide.checks.steps import MOST_ROLES
from sendsat.guide.loader import check_folder, load_edition
from sendsat.guide.model import Facilitation, Role
from tests.editions import make_help, make_step, make_whole_edition, with_help, write_edition

TODAY = make_step("Name a buddy.", "Duty manager", weeks=0)
LATER = make_step("Write the plan.")


def faults(tmp_path: Path, ours: Facilitation) -> list[str]:
    return check_folder(write_edition(tmp_path / "edition", with_help(make_whole_edition(), "LM1", ours)))


def test_an_unsafe_red_with_a_step_for_today_by_the_duty_manager_is_sound(tmp_path: Path) -> None:
    assert faults(tmp_path, make_help(TODAY, LATER, unsafe_if_red=True)) == []


@pytest.mark.parametrize(
    ("ours", "says"),
    [
        pytest.param(
            make_help(LATER, TODAY, unsafe_if_red=True), "the first next step must be from red, for", id="late"
        ),
        pytest.param(
            make_help(LATER, LATER, unsafe_if_red=True), "the first next step must be from red, for", id="none"
        ),
        pytest.param(
            make_help(make_step("Name a buddy.", weeks=0), LATER, unsafe_if_red=True),
            "an owner whom roles.yaml calls on duty, unlike SEND lead",
            id="not on duty",
        ),
        pytest.param(make_help(TODAY, LATER), "unsafe_if_red does not say why", id="not unsafe"),
        pytest.param(make_help(LATER, TODAY), "only the first next step can be for today", id="second"),
        pytest.param(
            make_help(make_step("Write it.", "Careers lead"), LATER),
            "the owner 'Careers lead' of a next step is not in roles.yaml",
            id="owner",
        ),
    ],
)
def test_a_step_at_fault_is_told_with_its_line_and_nothing_starts(
    tmp_path: Path, ours: Facilitation, says: str
) -> None:
    told = faults(tmp_path, ours)

    assert all(one.startswith("leadership.yaml: line ") and ": LM1: " in one for one in told)
    assert any(says in one for one in told)
    line = int(told[0].split(": line ")[1].split(":")[0])
    written = (tmp_path / "edition" / "leadership.yaml").read_text(encoding="utf-8").splitlines()[line - 1]
    assert any(step.text in written for step in ours.next_steps)
    with pytest.raises(EditionError):
        load_edition(tmp_path / "edition")


def test_a_step_says_by_when_in_words() -> None:
    assert TODAY.sentence == "Name a buddy (Duty manager, today)."
    assert make_step("Write it.", weeks=1).sentence == "Write it (SEND lead, within 1 week)."
    assert LATER.sentence == "Write the plan (SEND lead, within 4 weeks)."


def test_more_roles_than_people_can_tell_apart_are_refused(tmp_path: Path) -> None:
    many = tuple(Role(name=f"Role {number}", does="helps") for number in range(MOST_ROLES + 1))
    edition = make_whole_edition().model_copy(update={"roles": many})

    (told,) = check_folder(write_edition(tmp_path / "edition", edition))

    assert told.startswith("roles.yaml: line ")
    assert told.endswith("31 roles are too many to tell apart; 30 is the most")


def test_a_role_that_stands_twice_is_refused(tmp_path: Path) -> None:
    edition = make_whole_edition()
    twice = edition.model_copy(update={"roles": (*edition.roles, edition.roles[0])})

    (told,) = check_folder(write_edition(tmp_path / "edition", twice))

    assert "SEND lead: the role stands 2 times" in told
