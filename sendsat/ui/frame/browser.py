"""The scripts that run in the browser beside Streamlit's own, on every page.

One keeps what people type (keeper.js), one brings into view what was asked for (moving.js), one draws the page again
when the server was away and loads it again when it was emptied (returning.js), one keeps a phone's menu out of the way
(menu.js), one the keyboard's place (focus.js), one makes paper say what the screen holds (printing.js), one says aloud
what happened (saying.js), one names parts for screen readers (naming.js), one rates with keys for whoever asked
(rating_keys.js, with keys.js).
"""

from pathlib import Path

import streamlit as st

SCRIPTS = (
    "keeper.js", "moving.js", "returning.js", "menu.js", "focus.js", "printing.js", "saying.js", "naming.js",
    "keys.js", "rating_keys.js",
)  # fmt: skip
_START = """export default function (component) {
  keepWhatIsTyped();
  moveToWhatIsAskedFor();
  tameMenu();
  keepFocus();
  printOnRequest();
  sayWhatHappens();
  nameParts();
  rateByKeys();
  drawAgainWhenBack(component);
  loadAgainWhenEmpty();
}"""
_SOURCES = [(Path(__file__).parent / name).read_text("utf-8") for name in SCRIPTS]
_COMPONENT = st.components.v2.component("sendsat_browser", js="\n".join([*_SOURCES, _START]))


def start() -> None:
    """Start the scripts, as one element that takes no room; it draws the page again when the server is back."""
    _COMPONENT(key="keeper", height=1, on_back_change=_draw_again)


def _draw_again() -> None:
    """Nothing to do: that the page is drawn is all that is wanted."""
