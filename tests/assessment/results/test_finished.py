"""Which actions were finished between two rounds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sendsat.assessment.results.finished import Finished, finished_between
from sendsat.assessment.values import Status
from tests.factories import STARTED, make_action, make_round

WEEK = timedelta(weeks=1)
SPRING = make_round(1, "Spring")
SUMMER = replace(make_round(2, "Summer"), started_at=STARTED + 10 * WEEK)


def ended(number: int, at: datetime | None, *, team_id: int | None = 1, planned: datetime = STARTED) -> Finished:
    action = replace(make_action(status=Status.DONE), id=number, team_id=team_id, created_at=planned)
    return Finished(action, at)


@pytest.mark.parametrize(
    ("at", "is_between"),
    [
        (STARTED - timedelta(seconds=1), False),
        (STARTED, True),
        (SUMMER.started_at - timedelta(seconds=1), True),
        (SUMMER.started_at, False),
    ],
)
def test_what_is_finished_as_a_round_starts_belongs_to_the_time_after(at: datetime, is_between: bool) -> None:
    found = finished_between([ended(1, at)], SPRING, SUMMER, None)

    assert bool(found.dated) is is_between
    assert not found.undated


def test_looking_backwards_finds_the_same_and_a_round_beside_itself_nothing() -> None:
    both = [ended(1, STARTED + 2 * WEEK), ended(2, STARTED + WEEK)]

    found = finished_between(both, SPRING, SUMMER, None)
    assert [one.action.id for one in found.dated] == [2, 1]
    assert finished_between(both, SUMMER, SPRING, None) == found
    assert not finished_between([ended(1, STARTED)], SPRING, SPRING, None).dated


def test_a_team_has_its_own_actions_alone() -> None:
    found = [ended(1, STARTED), ended(2, STARTED, team_id=2), ended(3, STARTED, team_id=None)]

    assert [one.action.id for one in finished_between(found, SPRING, SUMMER, 2).dated] == [2]
    assert [one.action.id for one in finished_between(found, SPRING, SUMMER, None).dated] == [1, 2, 3]


def test_what_nothing_dates_stands_apart_and_only_where_it_was_planned_by_then() -> None:
    found = [ended(1, None), ended(2, None, planned=SUMMER.started_at)]

    between = finished_between(found, SPRING, SUMMER, None)
    assert not between.dated
    assert [one.action.id for one in between.undated] == [1]
