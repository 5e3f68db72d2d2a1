"""Sends our first page, and Streamlit's files packed: 2.3 MB of scripts travel as 0.7.

Streamlit sends files as they are, since it would pack each anew for every visitor. Here each is packed once and kept:
there are only so many of them, and they change with Streamlit alone.
"""

import gzip
from functools import lru_cache

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sendsat.serving.first_load.files import INDEX, STATIC
from sendsat.serving.first_load.page import first_page

FOLDER = "/static/"
PACKABLE = ("text/javascript", "application/javascript", "text/css")
LEAST = 500
"""Bytes below which packing a file gains nothing."""
_FOR_EVERYBODY = (b"content-type", b"cache-control")
_CONDITIONS = (b"if-none-match", b"if-modified-since")


class FirstPageMiddleware:
    """Sends our first page wherever Streamlit would send its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(FOLDER):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if _tag() in headers.get("if-none-match", ""):  # Streamlit's page is as it was; ours need not be
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _CONDITIONS]}
        page = _page(is_packed=_unpacks(headers))
        is_replaced = False

        async def sending(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start" and _tells_of_streamlit_page(message):
                is_replaced = True
                await send(_start(message, page, is_packed=_unpacks(headers)))
                await send({"type": "http.response.body", "body": page if scope["method"] == "GET" else b""})
            elif not is_replaced:
                await send(message)

        await self._app(scope, receive, sending)


class SmallFilesMiddleware:
    """Packs the scripts and styles that Streamlit sends, for browsers that can unpack them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] != "http" or not _wants_packed_file(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            answer = _Answer()
            await self._app(scope, receive, answer.take)
            if not answer.is_packable:
                for message in answer.messages:
                    await send(message)
                return
            body = await to_thread.run_sync(_packed, answer.body)
            self._kept[path] = _start(answer.for_everybody(), body, is_packed=True), body
        start, body = self._kept[path]
        await send({**start, "headers": list(start["headers"])})  # what stands before us adds headers of its own
        await send({"type": "http.response.body", "body": body})


class _Answer:
    """What was answered, kept instead of sent."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def take(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])

    @property
    def is_packable(self) -> bool:
        """Whether it is a whole script or style."""
        headers = Headers(raw=self.messages[0]["headers"])
        is_plain = self.messages[0]["status"] == 200 and "content-encoding" not in headers
        return is_plain and headers.get("content-type", "").startswith(PACKABLE) and len(self.body) >= LEAST

    def for_everybody(self) -> Message:
        """The beginning of the answer without what was for whoever asked, such as a cookie of theirs."""
        start = self.messages[0]
        return {**start, "headers": [pair for pair in start["headers"] if pair[0].lower() in _FOR_EVERYBODY]}


@lru_cache(maxsize=1)
def _addresses() -> frozenset[str]:
    """Where Streamlit's files stand. One file answers under many more, such as "/static/./js/": kept for each of those,
    it would fill the memory."""
    return frozenset(f"/{file.relative_to(STATIC).as_posix()}" for file in (STATIC / "static").rglob("*.*"))


def _wants_packed_file(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    has_condition = "if-none-match" in headers or "if-modified-since" in headers or "range" in headers
    return scope["method"] == "GET" and scope["path"] in _addresses() and _unpacks(headers) and not has_condition


def _unpacks(headers: Headers) -> bool:
    return "gzip" in headers.get("accept-encoding", "")


def _tells_of_streamlit_page(start: Message) -> bool:
    return start["status"] == 200 and _tag() in Headers(raw=start["headers"]).get("etag", "")


def _start(start: Message, body: bytes, *, is_packed: bool) -> Message:
    """The beginning of an answer with another body; it tells no mark by which the old one would be known again."""
    changed = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=changed)
    for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
        if name in headers:
            del headers[name]
    headers["content-length"] = str(len(body))
    headers["vary"] = "Accept-Encoding"
    if is_packed:
        headers["content-encoding"] = "gzip"
    return changed


@lru_cache(maxsize=1)
def _tag() -> str:
    """By what Streamlit's own first page is known, as it is sent."""
    return FileResponse(INDEX, stat_result=INDEX.stat()).headers["etag"].strip('"')


@lru_cache(maxsize=2)
def _page(*, is_packed: bool) -> bytes:
    page = first_page().encode()
    return _packed(page) if is_packed else page


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)
