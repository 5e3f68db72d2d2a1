"""Verbs on actions: plan, change, note progress, remove."""

from dataclasses import dataclass, replace
from datetime import date

from sendsat.assessment.rules import check_text, storable
from sendsat.assessment.values import Action, HistoryEntry, Priority, Status
from sendsat.errors import Conflict, Invalid, NotFound
from sendsat.services.desk import Desk
from sendsat.storage.engine import Session
from sendsat.storage.queries import actions, history, organisations, rounds

TRACKED = ("text", "owner", "due", "priority", "status", "statements", "closing_evidence")


@dataclass(frozen=True)
class Draft:
    """An action as somebody is typing it."""

    text: str
    owner: str = ""
    due: date | None = None
    priority: Priority = Priority.MEDIUM
    status: Status = Status.NOT_STARTED


def entry_of(desk: Desk, action: Action, field: str, old: object, new: object) -> HistoryEntry:
    """What history keeps of one change of an action, at the time that the action carries since: its version."""

    def words(value: object) -> str:
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    return HistoryEntry(
        at=action.updated_at,
        person=desk.person.name,
        field=field,
        old=words(old),
        new=words(new),
        round_id=action.round_id,
        team_id=action.team_id,
        statement_id=action.statements[0] if action.statements else None,
        action_id=action.id,
    )


def _checked(draft: Draft) -> Draft:
    text = check_text(draft.text, what="action").strip()
    if not text:
        raise Invalid("The action says nothing yet.", "Type what will be done.")
    owner = " ".join(storable(draft.owner).split())
    if len(owner) > 200:
        raise Invalid("The owner's name is too long.", "Use at most 200 characters.")
    return replace(draft, text=text, owner=owner)


def plan_action(desk: Desk, *, round_id: int, team_id: int | None, statements: tuple[str, ...], draft: Draft) -> Action:
    """Add an action for one or more statements. A due date in the past is kept: it shows as overdue.

    Raises `Invalid` for an empty text, no statement or an unknown one, `NotFound` for an unknown round or team.
    """
    draft, statements = _checked(draft), tuple(dict.fromkeys(statements))
    with desk.store.writing() as session:
        round_ = rounds.get_round(session, desk.organisation.id, round_id)
        _check_statements(desk, statements, round_.edition_id)
        teams = {team.id for team in organisations.teams_of(session, desk.organisation.id)}
        if team_id is not None and team_id not in teams:
            raise NotFound("There is no such team here.", "Choose one from the list.")
        action = actions.add_action(
            session,
            organisation_id=desk.organisation.id,
            round_id=round_id,
            team_id=team_id,
            statements=statements,
            now=desk.now(),
            **vars(draft),
        )
        history.add_entries(session, desk.organisation.id, [entry_of(desk, action, "planned", "", draft.text)])
    return action


def _check_statements(desk: Desk, statements: tuple[str, ...], edition_id: str) -> None:
    if not statements:
        raise Invalid("An action belongs to at least one statement.", "Choose one.")
    known = desk.library.get(edition_id).statements
    if unknown := [one for one in statements if one not in known]:
        raise Invalid(f"The guide has no statement {unknown[0][:20]}.", "Choose one from the list.")


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
    )
    with desk.store.writing() as session:
        stored = actions.get_action(session, desk.organisation.id, action.id)
        merged = _merge(stored, wanted, seen or stored)
        edition_id = rounds.get_round(session, desk.organisation.id, stored.round_id).edition_id
        if merged.statements != stored.statements:
            _check_statements(desk, merged.statements, edition_id)
        if merged != stored:
            return save_within(desk, session, stored, merged)
    return stored


def save_within(desk: Desk, session: Session, before: Action, after: Action) -> Action:
    """Inside a transaction: keep a changed action with its history. Returns it with its time. Raises `NotFound`."""
    kept = actions.save_action(session, desk.organisation.id, after, desk.now())
    changed = [name for name in TRACKED if getattr(before, name) != getattr(kept, name)]
    entries = [entry_of(desk, kept, name, getattr(before, name), getattr(kept, name)) for name in changed]
    history.add_entries(session, desk.organisation.id, entries)
    return kept


def _merge(stored: Action, wanted: Action, seen: Action) -> Action:
    changes = {}
    for name in TRACKED:
        mine, theirs, base = getattr(wanted, name), getattr(stored, name), getattr(seen, name)
        if mine == base:
            continue
        if theirs not in (base, mine):
            raise Conflict(
                field=f"action's {name.replace('_', ' ')}", stored=str(theirs or ""), offered=str(mine or "")
            )
        changes[name] = mine
    return replace(stored, **changes)


def note_progress(desk: Desk, *, action_id: int, text: str) -> None:
    """Add a dated note to an action. Raises `Invalid` when empty, `NotFound`."""
    text = check_text(text, what="note").strip()
    if not text:
        raise Invalid("The note says nothing yet.", "Type it and try again.")
    with desk.store.writing() as session:
        actions.add_note(session, desk.organisation.id, action_id, text=text, at=desk.now(), person=desk.person.name)


def remove_action(desk: Desk, *, action_id: int) -> None:
    """Take an action out of the plan; history keeps every word of it. Raises `NotFound`."""
    with desk.store.writing() as session:
        remove_within(desk, session, actions.get_action(session, desk.organisation.id, action_id))


def remove_within(desk: Desk, session: Session, action: Action) -> None:
    """Inside a transaction: take an action out, with every word of it and its notes in history. Raises `NotFound`."""
    actions.delete_action(session, desk.organisation.id, action.id)
    entry = replace(entry_of(desk, action, "removed", _every_word(action), ""), at=desk.now())
    history.add_entries(session, desk.organisation.id, [entry])


def _every_word(action: Action) -> str:
    """All that people typed about an action, a line each."""
    notes = (f"Note of {note.at:%d/%m/%Y} by {note.person}: {note.text}" for note in action.notes)
    owner = f"Who: {action.owner}" if action.owner else ""
    evidence = f"Evidence: {action.closing_evidence}" if action.closing_evidence else ""
    return "\n".join(filter(None, (action.text, owner, *notes, evidence)))
