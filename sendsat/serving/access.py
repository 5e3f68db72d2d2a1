"""Who may see what while sendsat is shared: with the facilitator's key everything, without it the page to join.

A pure ASGI middleware around the whole app, so that no page, file or websocket is reached past it.
"""

from urllib.parse import parse_qsl, urlencode

from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sendsat.errors import Refused
from sendsat.services.organisation.sharing import Lock
from sendsat.serving.phones.join import OPEN, error_response
from sendsat.serving.phones.page import page_response

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
        if scope["type"] == "lifespan" or self._has_key(cookie(scope, COOKIE)):
            if scope["type"] == "http" and _token(scope) is not None:
                await without(scope, PARAMETER)(scope, receive, send)
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
            response = without(scope, PARAMETER)
            response.set_cookie(COOKIE, offered, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")
            return response
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
