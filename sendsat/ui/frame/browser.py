"""The scripts that run in the browser beside Streamlit's own, on every page.

One keeps what people type (keeper.js), one brings into view what was asked for (moving.js).
"""

from pathlib import Path

import streamlit as st

SCRIPTS = ("keeper.js", "moving.js")
_START = "export default function () { keepWhatIsTyped(); moveToWhatIsAskedFor(); }"
_SOURCES = [(Path(__file__).parent / name).read_text("utf-8") for name in SCRIPTS]
_COMPONENT = st.components.v2.component("sendsat_browser", js="\n".join([*_SOURCES, _START]))


def start() -> None:
    """Start the scripts, as one element that takes no room; once they run, nothing more happens."""
    _COMPONENT(key="keeper", height=1)
