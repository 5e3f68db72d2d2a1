"""Which actions a filter of the plan shows."""

from dataclasses import replace
from datetime import date

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.plan_filter import PlanFilter, Show
from sendsat.assessment.values import Action, Priority, Site, Status
from tests.factories import make_action, make_edition, make_judgement, make_section, make_snapshot, make_team

TODAY = date(2026, 3, 1)
EDITION = make_edition(make_section(1, 2), make_section(2, 12, prefix="SP", title="Study programmes"))
SNAPSHOT = make_snapshot(make_judgement("LM1", Rating.RED), make_judgement("SP1", Rating.GREEN), edition=EDITION)
LATE = replace(make_action("Write the policy", due=date(2026, 2, 1)), owner="Ann")
SOON = replace(make_action("Train SP1 tutors", due=date(2026, 3, 9), statements=("SP10",)), priority=Priority.HIGH)
BARE = replace(make_action("Ask learners", statements=("SP1",)), team_id=2)
DONE = make_action("Buy laptops", status=Status.DONE, statements=("LM2",))
PLAN = (LATE, SOON, BARE, DONE)


def shown(asked: PlanFilter) -> list[Action]:
    return [action for action in PLAN if asked.fits(action, SNAPSHOT, TODAY)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (PlanFilter(), [LATE, SOON, BARE]),
        (PlanFilter(Show.ALL), list(PLAN)),
        (PlanFilter(Show.OVERDUE), [LATE]),
        (PlanFilter(Show.DUE_SOON), [SOON]),
        (PlanFilter(Show.NO_OWNER), [SOON, BARE]),
        (PlanFilter(Show.NO_DATE), [BARE]),
        (PlanFilter(Show.FINISHED), [DONE]),
        (PlanFilter(owner="Ann"), [LATE]),
        (PlanFilter(team_id=2), [BARE]),
        (PlanFilter(priority=Priority.HIGH), [SOON]),
        (PlanFilter(Show.ALL, section_id="leadership"), [LATE, DONE]),
        (PlanFilter(section_id="study-programmes"), [SOON, BARE]),
        (PlanFilter(ratings=(Rating.RED,)), [LATE]),
        (PlanFilter(ratings=(None,)), [SOON]),
        (PlanFilter(words="policy ANN"), [LATE]),
        (PlanFilter(words="policy Bob"), []),
    ],
)
def test_a_filter_shows_just_what_is_asked_for(asked: PlanFilter, found: list[Action]) -> None:
    assert shown(asked) == found


@pytest.mark.parametrize(
    ("words", "found"), [("SP1", [BARE]), ("sp10", [SOON]), ("tutors", [SOON]), ("sp1 tutors", [])]
)
def test_a_statement_s_id_finds_that_statement_and_no_other(words: str, found: list[Action]) -> None:
    assert shown(PlanFilter(words=words)) == found


def test_a_statement_that_the_edition_lost_is_still_found_by_its_id() -> None:
    lost = make_action(statements=("OLD1",))
    assert PlanFilter(words="old1").fits(lost, SNAPSHOT, TODAY)
    assert not PlanFilter(section_id="leadership").fits(lost, SNAPSHOT, TODAY)


def test_an_action_stands_at_the_site_that_its_team_has_in_the_round() -> None:
    north, south = Site(1, "North"), Site(2, "South")
    first, second, third = (make_team(number) for number in (1, 2, 3))
    teams = (replace(first, site=north), replace(second, site=south), third)
    snapshot = replace(SNAPSHOT, round=replace(SNAPSHOT.round, teams=teams))
    plan = [replace(make_action(), team_id=one) for one in (1, 2, 3, 4, None)]
    wanted = [(one, [1, 2, 3, 4, None] if one is None else [one]) for one in (None, 1, 2)]
    for site_id, found in wanted:
        asked = PlanFilter(site_id=site_id)
        assert [one.team_id for one in plan if asked.fits(one, snapshot, TODAY)] == found
