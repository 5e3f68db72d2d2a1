"""Notes in the record where the way back from the provider signs nobody in: what it said could not be trusted.

Nobody can be named then, so the note names nobody. Why it could not be trusted is in the log, by the kind of the error.
"""

import logging
from collections.abc import Callable

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sendsat.errors import SendsatError
from sendsat.serving.reach import CALLBACK
from sendsat.ui.frame.streamlit_hooks import SIGNED_IN_COOKIE

_log = logging.getLogger(__name__)


class UntrustedMiddleware:
    """Calls `note` before such an answer goes out."""

    def __init__(self, app: ASGIApp, note: Callable[[], None]) -> None:
        self._app = app
        self._note = note

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] != "http" or scope["path"] != CALLBACK[1]:
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and is_refusal(message.get("headers", [])):
                await to_thread.run_sync(self._try_to_note)
            await send(message)

        await self._app(scope, receive, sending)

    def _try_to_note(self) -> None:
        """A database that cannot be written to keeps nobody from the page that says so."""
        try:
            self._note()
        except SendsatError as error:
            _log.warning("A sign-in that was refused could not be noted (%s).", type(error).__name__)


def is_refusal(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether an answer takes away who is signed in and says nobody new: so Streamlit ends where a token fails its
    check. A press on Back, and somebody who changed their mind at the provider, do neither."""
    begun = f"{SIGNED_IN_COOKIE}=".encode()
    told = [value for name, value in headers if name.lower() == b"set-cookie" and value.startswith(begun)]
    values = [cookie.removeprefix(begun).partition(b";")[0].strip(b'"') for cookie in told]
    return bool(values) and not any(values)
