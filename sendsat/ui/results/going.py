"""Links of the Results page that change the address and what is shown without loading the page anew (going.js).

Each is a real link too: it can be copied, opened in another tab and come back to.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from markupsafe import Markup

from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.streamlit_hooks import draw_parts
from sendsat.ui.results import filters
from sendsat.ui.results.filters import EVERYONE

STATEMENT = navigation.OPENED
FILTERS = {state.WHOSE: EVERYONE, **filters.NOTHING_ASKED}
"""What each filter that stands in the address is at first, when it asks nothing."""
SHOWN = "results-shown"
"""The id of the tiles that are shown."""
FRAGMENTS = ("results_screen", "results_charts")
"""The two halves of the page: what stands on the first screen, and the charts below it."""
_START = "export default (component) => linksGoWithin(component);"
_SCRIPT = (Path(__file__).parent / "going.js").read_text("utf-8")
_COMPONENT = st.components.v2.component("sendsat_going", js=f"{_SCRIPT}\n{_START}")


def listen(key: str = state.RESULTS_GO, then: Callable[[dict[str, str]], None] | None = None) -> None:
    """Start the script, as one element that takes no room; `then` follows the links of a page with other filters."""
    _COMPONENT(key=key, height=1, on_go_change=lambda: (then or _go)(_asked(key)))


def opened() -> str:
    """The id of the statement that the address asks for, "" where it asks for none."""
    return st.query_params.get(STATEMENT, "")


def address(**changes: str) -> str:
    """The address of this view with other choices; an empty one asks nothing."""
    chosen = {name: str(st.session_state.get(name, at_first)) for name, at_first in FILTERS.items()}
    kept = {name: value for name, value in chosen.items() if value != FILTERS[name]}
    asked = {**navigation.here(), state.ROUND: str(view.current().round.id), **kept, STATEMENT: opened(), **changes}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def link(to: str, *, shows: str = "") -> Markup:
    """The attributes of a link to such an address; the keyboard goes on at the element whose id is `shows`."""
    return Markup('href="{}" data-within="{}"').format(to, shows)


def _asked(key: str) -> dict[str, str]:
    query = str(getattr(st.session_state[key], "go", "") or "")
    return dict(parse_qsl(query.removeprefix("?")))


def _go(asked: dict[str, str]) -> None:
    """From a callback: go where the link leads; a choice that it does not name falls back to its first."""
    whose = st.session_state.get(state.WHOSE, EVERYONE)
    if STATEMENT in asked:
        st.query_params[STATEMENT] = asked[STATEMENT]
    else:
        st.query_params.pop(STATEMENT, None)
    for name, at_first in FILTERS.items():
        st.session_state[name] = asked.get(name, at_first)
    if st.session_state[state.WHOSE] != whose:
        draw_parts(*FRAGMENTS)
