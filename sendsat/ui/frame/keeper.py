"""Keeps what people type: sends a text soon after the last key, and holds a draft in the browser until it is stored.

Streamlit sends a text area when it loses focus. A closed lid, a stopped server or a lost network in between would lose
words, so a small script (keeper.js) watches text areas by their keys: those that start with "text_" are sent by
themselves, those that start with "draft_" are only held. The `stored_marks` on the page say what the server has.
"""

import zlib

import streamlit as st
from markupsafe import Markup

from sendsat.ui.frame import state
from sendsat.ui.frame.html import put_html


def let_go(key: str, text: str) -> None:
    """Tell the browser that a text was dealt with, though it is not what the key holds now: its draft can go."""
    st.session_state[state.done(key)] = text


def _mark(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):x}"


def stored_marks(texts: dict[str, str]) -> Markup:
    """An HTML attribute that tells the browser as checksums, what is stored under each key and what was let go."""
    pairs = (f"{key}={_mark(text)}={_mark(st.session_state.get(state.done(key), text))}" for key, text in texts.items())
    return Markup('data-stored="{}"').format(" ".join(pairs))


def tell(texts: dict[str, str]) -> None:
    """Put the `stored_marks` on the page."""
    put_html(Markup("<span {}></span>").format(stored_marks(texts)))
