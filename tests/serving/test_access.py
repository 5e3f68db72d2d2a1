"""Sharing on a network: with the key everything, without it the page to join, whatever address is asked for."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sendsat.exchange.workshop.qr import qr_image, qr_terminal
from sendsat.services.organisation.sharing import LASTS, Lock, mark_of, new_key
from sendsat.serving.access import AccessMiddleware
from sendsat.serving.phones.join import OPEN, Joining
from sendsat.serving.phones.limits import GuessLimit
from sendsat.serving.share import share_banner
from sendsat.storage.opening import open_store
from sendsat.storage.queries.people import keys
from sendsat.storage.store import Store
from tests.serving.rooms import KEY, LOCK, Room, Visitor, open_room

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADDRESSES = [
    "/",
    "/wall",
    "/desk",
    "/workshop",
    "/leadership?part=1.1",
    "/_stcore/health",
    "/_stcore/stream",
    "/_stcore/host-config",
    "/static/js/index.js",
    "/media/x.png",
    "/component/x/y",
    "/join/",
    "/join/../wall",
    "/join/state/..",
    "/JOIN",
    "/join/vote",
    "/join/enter",
    "/join/worth",
    "//wall",
    "/%2e%2e/wall",
    "/wall?token=wrong",
    "/wall?token=",
    "/wall?token=" + "x" * 4000,
    "/wall?token=%ff%00",
]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path, shared=True) as one:
        yield one


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_the_key_every_address_gives_only_the_page_to_join(room: Room, address: str) -> None:
    answer = room.phone(joined=False).ask(address)
    assert b"Join the workshop" in answer.body
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_without_the_key_nothing_can_be_sent_either(room: Room, method: str) -> None:
    answer = room.phone().ask("/_stcore/upload_file/a/b", body=b"x", method=method)
    assert (answer.status, "facilitator" in answer.told["message"]) == (403, True)


def test_a_joined_phone_sees_no_more_than_a_stranger(room: Room) -> None:
    assert b"Join the workshop" in room.phone().ask("/wall").body


def test_phones_join_and_vote_without_the_key(room: Room) -> None:
    phone = room.phone()
    room.open_vote()
    assert phone.vote("red").status == 200


def test_the_key_opens_everything_and_does_not_stay_in_the_address(room: Room) -> None:
    facilitator = Visitor(room.port)
    first = facilitator.ask(f"/wall?workshop=1&token={KEY}")
    assert (first.status, first.headers["location"], first.headers["referrer-policy"]) == (
        303,
        "/wall?workshop=1",
        "no-referrer",
    )
    assert "httponly" in first.headers["set-cookie"].lower()
    assert facilitator.ask("/wall").body == b"inside"
    assert facilitator.ask(f"/wall?token={KEY}").headers["location"] == "/wall"


def test_the_key_never_sends_a_browser_to_another_site(room: Room) -> None:
    answer = Visitor(room.port).ask(f"//evil.example/x?token={KEY}")
    assert answer.headers["location"] == "/evil.example/x"


@pytest.mark.parametrize("cookie", ["", "wrong", KEY[:-1], KEY + "x", KEY.upper(), "é"])
def test_a_cookie_that_is_not_the_key_opens_nothing(room: Room, cookie: str) -> None:
    visitor = Visitor(room.port)
    headers = {"Cookie": f"a=b; sendsat_facilitator={cookie}".encode().decode("latin-1")}
    assert b"Join the workshop" in visitor.ask("/wall", headers=headers).body


def _socket(cookie: str, path: str = "/_stcore/stream") -> list[Any]:
    """What a websocket without or with a cookie is told."""
    said: list[Any] = []

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        said.append(message["type"])

    headers = [(b"cookie", cookie.encode())]
    scope = {"type": "websocket", "path": path, "headers": headers, "query_string": f"token={KEY}".encode()}
    asyncio.run(AccessMiddleware(inside, lock=LOCK)(scope, receive, send))
    return said


@pytest.mark.parametrize("path", ["/_stcore/stream", "/join", "/join/state", "/"])
def test_no_websocket_opens_without_the_key_in_a_cookie(path: str) -> None:
    assert _socket("sendsat_facilitator=wrong", path) == ["websocket.close"]


def test_a_websocket_opens_with_the_key(room: Room) -> None:
    assert _socket(f"sendsat_facilitator={KEY}") == ["websocket.accept"]


def test_the_open_addresses_are_exactly_the_routes_for_phones() -> None:
    def nowhere() -> Any:
        raise AssertionError

    routes = Joining(nowhere, GuessLimit(lambda: 0.0)).routes()
    assert {(one, route.path) for route in routes for one in route.methods - {"HEAD"}} == OPEN


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = open_store(f"sqlite:///{tmp_path / 'sendsat.db'}")
    yield one
    one.close()


def test_a_key_lasts_half_a_day_so_that_a_restart_knows_its_facilitator(store: Store) -> None:
    first, lock = new_key(store, NOW)
    second, after_a_restart = new_key(store, NOW + LASTS - timedelta(minutes=1))
    third, next_day = new_key(store, NOW + LASTS)

    assert len({first, second, third}) == 3
    assert min(map(len, (first, second, third))) >= 40
    assert [lock.opens_with(one) for one in (first, second)] == [True, False]
    assert [after_a_restart.opens_with(one) for one in (first, second)] == [True, True]
    assert [next_day.opens_with(one) for one in (first, second, third)] == [False, True, True]


def test_nobody_who_reads_the_disk_finds_a_key(store: Store, tmp_path: Path) -> None:
    key, lock = new_key(store, NOW)
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())

    assert lock.marks[0].encode() in kept
    assert key.encode() not in kept
    assert not any(map(lock.opens_with, lock.marks))


def test_a_key_that_an_earlier_version_kept_readable_opens_nothing_any_more(store: Store) -> None:
    with store.keeping() as session:
        keys.keep_key(session, "a-key-as-it-was-once-kept", NOW)

    key, lock = new_key(store, NOW + timedelta(minutes=1))

    assert [lock.opens_with(one) for one in ("a-key-as-it-was-once-kept", key)] == [False, True]


def test_offered_and_kept_keys_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    monkeypatch.setattr("secrets.compare_digest", lambda one, other: compared.append((one, other)) or one == other)
    marks = (mark_of("first"), mark_of("second"))

    assert Lock(marks).opens_with("first")

    assert compared == [(mark_of("first").encode(), one.encode()) for one in marks]


def test_the_terminal_shows_the_facilitators_link_the_address_to_join_and_its_code() -> None:
    said = share_banner(origin="http://10.0.0.5:8501", join="http://10.0.0.5:8501/join", key=KEY)
    assert f"http://10.0.0.5:8501/?token={KEY}" in said
    assert "http://10.0.0.5:8501/join" in said
    assert qr_terminal("http://10.0.0.5:8501/join") in said
    assert KEY not in qr_terminal("http://10.0.0.5:8501/join")


def test_a_qr_code_is_an_image_with_its_address_in_it() -> None:
    assert qr_image("http://10.0.0.5/join").startswith("data:image/svg+xml")
    assert qr_image("http://10.0.0.5/join") != qr_image("http://10.0.0.6/join")
