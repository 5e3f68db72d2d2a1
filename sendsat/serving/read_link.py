"""A link to read by: the token in it becomes a cookie before the browser remembers the address.

The cookie goes with the browser's window. Whether the token still opens anything the database says at each click.
"""

from datetime import UTC, datetime

from starlette.types import ASGIApp, Receive, Scope, Send

from sendsat.assessment.people.links import COOKIE, PARAMETER, kept
from sendsat.serving.access import query, without


class ReadLinkMiddleware:
    """Takes the token out of the address and keeps it, with the time, in a cookie that scripts cannot read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        token = dict(query(scope)).get(PARAMETER) if scope["type"] == "http" and scope["method"] == "GET" else None
        if token is None:
            await self._app(scope, receive, send)
            return
        response = without(scope, PARAMETER)
        response.set_cookie(COOKIE, kept(token, datetime.now(UTC)), httponly=True, samesite="lax")
        await response(scope, receive, send)
