"""Leads whoever has just signed in to the page they asked for: Streamlit sends everybody to the first one.

Which page that was, their own browser remembers in a cookie (`ui/start/asked.js`). It is believed only where it is an
address of sendsat's own, so that nobody can be led elsewhere by it.
"""

from urllib.parse import unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sendsat.serving.reach import CALLBACK

COOKIE = "sendsat_asked"
LONGEST = 2000
"""Letters; a longer address is not followed."""
_FORGET = f"{COOKIE}=; Path=/; Max-Age=0; SameSite=Lax"
_USED_UP = ("/oauth2callback", "/auth/")


class LandingMiddleware:
    """Takes the way back from the provider on to the page that was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        asked = asked_page(_cookie(scope)) if scope["type"] == "http" and scope["path"] == CALLBACK[1] else None
        if asked is None:
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("location") == "/":
                    headers["location"] = asked
                    headers.append("set-cookie", _FORGET)
            await send(message)

        await self._app(scope, receive, sending)


def asked_page(told: str | None) -> str | None:
    """The address within sendsat that a cookie tells; None where it tells none, or one that leads elsewhere."""
    address = unquote(told or "")
    parts = urlsplit(address)
    leads_elsewhere = bool(parts.scheme or parts.netloc) or address.startswith(("//", "/\\")) or "\\" in parts.path
    is_plain = address.startswith("/") and address.isascii() and address.isprintable() and len(address) <= LONGEST
    return address if is_plain and not leads_elsewhere and not address.startswith(_USED_UP) else None


def _cookie(scope: Scope) -> str | None:
    headers = b"; ".join(value for name, value in scope.get("headers", []) if name == b"cookie")
    return cookie_parser(headers.decode("latin-1")).get(COOKIE)
