"""Keying in paper ballots fast: one line of marks for each paper, Enter, the next."""

import streamlit as st

from sendsat.assessment.workshop import Workshop
from sendsat.services import voting
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk


def draw(workshop: Workshop) -> None:
    """Draw the closed panel in which papers are keyed in."""
    where = f"papers_{workshop.id}"
    with st.expander("Key in paper ballots", icon=":material/keyboard:", key=where):
        order = ", ".join(item.statement_id for item in workshop.items)
        st.markdown(
            "Type one figure for each statement, then Enter: **1** red, **2** amber, **3** green, **0** not sure, "
            f"**-** left blank. The order is {plain(order)}."
        )
        number = st.number_input("Paper", 1, 999, key=state.paper_number(where))
        st.text_input(
            "Marks",
            key=state.paper_marks(where),
            placeholder="for example 2313-1",
            on_change=_keep,
            args=(workshop, where),
        )
        st.caption(
            f"Paper {number} counts once: keyed again, it takes its own place. Number the papers as you key them."
        )
        notices.show(where)


def _keep(workshop: Workshop, where: str) -> None:
    number, marks = int(st.session_state[state.paper_number(where)]), st.session_state[state.paper_marks(where)] or ""
    if not marks.strip():
        return
    found = notices.attempt(
        where, lambda: voting.key_in_paper(desk(), workshop_id=workshop.id, number=number, marks=marks)
    )
    if found is None:
        return
    late = f" Not counted, already shown: {', '.join(found[1])}." if found[1] else ""
    notices.say(where, notices.Notice("saved", f"Paper {number} is in: {' '.join(marks.split())}.{late}"))
    st.session_state[state.paper_number(where)] = min(number + 1, 999)
    st.session_state[state.paper_marks(where)] = ""
