"""Leaders read what teams said of the same thing before they judge, and whether the teams have finished."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.elsewhere import elsewhere
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Judgement
from sendsat.guide.edition import Edition
from sendsat.guide.model import RelatedGroup
from tests.factories import make_edition, make_judgement, make_round, make_snapshot, make_team

TEAMS = (make_team(1, "Leaders"), make_team(2, "Teachers", sections=("study-programmes",)))
SAID = st.sampled_from([None, *Rating])


def related() -> Edition:
    group = RelatedGroup(topic="The same thing", statements=("LM1", "SP1", "SP2"))
    return make_edition().model_copy(update={"related": (group,)})


def told(*said: Judgement) -> Snapshot:
    return make_snapshot(*said, round_=make_round(teams=TEAMS), edition=related())


def test_only_statements_of_other_sections_about_the_same_thing_are_told() -> None:
    found = elsewhere(told(), "LM1")
    assert [one.statement_id for one in found.standings] == ["SP1", "SP2"]
    assert elsewhere(told(), "LM2").standings == ()
    assert elsewhere(told(), "LM2").sentence == ""


@pytest.mark.parametrize(
    ("rated", "sentence"),
    [
        ((), "Not every team asked has rated SP1 or SP2 yet."),
        (
            (("SP1", 1), ("SP1", 2), ("SP2", 1)),
            "Not every team asked has rated SP2 yet.",
        ),
        ((("SP1", 1), ("SP1", 2), ("SP2", 1), ("SP2", 2)), "Every team asked has rated these."),
    ],
)
def test_it_says_which_the_teams_have_not_finished(rated: tuple[tuple[str, int], ...], sentence: str) -> None:
    said = [make_judgement(statement_id, Rating.GREEN, team_id=team) for statement_id, team in rated]
    assert elsewhere(told(*said), "LM1").sentence == sentence


def test_a_rating_that_was_only_carried_forward_is_not_finished() -> None:
    said = [make_judgement(one, Rating.GREEN, team_id=team) for one in ("SP1", "SP2") for team in (1, 2)]
    carried = replace(said[0], carried_forward=True)
    assert elsewhere(told(carried, *said[1:]), "LM1").unfinished == ("SP1",)


def test_what_a_round_does_not_ask_is_left_out() -> None:
    alone = make_round(teams=(make_team(1, "Leaders", sections=("leadership",)),))
    assert elsewhere(make_snapshot(round_=alone, edition=related()), "LM1").standings == ()


@given(st.permutations(range(4)), st.tuples(SAID, SAID, SAID, SAID))
def test_the_order_in_which_teams_rate_does_not_matter_and_counts_add_up(
    order: list[int], ratings: tuple[Rating | None, ...]
) -> None:
    places = [("SP1", 1), ("SP1", 2), ("SP2", 1), ("SP2", 2)]
    said = [make_judgement(one, rating, team_id=team) for (one, team), rating in zip(places, ratings, strict=True)]
    found = elsewhere(told(*(said[place] for place in order)), "LM1")

    assert found == elsewhere(told(*said), "LM1")
    finished = {one.statement_id for one in found.standings} - set(found.unfinished)
    assert len(finished) + len(found.unfinished) == 2
