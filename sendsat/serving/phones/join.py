"""What phones reach: the page to join and vote, and its four small answers. They wait to be told; they need no session.

Knows requests and responses only; what a phone may do is `sendsat.services.workshop.joining`.
"""

import json
import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sendsat.assessment.workshop.codes import read_code
from sendsat.assessment.workshop.phone import Joined
from sendsat.assessment.workshop.votes import parse_vote
from sendsat.assessment.workshop.workshop import Worth
from sendsat.errors import Invalid, NotFound, Refused, SendsatError, StorageError
from sendsat.services.workshop import joining
from sendsat.services.workshop.joining import Ballot, Door, WrongCode
from sendsat.serving.phones.ballots import BallotBox
from sendsat.serving.phones.limits import Arrivals, GuessLimit, remembered
from sendsat.serving.phones.page import page_response
from sendsat.serving.phones.rooms import Rooms
from sendsat.serving.phones.told import NOT_JOINED, Told

COOKIE = "sendsat_device"
COOKIE_SECONDS = 24 * 3600
LONGEST_BODY = 2000
ORDER = "Sendsat-Order"
OPEN = frozenset(
    {("GET", "/join"), ("GET", "/join/state"), ("POST", "/join/enter"), ("POST", "/join/vote"), ("POST", "/join/worth")}
)
STATUSES = ((WrongCode, 404), (NotFound, 401), (Refused, 409), (Invalid, 422), (StorageError, 503))
Result = TypeVar("Result")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class TooSoon(Refused):
    """Too many wrong codes came from there: `wait` is how many seconds no code is looked at."""

    def __init__(self, wait: int) -> None:
        many = "1 second" if wait == 1 else f"{wait} seconds"
        super().__init__(f"Too many wrong codes. Wait {many}.", "Check the code on the screen meanwhile.")
        self.wait = wait


def error_response(error: SendsatError, *, status: int, wait: int = 0) -> Response:
    """What went wrong and what to do, as the page reads it."""
    more = {"Retry-After": str(wait)} if wait else {}
    told = {"message": error.message, "remedy": error.remedy}
    return JSONResponse(told, status_code=status, headers={"Cache-Control": "no-store", **more})


class Joining:
    """The answers to phones. `door` opens store and editions on the first request; `limit` slows down guessing."""

    def __init__(self, door: Callable[[], Door], limit: GuessLimit) -> None:
        self._door = door
        self._limit = limit
        self._arrivals = Arrivals(door)
        self._writer = CapacityLimiter(1)
        self._box = BallotBox(door, self._writer)
        self._rooms = Rooms(door)

    def routes(self) -> list[BaseRoute]:
        """The addresses phones may ask for; `OPEN` lists the same."""
        return [
            Route("/join", _told(self._page), methods=["GET"]),
            Route("/join/state", _told(self._state), methods=["GET"]),
            Route("/join/enter", _told(self._enter), methods=["POST"]),
            Route("/join/vote", _told(self._vote), methods=["POST"]),
            Route("/join/worth", _told(self._worth), methods=["POST"]),
        ]

    def end(self) -> None:
        """Let every phone go that waits to be told: the server stops."""
        self._rooms.end()

    async def _write(self, work: Callable[[Door], Result]) -> Result:
        """One write at a time: phones that join in the same moment queue here, not on the database's lock."""
        return await to_thread.run_sync(lambda: work(self._door()), limiter=self._writer)

    async def _page(self, request: Request) -> Response:
        return page_response()

    async def _state(self, request: Request) -> Response:
        """With `?wait=20` the answer comes once it differs from what the phone knows, or after so many seconds."""
        device = request.cookies.get(COOKIE)
        tag = request.headers.get("if-none-match", "").removeprefix("W/").strip('"')
        told = await self._rooms.told(device, tag=tag, seconds=_seconds(request)) if device else None
        return _answer(told, known=tag)

    async def _enter(self, request: Request) -> Response:
        address = request.client.host if request.client else ""
        code = str((await _body(request)).get("code", ""))[:40]
        device = request.cookies.get(COOKIE) or joining.new_device()
        try:
            joined = await self._write(partial(self._let_in, address=address, device=device, code=code))
        except TooSoon as error:
            return error_response(error, status=429, wait=error.wait)
        response = _answer(await self._rooms.told_in(joined.workshop_id, device))
        response.set_cookie(COOKIE, device, max_age=COOKIE_SECONDS, path="/join", httponly=True, samesite="lax")
        return response

    def _let_in(self, door: Door, *, address: str, device: str, code: str) -> Joined:
        """Look at a code, unless the address must wait. Runs one at a time, so guesses sent together wait as well."""
        if wait := self._limit.wait(address):
            raise TooSoon(wait)
        wanted = read_code(code) or ""
        others = self._arrivals.others(address, wanted, device)
        try:
            joined = joining.enter(door, device=device, code=code, others_from_there=others)
        except WrongCode:
            self._limit.wrong(address)
            raise
        self._limit.right(address)
        self._arrivals.joined(address, wanted, device)
        return joined

    async def _vote(self, request: Request) -> Response:
        device, body = _device(request), await _body(request)
        workshop_id = _number(body, "workshop")
        ballot = Ballot(
            device=device,
            workshop_id=workshop_id,
            statement_id=str(body.get("statement", "")),
            vote_round=_number(body, "round"),
            vote=parse_vote(body.get("vote")),
        )
        await self._box.cast(ballot)
        return _answer(await self._rooms.told_in(workshop_id, device))

    async def _worth(self, request: Request) -> Response:
        device, answer = _device(request), (await _body(request)).get("answer")
        if answer not in list(Worth):
            raise Invalid("That is not an answer.", "Tap yes, partly or no.")
        joined = await self._write(partial(joining.say_worth, device=device, worth=Worth(answer)))
        return _answer(await self._rooms.told_in(joined.workshop_id, device))


