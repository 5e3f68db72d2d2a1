"""A workshop that phones reach over real HTTP: a server in a thread, and phones with cookies of their own."""

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.workshop.workshop import AgendaItem, Workshop
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.organisation.sharing import Sharing
from sendsat.services.workshop import running, voting, workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.serving.access import AccessMiddleware
from sendsat.serving.app import bind
from sendsat.serving.phones.join import Joining
from sendsat.serving.phones.limits import GuessLimit
from sendsat.storage.opening import open_store
from tests.factories import STARTED, make_edition, make_library, make_section

LIBRARY = make_library(make_edition(make_section(1, 12)))


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    """A browser without a screen: it keeps its cookies and one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, *, body: Any = None, method: str = "", headers: dict[str, str] | None = None) -> Answer:
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method or ("POST" if data is not None else "GET"), path, body=data, headers=sent)
            found = connection.getresponse()
            for cookie in found.headers.get_all("set-cookie") or ():
                name, _, value = cookie.split(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(found.status, {k.lower(): v for k, v in found.headers.items()}, found.read())

    def press(self, page: Answer, address: str = "/") -> Answer:
        """Press the one button of a page that was shown at an address."""
        found = re.search(rb'<form method="post">\s*<input type="hidden" name="(\w+)" value="(\w+)">', page.body)
        assert found is not None, page.body
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(address, body=b"=".join(found.groups()), headers=form)

    def come_by(self, secret: str) -> Answer:
        """Open the facilitator's link with this secret, and press its button."""
        assert self.ask(f"/?token={secret}").status == 303
        return self.press(self.ask("/"))

    def join(self, code: str) -> Answer:
        return self.ask("/join/enter", body={"code": code})

    def state(self) -> Any:
        return self.ask("/join/state").told

    def vote(self, value: str, shown: Any = None) -> Answer:
        shown = shown or self.state()
        told = {"workshop": shown["workshop"], "statement": shown["statement"]["id"], "round": shown["round"]}
        return self.ask("/join/vote", body={**told, "vote": value})


@dataclass
class Room:
    """A facilitator with a running workshop, and a port that phones reach."""

    desk: Desk
    workshop: Workshop
    port: int
    sharing: Sharing | None = None

    @property
    def item(self) -> AgendaItem:
        found = workshops.get_workshop(self.desk, self.workshop.id).item
        assert found is not None
        return found

    def phone(self, *, joined: bool = True) -> Visitor:
        one = Visitor(self.port)
        if joined:
            assert one.join(self.workshop.code).status == 200
        return one

    def go_to(self, place: int) -> None:
        running.go_to(self.desk, workshop_id=self.workshop.id, place=place)

    def open_vote(self) -> None:
        voting.open_vote(self.desk, workshop_id=self.workshop.id, item_id=self.item.id)

    def reveal(self) -> None:
        voting.reveal(self.desk, workshop_id=self.workshop.id, item_id=self.item.id)


async def _inside(request: Request) -> Response:
    return PlainTextResponse("inside")


class _Server(uvicorn.Server):
    """Lets phones go that wait, as sendsat's own server does."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end()
        await super().shutdown(sockets=sockets)


@contextlib.contextmanager
def serving(app: Starlette, *, end: Callable[[], None] = lambda: None) -> Iterator[int]:
    """Serve the application in a thread; gives its port."""
    listener = bind("127.0.0.1", 0)
    server = _Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none", lifespan="off"), end)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@contextlib.contextmanager
def open_room(folder: Path, *, shared: bool = False, clock: Any = time.monotonic) -> Iterator[Room]:
    """A workshop on the ten statements of part 1.1, at its first one, served to phones; `shared` as on a network."""
    with contextlib.closing(open_store(f"sqlite:///{folder / 'sendsat.db'}")) as store:
        organisation, _ = found_organisation(
            store, LIBRARY, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, LIBRARY, organisation)
        round_ = viewing.rounds_of(desk)[0]
        workshop = workshops.prepare(desk, Plan(round_.id, round_.teams[0].id, ("1.1",)))
        door = Door(store, LIBRARY, lambda: datetime.now(UTC))
        answers = Joining(lambda: door, GuessLimit(clock))
        routes = [
            *answers.routes(),
            Route("/{path:path}", _inside, methods=["GET", "POST"]),
        ]
        sharing = Sharing(store, lambda: datetime.now(UTC)) if shared else None
        access = [Middleware(AccessMiddleware, sharing=sharing)] if shared else []
        with serving(Starlette(routes=routes, middleware=access), end=answers.end) as port:
            room = Room(desk, workshop, port, sharing)
            room.go_to(1)
            yield room
