"""How the ratings of several teams become one in a round: a choice while it is open, a line once it is closed."""

import streamlit as st

from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round
from sendsat.services.rounds import agreeing
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.workplace import desk


def choice(round_: Round) -> None:
    """Draw it; nothing for a round of one team, which has nothing to combine."""
    if len(round_.teams) < 2:
        return
    if not round_.is_open:
        st.caption(round_.roll_up.sentence)
        return
    key = state.roll_up(round_.id)
    if st.session_state.get(key) != round_.roll_up.value:
        st.session_state[key] = round_.roll_up.value
    st.selectbox(
        "Where teams differ",
        [rule.value for rule in RollUp],
        list(RollUp).index(round_.roll_up),
        format_func=lambda rule: RollUp(rule).word,
        key=key,
        on_change=_choose,
        args=(round_,),
    )
    st.caption(f"{round_.roll_up.meaning} What each team said stays as it is.")


def _choose(round_: Round) -> None:
    chosen = RollUp(st.session_state[state.roll_up(round_.id)])
    notices.attempt(
        "page",
        lambda: agreeing.set_roll_up(desk(), round_id=round_.id, roll_up=chosen),
        success=f"{round_.name}: {chosen.phrase}.",
    )
