"""The demonstration that is shipped is believable whenever it is loaded: its newest round is always a recent one."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sendsat.assessment.rules import is_due_soon, is_overdue, suggested_round_name
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.opening import open_store
from tests.services.snapshots import every_snapshot

AS_OF = datetime(2026, 11, 25, 9, tzinfo=UTC)
BLOCK = timedelta(weeks=52)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
Loading = Callable[[datetime], Desk]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The file as it is written."""
    found: dict[str, Any] = yaml.safe_load(DEMONSTRATION.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def loaded(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loading]:
    """The demonstration as loaded at a given time, each time in a database of its own; the tests here only look."""
    library, folder = Library.open((SHIPPED_EDITION,)), tmp_path_factory.mktemp("loaded")
    with ExitStack() as stack:

        @cache
        def load(now: datetime) -> Desk:
            path = shutil.copy(empty_database, folder / f"{now:%Y%m%d%H}.db")
            store = stack.enter_context(closing(open_store(f"sqlite:///{path}")))
            organisation = load_demonstration(store, library, DEMONSTRATION, now=now)
            return Desk(store, library, organisation, now=lambda: now)

        yield load


def days(desk: Desk, *, due: bool = True) -> list[date]:
    """Every date that is kept, in one order: of rounds, ratings and notes and, if wanted, when actions are `due`."""
    found: list[date | datetime | None] = []
    for snapshot in every_snapshot(desk):
        found += [snapshot.round.started_at, snapshot.round.closed_at]
        found += [one.updated_at for standing in snapshot.standings.values() for one in standing.judgements]
    for action in viewing.actions_of(desk):
        found += [action.due if due else None, *(note.at for note in action.notes)]
    for statement_id in desk.library.current.statements:
        found += [entry.at for entry in viewing.statement_history(desk, statement_id)]
    return [one.date() if isinstance(one, datetime) else one for one in found if one is not None]


def texts(value: Any) -> Iterator[str]:
    """Every text in the file, ids among them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    ("now", "blocks"),
    [
        (AS_OF, 0),
        (AS_OF + BLOCK - timedelta(days=1), 0),
        (AS_OF + BLOCK, 1),
        (datetime(2028, 12, 15, 9, tzinfo=UTC), 2),
        (AS_OF - timedelta(days=1), -1),
        (datetime(2024, 2, 29, 9, tzinfo=UTC), -3),
    ],
)
def test_every_date_moves_by_the_same_number_of_blocks_of_52_weeks(loaded: Loading, now: datetime, blocks: int) -> None:
    written, moved = days(loaded(AS_OF.replace(hour=10))), days(loaded(now))
    assert len(written) > 600
    assert moved == [one + blocks * BLOCK for one in written]


@pytest.mark.parametrize(
    ("now", "names"),
    [
        (datetime(2026, 11, 2, 9, tzinfo=UTC), ["Spring 2025", "Summer 2025", "Autumn 2025"]),
        (AS_OF, ["Spring 2026", "Summer 2026", "Autumn 2026"]),
        (datetime(2027, 3, 15, 9, tzinfo=UTC), ["Spring 2026", "Summer 2026", "Autumn 2026"]),
        (datetime(2028, 12, 15, 9, tzinfo=UTC), ["Spring 2028", "Summer 2028", "Autumn 2028"]),
    ],
)
def test_the_newest_round_is_open_recent_and_named_after_its_term(
    loaded: Loading, now: datetime, names: list[str]
) -> None:
    rounds = viewing.rounds_of(loaded(now))
    assert [one.name for one in rounds] == names
    assert [one.is_open for one in rounds] == [False, False, True]
    assert [suggested_round_name(one.started_at.date()) for one in rounds] == names
    assert now - timedelta(days=364, weeks=10) <= rounds[-1].started_at <= now


@pytest.mark.parametrize("now", [AS_OF, AS_OF + timedelta(days=100), AS_OF + BLOCK, datetime(2028, 12, 15, tzinfo=UTC)])
def test_nothing_has_been_rated_or_noted_after_the_day_it_is_loaded(loaded: Loading, now: datetime) -> None:
    newest = max(days(loaded(now), due=False))
    assert newest < now.date()


def test_what_was_done_is_noted_day_by_day_and_the_loading_last(loaded: Loading) -> None:
    desk = loaded(AS_OF)
    with desk.store.looking() as session:
        noted = session.connection().exec_driver_sql("SELECT at, field FROM change ORDER BY id").fetchall()
    assert len(noted) > 200
    assert [at for at, _ in noted] == sorted(at for at, _ in noted)
    assert noted[-1][1] == "demonstration loaded"


def test_every_rating_lies_in_its_round_and_everything_on_a_working_day(told: dict[str, Any]) -> None:
    spans = {one["id"]: (one["started"], one["closed"] or told["as_of"]) for one in told["rounds"]}
    for said in told["assessments"]:
        first, last = spans[said["round"]]
        assert first <= said["on"] <= last, said
        assert said["on"].weekday() < 5, said
    for planned in told["actions"]:
        noted = [note["on"] for note in planned["notes"]]
        assert all(one.weekday() < 5 for one in (planned["due"], *noted)), planned
        assert noted == sorted(noted), planned
        assert all(spans[planned["round"]][0] <= one < told["as_of"] for one in noted), planned
    assert all(one.weekday() < 5 for span in spans.values() for one in span)


def test_no_text_names_a_year_or_a_day_of_a_month_which_would_not_move_with_the_dates(told: dict[str, Any]) -> None:
    dated = re.compile(rf"20\d\d|\b\d{{1,2}} ({MONTHS})\b")
    assert [one for one in texts(told) if dated.search(one)] == []


def test_a_few_actions_are_late_by_weeks_and_some_fall_due_soon(loaded: Loading) -> None:
    actions = viewing.actions_of(loaded(AS_OF))
    today = AS_OF.date()
    late = [action.due for action in actions if is_overdue(action, today)]
    assert 2 <= len(late) <= 4
    assert all(due is not None and today - due <= timedelta(days=60) for due in late)
    assert 3 <= sum(is_due_soon(action, today) for action in actions) <= 6
    assert Counter(action.status.value for action in actions) == {
        "done": 14, "in_progress": 13, "not_started": 5, "dropped": 2
    }  # fmt: skip


def test_the_newest_round_is_partly_rated(told: dict[str, Any]) -> None:
    assert Counter(said["round"] for said in told["assessments"]) == {"spring": 102, "summer": 102, "autumn": 67}
    waiting = [said["statement"] for said in told["assessments"] if said.get("rating", "") is None]
    assert waiting == ["LM27", "SP22", "WBL18"]
