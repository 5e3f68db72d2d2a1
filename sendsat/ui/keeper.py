"""Keeps what people type: sends a text soon after the last key, and holds a draft in the browser until it is stored.

Streamlit sends a text area when it loses focus. A closed lid, a stopped server or a lost network in between would lose
words, so a small script (keeper.js) watches text areas by their keys: those that start with "text_" are sent by
themselves, those that start with "draft_" are only held. The `stored_marks` on the page say what the server has.
"""

import zlib
from pathlib import Path

import streamlit as st

_COMPONENT = st.components.v2.component("sendsat_keeper", js=(Path(__file__).parent / "keeper.js").read_text("utf-8"))


def watch() -> None:
    """Watch the text areas of this page."""
    _COMPONENT(key="keeper", height=1)


def stored_marks(texts: dict[str, str]) -> str:
    """An HTML attribute that tells the browser which text is stored under each key, as checksums."""
    pairs = (f"{key}={zlib.crc32(text.encode('utf-8', 'surrogatepass')):x}" for key, text in texts.items())
    return f'data-stored="{" ".join(pairs)}"'
