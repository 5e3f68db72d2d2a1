"""Closing a round: how much is still open in it, and the step itself. It warns and never blocks."""

from urllib.parse import urlencode

import streamlit as st

from sendsat.assessment.close_check import Finding, close_check
from sendsat.assessment.values import Round
from sendsat.services import rounds
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import plural, today
from sendsat.ui.frame.workplace import desk


def findings(round_: Round) -> tuple[Finding, ...]:
    """What is open in a round that the page shows, as of now."""
    seen = view.current()
    return close_check(seen.snapshot_of(round_.id), seen.actions, desk().organisation.kind, today())


def address(round_: Round) -> str:
    """The address of a round's check."""
    return f"/{navigation.CLOSE_CHECK}?{urlencode({state.ROUND: round_.name})}"


def popover(round_: Round, found: tuple[Finding, ...]) -> None:
    """The button that closes an open round, after a word on what was found open in it."""
    with st.popover("Close this round"):
        st.markdown("Closing freezes every rating and text. You can reopen the round later if you must.")
        _open(round_, len(found))
        st.button("Close it now", key=f"close_{round_.id}", type="primary", on_click=_close, args=(round_,))


def _open(round_: Round, number: int) -> None:
    """How much is open, said in the popover that closes the round."""
    counts = view.current().snapshot_of(round_.id).counts()
    if counts.not_rated:
        st.markdown(f"**{counts.not_rated} of {plural(counts.total, 'statement')} not rated.** They stay so.")
    if number:
        they = "It does" if number == 1 else "They do"
        st.markdown(f"[{plural(number, 'point')} still open]({address(round_)}). {they} not stop you.")


def look_back(round_: Round) -> None:
    """The link to what was open as a round was closed."""
    st.markdown(f"[What was open then]({address(round_)})")


def _close(round_: Round) -> None:
    notices.attempt("page", lambda: rounds.close_round(desk(), round_id=round_.id), success=f"{round_.name} is closed.")
