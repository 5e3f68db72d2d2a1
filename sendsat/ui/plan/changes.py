"""What becomes of cells changed in the plan's table: asked about first, saved with Undo, or held beside what is stored.

One go (a cell typed, a paste, Delete on a selection) is one transaction and one Undo. What is not saved waits until
somebody chooses; `ui/plan/panels.py` draws it. Must not import storage.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from sendsat.assessment.values import Action
from sendsat.errors import Conflict, Invalid
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Edit, Edited, RefusedCell
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.notices import Notice
from sendsat.ui.frame.words import snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.plan.cells import COLUMNS, Cell, edits_of, lines_of_one_text, loses_words, named, read, shown

Go = tuple[Cell, ...]


@dataclass(frozen=True)
class Unsaved:
    """A cell that somebody changed and that could not be saved; `why` says what is wrong with it, if it is."""

    cell: Cell
    why: str = ""


@dataclass(frozen=True)
class Told:
    """The latest change, which can be taken back; after that, what was not put back and why (`kept`)."""

    edits: tuple[Edit, ...]
    kept: tuple[str, ...] = ()


def unsaved() -> dict[int, Unsaved]:
    """Cells that wait for a choice, by a number of their own."""
    texts: dict[int, Unsaved] = st.session_state.setdefault(state.PLAN_UNSAVED, {})
    return texts


def waiting() -> dict[int, Go]:
    """Changes of several cells that wait for a yes, by a number of their own."""
    held: dict[int, Go] = st.session_state.setdefault(state.PLAN_WAITING, {})
    return held


def told() -> Told | None:
    """The latest change, None before the first."""
    latest: Told | None = st.session_state.get(state.PLAN_TOLD)
    return latest


def _number() -> int:
    number = int(st.session_state.get(state.PLAN_NUMBER, 0)) + 1
    st.session_state[state.PLAN_NUMBER] = number
    return number


def take(go: Go) -> None:
    """Take the cells that were changed in one go. Several that would lose somebody's words are asked about first."""
    if len(go) > 1 and any(loses_words(cell) for cell in go):
        waiting()[_number()] = go
        notices.forget("plan")
        st.toast("Nothing is saved yet: an answer is asked for above the table.", duration="long")
    elif go:
        save(go)


def save(go: Go) -> None:
    """Save what can be saved of a go, in one transaction; hold the rest and say why."""
    readable, problems = _readable(go)
    done = _change(edits_of(readable), about=_about(readable)) if readable else Edited((), ())
    if done is None:
        for cell in readable:
            _hold(cell)
        return
    problems += [_refused(refusal, readable) for refusal in done.refused]
    if done.done:
        st.session_state[state.PLAN_TOLD] = Told(done.done)
    if problems:
        notices.say("plan", Notice("failed", " ".join(problems)))
        st.toast("Not all was saved: look above the table.", duration="long")


def _about(cells: Sequence[Cell]) -> str:
    """What was saved, for who cannot see which cell it was."""
    return f"{cells[0].name}." if len(cells) == 1 else f"{len(cells)} cells."


def _readable(go: Go) -> tuple[list[Cell], list[str]]:
    """The cells that can be read, and what is wrong with the others, which are held."""
    readable, problems = [], []
    for cell in go:
        try:
            read(cell)
            readable.append(cell)
        except Invalid as error:
            problems.append(_hold(cell, str(error)))
    return readable, problems


def _hold(cell: Cell, why: str = "") -> str:
    unsaved()[_number()] = Unsaved(cell, why)
    return why


def _change(edits: Sequence[Edit], *, success: str | None = None, about: str = "") -> Edited | None:
    """Change the plan. An action that was finished opens below, because its statements may be rated again."""
    done = notices.attempt("plan", lambda: planning.change_actions(desk(), edits=edits), success=success, about=about)
    for edit in done.done if done else ():
        if edit.before.status.is_open and not edit.after.status.is_open:
            st.session_state[state.PLAN_FINISHED] = edit.after.id
    return done


def _refused(refused: RefusedCell, cells: Sequence[Cell]) -> str:
    """Why a cell was not saved; it is held, unless it holds nothing that could be lost."""
    column = COLUMNS[refused.field]
    cell = next(typed for typed in cells if typed.seen.id == refused.edit.before.id and typed.column == column)
    if isinstance(refused.error, Conflict):
        _hold(cell)
        return str(refused.error)
    if not cell.typed.strip():
        return f"{cell.name} was not emptied. To take an action out of the plan, open it below and remove it."
    return _hold(cell, f"{cell.name}: {refused.error}")


def answer(number: int, yes: bool) -> None:
    """Save a change that was asked about, or leave the plan as it is."""
    go = waiting().pop(number)
    if yes:
        save(go)


def join_lines(number: int) -> None:
    """Save lines that were pasted into several actions as the text of the first of them."""
    go = waiting().pop(number)
    save((replace(go[0], typed=lines_of_one_text(go)),))


def settle(number: int, cell: Cell | None) -> None:
    """Save what somebody chose for a cell that was held, or with None leave what is stored."""
    unsaved().pop(number)
    notices.forget("plan")
    if cell is not None:
        save((cell,))


def put_back(action: Action, field: str, text: str) -> None:
    """Make an earlier text of an action its text again: a change like any other, which Undo takes back where it is one
    of the table's."""
    earlier: dict[str, Any] = {field: text}
    edit = Edit(action, replace(action, **earlier))
    if edit.fields:
        done = _change([edit], success=f"The earlier text is back. {notices.saved_words()}")
        for refusal in done.refused if done else ():
            notices.say("plan", Notice("failed", str(refusal.error)))
        if done and done.done:
            st.session_state[state.PLAN_TOLD] = Told(done.done)
        return
    notices.attempt(
        "plan",
        lambda: planning.change_action(desk(), action=edit.after, seen=action),
        success=f"The earlier text is back. {notices.saved_words()}",
    )


def undo() -> None:
    """Take the latest change back, in one transaction, save where somebody else changed a cell since."""
    latest = told()
    if latest is None or not latest.edits:
        return
    done = _change([edit.reverse for edit in latest.edits], success=f"Put back. {notices.saved_words()}")
    if done is None:
        return
    st.session_state[state.PLAN_TOLD] = Told((), tuple(_not_put_back(refusal) for refusal in done.refused))
    if not done.done:
        notices.forget("plan")


def _not_put_back(refused: RefusedCell) -> str:
    column, edit = COLUMNS[refused.field], refused.edit
    cell, earlier = named(edit.before, column), snippet(shown(edit.after, column), 160) or "empty"
    if isinstance(refused.error, Conflict):
        return f"{cell} was not put back: somebody has changed it since. Before your change it was: {earlier}"
    return f"{cell} was not put back. {refused.error}"
