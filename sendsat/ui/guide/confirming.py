"""Confirming what was carried forward, a part at once: each rating with its reason, one press for all, and Undo."""

import streamlit as st

from sendsat.assessment.values import Judgement
from sendsat.guide.model import Subsection
from sendsat.services.rounds import confirming
from sendsat.services.rounds.judging import Changed
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import answer

TITLE = "Confirm what was carried forward"


def offer(part: Subsection, *, allowed: bool) -> None:
    """Draw the list of what waits in this part, closed until it is asked for; and what came of confirming."""
    waiting = _waiting(part)
    where = answer.place(part.number)
    if waiting and allowed:
        box = fold(TITLE, key=f"confirming_{where}", icon=":material/fact_check:")
        if box.open:
            with box:
                _list(part, waiting)
    _undo_button(part)
    notices.show_once(f"{where}_confirming")


def _waiting(part: Subsection) -> tuple[Judgement, ...]:
    return view.current().mine.waiting([statement.id for statement in part.statements])


def _list(part: Subsection, waiting: tuple[Judgement, ...]) -> None:
    st.markdown("Does each rating still hold, for the reason given? What no longer holds, rate again below.")
    for judgement in waiting:
        _row(judgement)
    ticked = _ticked(waiting)
    with st.container(horizontal=True):
        st.button(
            f"Confirm all ({len(waiting)})",
            key=f"confirm_all_{answer.place(part.number)}",
            type="primary",
            on_click=notices.as_drawn(_confirm),
            args=(part, tuple(judgement.statement_id for judgement in waiting)),
        )
        st.button(
            f"Confirm those ticked ({len(ticked)})",
            key=f"confirm_ticked_{answer.place(part.number)}",
            disabled=not ticked,
            on_click=notices.as_drawn(_confirm_ticked),
            args=(part, waiting),
        )


def _row(judgement: Judgement) -> None:
    text = view.current().edition.statements[judgement.statement_id].text
    st.checkbox(f"**{plain(judgement.statement_id)}** {judgement.label}", key=_tick(judgement.statement_id))
    reason = plain(judgement.commentary) or ":gray[No reason was written.]"
    st.markdown(f":small[{plain(text)}]  \n{reason}")


def _tick(statement_id: str) -> str:
    return state.confirm_tick(answer.place(statement_id))


def _confirm_ticked(part: Subsection, waiting: tuple[Judgement, ...]) -> None:
    _confirm(part, _ticked(waiting))


def _ticked(waiting: tuple[Judgement, ...]) -> tuple[str, ...]:
    """What is ticked at this moment: a press can come before the page was drawn with it."""
    ids = (judgement.statement_id for judgement in waiting)
    return tuple(statement_id for statement_id in ids if st.session_state.get(_tick(statement_id)))


def _confirm(part: Subsection, statement_ids: tuple[str, ...]) -> None:
    where = answer.place(part.number)
    done = notices.attempt(
        f"{where}_confirming",
        lambda: confirming.confirm_all(desk(), **answer.ids(), statement_ids=statement_ids),
        success=lambda done: _told(done, len(statement_ids)),
    )
    if done:
        st.session_state[state.confirmed(where)] = done


def _told(done: tuple[Changed, ...], asked: int) -> str:
    """What was confirmed, and what no longer waited because somebody had dealt with it meanwhile."""
    meanwhile = asked - len(done)
    also = f" {plural(meanwhile, 'other')} no longer waited." if meanwhile else ""
    return f"{plural(len(done), 'rating')} confirmed.{also} {notices.saved_words()}"


def _undo_button(part: Subsection) -> None:
    where = answer.place(part.number)
    done = st.session_state.get(state.confirmed(where))
    if done:
        label = f"Undo: {plural(len(done), 'rating waits', 'ratings wait')} to be confirmed again"
        st.button(
            label, key=f"unconfirm_{where}", icon=":material/undo:", on_click=notices.as_drawn(_undo), args=(part,)
        )


def _undo(part: Subsection) -> None:
    where = answer.place(part.number)
    done = st.session_state.pop(state.confirmed(where), ())

    def told(back: tuple[Changed, ...]) -> str:
        kept = len(done) - len(back)
        rated = f" {plural(kept, 'was', 'were')} rated since and stay so." if kept else ""
        return f"{plural(len(back), 'rating waits', 'ratings wait')} to be confirmed again.{rated}"

    back = notices.attempt(f"{where}_confirming", lambda: confirming.take_back(desk(), confirmed=done), success=told)
    if back is None:  # it can be tried again
        st.session_state[state.confirmed(where)] = done
