"""Serves the app: an ASGI application run by uvicorn on a socket of our own.

A socket made for TCP lets small messages leave at once, and freezing what imports made keeps garbage collection short.
"""

import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
import uvicorn
from streamlit.runtime.pages_manager import PagesManager

from sendsat.errors import SendsatError
from sendsat.settings import ROOT

LOCAL = "127.0.0.1"


@asynccontextmanager
async def _lifespan(_app: Any) -> AsyncIterator[None]:
    from sendsat.ui import warm_up

    warm_up.import_heavy_libraries()
    # A folder named pages/ makes Streamlit tell the very first visitor of a deep link that it does not exist.
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()
    yield


def make_app() -> st.App:
    """The ASGI application around app.py."""
    return st.App(str(ROOT / "app.py"), lifespan=_lifespan)


def bind(host: str, port: int) -> socket.socket:
    """A listening socket for `host` and `port`. Raises `SendsatError` when the port is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError):
        listener.close()
        raise SendsatError(
            f"Port {port} is in use or not allowed.", f"Choose another, for example: serve --port {port + 1}."
        ) from None
    return listener


def serve(*, port: int, host: str = LOCAL) -> None:
    """Serve until interrupted. Only this computer can reach it unless `host` says otherwise."""
    listener = bind(host, port)
    bound = listener.getsockname()[1]
    print(f"sendsat is ready: open http://localhost:{bound} in a browser. Press Ctrl+C to stop.", flush=True)
    config = uvicorn.Config(
        make_app(), log_level="warning", access_log=False, ws_max_size=64 * 2**20, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[listener])
