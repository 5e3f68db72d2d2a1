"""Bringing an edited action plan back in: a preview that writes nothing, then one button.

Plans that came in before keep their Undo, also after a reload; what an undo took back and kept is told.
"""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.errors import SendsatError
from sendsat.exchange.plan.preview import PlanChange, PlanPreview
from sendsat.exchange.recognising import Kind, Misplaced
from sendsat.services.plan import importing, undoing
from sendsat.services.plan.undoing import PlanUndone
from sendsat.ui.files import other_door, preview
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.notices import Notice
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import moment, plain, plural, snippet
from sendsat.ui.frame.workplace import desk

DONE_AT, UNDONE_AT = "plan_brought_in", "plan_undo"
MOST = 20


def draw() -> None:
    """Draw the closed box that takes a file; its body is made only while open."""
    if has_come():
        st.session_state[state.PLAN_BOX] = True
    box = fold("Bring back an edited action plan (CSV or Excel)", key=state.PLAN_BOX)
    if not box.open:
        return
    with box:
        notices.show_once(DONE_AT)
        _earlier()
        file = other_door.brought(Kind.PLAN) or st.file_uploader("The file you downloaded here and changed", key=_key())
        if file is None:
            st.caption("Nothing is written until you have seen what would change.")
            return
        try:
            compared = importing.preview_plan(desk(), file.getvalue(), file.name)
        except Misplaced as error:
            other_door.offer(error, file)
            return
        except SendsatError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        preview.draw(compared, noun="action", name=_name, on_accept=partial(_bring_in, compared))


def has_come() -> bool:
    """Whether a plan waits that was chosen on another page: it is looked at on top of this one."""
    return other_door.is_brought(Kind.PLAN)


def _key() -> str:
    return state.plan_file(st.session_state.get(state.PLAN_IMPORTS, 0))


def _name(change: PlanChange) -> str:
    """What a change is of."""
    return f"{change.column}: {snippet(change.action.text, 80)}" if change.action else change.column


def _bring_in(plan_preview: PlanPreview) -> None:
    decisions, round_id = preview.decisions(plan_preview), view.current().round.id
    done = notices.attempt(
        "plan",
        lambda: importing.import_plan(desk(), seen=plan_preview, choices=decisions, round_id=round_id),
        success=f"Brought in. {notices.saved_words()}",
    )
    if done is not None:
        notices.say(DONE_AT, Notice("saved", f"{plural(done.changes, 'action')} came in from your file."))
        st.session_state[state.PLAN_IMPORTS] = st.session_state.get(state.PLAN_IMPORTS, 0) + 1
        other_door.put_aside()


def _earlier() -> None:
    """Draw what came of the last undo, and the latest imports."""
    batches = undoing.plan_imports(desk())
    stuck_id = st.session_state.get(state.PLAN_UNDO_STUCK)
    stuck = next((batch for batch in batches if batch.id == stuck_id and batch.undone_at is None), None)
    kept = undoing.changed_since(desk(), stuck.id) if stuck else ()
    if stuck and kept:
        _stuck(stuck, kept)
    else:
        _undone()
    if not batches:
        return
    st.markdown("**Brought in before**")
    for batch in batches[:5]:
        with st.container(horizontal=True, vertical_alignment="center"):
            told = f"{plain(batch.filename)}: {plural(batch.changes, 'action')}, {moment(batch.at)}"
            st.markdown(told + (f", undone {moment(batch.undone_at)}" if batch.undone_at else ""))
            if batch.undone_at is None:
                key, about = f"plan_undo_{batch.id}", f"{batch.filename}, {moment(batch.at)}"
                st.button("Undo this import", on_click=notices.as_drawn(_undo), args=(batch.id,), key=key, help=about)


def _stuck(batch: ImportBatch, kept: tuple[str, ...]) -> None:
    """What stands in the way of an undo, as it is now, and the ways on."""
    st.warning(f"The import of {plain(batch.filename)} was not undone yet. These were changed since:")
    _list(kept)
    with st.container(horizontal=True):
        st.button(
            "Undo the rest and keep these",
            on_click=notices.as_drawn(_undo),
            args=(batch.id, True),
            key="plan_undo_rest",
        )
        st.button("Leave everything as it is", on_click=_forget_undo, key="plan_undo_leave")


def _undo(import_id: int, keep_later: bool = False) -> None:
    _forget_undo()
    done = notices.attempt(
        UNDONE_AT,
        lambda: undoing.undo_import(desk(), import_id, keep_later=keep_later),
        success=notices.saved_words(),
    )
    if done is None:
        st.session_state[state.PLAN_UNDO_STUCK] = import_id
    else:
        st.session_state[state.PLAN_UNDONE] = done


def _forget_undo() -> None:
    notices.forget(UNDONE_AT)
    for name in (state.PLAN_UNDO_STUCK, state.PLAN_UNDONE):
        st.session_state.pop(name, None)


def _undone() -> None:
    done: PlanUndone | None = st.session_state.get(state.PLAN_UNDONE)
    told = notices.notice(UNDONE_AT)
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
