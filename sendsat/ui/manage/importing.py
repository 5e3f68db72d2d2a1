"""Import and export: take a round away as a workbook, CSV or JSON, and bring a filled file back.

A file is looked at first: nothing is written before the one button that says how much it brings in.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.imports.preview import FIELD_WORDS
from sendsat.assessment.values import Round
from sendsat.errors import SendsatError
from sendsat.exchange.recognising import Kind, Misplaced
from sendsat.exchange.round_in.asking import Question
from sendsat.exchange.round_in.preview import RoundChange, RoundPreview
from sendsat.services.importing import importing
from sendsat.services.plan.imported_actions import shortened
from sendsat.ui.files import other_door, preview, taking_away
from sendsat.ui.files.other_door import File
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import moment, plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.manage import moving

AS_THE_FILE_SAYS = "The team the file names"


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Import and export", anchor=False)
    st.markdown(f"Round: **{plain(page.round.name)}**. Choose another in the sidebar.")
    if other_door.is_brought(Kind.ROUND):  # it is looked at first
        _come_back(page)
        taking_away.draw(page)
    else:
        taking_away.draw(page)
        _come_back(page)
    moving.draw()
    if navigation.is_open_here(navigation.SHARE):
        st.header("Share with a local authority", anchor=False)
        st.markdown("You choose what goes, see exactly what will be seen, and can take it back.")
        navigation.put_link(navigation.SHARE, "Share with a local authority", icon=":material/outgoing_mail:")


def _come_back(page: view.View) -> None:
    st.header("Bring a filled file back", anchor=False)
    notices.show("import")
    _result()
    if page.round.is_open:
        _bring_back(page)
    else:
        other_door.brought(Kind.ROUND)
        st.info(f"{plain(page.round.name)} is closed, so nothing can be brought into it.", icon=":material/lock:")
    _earlier(page.round)


def _bring_back(page: view.View) -> None:
    teams = {team.name: team.id for team in page.round.teams}
    team_id = None
    if len(teams) > 1:
        chosen = st.selectbox("Bring it in for", [AS_THE_FILE_SAYS, *teams], key=state.IMPORT_TEAM)
        team_id = teams.get(chosen or "")
    file = other_door.brought(Kind.ROUND) or st.file_uploader(
        "Workbook, CSV or JSON file", key=state.import_file(_turn())
    )
    if file is None:
        st.caption("You will see what would change before anything is written.")
        st.session_state.pop(state.IMPORT_PREVIEW, None)
        return
    answers = _answers(file.file_id)
    mark = (file.file_id, page.round.id, team_id, _turn(), tuple(sorted(answers.items())))
    compared = _look(
        mark,
        file,
        lambda: importing.preview_import(desk(), page.round.id, team_id, file.getvalue(), file.name, answers),
    )
    if compared is not None:
        for question in compared.questions:
            _ask(file.file_id, question)
        preview.draw(compared, noun="change", name=_namer(compared, page.round), on_accept=partial(_accept, compared))
        st.button("Look at the file again", on_click=_forget_preview, key="import_again")


def _namer(round_preview: RoundPreview, round_: Round) -> Callable[[RoundChange], str]:
    """What a change is of. A team is named only where the file is of several."""
    several = len({change.team_id for change in round_preview.differing}) > 1
    teams = {team.id: f", {team.name}" for team in round_.teams} if several else {}
    return lambda change: f"{change.statement_id} {FIELD_WORDS[change.field]}{teams.get(change.team_id, '')}"


def _answers(file_id: str) -> dict[str, str]:
    """What was answered to the questions that the file raised when it was last looked at."""
    kept = st.session_state.get(state.IMPORT_PREVIEW)
    questions: tuple[Question, ...] = kept[1].questions if kept else ()
    said = {question.key: st.session_state.get(state.import_answer(file_id, question.key)) for question in questions}
    return {key: answer for key, answer in said.items() if answer is not None}


def _ask(file_id: str, question: Question) -> None:
    """A question about the file; what depends on it is not ticked before it is answered."""
    chosen = question.options.index(question.default) if question.default else None
    key = state.import_answer(file_id, question.key)
    st.radio(plain(question.text), question.options, index=chosen, key=key, format_func=plain)


def _turn() -> int:
    return int(st.session_state.get(state.IMPORT_TURN, 0))


def _look(mark: tuple[object, ...], file: File, read: Callable[[], RoundPreview]) -> RoundPreview | None:
    """The preview of this file, read once: what somebody decides on must not change under their eyes."""
    kept = st.session_state.get(state.IMPORT_PREVIEW)
    if kept is not None and kept[0] == mark:
        preview_kept: RoundPreview = kept[1]
        return preview_kept
    try:
        with st.spinner("Reading the file"):
            preview_kept = read()
    except Misplaced as error:
        other_door.offer(error, file)
        return None
    except SendsatError as error:
        st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
        return None
    st.session_state[state.IMPORT_PREVIEW] = (mark, preview_kept)
    return preview_kept


def _forget_preview() -> None:
    st.session_state.pop(state.IMPORT_PREVIEW, None)
    notices.forget("import")


def _accept(round_preview: RoundPreview) -> None:
    """Bring in what the preview shows, as decided."""
    decisions = preview.decisions(round_preview)
    batch = notices.attempt(
        "import",
        lambda: importing.apply_import(desk(), round_preview, decisions),
        success=f"Brought in. {notices.saved_words()}",
    )
    if batch is not None:
        st.session_state[state.IMPORT_DONE] = batch
        st.session_state[state.IMPORT_TURN] = _turn() + 1
        st.session_state.pop(state.IMPORT_PREVIEW, None)
        other_door.put_aside()


def _result() -> None:
    done: ImportBatch | None = st.session_state.get(state.IMPORT_DONE)
    if done is None:
        return
    st.success(f"{plural(done.changes, 'change')} came in from {plain(done.filename)}.", icon=":material/check:")
    st.button("Undo this import", on_click=_undo, args=(done,), key="import_undo")


def _undo(batch: ImportBatch, keep_later: bool = False) -> None:
    undone = notices.attempt(
        "import",
        lambda: importing.undo_import(desk(), batch.id, keep_later=keep_later),
        success=f"The import was undone. {notices.saved_words()}",
    )
    if undone is not None and undone.kept:
        told = f"Undone, except what was changed since: {shortened(undone.kept)}. {notices.saved_words()}"
        notices.say("import", notices.Notice("saved", told))
    done = st.session_state.get(state.IMPORT_DONE)
    if undone is not None and done is not None and done.id == batch.id:
        st.session_state.pop(state.IMPORT_DONE)
    st.session_state[state.IMPORT_STUCK] = batch if undone is None else None


def _earlier(round_: Round) -> None:
    stuck: ImportBatch | None = st.session_state.get(state.IMPORT_STUCK)
    if stuck is not None and stuck.round_id == round_.id:
        st.button("Undo the rest and keep later changes", on_click=_undo, args=(stuck, True), key="import_undo_rest")
    batches = view.current().imports
    if not batches:
        return
    st.subheader("Brought in before", anchor=False)
    done: ImportBatch | None = st.session_state.get(state.IMPORT_DONE)
    for batch in batches[:5]:
        with st.container(horizontal=True, vertical_alignment="center"):
            told = f"{plain(batch.filename)}: {plural(batch.changes, 'change')}, {moment(batch.at)}"
            st.markdown(told + (f", undone {moment(batch.undone_at)}" if batch.undone_at else ""))
            undo = moving.undo if batch.kind == "moved" else _undo
            may_undo = round_.is_open or batch.kind == "moved"
            if batch.undone_at is None and (done is None or done.id != batch.id) and may_undo:
                st.button("Undo", on_click=undo, args=(batch,), key=f"import_undo_{batch.id}", help=batch.filename)
