"""Bringing an edited action plan back in: a preview that writes nothing, then one button. `plan_undo` takes it back."""

from functools import partial

import streamlit as st

from sendsat.assessment.imports import ImportBatch
from sendsat.errors import SendsatError
from sendsat.exchange.plan.preview import PlanChange, PlanPreview
from sendsat.services import plan_importing
from sendsat.ui.files import preview
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.plan import import_undo


def draw() -> None:
    """Draw the closed box that takes a file; its body is made only while open."""
    box = st.expander("Bring back an edited action plan (CSV or Excel)", key="plan_import", on_change="rerun")
    if not box.open:
        return
    with box:
        _done()
        import_undo.draw()
        file = st.file_uploader("The file you downloaded here and changed", key=_key())
        if file is None:
            st.caption("Nothing is written until you have seen what would change.")
            return
        try:
            compared = plan_importing.preview_plan(desk(), file.getvalue(), file.name)
        except SendsatError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        preview.draw(compared, noun="action", name=_name, on_accept=partial(_bring_in, compared))


def _key() -> str:
    return state.plan_file(st.session_state.get(state.PLAN_IMPORTS, 0))


def _name(change: PlanChange) -> str:
    """What a change is of."""
    return f"{change.column}: {snippet(change.action.text, 80)}" if change.action else change.column


def _bring_in(found: PlanPreview) -> None:
    decisions, round_id = preview.decisions(found), view.current().round.id
    done = notices.attempt(
        "plan",
        lambda: plan_importing.import_plan(desk(), seen=found, choices=decisions, round_id=round_id),
        success=f"Brought in. {notices.saved_words()}",
    )
    if done is not None:
        st.session_state[state.PLAN_IMPORTED] = done
        st.session_state[state.PLAN_IMPORTS] = st.session_state.get(state.PLAN_IMPORTS, 0) + 1


def _done() -> None:
    """Say once what came in."""
    done: ImportBatch | None = st.session_state.pop(state.PLAN_IMPORTED, None)
    if done is not None:
        st.success(f"{plural(done.changes, 'action')} came in from your file.")
