"""A round that begins in every college of a group at once, each with its own ratings, end and state from then on."""

import streamlit as st

from sendsat.assessment.rules import LONGEST_NAME, suggested_round_name
from sendsat.services.organisation.grouping import Begun, start_common_round
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import plural, today
from sendsat.ui.frame.workplace import desk


def draw() -> None:
    """Draw the form, behind one click."""
    known = view.current().rounds
    with st.expander("Start a round in every college"), st.form("common_round", border=False):
        st.markdown("It starts wherever you may manage rounds. Each college then rates and closes its own.")
        suggested = suggested_round_name(today(), [round_.name for round_ in known])
        name = st.text_input("Name", value=suggested, max_chars=LONGEST_NAME, key=state.common_round(len(known)))
        if st.form_submit_button("Start it in every college", type="primary"):
            _start(name)


def _start(name: str) -> None:
    begun = notices.attempt(
        "page",
        lambda: start_common_round(desk(), name=name),
        success=lambda every: told(" ".join(name.split()), every),
    )
    if begun is None:
        notices.show_once("page")
    else:
        st.rerun()


def told(name: str, every: tuple[Begun, ...]) -> str:
    """Where a round has started, and why not elsewhere."""
    started = sum(not begun.trouble for begun in every)
    parts = [f"{name} has started in {plural(started, 'college')}."]
    parts += [f"Not in {begun.organisation.name}: {begun.trouble}" for begun in every if begun.trouble]
    return " ".join(parts)
