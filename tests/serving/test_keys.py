"""The keys of browsers that are let in: how long they last, and that nobody who reads the disk finds one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sendsat.services.organisation.sharing import LASTS, Lock, Sharing, mark_of
from sendsat.storage.opening import open_store
from sendsat.storage.queries.people import keys
from sendsat.storage.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = open_store(f"sqlite:///{tmp_path / 'sendsat.db'}")
    yield one
    one.close()


def started(store: Store, at: datetime) -> tuple[Sharing, str]:
    """As the program starts, and the key of the browser that used its link."""
    sharing = Sharing(store, lambda: at)
    key = sharing.exchange(sharing.new_link())
    assert key is not None
    return sharing, key


def test_a_key_lasts_half_a_day_so_that_a_restart_knows_its_facilitator(store: Store) -> None:
    at_first, first = started(store, NOW)
    after_a_restart, second = started(store, NOW + LASTS - timedelta(minutes=1))
    next_day, third = started(store, NOW + LASTS)

    assert len({first, second, third}) == 3
    assert min(map(len, (first, second, third))) >= 40
    assert [at_first.opens_with(one) for one in (first, second)] == [True, False]
    assert [after_a_restart.opens_with(one) for one in (first, second)] == [True, True]
    assert [next_day.opens_with(one) for one in (first, second, third)] == [False, True, True]


def test_whoever_was_shut_out_is_so_after_a_restart_too(store: Store) -> None:
    sharing, theirs = started(store, NOW)
    mine = sharing.exchange(sharing.new_link()) or ""
    sharing.shut_out_others(mine)
    again, _ = started(store, NOW)
    assert [again.opens_with(one) for one in (mine, theirs)] == [True, False]


def test_nobody_who_reads_the_disk_finds_a_key(store: Store, tmp_path: Path) -> None:
    sharing, key = started(store, NOW)
    link = sharing.new_link()
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())

    assert mark_of(key).encode() in kept
    assert key.encode() not in kept
    assert link.encode() not in kept
    assert not sharing.opens_with(mark_of(key))


def test_a_key_that_an_earlier_version_kept_readable_opens_nothing_any_more(store: Store) -> None:
    with store.keeping() as session:
        keys.keep_key(session, "a-key-as-it-was-once-kept", NOW)

    sharing, key = started(store, NOW + timedelta(minutes=1))

    assert [sharing.opens_with(one) for one in ("a-key-as-it-was-once-kept", key)] == [False, True]


def test_offered_and_kept_keys_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    monkeypatch.setattr("secrets.compare_digest", lambda one, other: compared.append((one, other)) or one == other)
    marks = (mark_of("first"), mark_of("second"))

    assert Lock(marks).opens_with("first")

    assert compared == [(mark_of("first").encode(), one.encode()) for one in marks]
