"""What stands in a link to read by becomes a cookie, and is in no address that a browser remembers."""

import asyncio
import re

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sendsat.serving.read_link import ReadLinkMiddleware

TOKEN = "a-token_of_more_than_20_letters"


def _page(request: Request) -> Response:
    return PlainTextResponse(str(request.url))


def ask(address: str, method: str = "GET") -> httpx.Response:
    """What a browser is answered."""
    routes = [Route("/{rest:path}", _page, methods=["GET", "POST"])]
    app = Starlette(routes=routes, middleware=[Middleware(ReadLinkMiddleware)])

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as browser:
            return await browser.request(method, address)

    return asyncio.run(asked())


def test_the_token_leaves_the_address_and_all_else_stays() -> None:
    answer = ask(f"/results?org=u&reader={TOKEN}&tab=Teams")
    assert (answer.status_code, answer.headers["location"]) == (303, "/results?org=u&tab=Teams")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    kept = answer.headers["set-cookie"]
    assert re.match(rf"sendsat_reader={TOKEN}\.\d+; HttpOnly; Path=/; SameSite=lax$", kept), kept


def test_an_address_without_one_is_answered_as_ever() -> None:
    answer = ask("/results?org=u")
    assert (answer.status_code, answer.text) == (200, "http://testserver/results?org=u")
    assert "set-cookie" not in answer.headers
    assert ask(f"/x?reader={TOKEN}", "POST").status_code == 200


def test_nobody_is_led_elsewhere() -> None:
    assert ask(f"http://testserver//else.example/?reader={TOKEN}").headers["location"].startswith("/else.example")
