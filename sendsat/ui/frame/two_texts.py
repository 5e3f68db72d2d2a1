"""Where two people changed the same text: both are shown, and what is kept is what the box holds when one chooses.

Must not import storage.
"""

from collections.abc import Callable

import streamlit as st

from sendsat.errors import Conflict
from sendsat.ui.frame import keeper
from sendsat.ui.frame.notices import Notice
from sendsat.ui.frame.words import plain

THEIRS, MINE, BOTH = "Keep theirs", "Keep mine", "Keep both"


def fill(box: str, stored: str, found: Notice | None) -> None:
    """Before the box is drawn: what is stored, unless words that could not be saved wait in it (`found` says so).

    Words in conflict come back into a box that the page has forgotten.
    """
    state = st.session_state
    if found is None or found.kind == "saved":
        state[f"seen_{box}"] = stored
        if state.get(box) != stored:
            state[box] = stored
    elif found.conflict and state.get(box) is None:
        state[box] = found.conflict.offered


def choose(name: str, box: str, conflict: Conflict, keep: Callable[[str, str], None]) -> None:
    """Draw both texts and the choice. `keep` stores a text (first) over the one that was seen (second).

    `name` tells the buttons of one place apart, `box` is the key of the text area that holds the words not saved yet.
    """
    st.warning(
        f"Someone else changed this {conflict.field} while you were writing. Nothing is lost: choose.",
        icon=":material/group:",
    )
    left, right = st.columns(2)
    left.markdown(f"**Theirs, stored now**  \n{plain(conflict.stored) or '(empty)'}")
    right.markdown(f"**Yours, not saved yet**  \n{plain(conflict.offered) or '(empty)'}")
    with st.container(horizontal=True):
        for label in (THEIRS, MINE, BOTH):
            st.button(label, key=f"{label}_{name}", on_click=_keep, args=(label, box, conflict.stored, keep))


def _keep(label: str, box: str, stored: str, keep: Callable[[str, str], None]) -> None:
    mine = st.session_state.get(box) or ""
    text = {THEIRS: stored, MINE: mine, BOTH: f"{stored}\n\n{mine}".strip()}[label]
    keeper.let_go(box, mine)
    st.session_state[box] = text
    keep(text, stored)
