"""The demonstration of a group shows what its page is for: each college plans something for what it rated red."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import is_overdue
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.group_plan import FRIDAY, HILLSIDE, LAKESIDE
from sendsat.services.demonstration.stories import Story, gather
from sendsat.services.desk import Desk
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.opening import open_store

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def others(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, ...]]:
    """The desks of the two colleges that join the demonstration's own."""
    library = Library.open((SHIPPED_EDITION,))
    path = shutil.copy(empty_database, tmp_path_factory.mktemp("group") / "sendsat.db")
    with closing(open_store(f"sqlite:///{path}")) as store:
        desk = Desk(store, library, load_demonstration(store, library, DEMONSTRATION, now=NOW), now=lambda: NOW)
        yield tuple(replace(desk, organisation=one) for one in gather(Story.GROUP, desk))


def test_each_college_has_open_actions_with_somebody_and_a_friday_and_some_are_late(others: tuple[Desk, ...]) -> None:
    for desk, steps in zip(others, (HILLSIDE, LAKESIDE), strict=True):
        planned = viewing.actions_of(desk)
        assert {one.text for one in planned} == {one.text for one in steps}
        assert all(one.status.is_open and one.owner for one in planned)
        assert {one.due.weekday() for one in planned if one.due} == {FRIDAY}
        assert 0 < sum(is_overdue(one, desk.today) for one in planned) < len(planned)


def test_they_answer_what_the_college_rated_red_for_a_team_that_is_asked_it(others: tuple[Desk, ...]) -> None:
    for desk in others:
        [snapshot] = viewing.snapshots(desk, viewing.newest_round(desk))
        for action in viewing.actions_of(desk):
            assert {snapshot.rating(one) for one in action.statements} == {Rating.RED}
            assert action.team_id in snapshot.asked[action.statements[0]]


def test_owners_are_called_as_the_steps_of_the_guide_call_them(others: tuple[Desk, ...]) -> None:
    known = {role.name for role in others[0].library.current.roles}
    assert {step.owner for step in (*HILLSIDE, *LAKESIDE)} <= known


@pytest.mark.parametrize("days", range(7))
def test_a_date_keeps_its_side_of_today_on_any_day_of_the_week(days: int) -> None:
    today = NOW.date() + timedelta(days=days)
    assert all((step.due(today) < today) is (step.weeks < 0) for step in (*HILLSIDE, *LAKESIDE))
