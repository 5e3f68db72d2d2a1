"""Sharing on a network: with the key everything, without it the page to join, whatever address is asked for."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sendsat.errors import StorageError
from sendsat.exchange.workshop.qr import qr_image, qr_terminal
from sendsat.services.organisation.sharing import COOKIE, Sharing
from sendsat.serving.access import AccessMiddleware
from sendsat.serving.phones.join import OPEN, Joining
from sendsat.serving.phones.limits import GuessLimit
from sendsat.serving.share import share_banner
from sendsat.storage.queries.people import keys
from tests.serving.rooms import Room, Visitor, open_room

SECRET = "the-secret-of-the-link"
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


def link(room: Room) -> str:
    """The secret of a link that nobody used."""
    assert room.sharing is not None
    return room.sharing.new_link()


def let_in(room: Room) -> Visitor:
    """A browser that used a link."""
    one = Visitor(room.port)
    assert one.come_by(link(room)).status == 303
    return one


def test_the_link_opens_everything_and_neither_it_nor_the_key_stays_in_the_address(room: Room) -> None:
    facilitator, secret = Visitor(room.port), link(room)
    first = facilitator.ask(f"/wall?workshop=1&token={secret}")
    assert (first.status, first.headers["location"], first.headers["referrer-policy"]) == (
        303,
        "/wall?workshop=1",
        "no-referrer",
    )
    asked = facilitator.ask("/wall?workshop=1")
    assert secret.encode() not in asked.body
    pressed = facilitator.press(asked, "/wall?workshop=1")
    assert (pressed.status, pressed.headers["location"]) == (303, "/wall?workshop=1")
    assert "httponly" in first.headers["set-cookie"].lower()
    assert "httponly" in pressed.headers["set-cookie"].lower()
    assert facilitator.cookies[COOKIE] != secret
    assert facilitator.ask("/wall").body == b"inside"
    assert facilitator.ask(f"/wall?token={secret}").headers["location"] == "/wall"


def test_a_link_lets_one_browser_in_and_no_second(room: Room) -> None:
    secret = link(room)
    assert Visitor(room.port).ask(f"/?token={secret}", method="HEAD").status == 200, (
        "what only looks does not use it up"
    )
    browsers = [Visitor(room.port) for _ in range(8)]
    shown = [one.ask(f"/?token={secret}") and one.ask("/") for one in browsers]
    with ThreadPoolExecutor(8) as pool:
        pressed = list(pool.map(lambda pair: pair[0].press(pair[1]), zip(browsers, shown, strict=True)))
    assert sorted(answer.status for answer in pressed) == [303] + [410] * 7
    refused = [one for one, answer in zip(browsers, pressed, strict=True) if answer.status == 410]
    assert all(COOKIE not in one.cookies and b"Join the workshop" in one.ask("/wall").body for one in refused)
    assert b"Join the workshop" in Visitor(room.port).ask(f"/?token={secret}").body


def test_a_new_link_takes_the_place_of_one_that_nobody_used(room: Room) -> None:
    old, new = link(room), link(room)
    assert [Visitor(room.port).ask(f"/?token={one}").status for one in (old, new)] == [200, 303]


def test_a_link_whose_key_could_not_be_kept_can_still_be_used(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = link(room)
    with monkeypatch.context() as patched:

        def full(*_: Any) -> None:
            raise StorageError("The disk is full.", "Free some space.")

        patched.setattr(keys, "keep_key", full)
        unlucky = Visitor(room.port)
        answer = unlucky.come_by(secret)
        assert (answer.status, b"<h1>The disk is full.</h1>" in answer.body) == (503, True)
        assert b"Free some space." in answer.body
    assert unlucky.press(answer).status == 303
    assert unlucky.ask("/wall").body == b"inside"


def test_whoever_is_shut_out_gets_only_the_page_to_join_from_then_on(room: Room) -> None:
    mine, theirs = let_in(room), let_in(room)
    waiting = link(room)
    assert room.sharing is not None
    room.sharing.shut_out_others(mine.cookies[COOKIE])
    assert mine.ask("/wall").body == b"inside"
    assert b"Join the workshop" in theirs.ask("/wall").body
    assert Visitor(room.port).ask(f"/?token={waiting}").status == 200


def test_the_link_never_sends_a_browser_to_another_site(room: Room) -> None:
    answer = Visitor(room.port).ask(f"//evil.example/x?token={link(room)}")
    assert answer.headers["location"] == "/evil.example/x"


@pytest.mark.parametrize("wrong", ["", "wrong", "{key:.42}", "{key}x", "é", "{link}"])
def test_a_cookie_that_is_not_the_key_opens_nothing(room: Room, wrong: str) -> None:
    visitor, key = Visitor(room.port), let_in(room).cookies[COOKIE]
    offered = wrong.format(key=key, link=link(room))
    assert offered != key
    headers = {"Cookie": f"a=b; {COOKIE}={offered}".encode().decode("latin-1")}
    assert b"Join the workshop" in visitor.ask("/wall", headers=headers).body


def _socket(sharing: Sharing, cookie: str, path: str = "/_stcore/stream") -> list[Any]:
    """What a websocket without or with a cookie is told."""
    said: list[Any] = []

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        said.append(message["type"])

    headers = [(b"cookie", cookie.encode())]
    query = f"token={sharing.new_link()}".encode()
    scope = {"type": "websocket", "path": path, "headers": headers, "query_string": query}
    asyncio.run(AccessMiddleware(inside, sharing=sharing)(scope, receive, send))
    return said


@pytest.mark.parametrize("path", ["/_stcore/stream", "/join", "/join/state", "/"])
def test_no_websocket_opens_without_the_key_in_a_cookie(room: Room, path: str) -> None:
    assert room.sharing is not None
    assert _socket(room.sharing, f"{COOKIE}=wrong", path) == ["websocket.close"]


def test_a_websocket_opens_with_the_key(room: Room) -> None:
    assert room.sharing is not None
    assert _socket(room.sharing, f"{COOKIE}={let_in(room).cookies[COOKIE]}") == ["websocket.accept"]


def test_an_open_page_that_is_shut_out_is_closed_with_nothing_more_said_or_heard(room: Room) -> None:
    sharing, key = room.sharing, let_in(room).cookies[COOKIE]
    assert sharing is not None
    said: list[Any] = []
    heard: list[Any] = []

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})
        heard.append(await receive())
        sharing.shut_out_others("")
        await send({"type": "websocket.send", "text": "what is stored"})
        heard.append(await receive())

    async def receive() -> dict[str, str]:
        return {"type": "websocket.receive", "text": "a press"}

    async def send(message: Any) -> None:
        said.append(message["type"])

    headers = [(b"cookie", f"{COOKIE}={key}".encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "query_string": b""}
    asyncio.run(AccessMiddleware(inside, sharing=sharing)(scope, receive, send))
    assert said == ["websocket.accept", "websocket.close"]
    assert [one["type"] for one in heard] == ["websocket.receive", "websocket.disconnect"]


def test_the_open_addresses_are_exactly_the_routes_for_phones() -> None:
    def nowhere() -> Any:
        raise AssertionError

    routes = Joining(nowhere, GuessLimit(lambda: 0.0)).routes()
    assert {(one, route.path) for route in routes for one in route.methods - {"HEAD"}} == OPEN


def test_the_terminal_shows_the_facilitators_link_the_address_to_join_and_its_code() -> None:
    said = share_banner(origin="http://10.0.0.5:8501", join="http://10.0.0.5:8501/join", link=SECRET)
    assert f"http://10.0.0.5:8501/?token={SECRET}" in said
    assert "http://10.0.0.5:8501/join" in said
    assert qr_terminal("http://10.0.0.5:8501/join") in said
    assert SECRET not in qr_terminal("http://10.0.0.5:8501/join")


def test_a_qr_code_is_an_image_with_its_address_in_it() -> None:
    assert qr_image("http://10.0.0.5/join").startswith("data:image/svg+xml")
    assert qr_image("http://10.0.0.5/join") != qr_image("http://10.0.0.6/join")
