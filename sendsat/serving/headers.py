"""What every answer tells the browser to forbid: frames of other sites, guesses at types, scripts that are not ours."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = "Content-Security-Policy"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def digest_of(text: str) -> str:
    """A script or style written into a page, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def scripts_in(html: str) -> list[str]:
    """The scripts that are written into a page."""
    return _INLINE.findall(html)


def styles_in(html: str) -> list[str]:
    """The styles that are written into a page."""
    return _STYLE.findall(html)


def policy(scripts: Iterable[str], host: str) -> str:
    """What a page may load, as strict as Streamlit permits: it writes styles into the page and makes its components'
    scripts itself (blob:). Of scripts in the page only these run. `host` is where its websocket is."""
    digests = " ".join(digest_of(script) for script in scripts)
    return (
        f"default-src 'none'; script-src 'self' blob: {digests}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        f"connect-src 'self' ws://{host} wss://{host}; manifest-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class HeadersMiddleware:
    """Adds the headers to every answer that does not bring its own. `scripts` is asked once, at the first answer."""

    def __init__(self, app: ASGIApp, *, scripts: Callable[[], list[str]]) -> None:
        self._app = app
        self._find_scripts = scripts
        self._scripts: list[str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._scripts is None:
            self._scripts = self._find_scripts()
        added = {**ALWAYS, POLICY: policy(self._scripts, Headers(scope=scope).get("host", ""))}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


class SecureCookiesMiddleware:
    """Marks every cookie so that the browser sends it over https only; for a server that is reached so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""

        async def sending(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept"):
                pairs = message.get("headers", [])
                message["headers"] = [(name, _secured(name, value)) for name, value in pairs]
            await send(message)

        await self._app(scope, receive, sending)


def _secured(name: bytes, value: bytes) -> bytes:
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return value
    return value + b"; Secure"
