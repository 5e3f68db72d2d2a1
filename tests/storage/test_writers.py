"""People who save at the same moment in an SQLite file wait for one another, as they came, and none in vain."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from sendsat.assessment.rating import Rating
from sendsat.errors import StorageError
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.rounds import judging
from sendsat.storage import engine, writers
from sendsat.storage.opening import open_store
from tests.conftest import A_DEED, Clock, found_desk

LONG = 60
"""Seconds after which a test gives up on a thread."""


def started(act: Callable[[], None]) -> Thread:
    thread = Thread(target=act, daemon=True)
    thread.start()
    return thread


def wait_until_they_are(number: int, queue: writers.Queue) -> None:
    until = time.monotonic() + LONG
    while len(queue) != number and time.monotonic() < until:
        time.sleep(0.005)  # a queue tells nobody who has come
    assert len(queue) == number


def test_whoever_came_first_is_let_in_first() -> None:
    queue, order, is_in, ends = writers.Queue(), list[int](), Event(), Event()

    def holds() -> None:
        with queue.turn():
            is_in.set()
            ends.wait(LONG)

    def comes(number: int) -> None:
        with queue.turn():
            order.append(number)

    threads = [started(holds)]
    assert is_in.wait(LONG)
    for number in range(20):
        threads.append(started(partial(comes, number)))
        wait_until_they_are(number + 1, queue)
    ends.set()
    for thread in threads:
        thread.join(LONG)
    assert order == list(range(20))
    with queue.turn():
        order.append(20)
    assert order[-1] == 20


def test_whoever_waits_too_long_is_told_so_and_the_next_has_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = writers.Queue()
    monkeypatch.setattr(writers, "PATIENCE", 0.01)
    with (
        queue.turn(),
        pytest.raises(StorageError, match="Too many people saved something at the same moment, so nothing was saved"),
        queue.turn(),
    ):
        pass
    assert len(queue) == 0
    with queue.turn():
        assert len(queue) == 0


def test_a_turn_that_ends_in_trouble_is_given_on() -> None:
    queue = writers.Queue()
    with pytest.raises(ZeroDivisionError), queue.turn():
        raise ZeroDivisionError
    with queue.turn():
        assert len(queue) == 0


def test_two_who_save_at_once_are_both_saved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: Library, clock: Clock
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 0)  # SQLite itself does not wait for another writer at all
    with closing(open_store(f"sqlite:///{tmp_path / 'sendsat.db'}")) as store:
        desk = found_desk(store, library, clock)
        round_ = viewing.rounds_of(desk)[0]
        place: dict[str, Any] = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
        is_in, ends, trouble = Event(), Event(), list[Exception]()

        def saves_slowly() -> None:
            with store.writing(desk.organisation.id, A_DEED) as work:
                is_in.set()
                ends.wait(LONG)
                work.note("something")

        def rates() -> None:
            try:
                judging.rate(desk, **place, rating=Rating.GREEN)
            except StorageError as error:
                trouble.append(error)

        slow = started(saves_slowly)
        assert is_in.wait(LONG)
        quick = started(rates)
        wait_until_they_are(1, store._queue)
        ends.set()
        slow.join(LONG)
        quick.join(LONG)
        assert trouble == []
        assert judging.rate(desk, **place, rating=Rating.RED).before.rating is Rating.GREEN
