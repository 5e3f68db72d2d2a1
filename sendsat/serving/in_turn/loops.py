"""A page that is open holds one file, its connection, and one that was shut holds none.

Streamlit gives each visitor an event loop of asyncio, which holds three files, and keeps it for minutes after the page
was shut. Nothing that draws a page here uses it: so it is there while something is drawn, when Streamlit wants one.

It reaches inside Streamlit; what it relies on there stands in the list of `ui/frame/streamlit_hooks.py`.
"""

import asyncio
from typing import Any

from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

_beginning = AppSession.__init__
_drawing = AppSession._create_scriptrunner
_done = AppSession._settle_once_delivered


def _begun_without(session: AppSession, *given: Any, **named: Any) -> None:
    _beginning(session, *given, **named)
    session._script_event_loop.close()


def _drawn_with_one(session: AppSession, asked: RerunData) -> None:
    if session._script_event_loop.is_closed():
        session._script_event_loop = asyncio.new_event_loop()
    _drawing(session, asked)


def _let_go(session: AppSession) -> None:
    """Close the loop once nothing is drawn any more. For a visitor whom it forgets Streamlit does so itself."""
    _done(session)
    app_session._close_script_event_loop(session._script_event_loop)


def hold_loops_only_while_drawing() -> None:
    """Else 60 pages that are open, or were shut within two minutes, take all the files that some systems allow."""
    setattr(AppSession, _beginning.__name__, _begun_without)
    setattr(AppSession, _drawing.__name__, _drawn_with_one)
    setattr(AppSession, _done.__name__, _let_go)
