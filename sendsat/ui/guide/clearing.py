"""Clearing a rating: a button of its own, and Undo, which waits until it is used or the statement is rated again."""

import streamlit as st

from sendsat.assessment.rating import word_of
from sendsat.assessment.values import Judgement
from sendsat.errors import Overtaken
from sendsat.services import viewing
from sendsat.services.rounds import judging
from sendsat.services.rounds.judging import Changed
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import answer


def offer(statement_id: str, judgement: Judgement, *, allowed: bool) -> None:
    """Draw the button that clears the rating, in a place that is always there so that nothing below is drawn anew."""
    where = answer.place(statement_id)
    with st.container(key=f"clearing_{where}"):
        if judgement.rating and allowed:
            st.button("Clear rating", key=f"clear_{where}", on_click=notices.as_drawn(_clear), args=(statement_id,))


def offer_undo(statement_id: str, judgement: Judgement, *, allowed: bool) -> None:
    """Draw the button that puts the cleared rating back, as long as nobody has rated the statement again."""
    if judgement.rating:
        _let_go(statement_id)
    cleared = st.session_state.get(state.cleared(answer.place(statement_id)))
    if cleared is not None:
        label = f"Undo: {statement_id} back to {word_of(cleared.before.rating)}"
        key = f"undo_{answer.place(statement_id)}"
        st.button(
            label,
            key=key,
            icon=":material/undo:",
            disabled=not allowed,
            on_click=notices.as_drawn(_undo),
            args=(statement_id,),
        )
    notices.show_once(f"{answer.place(statement_id)}_undo")


def _let_go(statement_id: str) -> None:
    st.session_state.pop(state.cleared(answer.place(statement_id)), None)


def _clear(statement_id: str) -> None:
    shown = view.current().judgement(statement_id).rating

    def said(done: Changed) -> str:
        was = done.before.rating
        if was is None:
            return f"{statement_id} was cleared already"
        meanwhile = "" if was is shown else ", which somebody else had chosen meanwhile"
        return f"{statement_id} cleared: it was {word_of(was)}{meanwhile}. {notices.saved_words()}"

    done = answer.change(
        statement_id,
        lambda ids: judging.rate(desk(), **ids, statement_id=statement_id, rating=None),
        said=said,
        again=lambda: _clear(statement_id),
    )
    if done and done.before.rating:
        st.session_state[state.cleared(answer.place(statement_id))] = done


def _undo(statement_id: str) -> None:
    cleared = st.session_state.get(state.cleared(answer.place(statement_id)))
    if cleared is None:  # pressed twice before the button was gone
        return
    back = notices.attempt(
        f"{answer.place(statement_id)}_undo",
        lambda: _put_back(cleared),
        success=lambda back: f"{statement_id} is {word_of(back.after.rating)} again. {notices.saved_words()}",
        saved_at=answer.place(statement_id),
    )
    if back:
        _let_go(statement_id)
        view.current().keep(back.after)


def _put_back(cleared: Changed) -> Changed:
    """Put the rating back; where somebody has rated meanwhile, show that and offer Undo no longer."""
    try:
        return judging.put_back(desk(), cleared=cleared)
    except Overtaken:
        was = cleared.before
        _let_go(was.statement_id)
        view.current().keep(viewing.snapshots(desk(), was.round_id)[0].judgement(was.team_id, was.statement_id))
        raise
