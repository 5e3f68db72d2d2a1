"""sendsat answers by its own names only, and to its own pages only; every answer tells the browser what to forbid."""

import asyncio
import http.client
import importlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from sendsat.serving import share
from sendsat.serving.headers import digest_of, policy, scripts_in
from sendsat.serving.hosts import HostMiddleware, Names, name_in
from sendsat.settings import JOIN_ADDRESS
from tests.serving.rooms import serving

ROOT = Path(__file__).parents[2]
HERE = ["localhost", "LOCALHOST:8501", "127.0.0.1", "127.0.0.1:8501", "[::1]", "[::1]:8501"]
ELSEWHERE = [
    "evil.example",
    "evil.example:8501",
    "localhost.evil.example",
    "evil.localhost",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "localhost:8501/evil",
    "localhost, evil.example",
    "localhost:port",
    "[::1",
    "",
    " ",
]
IN_THE_ROOM = ["192.168.1.20:8501", "10.0.0.7", "[fe80::1]:8501"]


def app(names: Names) -> Starlette:
    async def inside(_request: Any) -> PlainTextResponse:
        return PlainTextResponse("inside")

    return Starlette(
        routes=[Route("/{path:path}", inside, methods=["GET", "POST"])],
        middleware=[Middleware(HostMiddleware, names=names)],
    )


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(app(Names())) as opened:
        yield opened


def ask(port: int, *headers: tuple[str, str], method: str = "GET") -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest(method, "/wall", skip_host=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("host", HERE)
def test_this_computers_own_names_are_answered(port: int, host: str) -> None:
    assert ask(port, ("Host", host)) == (200, "inside")


@pytest.mark.parametrize("host", [*ELSEWHERE, *IN_THE_ROOM])
def test_any_other_name_gets_one_sentence_and_nothing_else(port: int, host: str) -> None:
    status, said = ask(port, ("Host", host))
    assert status in (400, 421)
    assert "inside" not in said
    if status == 421:
        assert said == (
            "sendsat does not answer to this name. Open the address that the terminal shows, for example "
            "http://localhost:8501."
        )


def test_a_request_without_a_name_or_with_two_is_not_answered(port: int) -> None:
    assert ask(port)[0] in (400, 421)
    assert ask(port, ("Host", "localhost"), ("Host", "evil.example"))[0] in (400, 421)


@pytest.mark.parametrize("host", IN_THE_ROOM)
def test_while_shared_every_numbered_address_is_answered_and_no_foreign_name(host: str) -> None:
    names = Names(is_shared=True)
    assert names.include(name_in(host))
    assert [one for one in ELSEWHERE if names.include(name_in(one))] == []


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8501", 200),
        ("https://localhost:8501", 200),
        ("http://localhost:3000", 403),
        ("http://127.0.0.1:8501", 403),
        ("http://evil.example", 403),
        ("file://", 403),
        ("null", 403),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_a_page_of_our_own_may_ask(port: int, method: str, origin: str, status: int) -> None:
    assert ask(port, ("Host", "localhost:8501"), ("Origin", origin), method=method)[0] == status


def test_a_page_of_our_own_that_keeps_its_address_to_itself_may_ask(port: int) -> None:
    own = ("Host", "localhost"), ("Origin", "null"), ("Sec-Fetch-Site", "same-origin")
    assert ask(port, *own)[0] == 200


def knock(names: Names, *headers: tuple[str, str]) -> str:
    """What a websocket is told."""
    said: list[str] = []

    async def inside(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        said.append(message["type"])

    scope = {"type": "websocket", "headers": [(name.encode(), value.encode()) for name, value in headers]}
    asyncio.run(HostMiddleware(inside, names=names)(scope, receive, send))
    return said[0].removeprefix("websocket.")


@pytest.mark.parametrize(
    ("host", "origin", "told"),
    [
        ("localhost:8501", "http://localhost:8501", "accept"),
        ("localhost:8501", "http://localhost:3000", "close"),
        ("localhost:8501", "http://evil.example", "close"),
        ("evil.example", "http://evil.example", "close"),
        ("192.168.1.20:8501", "http://192.168.1.20:8501", "close"),
    ],
)
def test_a_websocket_is_judged_by_name_and_page_alike(host: str, origin: str, told: str) -> None:
    assert knock(Names(), ("host", host), ("origin", origin)) == told


def test_behind_a_server_of_ones_own_its_name_is_answered_whatever_it_passes_on() -> None:
    names = Names(frozenset({"sendsat.college.ac.uk"}))
    assert knock(names, ("host", "sendsat.college.ac.uk"), ("origin", "https://sendsat.college.ac.uk")) == "accept"
    assert knock(names, ("host", "127.0.0.1:8501"), ("origin", "https://sendsat.college.ac.uk")) == "accept"
    assert knock(names, ("host", "127.0.0.1:8501"), ("origin", "https://evil.example")) == "close"


def test_names_are_added_by_settings_and_by_the_address_that_phones_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDSAT_HOSTS", "Sendsat.College.ac.uk, other.example")
    monkeypatch.setenv(JOIN_ADDRESS, "https://join.example:444/join")
    (host,) = [one.kwargs["names"] for one in share.doors(is_shared=False) if one.cls is HostMiddleware]
    assert host == Names(frozenset({"sendsat.college.ac.uk", "other.example", "join.example"}))


def test_every_answer_tells_the_browser_what_to_forbid_also_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SENDSAT_HOSTS", raising=False)
    whole = Starlette(routes=app(Names()).routes, middleware=share.doors(is_shared=False))
    with serving(whole) as port, closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        for host in ("localhost", "evil.example"):
            connection.request("GET", "/", headers={"Host": host})
            answer = connection.getresponse()
            answer.read()
            told = {name: answer.headers[name] for name in ("X-Frame-Options", "X-Content-Type-Options")}
            assert told == {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff"}
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            rules = answer.headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in rules
            scripts = next(rule for rule in rules.split("; ") if rule.startswith("script-src"))
            assert "unsafe" not in scripts
            assert scripts.count("sha256-") == len(share.scripts())


def test_every_script_that_a_page_puts_in_is_one_that_the_policy_lets_run() -> None:
    allowed = policy(share.scripts(), "localhost")
    putting = [
        file for file in (ROOT / "sendsat" / "ui").rglob("*.py") if "runs_scripts=True" in file.read_text("utf-8")
    ]
    assert putting
    for file in putting:
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        scripts = scripts_in(importlib.import_module(name).SCRIPT)
        assert scripts
        assert all(digest_of(script) in allowed for script in scripts)
