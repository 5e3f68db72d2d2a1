"""Figures for a Prometheus server at `/metrics`, none about anybody, for whoever has SENDSAT_METRICS_TOKEN.

Without that setting there is no such address.
"""

import hmac
from collections.abc import Callable, Iterator
from contextlib import suppress

from anyio import CapacityLimiter, to_thread
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sendsat.errors import SendsatError
from sendsat.services.records.recording import changes_so_far
from sendsat.storage.opening import check_writable
from sendsat.storage.store import Store

PATH = "/metrics"
REGISTRY = CollectorRegistry()
ERRORS = Counter("sendsat_errors", "Errors that nobody expected, met while a page was drawn.", registry=REGISTRY)
PAGES = Gauge("sendsat_pages_open", "Pages that are open in browsers.", registry=REGISTRY)


class CountingMiddleware:
    """Counts the pages that are open: each holds one websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        with PAGES.track_inprogress():
            await self._app(scope, receive, send)


class _Installation(Collector):
    """What is asked for when somebody looks: the database and its changes."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """The figures of this moment."""
        changes = None
        with suppress(SendsatError):
            check_writable(self._store().engine)
            changes = changes_so_far(self._store())
        is_up = changes is not None
        yield GaugeMetricFamily("sendsat_database_up", "1 where the database can be read and written.", value=is_up)
        if changes is not None:
            yield CounterMetricFamily("sendsat_changes", "Changes that were noted, by anybody and any way.", changes)


class Metrics:
    """Answers whoever has the token. One question at a time reaches the database."""

    def __init__(self, token: str, store: Callable[[], Store]) -> None:
        self._token = token
        self._limiter = CapacityLimiter(1)
        self._here = CollectorRegistry()
        self._here.register(_Installation(store))
        ProcessCollector(registry=self._here)

    def routes(self) -> list[BaseRoute]:
        """The address, where there is a token to ask with."""
        return [Route(PATH, self._answer, methods=["GET"])] if self._token else []

    async def _answer(self, request: Request) -> Response:
        offered = request.headers.get("authorization", "")
        if not hmac.compare_digest(offered.encode(), f"Bearer {self._token}".encode()):
            return PlainTextResponse("Only whoever has the token may read this.", status_code=403)
        content = await to_thread.run_sync(self._figures, limiter=self._limiter)
        return Response(content, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    def _figures(self) -> bytes:
        return generate_latest(self._here) + generate_latest(REGISTRY)
