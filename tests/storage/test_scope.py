"""A transaction has an owner and a note: storage keeps no change of which nobody said who made it, and how."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from sqlmodel import select

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.rating import Rating
from sendsat.errors import StorageError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.storage.opening import open_store
from sendsat.storage.queries import judgements, organisations, rounds
from sendsat.storage.queries.records.history import history_of
from sendsat.storage.scope import Work
from sendsat.storage.store import Store
from sendsat.storage.tables.rounds import ChangeRow
from tests.factories import A_DEED, STARTED


def work_silently(desk: Desk, change: Callable[[Work], object]) -> None:
    with desk.store.writing(desk.organisation.id, A_DEED) as work:
        change(work)


def test_a_change_that_nobody_noted_is_not_kept(desk: Desk) -> None:
    round_ = viewing.rounds_of(desk)[0]

    with pytest.raises(StorageError, match="did not note who"):
        work_silently(desk, lambda work: rounds.rename_round(work, round_.id, "Secretly"))
    assert viewing.rounds_of(desk) == (round_,)


def test_nor_a_new_row_that_nobody_noted(desk: Desk) -> None:
    with pytest.raises(StorageError, match="did not note who"):
        work_silently(
            desk,
            lambda work: organisations.save_ofsted_choice(work, statement_id="LM1", framework_id="x", areas=("y",)),
        )
    assert viewing.ofsted_choices(desk) == {}


def test_nor_what_was_written_past_the_session(desk: Desk) -> None:
    round_ = viewing.rounds_of(desk)[0]
    said = judging.rate(
        desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=Rating.GREEN
    ).after

    with pytest.raises(StorageError, match="did not note who"):
        work_silently(desk, lambda work: judgements.save_judgement(work, replace(said, rating=None), STARTED))
    assert viewing.snapshots(desk, round_.id)[0].judgement(said.team_id, "LM1") == said


def test_a_transaction_that_changes_nothing_needs_no_note(desk: Desk) -> None:
    before = viewing.rounds_of(desk)

    with desk.store.writing(desk.organisation.id, A_DEED) as work:
        assert rounds.rounds_of(work) == before


def test_a_note_says_who_when_by_which_verb_and_way_and_together_with_what(desk: Desk) -> None:
    deed = Deed("Kim", STARTED + timedelta(hours=1), "rename_round", Way.TERMINAL)
    with desk.store.writing(desk.organisation.id, deed) as work:
        work.note("one", "a", "b", round_id=7)
        work.note("two", statement_id="LM1")

    with desk.store.reading(desk.organisation.id) as scope:
        two, one = history_of(scope, limit=2)
    assert (one.person, one.at, one.field, one.old, one.new) == ("Kim", deed.at, "one", "a", "b")
    assert (one.verb, one.way, one.round_id, two.statement_id) == ("rename_round", "terminal", 7, "LM1")
    assert one.batch == two.batch == deed.batch != A_DEED.batch


def test_a_transaction_that_fails_keeps_no_note(desk: Desk) -> None:
    def fail(work: Work) -> None:
        work.note("never")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work_silently(desk, fail)
    with desk.store.looking() as session:
        assert session.exec(select(ChangeRow).where(ChangeRow.field == "never")).all() == []


def _write_while_another_waits(store: Store, first: int, second: int) -> bool:
    """Whether `second` could write while `first` was still writing."""
    holding, done = Event(), Event()

    def hold() -> None:
        with store.writing(first, A_DEED):
            holding.set()
            done.wait(10)

    def write() -> None:
        with store.writing(second, A_DEED):
            done.set()

    with ThreadPoolExecutor(2) as pool:
        held = pool.submit(hold)
        assert holding.wait(10)
        other = pool.submit(write)
        was_free = done.wait(2)
        done.set()
        held.result()
        other.result()
    return was_free


def test_on_a_server_only_writers_of_one_organisation_wait_for_one_another(postgresql_server: str) -> None:
    store = open_store(postgresql_server)
    try:
        assert _write_while_another_waits(store, 1, 2)
        assert not _write_while_another_waits(store, 1, 1)
    finally:
        store.close()
