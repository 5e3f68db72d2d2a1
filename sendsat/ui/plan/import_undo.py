"""Plans that were brought in before, each with its Undo, also after a reload; what an undo took back and kept."""

from collections.abc import Iterable

import streamlit as st

from sendsat.assessment.imports import ImportBatch
from sendsat.services import plan_undoing
from sendsat.services.plan_undoing import PlanUndone
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.words import moment, plain, plural
from sendsat.ui.frame.workplace import desk

PLACE = "plan_undo"
MOST = 20


def draw() -> None:
    """Draw what came of the last undo, and the latest imports."""
    batches = plan_undoing.plan_imports(desk())
    stuck_id = st.session_state.get(state.PLAN_UNDO_STUCK)
    stuck = next((batch for batch in batches if batch.id == stuck_id and batch.undone_at is None), None)
    kept = plan_undoing.changed_since(desk(), stuck.id) if stuck else ()
    if stuck and kept:
        _stuck(stuck, kept)
    else:
        _result()
    if not batches:
        return
    st.markdown("**Brought in before**")
    for batch in batches[:5]:
        with st.container(horizontal=True, vertical_alignment="center"):
            told = f"{plain(batch.filename)}: {plural(batch.changes, 'action')}, {moment(batch.at)}"
            st.markdown(told + (f", undone {moment(batch.undone_at)}" if batch.undone_at else ""))
            if batch.undone_at is None:
                key, about = f"plan_undo_{batch.id}", f"{batch.filename}, {moment(batch.at)}"
                st.button("Undo this import", on_click=_undo, args=(batch.id,), key=key, help=about)


def _stuck(batch: ImportBatch, kept: tuple[str, ...]) -> None:
    """What stands in the way of an undo, as it is now, and the ways on."""
    st.warning(f"The import of {plain(batch.filename)} was not undone yet. These were changed since:")
    _list(kept)
    with st.container(horizontal=True):
        st.button("Undo the rest and keep these", on_click=_undo, args=(batch.id, True), key="plan_undo_rest")
        st.button("Leave everything as it is", on_click=_forget, key="plan_undo_leave")


def _undo(import_id: int, keep_later: bool = False) -> None:
    _forget()
    done = notices.attempt(
        PLACE, lambda: plan_undoing.undo_import(desk(), import_id, keep_later=keep_later), success=notices.saved_words()
    )
    if done is None:
        st.session_state[state.PLAN_UNDO_STUCK] = import_id
    else:
        st.session_state[state.PLAN_UNDONE] = done


def _forget() -> None:
    notices.forget(PLACE)
    for name in (state.PLAN_UNDO_STUCK, state.PLAN_UNDONE):
        st.session_state.pop(name, None)


def _result() -> None:
    done: PlanUndone | None = st.session_state.get(state.PLAN_UNDONE)
    told = notices.notice(PLACE)
    if told and told.kind != "saved":
        st.error(plain(told.text), icon=":material/error:")
    if done is None:
        return
    st.success(f"The import of {plain(done.batch.filename)} was undone.", icon=":material/check:")
    if done.taken_back:
        st.markdown("Taken back:")
        _list(done.taken_back)
    if done.kept:
        st.markdown("Kept, because it was changed since the import:")
        _list(done.kept)


def _list(phrases: Iterable[str]) -> None:
    listed = list(phrases)
    more = [f"and {len(listed) - MOST} more"] if len(listed) > MOST else []
    st.markdown("\n".join(f"- {plain(phrase)}" for phrase in [*listed[:MOST], *more]))
