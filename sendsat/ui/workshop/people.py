"""Who is in the room: asked while a workshop is prepared, and changed while it runs when somebody joins late."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.agenda import check_people
from sendsat.assessment.workshop import Workshop
from sendsat.services import workshops
from sendsat.ui.frame import keeper, kept_text, notices, state
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.workplace import desk

ONE_EACH = "One name on each line. They go into the minutes."


def ask() -> str:
    """Draw the box of a workshop that is being prepared; the names as typed."""
    keeper.tell({state.PREPARE_PEOPLE: ""})
    return (
        st.text_area(
            "Who is here? (you can leave this out)", key=state.PREPARE_PEOPLE, height=100, placeholder=ONE_EACH
        )
        or ""
    )


def keep(names: str) -> None:
    """Note that a workshop has taken over the names from the box."""
    st.session_state[state.PREPARED_PEOPLE] = names


def kept_mark() -> Markup:
    """An HTML attribute by which the browser forgets the names that a workshop has taken over."""
    return keeper.stored_marks({state.PREPARE_PEOPLE: st.session_state.get(state.PREPARED_PEOPLE, "")})


def change(workshop: Workshop) -> None:
    """Draw the closed panel that holds the names of a workshop that runs; it saves itself."""
    where, stored = f"people_{workshop.id}", _as_typed(workshop)
    names = KeptText(state.people(workshop.id), stored, partial(_save, workshop.id), waits=where, told=where)
    with st.expander("Who is here", icon=":material/group:", key=where):
        kept_text.area(names, "Names", height=100, placeholder=ONE_EACH, help=ONE_EACH)
        keeper.tell({names.box: stored})
        if names.waiting is None:
            notices.show(where)


def _as_typed(workshop: Workshop) -> str:
    """The names as they were typed here (with commas, say) as long as they are the ones stored; else one a line."""
    typed = str(st.session_state.get(state.typed_people(workshop.id), ""))
    return typed if check_people(typed) == workshop.people else "\n".join(workshop.people)


def _save(workshop_id: int, names: str, seen: str) -> str:
    workshops.say_who_is_here(desk(), workshop_id=workshop_id, people=names, seen=seen)
    st.session_state[state.typed_people(workshop_id)] = names
    return names
