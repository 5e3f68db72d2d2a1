"""Verbs on actions: plan, change one or several, note progress, remove."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sendsat.assessment.rules import check_owner, check_text
from sendsat.assessment.values import Action, Priority, Round, Status
from sendsat.errors import Conflict, Invalid, NotFound, SendsatError
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import actions, organisations, rounds

CELLS = ("text", "owner", "due", "priority", "status")
"""What of an action is changed in the plan's table."""
TRACKED = (*CELLS, "statements", "closing_evidence", "success_measure")


@dataclass(frozen=True)
class Draft:
    """An action as somebody is typing it."""

    text: str
    owner: str = ""
    due: date | None = None
    priority: Priority = Priority.MEDIUM
    status: Status = Status.NOT_STARTED


@dataclass(frozen=True)
class Edit:
    """One action before and after a change."""

    before: Action
    after: Action

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what differs."""
        return tuple(name for name in CELLS if getattr(self.before, name) != getattr(self.after, name))

    @property
    def reverse(self) -> "Edit":
        """The change that takes this one back."""
        return Edit(self.after, self.before)


@dataclass(frozen=True)
class RefusedCell:
    """One field of an action that was not changed, and the error that says why."""

    edit: Edit
    field: str
    error: SendsatError


@dataclass(frozen=True)
class Edited:
    """What came of changing several actions: what is stored now beside what was, and what was not changed."""

    done: tuple[Edit, ...]
    refused: tuple[RefusedCell, ...]


def note_action(work: Work, action: Action, field: str, old: object, new: object) -> None:
    """Note one change of an action, at the time that the action carries since: its version. For this package."""

    def words(value: object) -> str:
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    work.note(
        field,
        words(old),
        words(new),
        at=action.updated_at,
        round_id=action.round_id,
        team_id=action.team_id,
        statement_id=action.statements[0] if action.statements else None,
        action_id=action.id,
    )


def _checked(draft: Draft) -> Draft:
    return replace(draft, text=_checked_text(draft.text), owner=check_owner(draft.owner))


def _checked_text(words: str) -> str:
    text = check_text(words, what="action").strip()
    if not text:
        raise Invalid("The action says nothing yet.", "Type what will be done.")
    return text


def plan_action(desk: Desk, *, round_id: int, team_id: int | None, statements: tuple[str, ...], draft: Draft) -> Action:
    """Add an action for one or more statements. A due date in the past is kept: it shows as overdue.

    Raises `Invalid` for an empty text, no statement or an unknown one, `NotFound` for an unknown round or team.
    """
    draft, statements = _checked(draft), tuple(dict.fromkeys(statements))
    with writing(desk, May.PLAN, "plan_action") as work:
        round_ = rounds.get_round(work, round_id)
        _check_statements(desk, statements, round_)
        teams = {team.id for team in organisations.teams_of(work)}
        if team_id is not None and team_id not in teams:
            raise NotFound("There is no such team here.", "Choose one from the list.")
        action = actions.add_action(
            work,
            round_id=round_id,
            team_id=team_id,
            statements=statements,
            now=work.deed.at,
            **vars(draft),
        )
        note_action(work, action, "planned", "", draft.text)
    return action


def _check_statements(desk: Desk, statements: tuple[str, ...], round_: Round, kept: tuple[str, ...] = ()) -> None:
    """Each is one that the round asks; `kept` are those the action serves already, such as a supplement's that was
    switched off since."""
    if not statements:
        raise Invalid("An action belongs to at least one statement.", "Choose one.")
    new = (statement_id for statement_id in statements if statement_id not in kept)
    if unknown := [statement_id for statement_id in new if desk.library.holding(statement_id, round_.asks_of) is None]:
        raise Invalid(f"This round asks no statement {unknown[0][:20]}.", "Choose one from the list.")


def change_action(desk: Desk, *, action: Action, seen: Action | None = None) -> Action:
    """Keep an action as changed. With `seen`, the action as it was when editing began, somebody else's change is not
    overwritten: fields nobody else touched are kept, and `Conflict` is raised where both changed the same field.

    Raises `Invalid`, `NotFound` (also when the action was removed) and `Conflict`.
    """
    checked = _checked(Draft(action.text, action.owner, action.due, action.priority, action.status))
    wanted = replace(
        action,
        text=checked.text,
        owner=checked.owner,
        statements=tuple(dict.fromkeys(action.statements)),
        closing_evidence=check_text(action.closing_evidence, what="closing evidence"),
        success_measure=check_text(action.success_measure, what="success measure"),
    )
    with writing(desk, May.PLAN, "change_action") as work:
        stored = actions.get_action(work, action.id)
        merged = _merge(stored, wanted, seen or stored)
        round_ = rounds.get_round(work, stored.round_id)
        if merged.statements != stored.statements:
            _check_statements(desk, merged.statements, round_, stored.statements)
        return save_within(work, stored, merged)


def save_within(work: Work, before: Action, after: Action) -> Action:
    """Inside a transaction: keep a changed action with its history. Returns it with its time. Raises `NotFound`."""
    if before == after:
        return before
    kept = actions.save_action(work, after, work.deed.at)
    for name in TRACKED:
        if getattr(before, name) != getattr(kept, name):
            note_action(work, kept, name, getattr(before, name), getattr(kept, name))
    return kept


def _merge(stored: Action, wanted: Action, seen: Action) -> Action:
    changes = {}
    for name in TRACKED:
        if getattr(wanted, name) != getattr(seen, name):
            _check_untouched(name, stored, wanted, seen)
            changes[name] = getattr(wanted, name)
    return replace(stored, **changes)


def _check_untouched(name: str, stored: Action, wanted: Action, seen: Action) -> None:
    """Raise `Conflict` where somebody else made something else of the field than what was seen or is wanted."""
    mine, theirs, base = getattr(wanted, name), getattr(stored, name), getattr(seen, name)
    if theirs not in (base, mine):
        raise Conflict(field=f"action's {name.replace('_', ' ')}", stored=str(theirs or ""), offered=str(mine or ""))


def change_actions(desk: Desk, *, edits: Sequence[Edit]) -> Edited:
    """Change several actions in one transaction: `before` is each as it was seen, `after` as it is wanted (only `CELLS`
    count). A field that somebody else changed since, that cannot be kept, or whose action was removed, is refused by
    itself; all others are kept. The `reverse` of what was done, given here again, takes it back.
    """
    done, refused = [], []
    with writing(desk, May.PLAN, "change_actions") as work:
        stored = {action.id: action for action in actions.actions_of(work)}
        for edit in edits:
            now = stored.get(edit.before.id)
            merged, left = _merge_cells(now, edit)
            refused += left
            if now is None or merged is None or not Edit(now, merged).fields:
                continue
            stored[now.id] = save_within(work, now, merged)
            done.append(Edit(now, stored[now.id]))
    return Edited(tuple(done), tuple(refused))


def _merge_cells(stored: Action | None, edit: Edit) -> tuple[Action | None, list[RefusedCell]]:
    """The stored action with every wanted field that can be kept, and those that cannot."""
    merged, refused = stored, []
    for name in edit.fields:
        try:
            if stored is None or merged is None:
                raise NotFound("This action is no longer in the plan.", "Its history keeps every word.")
            wanted = replace(edit.after, **{name: _checked_cell(name, edit.after)})
            _check_untouched(name, stored, wanted, edit.before)
            merged = replace(merged, **{name: getattr(wanted, name)})
        except SendsatError as error:
            refused.append(RefusedCell(edit, name, error))
    return merged, refused


def _checked_cell(name: str, action: Action) -> Any:
    if name == "text":
        return _checked_text(action.text)
    return check_owner(action.owner) if name == "owner" else getattr(action, name)


def note_progress(desk: Desk, *, action_id: int, text: str) -> None:
    """Add a dated note to an action. Raises `Invalid` when empty, `NotFound`."""
    text = check_text(text, what="note").strip()
    if not text:
        raise Invalid("The note says nothing yet.", "Type it and try again.")
    with writing(desk, May.PLAN, "note_progress") as work:
        action = actions.get_action(work, action_id)
        actions.add_note(work, action_id, text=text, at=work.deed.at, person=work.deed.person)
        note_action(work, replace(action, updated_at=work.deed.at), "note", "", text)
