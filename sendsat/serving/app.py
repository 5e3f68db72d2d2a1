"""Serves the app: an ASGI application run by uvicorn on a socket of our own.

A socket made for TCP lets small messages leave at once, and freezing what imports made keeps garbage collection short.
"""

import gc
import logging
import os
import signal
import socket
import sys
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING, Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from uvicorn.config import LOGGING_CONFIG

from sendsat.errors import SendsatError
from sendsat.services.organisation.sharing import Sharing
from sendsat.serving.first_load.bundle import BundleMiddleware
from sendsat.serving.first_load.small import FirstPageMiddleware, SmallFilesMiddleware
from sendsat.serving.landing import LandingMiddleware
from sendsat.serving.reach import EVERYWHERE, LOCAL, Reach, check_reach, secrets_of
from sendsat.serving.read_link import ReadLinkMiddleware
from sendsat.serving.untrusted import UntrustedMiddleware
from sendsat.serving.watch.health import STOPPING
from sendsat.serving.watch.logs import Style, begin, tell
from sendsat.serving.watch.metrics import ERRORS
from sendsat.serving.watch.open_files import raise_limit
from sendsat.settings import JOIN_ADDRESS, ROOT, SignIn, load_settings
from sendsat.ui.frame import streamlit_hooks

if TYPE_CHECKING:
    from sendsat.serving.watch.housekeeping import Housekeeper


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Import what is heavy and freeze it before anyone is served."""
    from sendsat.serving import downloads, warm_up
    from sendsat.serving.in_turn import drawings, loops, presses, turns

    warm_up.import_heavy_libraries()
    downloads.tell_in_our_words()
    streamlit_hooks.serve_deep_links()
    streamlit_hooks.ask_nobody_for_our_address()
    streamlit_hooks.leave_names_to_our_door()
    streamlit_hooks.work_out_the_theme_once()
    presses.deal_with_in_turn()
    drawings.send_pages_whole()
    turns.draw_in_turn()
    loops.hold_loops_only_while_drawing()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)  # of 700, Python's own, a rating's time went by the twentieth to looking for what went
    housekeeper = _housekeeper()
    yield
    if housekeeper is not None:
        housekeeper.stop()
    _close_store()


def _housekeeper() -> "Housekeeper | None":
    """What looks after the database while it is served; None where it cannot be opened, which the page then says."""
    from sendsat.serving.watch.housekeeping import Housekeeper
    from sendsat.storage.engine import database_file
    from sendsat.ui.frame import workplace

    with suppress(SendsatError):
        store = workplace.store()
        file = database_file(store.engine.url)
        beside = file.absolute().parent / "backups" if file else None
        housekeeper = Housekeeper(store, load_settings().backup_dir or beside)
        housekeeper.start()
        return housekeeper
    return None


def _close_store() -> None:
    """Bring everything into the one database file, so that a copy of it alone is a whole backup."""
    from sendsat.ui.frame import workplace

    with suppress(SendsatError):
        workplace.store().close()


def _on_script_error(error: Exception) -> bool:
    from sendsat.services.work import NotLetIn
    from sendsat.ui import shell

    if not isinstance(error, NotLetIn):
        ERRORS.inc()
    return shell.on_script_error(error)


def _note_untrusted() -> None:
    from sendsat.services.organisation.admitting import note_untrusted
    from sendsat.ui.frame import workplace

    note_untrusted(workplace.store(), now=datetime.now(UTC))


def make_app(*, shared: Sharing | None = None, origin: str = "") -> st.App:
    """The ASGI application around app.py and the page for phones; with `shared`, only whom that lets in sees more.

    `origin` is where people reach it, where that is said. Whether they sign in is in the settings.
    """
    from sendsat.serving import share as sharing

    sign_in = load_settings().sign_in
    if sign_in is not None:
        _ready_to_sign_in(sign_in)
    locked = sharing.middleware(shared, with_sign_in=sign_in is not None) if shared else []
    signing_in = [Middleware(UntrustedMiddleware, note=_note_untrusted), Middleware(LandingMiddleware)]
    signing_in.append(Middleware(ReadLinkMiddleware))
    landing = signing_in if sign_in is not None else []
    first_load = [Middleware(one) for one in (FirstPageMiddleware, BundleMiddleware, SmallFilesMiddleware)]
    return st.App(
        str(ROOT / "app.py"),
        lifespan=lifespan,
        on_script_error=_on_script_error,
        routes=sharing.routes(),
        middleware=[*sharing.doors(is_shared=shared is not None, origin=origin), *locked, *landing, *first_load],
        secrets=secrets_of(sign_in, origin) if sign_in else None,
    )


def _ready_to_sign_in(sign_in: SignIn) -> None:
    streamlit_hooks.seal_cookies_with(sign_in.cookie_secret)
    import authlib.deprecate  # else its own filter comes after ours: the terminal is no place for news of libraries

    warnings.filterwarnings("ignore", category=authlib.deprecate.AuthlibDeprecationWarning)


def bind(host: str, port: int) -> socket.socket:
    """A listening socket for `host` and `port`. Raises `SendsatError` when the port is taken or not allowed.

    It listens at once: of two that start in the same moment the second is told, and a browser that is early waits.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # What lets a port be used again right after a stop would on Windows let two programs share it.
    listener.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR), 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError):
        listener.close()
        raise SendsatError(
            f"Port {port} is in use or not allowed.",
            f"Choose another, for example: serve --port {port + 1 if 1023 < port < 65535 else 8502}.",
        ) from None
    return listener


