"""Who is in the room: asked while a workshop is prepared, and changed while it runs when somebody joins late."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.workshop.agenda import check_people
from sendsat.assessment.workshop.codes import spoken
from sendsat.assessment.workshop.phone import MOST_PEOPLE, Phone
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services.workshop import phones, workshops
from sendsat.ui.frame import kept_text, notices, state
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.words import clock_time, plural
from sendsat.ui.frame.workplace import desk

REMOVE_ALL = "Remove all phones, new code"
ONE_EACH = "One name on each line. They go into the minutes."


def ask() -> str:
    """Draw the box of a workshop that is being prepared; the names as typed."""
    kept_text.tell({state.PREPARE_PEOPLE: ""})
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
    return kept_text.stored_marks({state.PREPARE_PEOPLE: st.session_state.get(state.PREPARED_PEOPLE, "")})


def change(workshop: Workshop) -> None:
    """Draw the closed panel that holds who is here while a workshop runs: how many, names, phones. It saves itself."""
    where, stored = f"people_{workshop.id}", _as_typed(workshop)
    names = KeptText(
        state.people(workshop.id), stored, partial(_save, workshop.id), waits=where, told=where, about="Names."
    )
    with st.expander("Who is here", icon=":material/group:", key=where):
        ask_how_many(workshop, where)
        kept_text.area(names, "Names", height=100, placeholder=ONE_EACH, help=ONE_EACH)
        kept_text.tell({names.box: stored})
        if names.waiting is None:
            notices.show(where)
        _phones(workshop)


def phones_at_hand(workshop: Workshop) -> None:
    """Draw the closed panel of the desk that holds the phones: whether more may join, and the ways to take them out."""
    with st.expander("Phones", icon=":material/smartphone:", key=f"phones_at_hand_{workshop.id}"):
        _phones(workshop)


def ask_how_many(workshop: Workshop, where: str) -> None:
    """Draw the box for how many people are in the room; what comes of it is told at `where`."""
    key = state.people_here(workshop.id)
    st.session_state.setdefault(key, workshop.people_here)
    st.number_input(
        "How many people are here?",
        1,
        MOST_PEOPLE,
        st.session_state[key],
        key=key,
        placeholder="Count them",
        help="The wall says so when more phones join than people are here.",
        on_change=_say_how_many,
        args=(workshop.id, key, where),
    )


def _say_how_many(workshop_id: int, key: str, where: str) -> None:
    number = st.session_state[key]
    notices.attempt(where, lambda: phones.say_how_many(desk(), workshop_id=workshop_id, people_here=number))


def _phones(workshop: Workshop) -> None:
    """The phones that joined: whether more may, and a button that takes one out."""
    where = f"phones_{workshop.id}"
    st.markdown(f"**{plural(workshop.devices, 'phone')} joined.** {_too_many(workshop)}")
    with st.container(horizontal=True):
        label = "Let phones join again" if workshop.is_locked else "Lock joining"
        st.button(label, key=f"lock_{workshop.id}", on_click=_lock, args=(workshop, where))
        shown = st.session_state.get(state.phones_shown(workshop.id), False)
        label = "Hide the phones" if shown else "Take a phone out"
        st.button(label, key=f"show_{where}", on_click=_show, args=(workshop.id, not shown))
        with st.popover(REMOVE_ALL, key=f"out_{where}_{workshop.code}"):  # another one once it is done: it is shut
            st.markdown(
                "Every phone goes out, and the old code opens nothing. Votes that nobody has seen are taken back. "
                "People join again with the new code, which the wall shows."
            )
            st.button("Yes, remove them all", key=f"all_{where}", on_click=_remove_all, args=(workshop.id, where))
    notices.show(where)
    if shown:
        for phone in phones.phones_of(desk(), workshop.id):
            words = f"Take out phone {phone.number}, joined {clock_time(phone.joined_at)}"
            st.button(words, key=f"remove_{phone.id}", on_click=_remove, args=(workshop.id, phone, where))


def _too_many(workshop: Workshop) -> str:
    here = workshop.people_here
    if here is None or workshop.devices <= here:
        return ""
    return f"That is more than the {plural(here, 'person', 'people')} here. Lock joining, or take a phone out."


def _show(workshop_id: int, shown: bool) -> None:
    st.session_state[state.phones_shown(workshop_id)] = shown


def _lock(workshop: Workshop, where: str) -> None:
    locked = not workshop.is_locked
    said = "Joining is locked: no more phones can join." if locked else "Phones can join again."
    notices.attempt(where, lambda: phones.set_locked(desk(), workshop_id=workshop.id, locked=locked), success=said)


def _remove(workshop_id: int, phone: Phone, where: str) -> None:
    notices.attempt(
        where,
        lambda: phones.remove_phone(desk(), workshop_id=workshop_id, device_id=phone.id),
        success=f"Phone {phone.number} is out. Its votes that nobody has seen are taken back.",
    )


def _remove_all(workshop_id: int, where: str) -> None:
    notices.attempt(
        where,
        lambda: phones.remove_all_phones(desk(), workshop_id=workshop_id),
        success=lambda workshop: f"All phones are out. The new code is {spoken(workshop.code)}.",
    )


def _as_typed(workshop: Workshop) -> str:
    """The names as they were typed here (with commas, say) as long as they are the ones stored; else one a line."""
    typed = str(st.session_state.get(state.typed_people(workshop.id), ""))
    return typed if check_people(typed) == workshop.people else "\n".join(workshop.people)


def _save(workshop_id: int, names: str, names_seen: str) -> str:
    workshops.say_who_is_here(desk(), workshop_id=workshop_id, people=names, seen=names_seen)
    st.session_state[state.typed_people(workshop_id)] = names
    return names
