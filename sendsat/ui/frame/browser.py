"""The scripts that run in the browser beside Streamlit's own, on every page.

One keeps what people type (keeper.js), one brings into view what was asked for (moving.js), one draws the page again
when the server was away and loads it again when it was emptied (returning.js), one keeps a phone's menu out of the way
(menu.js), one the keyboard's place (focus.js), one makes paper say what the screen holds (printing.js), one says aloud
what happened (saying.js), one names parts for screen readers (naming.js), one rates with keys for whoever asked
(rating_keys.js, with keys.js), one keeps how somebody reads (reading_settings.js), one reads aloud (read_aloud.js), one
lets no press count twice or get lost (pressing.js), and one shows the whole of a value that is cut (whole_values.js).
"""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

READING = ("reading_settings.js", "read_aloud.js")
SCRIPTS = (
    *READING, "keeper.js", "moving.js", "returning.js", "menu.js", "focus.js", "printing.js", "saying.js", "naming.js",
    "keys.js", "rating_keys.js", "pressing.js", "whole_values.js",
)  # fmt: skip
_START = """export default function (component) {
  setReading();
  readAloud();
  sendPressesAtOnce();
  pressWhatMovedAway();
  keepWhatIsTyped();
  moveToWhatIsAskedFor();
  tameMenu();
  keepFocus();
  printOnRequest();
  sayWhatHappens();
  nameParts();
  rateByKeys();
  keepValuesWhole();
  drawAgainWhenBack(component);
  loadAgainWhenEmpty();
}"""
_READING_START = """export default function () {
  setReading();
  readAloud();
}"""


def sources(scripts: Iterable[str | Path]) -> str:
    """The text of scripts, one after another: those that lie here by their names, others by their whole paths."""
    return "\n".join((Path(__file__).parent / script).read_text("utf-8") for script in scripts)


_COMPONENT = st.components.v2.component("sendsat_browser", js=f"{sources(SCRIPTS)}\n{_START}")
_READING = st.components.v2.component("sendsat_reading", js=f"{sources(READING)}\n{_READING_START}")


def start() -> None:
    """Start the scripts, as one element that takes no room; it draws the page again when the server is back."""
    _COMPONENT(key="keeper", height=1, on_back_change=_draw_again)


def start_reading() -> None:
    """Start only what follows the reading settings, where somebody is not let in yet; it takes no room."""
    _READING(key="keeper", height=1)


def _draw_again() -> None:
    """Nothing to do: that the page is drawn is all that is wanted."""