def serve(reach: Reach, log: Style = Style.TEXT) -> None:
    """Serve sendsat until interrupted; `log` is how its log is written. Only this computer can reach it unless `reach`
    says otherwise.

    With `share`, the room's network can: phones join and vote, and only the facilitator's link opens the rest. Raises
    `Refused` where it would stand open to everybody.
    """
    begin(log)
    streamlit_hooks.leave_the_log_to_ours()
    reach = check_reach(reach, load_settings().sign_in)
    if reach.origin:
        os.environ.setdefault(JOIN_ADDRESS, f"{reach.origin}/join")
    if not reach.share:
        says = f"sendsat is ready at {reach.origin}. Press Ctrl+C to stop." if reach.origin else ""
        run(make_app(origin=reach.origin), bind(reach.host, reach.port), says=says, reach=reach)
        return
    from sendsat.serving import share as sharing

    listener = bind(EVERYWHERE, reach.port)
    shared = sharing.begin()
    says = sharing.announce(listener.getsockname()[1], shared.new_link(), origin=reach.origin)
    run(make_app(shared=shared, origin=reach.origin), listener, says=says, reach=reach)


def config_of(app: Any, proxy: str = "") -> uvicorn.Config:
    """How an application is served. Headers that say for whom a request is passed on are believed from `proxy` alone,
    and from nobody where there is none: else whoever asks could name any address as theirs."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        log_config=None if logging.root.handlers else LOGGING_CONFIG,
        ws_max_size=64 * 2**20,
        timeout_graceful_shutdown=3,
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or LOCAL,
    )


class _Server(uvicorn.Server):
    """A server that says it is ready once it is: whoever then presses Ctrl+C stops it in good order. Asked to stop by
    the system, it first serves on for `grace` seconds, in which no proxy sends it anybody new."""

    def __init__(self, config: uvicorn.Config, says: str, grace: int) -> None:
        super().__init__(config)
        self._says = says
        self._grace = grace
        self.was_interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.was_interrupted = self.was_interrupted or sig == signal.SIGINT
        if sig == signal.SIGTERM and self._grace and not STOPPING.is_set():
            STOPPING.set()
            later = Timer(self._grace, super().handle_exit, (sig, frame))
            later.daemon = True  # Ctrl+C ends the program now
            later.start()
            return
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            tell(self._says)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from sendsat.serving import share as sharing

        sharing.phones().end()
        await super().shutdown(sockets=sockets)


def run(app: st.App, listener: socket.socket, *, reach: Reach, says: str = "") -> None:
    """Serve an application on a listening socket until interrupted. `says` is what the terminal shows first; `reach`
    says whom it believes about who asks, and how it stops."""
    # The script and the event loop hand messages to each other; waiting less for the interpreter's lock helps both.
    sys.setswitchinterval(0.0005)
    raise_limit()
    bound = listener.getsockname()[1]
    says = says or f"sendsat is ready: open http://localhost:{bound} in a browser. Press Ctrl+C to stop."
    server = _Server(config_of(app, reach.proxy), says, reach.grace)
    server.run(sockets=[listener])
    if server.was_interrupted:  # uvicorn says so by itself, but not when the signal comes just as it gets ready
        raise KeyboardInterrupt
