"""Phones are told, not polled: many wait for one look at the database, and hear of every change."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from sendsat.errors import StorageError
from sendsat.services.desk import Desk
from sendsat.services.workshop import joining, phones, running, workshops
from sendsat.services.workshop.joining import Door
from sendsat.serving.phones import rooms
from sendsat.serving.phones.rooms import Rooms
from sendsat.serving.phones.told import Told
from sendsat.storage.opening import open_store
from tests.serving.rooms import LIBRARY, Room, open_room

NEVER = 3600.0
PATIENT = 20.0


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as one:
        yield one


def join(room: Room, number: int) -> list[str]:
    door = Door(room.desk.store, LIBRARY, lambda: datetime.now(UTC))
    devices = [joining.new_device() for _ in range(number)]
    for device in devices:
        joining.enter(door, device=device, code=room.workshop.code)
    return devices


@contextlib.contextmanager
def statements(room: Room) -> Iterator[list[str]]:
    kept: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            kept.append(statement)

    event.listen(room.desk.store.engine, "before_cursor_execute", note)
    yield kept
    event.remove(room.desk.store.engine, "before_cursor_execute", note)


def following(room: Room, act: Callable[[Rooms], Awaitable[None]]) -> None:
    """Let phones follow on an event loop of their own, as they do in the server."""

    async def run() -> None:
        told = Rooms(lambda: Door(room.desk.store, LIBRARY, lambda: datetime.now(UTC)))
        try:
            await act(told)
        finally:
            told.end()

    asyncio.run(run())


async def first(all_: Rooms, device: str) -> str:
    """What a page does when it opens; gives the tag of what it was told."""
    answer = await all_.told(device)
    assert answer is not None
    return answer[0].tag_to(answer[1])


async def wait(all_: Rooms, device: str, tag: str, seconds: float = PATIENT) -> Told | None:
    answer = await all_.told(device, tag=tag, seconds=seconds)
    return answer[0] if answer else None


def test_while_nothing_changes_no_phone_costs_a_statement(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "EVERY", NEVER)
    devices = join(room, 30)

    async def act(all_: Rooms) -> None:
        tags = [await first(all_, device) for device in devices]
        await wait(all_, devices[0], tags[0], 0.01)
        with statements(room) as asked:
            told = await asyncio.gather(*map(wait, [all_] * 30, devices, tags, [0.05] * 30))
        assert asked == []
        assert {one.room["statement"]["id"] for one in told if one} == {"LM1"}

    following(room, act)


def test_a_change_by_another_program_is_read_once_and_told_to_all_phones(room: Room, tmp_path: Path) -> None:
    devices = join(room, 30)

    async def act(all_: Rooms) -> None:
        tags = [await first(all_, device) for device in devices]
        waiting = [asyncio.create_task(wait(all_, device, tag)) for device, tag in zip(devices, tags, strict=True)]
        with (
            contextlib.closing(open_store(f"sqlite:///{tmp_path / 'sendsat.db'}")) as other,
            statements(room) as asked,
        ):
            desk = Desk(other, LIBRARY, room.desk.organisation)
            await asyncio.to_thread(running.go_to, desk, workshop_id=room.workshop.id, place=2)
            told = await asyncio.gather(*waiting)
        assert {one.room["statement"]["id"] for one in told if one} == {"LM2"}
        assert len([one for one in asked if "workshop_decision" in one]) == 1, "The agenda was read more than once."

    following(room, act)
    assert rooms.EVERY < 1


def test_a_phone_that_votes_does_not_wake_the_others_and_is_told_its_own_vote_at_the_end(room: Room) -> None:
    one, other = join(room, 2)
    room.open_vote()
    door = Door(room.desk.store, LIBRARY, lambda: datetime.now(UTC))
    vote = {"workshop_id": room.workshop.id, "statement_id": "LM1", "vote_round": 1, "vote": joining.Vote.RED}

    async def act(all_: Rooms) -> None:
        tag = await first(all_, one)
        joining.cast(door, device=one, **vote)
        answer = await all_.told_in(room.workshop.id, one)
        assert answer is not None
        assert answer[0].to(answer[1])["mine"] == "red"
        told = await wait(all_, other, await first(all_, other), 0.01)
        assert told is not None
        assert told.tag == tag.rpartition("-")[0]
        assert told.to(joining.mark_of(other))["mine"] is None

    following(room, act)


def test_a_workshop_that_is_closed_and_opened_again_takes_its_phones_along(room: Room) -> None:
    (device,) = join(room, 1)

    async def act(all_: Rooms) -> None:
        tag = await first(all_, device)
        waiting = asyncio.create_task(wait(all_, device, tag))
        await asyncio.to_thread(workshops.close, room.desk, workshop_id=room.workshop.id)
        closed = await waiting
        assert closed is not None
        assert closed.room["closed"]
        waiting = asyncio.create_task(wait(all_, device, closed.tag_to(joining.mark_of(device))))
        await asyncio.to_thread(workshops.reopen, room.desk, workshop_id=room.workshop.id)
        again = await waiting
        assert again is not None
        assert (again.room["closed"], again.room["statement"]["id"]) == (False, "LM1")
        assert again.order > closed.order

    following(room, act)


def test_a_phone_that_is_taken_out_hears_it_at_once(room: Room) -> None:
    device, _ = join(room, 2)

    async def act(all_: Rooms) -> None:
        waiting = asyncio.create_task(wait(all_, device, await first(all_, device)))
        (known, _) = phones.phones_of(room.desk, room.workshop.id)
        await asyncio.to_thread(phones.remove_phone, room.desk, workshop_id=room.workshop.id, device_id=known.id)
        assert await waiting is None

    following(room, act)


def test_a_phone_that_joined_another_workshop_elsewhere_is_looked_up(room: Room) -> None:
    (device,) = join(room, 1)
    plan = workshops.Plan(room.workshop.round_id, room.workshop.team_id, ("1.1",))
    other = workshops.prepare(room.desk, plan)
    door = Door(room.desk.store, LIBRARY, lambda: datetime.now(UTC))

    async def act(all_: Rooms) -> None:
        await first(all_, device)
        joining.enter(door, device=device, code=other.code)
        told = await wait(all_, device, f"{other.id}-told-by-another-program-")
        assert told is not None
        assert told.room["workshop"] == other.id

    following(room, act)


def test_trouble_with_the_database_is_told_and_over_once_it_is(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    (device,) = join(room, 1)
    is_broken = [False]
    whole = rooms.follow

    def breaking(*known: Any) -> Any:
        if is_broken[0]:
            raise StorageError("The disk is full, so nothing was saved.")
        return whole(*known)

    monkeypatch.setattr(rooms, "follow", breaking)

    async def act(all_: Rooms) -> None:
        tag = await first(all_, device)
        waiting = asyncio.create_task(wait(all_, device, tag))
        is_broken[0] = True
        with pytest.raises(StorageError, match="disk is full"):
            await waiting
        is_broken[0] = False
        assert await first(all_, device) == tag

    following(room, act)


def test_a_device_that_waits_too_often_at_once_is_answered_at_once(room: Room) -> None:
    (device,) = join(room, 1)

    async def act(all_: Rooms) -> None:
        tag = await first(all_, device)
        waiting = [asyncio.create_task(wait(all_, device, tag)) for _ in range(rooms.MOST_WAITS)]
        await asyncio.sleep(0)
        async with asyncio.timeout(PATIENT / 2):
            told = await wait(all_, device, tag)
        assert told is not None
        assert not any(one.done() for one in waiting)

    following(room, act)


def test_over_http_a_phone_waits_for_news_and_a_server_that_stops_lets_it_go(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        with open_room(tmp_path) as room:
            phone = room.phone()
            tag = phone.ask("/join/state").headers["etag"]
            news = pool.submit(phone.ask, "/join/state?wait=20", headers={"If-None-Match": tag})
            room.go_to(2)
            answer = news.result(timeout=PATIENT)
            assert (answer.status, answer.told["statement"]["id"]) == (200, "LM2")
            assert phone.ask("/join/state?wait=0", headers={"If-None-Match": answer.headers["etag"]}).status == 304
            assert phone.ask("/join/state?wait=-1e9", headers={"If-None-Match": tag}).status == 200
            left = pool.submit(phone.ask, "/join/state?wait=20", headers={"If-None-Match": answer.headers["etag"]})
        assert left.exception(timeout=PATIENT) is not None or left.result().status == 304


def test_phones_that_vote_at_once_are_stored_in_few_transactions(room: Room, tmp_path: Path) -> None:
    visitors = [room.phone() for _ in range(12)]
    room.open_vote()
    shown = visitors[0].state()
    with ThreadPoolExecutor(12) as pool, sqlite3.connect(tmp_path / "sendsat.db") as busy:
        busy.execute("BEGIN IMMEDIATE")
        votes = [pool.submit(visitor.vote, "green", shown) for visitor in visitors]
        busy.rollback()
        assert [vote.result().status for vote in votes] == [200] * 12
    with sqlite3.connect(tmp_path / "sendsat.db") as stored:
        assert stored.execute("SELECT count(*) FROM vote").fetchall() == [(12,)]