def _told(handler: Handler) -> Handler:
    """Turn our errors into their sentences."""

    async def telling(request: Request) -> Response:
        try:
            return await handler(request)
        except SendsatError as error:
            status = next((status for kind, status in STATUSES if isinstance(error, kind)), 400)
            return error_response(error, status=status)

    return telling


def _device(request: Request) -> str:
    device = request.cookies.get(COOKIE)
    if not device:
        raise NotFound("This phone has not joined a workshop.", "Type the code on the screen.")
    return device


async def _body(request: Request) -> dict[str, Any]:
    """The small JSON object that was sent. Only JSON is taken, so that no form on another site can vote."""
    kept = b""
    async for chunk in request.stream():
        kept += chunk
        if len(kept) > LONGEST_BODY:
            raise Invalid("That is too long to be a vote.")
    try:
        body = json.loads(kept) if _is_json(request.headers.get("content-type", "")) else None
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Invalid("That could not be read.", "Reload the page and try again.")
    return body


def _is_json(content_type: str) -> bool:
    """Whether it is this type and no other that speaks of it: "text/plain; json" any site's page may send."""
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _number(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise Invalid("That could not be read.", "Reload the page and try again.")
    return value


def _seconds(request: Request) -> float:
    """How long a phone offers to wait; none where it does not say so in whole seconds."""
    asked = request.query_params.get("wait", "")
    return float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0.0


def _answer(told: tuple[Told, str] | None, known: str = "") -> Response:
    """What a phone is told, with its tag; nothing where that is `known`. `ORDER` tells which of two is later."""
    if told is None:
        return JSONResponse(NOT_JOINED, headers={"Cache-Control": "no-store"})
    room, mark = told
    tag = room.tag_to(mark)
    headers = {"ETag": f'"{tag}"', "Cache-Control": "no-store", ORDER: str(room.order)}
    if known == tag:
        return Response(status_code=304, headers=headers)
    text = json.dumps(room.to(mark), ensure_ascii=False, separators=(",", ":")).encode()
    return Response(text, media_type="application/json", headers=headers)


def answers(door: Callable[[], Door]) -> Joining:
    """The answers to phones, ready for the app."""
    return Joining(door, GuessLimit(time.time, remembered(door)))
