"""Moving a round to the bin from Rounds and teams, and at once back again where that was a slip."""

import streamlit as st

from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.records.bin import KEPT_FOR
from sendsat.assessment.values import Round
from sendsat.services.records import binning
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk

HERE = "round_bin"


def popover(round_: Round) -> None:
    """Draw what moves a round to the bin, for whoever may; the only round stays."""
    seen = view.current()
    if not may(desk().person, May.MANAGE_ORGANISATION) or len(seen.rounds) == 1:
        return
    with st.popover("Delete"):
        planned = sum(action.round_id == round_.id for action in seen.actions)
        st.markdown(
            f"It goes to the [bin]({navigation.address(navigation.BIN)}) for {KEPT_FOR.days} days, with its answers, "
            f"workshops and history, and {plural(planned, 'action')} planned in it. "
            "From there it can be put back as it was."
        )
        st.button("Move it to the bin", key=f"bin_{round_.id}", on_click=_put_in_bin, args=(round_,))


def _put_in_bin(round_: Round) -> None:
    def verb() -> bool:
        binning.put_in_bin(desk(), round_id=round_.id)
        return True

    if notices.attempt(HERE, verb, success=f"{round_.name} is in the bin."):
        st.session_state[state.JUST_BINNED] = round_


def put_back_offer() -> None:
    """Draw, above the rounds, what became of the one that was just moved to the bin, and the way back."""
    notices.show_once(HERE)
    round_: Round | None = st.session_state.get(state.JUST_BINNED)
    if round_ is not None and round_.id not in {round_.id for round_ in view.current().rounds}:
        st.button(f"Put {plain(round_.name)} back", key=f"unbin_{round_.id}", on_click=_put_back, args=(round_,))


def _put_back(round_: Round) -> None:
    def verb() -> bool:
        binning.take_out_of_bin(desk(), round_id=round_.id)
        return True

    st.session_state.pop(state.JUST_BINNED, None)
    notices.attempt(HERE, verb, success=f"{round_.name} is back, as it was.")
