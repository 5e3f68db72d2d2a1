"""By which names sendsat is asked: whoever comes by another name, or from another site's page, gets one sentence.

A page elsewhere can have its own name lead to this computer (DNS rebinding); its browser then takes sendsat for a part
of that site and lets it read everything. The name in the request tells: a numbered address cannot be led elsewhere.
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::[0-9]{1,5})?")
MISDIRECTED = 421


def name_in(host: str) -> str | None:
    """The name in a Host header or in an origin without its scheme, without the port; None if it is none."""
    parsed = _HOST.fullmatch(host.lower())
    return (parsed["six"] or parsed["name"]) if parsed else None


@dataclass(frozen=True)
class Names:
    """The names that are answered: those of this computer for itself, `more`, and while shared any numbered address."""

    more: frozenset[str] = frozenset()
    is_shared: bool = False

    def include(self, name: str | None) -> bool:
        """Whether a request by this name is answered."""
        if name is None:
            return False
        return name in HERE or name in self.more or (self.is_shared and _is_number(name))


class HostMiddleware:
    """Answers only who asks by one of `names` and, where a page asks, only a page of sendsat's own."""

    def __init__(self, app: ASGIApp, *, names: Names) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._names.include(name_in(hosts[0])):
            return _told(
                "sendsat does not answer to this name. Open the address that the terminal shows, for example "
                "http://localhost:8501.",
                MISDIRECTED,
            )
        if not all(self._is_own(origin, hosts[0], headers) for origin in headers.getlist("origin")):
            return _told("Another site's page asked sendsat for something, so it was not answered.", 403)
        return None

    def _is_own(self, origin: str, host: str, headers: Headers) -> bool:
        """Whether a page from there is sendsat's: the same name and port, or a name that was added on purpose."""
        if origin == "null":  # what a browser says that was asked to keep the address to itself
            return headers.get("sec-fetch-site") == "same-origin"
        scheme, _, place = origin.lower().partition("://")
        return scheme in ("http", "https") and (place == host.lower() or name_in(place) in self._names.more)


def _told(sentence: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(sentence, status_code=status, headers={"Cache-Control": "no-store"})


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
