"""Whether sendsat can do its work, for whoever watches over it: `/health/ready` reads and writes the database."""

from collections.abc import Callable
from threading import Event

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sendsat.errors import SendsatError
from sendsat.serving.watch.open_files import open_files
from sendsat.storage.opening import check_writable
from sendsat.storage.store import Store

READY, LIVE = "/health/ready", "/health/live"

STOPPING = Event()
"""Set once this program was asked to stop: it serves on for a moment, and is sent nobody new meanwhile."""


class Health:
    """Answers about a store, which `store` opens or has opened. One question at a time reaches the database."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._limiter = CapacityLimiter(1)

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [Route(LIVE, self._live, methods=["GET"]), Route(READY, self._ready, methods=["GET"])]

    async def _live(self, _request: Request) -> Response:
        return _answer(200, "ok", "sendsat runs.")

    async def _ready(self, _request: Request) -> Response:
        error = await to_thread.run_sync(self._trouble, limiter=self._limiter)
        if error is None:
            return _answer(200, "ok", "The database can be read and written.", open_files=str(open_files()))
        return _answer(503, "trouble", error.message, error.remedy)

    def _trouble(self) -> SendsatError | None:
        if STOPPING.is_set():
            return SendsatError("sendsat is about to stop here.", "Send people to another process, or wait.")
        try:
            check_writable(self._store().engine)
        except SendsatError as error:
            return error
        told = open_files()
        return SendsatError("Soon no more files can be opened.", told.trouble) if told.is_nearly_full else None


def _answer(status: int, word: str, message: str, remedy: str = "", **more: str) -> Response:
    told = {"status": word, "message": message, "remedy": remedy, **more}
    return JSONResponse(told, status_code=status, headers={"Cache-Control": "no-store"})
