"""Who may see what while sendsat is shared: with the facilitator's key everything, without it the page to join. The
link that brings a key leads to a page with one button (`own_link.py`); its press uses the link up.

A pure ASGI middleware around the whole app, so that no page, file or websocket is reached past it.
"""

from urllib.parse import parse_qsl, urlencode

from anyio import to_thread
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sendsat.errors import Refused, StorageError
from sendsat.services.organisation.sharing import COOKIE, PARAMETER, Sharing
from sendsat.serving import own_link
from sendsat.serving.phones.join import OPEN, error_response
from sendsat.serving.phones.page import page_response

COOKIE_SECONDS = 12 * 3600
SHUT_OUT = 1008
"""What a websocket is closed with whose browser is not let in, or not any longer."""


class AccessMiddleware:
    """Lets through who has a key in a cookie. `?token=` of an unused link goes on without it to the page whose button
    brings a key; opening the link, however often, changes nothing.

    `more` are addresses that answer everybody, by method and path, beside those of the page to join.
    """

    def __init__(self, app: ASGIApp, *, sharing: Sharing, more: frozenset[tuple[str, str]] = frozenset()) -> None:
        self._app = app
        self._sharing = sharing
        self._open = frozenset(OPEN) | more

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] == "lifespan" or self._has_key(cookie(scope, COOKIE)):
            if scope["type"] == "http" and _token(scope) is not None:
                await without(scope, PARAMETER)(scope, receive, send)
            elif scope["type"] == "websocket":
                await self._while_let_in(scope, receive, send)
            else:
                await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": SHUT_OUT})
        elif (scope["method"], scope["path"]) in self._open:
            await self._app(scope, receive, send)
        else:
            response = await self._by_link(scope, receive) or _closed(scope)
            await response(scope, receive, send)

    def _has_key(self, offered: str | None) -> bool:
        return offered is not None and self._sharing.opens_with(offered)

    async def _while_let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page for as long as its browser is let in: one that is shut out meanwhile says and hears no more."""
        key, is_shut = cookie(scope, COOKIE), False

        async def still_in() -> bool:
            nonlocal is_shut
            if not is_shut and not self._has_key(key):
                is_shut = True
                await send({"type": "websocket.close", "code": SHUT_OUT})
            return not is_shut

        async def receiving() -> Message:
            message = await receive()
            return message if await still_in() else {"type": "websocket.disconnect", "code": SHUT_OUT}

        async def sending(message: Message) -> None:
            if await still_in():
                await send(message)

        await self._app(scope, receiving, sending)

    async def _by_link(self, scope: Scope, receive: Receive) -> Response | None:
        """What whoever came by an unused link is answered, and whoever presses its button; None for everybody else."""
        offered, waiting = _token(scope), cookie(scope, own_link.COOKIE)
        if scope["method"] == "GET":
            if offered is not None and self._sharing.is_unused(offered):
                response = without(scope, PARAMETER)
                own_link.keep(response, offered)
                return response
            return own_link.ready(waiting) if waiting and self._sharing.is_unused(waiting) else None
        if scope["method"] == "POST" and waiting and await own_link.is_pressed(scope, receive, waiting):
            return await self._exchanged(scope, waiting)
        return None

    async def _exchanged(self, scope: Scope, link: str) -> Response:
        """A key for the browser that pressed the button of an unused link."""
        try:
            key = await to_thread.run_sync(self._sharing.exchange, link)
        except StorageError as error:
            return own_link.trouble(error, link)
        if key is None:
            return own_link.gone()
        response = without(scope, PARAMETER)
        own_link.forget(response)
        response.set_cookie(COOKIE, key, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")
        return response


def _closed(scope: Scope) -> Response:
    """What somebody without a key gets, whatever they ask for."""
    if scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(("/health/", "/metrics")):
        words = Refused("Only the facilitator can do this.", "Open the facilitator's link.")
        return error_response(words, status=403)
    return page_response()


def without(scope: Scope, parameter: str) -> Response:
    """Leads to the same address without a secret in it: it must not stay in the browser's bar, on the wall."""
    rest = [pair for pair in query(scope) if pair[0] != parameter]
    path = "/" + scope["path"].lstrip("/\\")
    response = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, status_code=303)
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response


def query(scope: Scope) -> list[tuple[str, str]]:
    """What stands behind the question mark of an address, in its order."""
    return parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _token(scope: Scope) -> str | None:
    return dict(query(scope)).get(PARAMETER)


def cookie(scope: Scope, name: str) -> str | None:
    """What a browser keeps under a name for us; None for nothing."""
    headers = b"; ".join(value for key, value in scope.get("headers", []) if key == b"cookie")
    return cookie_parser(headers.decode("latin-1")).get(name)
