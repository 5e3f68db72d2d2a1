"""Every page with a number made from several teams says there by which rule it was made."""

from collections.abc import Callable

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.services import viewing
from sendsat.services.rounds import agreeing, judging, rounds, teams
from sendsat.ui.frame import navigation
from tests.ui.numbers.counting import words
from tests.ui.visit import begin_elm, coming_to, desk

MADE_OF_SEVERAL = (
    ("results", {}),
    ("results", {"statement": "LM1"}),
    ("progress", {}),
    (navigation.PRIORITIES, {}),
    ("report", {}),
    (navigation.PACK, {}),
    (navigation.CLOSE_CHECK, {}),
    (navigation.SHARE, {}),
)


@pytest.fixture(autouse=True)
def two_teams(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_two_teams)


def _two_teams() -> None:
    """Two rounds in which one team says that LM1 is Red, and the other that it is Green."""
    begin_elm("Spring", OrganisationKind.FE_COLLEGE)
    teams.add_team(desk(), name="North", sections=("leadership",))
    rounds.start_round(desk(), name="Autumn")
    for round_ in viewing.rounds_of(desk()):
        for team, rating in zip(round_.teams, (Rating.RED, Rating.GREEN), strict=True):
            judging.rate(desk(), round_id=round_.id, team_id=team.id, statement_id="LM1", rating=rating)


def said(path: str, **asked: str) -> str:
    page = coming_to(path, **asked).run()
    assert not page.exception
    return words(page).lower()


@pytest.mark.parametrize(("path", "asked"), MADE_OF_SEVERAL)
def test_a_page_says_the_rule_that_made_its_numbers(path: str, asked: dict[str, str]) -> None:
    assert RollUp.LOWER.phrase in said(path, **asked)
    for round_ in viewing.rounds_of(desk()):
        agreeing.set_roll_up(desk(), round_id=round_.id, roll_up=RollUp.COMMON)
    assert RollUp.COMMON.phrase in said(path, **asked)


def test_a_closed_rounds_check_says_the_rule_too() -> None:
    rounds.close_round(desk(), round_id=2)
    assert RollUp.LOWER.phrase in said(navigation.CLOSE_CHECK, round="2")


@pytest.mark.parametrize("path", ["results", "progress", navigation.PRIORITIES, "report", navigation.PACK])
def test_the_numbers_of_one_team_name_no_rule(path: str) -> None:
    one = viewing.rounds_of(desk())[-1].teams[0]
    assert "where teams differ, the lower" not in said(path, team=str(one.id))


def test_home_counts_the_team_that_it_names() -> None:
    assert "as whole organisation sees it" in said("")
