"""Bringing an edited action plan back in: a preview that writes nothing, then one button. `plan_undo` takes it back."""

import streamlit as st

from sendsat.errors import SendsatError
from sendsat.exchange.formats import Format
from sendsat.exchange.plan.preview import ChangedAction, FieldChange, PlanPreview
from sendsat.services import plan_importing
from sendsat.services.plan_importing import PlanImported
from sendsat.ui.frame import notices, state, two_texts, view
from sendsat.ui.frame.words import plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.plan import import_undo

CHOICES = {"keep": two_texts.STORED, "take": two_texts.NEW, "both": two_texts.BOTH}


def draw() -> None:
    """Draw the closed box that takes a file; its body is made only while open."""
    box = st.expander("Bring back an edited action plan (CSV or Excel)", key="plan_import", on_change="rerun")
    if not box.open:
        return
    with box:
        _done()
        import_undo.draw()
        file = st.file_uploader("The file you downloaded here and changed", type=[Format.CSV, Format.XLSX], key=_key())
        if file is None:
            st.caption("Nothing is written until you have seen what would change.")
            return
        try:
            found = plan_importing.preview_plan(desk(), file.getvalue())
        except SendsatError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        _preview(found, file.name)


def _key() -> str:
    return state.plan_file(st.session_state.get(state.PLAN_IMPORTS, 0))


def _preview(found: PlanPreview, filename: str) -> None:
    st.markdown(
        f"**{plural(len(found.new), 'new action')}, {plural(len(found.changed), 'changed action')}, "
        f"{plural(len(found.problems), 'row')} that cannot be used, {found.untouched} untouched.**"
    )
    for note in found.read.notes:
        st.caption(plain(note))
    if found.absent:
        st.caption(f"{plural(found.absent, 'action')} of the plan are not in the file. They stay as they are.")
    for new in found.new[:20]:
        st.markdown(f"New, row {new.row}: {plain(new.text)}")
    for changed in found.changed[:40]:
        _changed(changed)
    for problem in found.problems[:20]:
        st.markdown(f":material/warning: {plain(problem.sentence)}")
    for guess in found.guesses[:20]:
        st.caption(plain(guess))
    if found.does_nothing:
        st.info("The file changes nothing.")
        return
    label = f"Bring in {plural(len(found.new) + len(found.changed), 'action')}"
    st.button(label, type="primary", on_click=_bring_in, args=(found, filename))


def _changed(changed: ChangedAction) -> None:
    st.markdown(f"Row {changed.row}, **{plain(snippet(changed.stored.text, 80))}**")
    for one in changed.changes:
        st.markdown(f"{one.column}: {_shown(one.before)} → {_shown(one.after)}")
    for one in changed.conflicts:
        _conflict(changed, one)


def _shown(value: object) -> str:
    words = getattr(value, "word", None)
    text = ", ".join(value) if isinstance(value, tuple) else str(words or value or "empty")
    return plain(snippet(text, 200))


def _conflict(changed: ChangedAction, one: FieldChange) -> None:
    two_texts.show(two_texts.in_the_file(one.column), one.before, one.after, shorten=True)
    words = CHOICES if isinstance(one.before, str) else {choice: CHOICES[choice] for choice in ("keep", "take")}
    key = state.plan_choice(changed.stored.id, one.field)
    two_texts.radio(f"{one.column} of row {changed.row}", key, words)


def _bring_in(found: PlanPreview, filename: str) -> None:
    choices = {
        (action.stored.id, one.field): str(st.session_state.get(state.plan_choice(action.stored.id, one.field), "keep"))
        for action, one in found.conflicts
    }
    round_id = view.current().round.id
    done = notices.attempt(
        "plan",
        lambda: plan_importing.import_plan(desk(), seen=found, choices=choices, round_id=round_id, filename=filename),
        success=f"Brought in. {notices.saved_words()}",
    )
    if done is not None:
        st.session_state[state.PLAN_IMPORTED] = done
        st.session_state[state.PLAN_IMPORTS] = st.session_state.get(state.PLAN_IMPORTS, 0) + 1


def _done() -> None:
    """Say once what came in."""
    done: PlanImported | None = st.session_state.pop(state.PLAN_IMPORTED, None)
    if done is not None:
        st.success(f"{plural(len(done.added) + len(done.changed), 'action')} came in from your file.")
