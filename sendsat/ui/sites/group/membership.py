"""Which group an organisation is in: start one, join one by its code, hand the code on, or leave."""

import streamlit as st

from sendsat.assessment.organisations import Group
from sendsat.assessment.rules import LONGEST_NAME
from sendsat.services.organisation import grouping
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk


def draw(group: Group | None) -> None:
    """Draw it for whoever administers the organisation."""
    if group is None:
        st.markdown(
            "A group lets people see its colleges side by side. Everybody still sees only the colleges they are a "
            "member of: to be in a group shows nobody anything more."
        )
        start, join = st.columns(2, gap="large")
        with start, st.form("start_group"):
            _start()
        with join, st.form("join_group"):
            _join()
        return
    with st.expander("Who is in this group"):
        st.markdown(f"Give this code to another organisation. It joins {plain(group.name)} on its own Group page.")
        st.code(group.uid, language=None)
        with st.popover("Leave the group"):
            st.markdown("Nothing of your organisation changes. You can join again with the code.")
            st.button("Leave it", key="leave_group", on_click=_leave)


def _start() -> None:
    st.header("Start a group", anchor=False)
    name = st.text_input("Name of the group", max_chars=LONGEST_NAME, key=state.NEW_GROUP)
    if st.form_submit_button("Start the group", type="primary"):
        success = f"{' '.join(name.split())} has started."
        _then(notices.attempt("page", lambda: grouping.start_group(desk(), name=name), success=success))


def _join() -> None:
    st.header("Join a group", anchor=False)
    code = st.text_input("Its code", max_chars=LONGEST_NAME, key=state.GROUP_CODE)
    if st.form_submit_button("Join the group"):
        _then(notices.attempt("page", lambda: grouping.join_group(desk(), code=code), success=_joined))


def _joined(group: Group) -> str:
    return f"You are in {group.name}."


def _then(group: Group | None) -> None:
    if group is None:
        notices.show_once("page")
    else:
        st.rerun()


def _leave() -> None:
    notices.attempt("page", lambda: grouping.leave_group(desk()), success=lambda group: f"You left {group.name}.")
