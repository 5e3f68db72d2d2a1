"""Who may see what while sendsat is shared: with the facilitator's key everything, without it the page to join.

A pure ASGI middleware around the whole app, so that no page, file or websocket is reached past it.
"""

from urllib.parse import parse_qsl, urlencode

from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sendsat.errors import Refused
from sendsat.services.organisation.sharing import Lock
from sendsat.serving.phones.join import OPEN, error_response, page_response

COOKIE = "sendsat_facilitator"
COOKIE_SECONDS = 12 * 3600
PARAMETER = "token"


class AccessMiddleware:
    """Lets through who has the key in a cookie; `?token=` with the right key sets the cookie and goes on without it.

    `more` are addresses that answer everybody, by method and path, beside those of the page to join.
    """

    def __init__(self, app: ASGIApp, *, lock: Lock, more: frozenset[tuple[str, str]] = frozenset()) -> None:
        self._app = app
        self._lock = lock
        self._open = frozenset(OPEN) | more

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] == "lifespan" or self._has_key(_cookie(scope)):
            if scope["type"] == "http" and _token(scope) is not None:
                await self._without_token(scope)(scope, receive, send)
                return
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif (scope["method"], scope["path"]) in self._open:
            await self._app(scope, receive, send)
        else:
            await self._answer(scope)(scope, receive, send)

    def _has_key(self, offered: str | None) -> bool:
        return offered is not None and self._lock.opens_with(offered)

    def _answer(self, scope: Scope) -> Response:
        offered = _token(scope)
        if offered is not None and self._lock.opens_with(offered):
            response = self._without_token(scope)
            response.set_cookie(COOKIE, offered, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")
            return response
        if scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(("/health/", "/metrics")):
            words = Refused("Only the facilitator can do this.", "Open the facilitator's link.")
            return error_response(words, status=403)
        return page_response()

    def _without_token(self, scope: Scope) -> Response:
        """The same address without the key in it: it must not stay in the browser's bar, on the wall."""
        rest = [pair for pair in _query(scope) if pair[0] != PARAMETER]
        path = "/" + scope["path"].lstrip("/\\")
        response = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, status_code=303)
        response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
        return response


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _token(scope: Scope) -> str | None:
    return dict(_query(scope)).get(PARAMETER)


def _cookie(scope: Scope) -> str | None:
    headers = b"; ".join(value for name, value in scope.get("headers", []) if name == b"cookie")
    return cookie_parser(headers.decode("latin-1")).get(COOKIE)
