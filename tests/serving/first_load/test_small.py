"""The first page is ours at every address, and Streamlit's files travel packed; each answer is what its headers say."""

import gzip
import http.client
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from sendsat.serving.first_load.files import INDEX, STATIC
from sendsat.serving.first_load.page import first_page
from sendsat.serving.first_load.small import FirstPageMiddleware, SmallFilesMiddleware
from tests.serving.rooms import serving

SCRIPT = max((STATIC / "static" / "js").glob("index.*.js"), key=lambda file: file.stat().st_size)
SCRIPT_PATH = f"/static/js/{SCRIPT.name}"
STYLE = next((STATIC / "static" / "css").glob("index.*.css"))
FONT = next((STATIC / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
ANOTHER = "<html><body>Join the workshop</body></html>" * 20


async def another_page(_request: object) -> HTMLResponse:
    return HTMLResponse(ANOTHER)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    streamlit = Mount("/", create_streamlit_static_handler(str(STATIC), None))
    middleware = [FirstPageMiddleware, SmallFilesMiddleware, SelectiveGZipMiddleware]
    app = Starlette(
        routes=[Route("/join", another_page), streamlit], middleware=[Middleware(one) for one in middleware]
    )
    with serving(app) as opened:
        yield opened


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    """The status, the headers and the body as it travelled; `if_none_match` is the header If-None-Match."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize("path", ["/", "/leadership?part=1.1", "/no-such-page"])
def test_the_first_page_is_ours_at_every_address_packed_or_not(port: int, path: str) -> None:
    status, headers, body = ask(port, path)
    assert (status, headers["content-encoding"], body.decode()) == (200, None, first_page())
    status, headers, packed = ask(port, path, accept_encoding="gzip, br")
    assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
    assert gzip.decompress(packed).decode() == first_page()
    assert headers["cache-control"] == "no-cache"
    assert int(headers["content-length"]) == len(packed) < 3000 < len(body)
    status, headers, nothing = ask(port, path, "HEAD")
    assert (status, int(headers["content-length"]), nothing) == (200, len(body), b"")


def test_a_browser_that_knows_the_page_of_streamlit_is_given_ours(port: int) -> None:
    plain = Starlette(routes=[Mount("/", create_streamlit_static_handler(str(STATIC), None))])
    with serving(plain) as bare:
        _, known, body = ask(bare, "/")
        asked = {"if_none_match": known["etag"], "if_modified_since": known["last-modified"]}
        assert body == INDEX.read_bytes()
        assert ask(bare, "/", **asked)[0] == 304
    status, headers, body = ask(port, "/", **asked)
    assert (status, body.decode()) == (200, first_page())
    assert headers["etag"] is None
    assert headers["last-modified"] is None


def test_another_page_is_left_as_it_is(port: int) -> None:
    assert ask(port, "/join")[2].decode() == ANOTHER
    _, headers, body = ask(port, "/join", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body).decode() == ANOTHER


@pytest.mark.parametrize("file", [SCRIPT, STYLE], ids=["script", "style"])
def test_scripts_and_styles_travel_packed_time_after_time(port: int, file: Path) -> None:
    path, whole = f"/static/{file.parent.name}/{file.name}", file.read_bytes()
    for _ in range(2):
        status, headers, body = ask(port, path, accept_encoding="gzip")
        assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
        assert gzip.decompress(body) == whole
        assert int(headers["content-length"]) == len(body) < len(whole) / 2
        assert "immutable" in headers["cache-control"]
    status, headers, body = ask(port, path)
    assert (status, headers["content-encoding"], body) == (200, None, whole)


def test_a_part_of_a_file_and_what_is_known_are_answered_as_before(port: int) -> None:
    whole = SCRIPT.read_bytes()
    status, headers, body = ask(port, SCRIPT_PATH, accept_encoding="gzip", range="bytes=10-19")
    assert (status, headers["content-encoding"], body) == (206, None, whole[10:20])
    known = ask(port, SCRIPT_PATH)[1]["etag"]
    assert ask(port, SCRIPT_PATH, accept_encoding="gzip", if_none_match=known)[0] == 304
    assert ask(port, SCRIPT_PATH, "HEAD", accept_encoding="gzip")[2] == b""


def test_a_font_is_packed_already(port: int) -> None:
    _, headers, body = ask(port, f"/static/media/{FONT.name}", accept_encoding="gzip")
    assert (headers["content-encoding"], body) == (None, FONT.read_bytes())


def test_addresses_that_are_made_up_take_no_room() -> None:
    kept: list[SmallFilesMiddleware] = []

    class Watched(SmallFilesMiddleware):
        def __init__(self, app: object) -> None:
            super().__init__(app)  # type: ignore[arg-type]
            kept.append(self)

    streamlit = Mount("/", create_streamlit_static_handler(str(STATIC), None))
    with serving(Starlette(routes=[streamlit], middleware=[Middleware(Watched)])) as opened:
        for number in range(20):
            ask(opened, f"/static/js/made-up-{number}.js", accept_encoding="gzip")
        ask(opened, SCRIPT_PATH, accept_encoding="gzip")
        ask(opened, f"{SCRIPT_PATH}?made=up", accept_encoding="gzip")
        for other in (f"/static/js/./././{SCRIPT.name}", f"/static//js/{SCRIPT.name}", f"/static/js/%2e/{SCRIPT.name}"):
            status, headers, body = ask(opened, other, accept_encoding="gzip")
            assert (status, headers["content-encoding"], len(body)) == (200, None, SCRIPT.stat().st_size), other
    assert list(kept[0]._kept) == [SCRIPT_PATH]


def test_a_file_that_is_kept_holds_no_cookie_of_whoever_asked_first() -> None:
    streamlit = Mount("/", create_streamlit_static_handler(str(STATIC), None))

    class Cookies:
        """Gives everybody a cookie of their own, as Streamlit does to whoever signs in."""

        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            async def sending(message: Any) -> None:
                if message["type"] == "http.response.start":
                    message["headers"].append((b"set-cookie", b"session=secret"))
                await send(message)

            await self.app(scope, receive, sending)

    with serving(
        Starlette(routes=[streamlit], middleware=[Middleware(SmallFilesMiddleware), Middleware(Cookies)])
    ) as own:
        assert ask(own, SCRIPT_PATH)[1]["set-cookie"] == "session=secret"
        for _ in range(2):
            _, headers, body = ask(own, SCRIPT_PATH, accept_encoding="gzip")
            assert headers["set-cookie"] is None
            assert gzip.decompress(body) == SCRIPT.read_bytes()
            assert "immutable" in headers["cache-control"]
