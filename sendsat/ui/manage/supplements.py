"""Which supplements an open round asks beside the guide: a switch for each, with what it is."""

import streamlit as st

from sendsat.assessment.values import Round
from sendsat.guide.edition import Edition
from sendsat.services.rounds import rounds
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk

KEPT = "They are counted apart. Switch them off at any time: what was rated is kept, and comes back with them."


def switches(round_: Round) -> None:
    """Draw a switch for every supplement that is here."""
    for edition in desk().library.supplements:
        key, is_on = state.supplement(round_.id, edition.id), edition.id in round_.supplements
        if st.session_state.get(key) != is_on:
            st.session_state[key] = is_on
        number = plural(len(edition.statements), "statement")
        st.toggle(
            f"Also ask the {plain(edition.header.short_title)} ({number}, sendsat's own)",
            is_on,
            key=key,
            on_change=_switch,
            args=(round_, edition),
        )
        st.caption(plain(" ".join((*edition.header.advice[:1], KEPT))))


def _switch(round_: Round, edition: Edition) -> None:
    is_on = bool(st.session_state[state.supplement(round_.id, edition.id)])
    others = tuple(asked for asked in round_.supplements if asked != edition.id)
    name = edition.header.short_title
    told = f"{round_.name} asks the {name}. Its page stands in the menu, under the guide's sections."
    if not is_on:
        told = f"{round_.name} no longer asks the {name}. What was rated in it is kept."
    wanted = (*others, edition.id) if is_on else others
    notices.attempt(
        "page",
        lambda: rounds.set_supplements(desk(), round_id=round_.id, supplements=wanted),
        success=told,
    )
