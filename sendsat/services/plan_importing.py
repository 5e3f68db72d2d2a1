"""Taking an edited action plan back in: a preview that writes nothing, then one transaction, then undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.values import Action, Round
from sendsat.errors import NotFound, Refused
from sendsat.exchange.plan_preview import ChangedAction, Known, NewAction, PlanPreview, preview
from sendsat.exchange.plan_reading import ReadPlan, read_plan
from sendsat.services.desk import Desk
from sendsat.services.planning import TRACKED, entry_of
from sendsat.storage.engine import Session
from sendsat.storage.queries import actions, history, rounds

Choices = Mapping[tuple[int, str], str]


@dataclass(frozen=True)
class PlanImported:
    """What was taken in: the changed actions before and after, and the new ones. Enough to take it back."""

    changed: tuple[tuple[Action, Action], ...]
    added: tuple[Action, ...]


def preview_plan(desk: Desk, data: bytes) -> PlanPreview:
    """What taking in the CSV or Excel file `data` would do. Writes nothing. Raises `Refused` where it is no plan."""
    read = read_plan(data)
    with desk.store.reading() as session:
        return _preview(desk, session, read)


def _preview(desk: Desk, session: Session, read: ReadPlan) -> PlanPreview:
    organisation_id = desk.organisation.id
    stored = {one.id: one for one in actions.actions_of(session, organisation_id)}
    named = {line.action_id: line.changed for line in read.lines if line.action_id in stored}
    moved = [one for one, changed in named.items() if one and changed and _moved(changed, stored[one])]
    found = {one: history.history_of(session, organisation_id, action_id=one) for one in moved}
    editions = {round_.edition_id for round_ in rounds.rounds_of(session, organisation_id)}
    statements = {sid for one in editions for sid in desk.library.get(one).statements}
    return preview(read, Known(stored, found, statements))


def _moved(at: datetime, action: Action) -> bool:
    """Whether the action was changed after the download: files keep whole seconds."""
    return abs((at - action.updated_at).total_seconds()) >= 1


def import_plan(
    desk: Desk, *, seen: PlanPreview, choices: Choices | None = None, round_id: int | None = None
) -> PlanImported:
    """Do what the preview `seen` promised, in one transaction. New actions join the round asked for, or the newest.

    `choices` settle conflicts, see `ChangedAction.changed`; without one, what is stored stays. Raises `Refused` and
    writes nothing when the plan has changed since the preview, `NotFound` for an unknown round.
    """
    with desk.store.writing() as session:
        if _preview(desk, session, seen.read) != seen:
            raise Refused("The plan has changed since this preview.", "Look at the new preview, then try again.")
        round_ = _round(desk, session, round_id)
        changed = tuple(_change(desk, session, one, choices or {}) for one in seen.changed)
        added = tuple(_add(desk, session, one, round_) for one in seen.new)
    return PlanImported(tuple(pair for pair in changed if pair[0] != pair[1]), added)


def _round(desk: Desk, session: Session, round_id: int | None) -> Round:
    if round_id is not None:
        return rounds.get_round(session, desk.organisation.id, round_id)
    found = rounds.rounds_of(session, desk.organisation.id)
    if not found:
        raise NotFound("There is no round yet.", "Start one on Rounds and teams.")
    return found[-1]


def _change(desk: Desk, session: Session, found: ChangedAction, choices: Choices) -> tuple[Action, Action]:
    after = found.changed(choices)
    if after != found.stored:
        _save(desk, session, found.stored, after)
    return found.stored, after


def _save(desk: Desk, session: Session, before: Action, after: Action) -> None:
    actions.save_action(session, desk.organisation.id, after, desk.now())
    differing = [name for name in TRACKED if getattr(before, name) != getattr(after, name)]
    entries = [entry_of(desk, after, name, getattr(before, name), getattr(after, name)) for name in differing]
    history.add_entries(session, desk.organisation.id, entries)


def _add(desk: Desk, session: Session, new: NewAction, round_: Round) -> Action:
    action = actions.add_action(
        session,
        organisation_id=desk.organisation.id,
        round_id=round_.id,
        team_id=None,
        statements=new.statements,
        text=new.text,
        owner=new.owner,
        due=new.due,
        priority=new.priority,
        status=new.status,
        now=desk.now(),
    )
    history.add_entries(session, desk.organisation.id, [entry_of(desk, action, "planned", "", new.text)])
    return action


def undo_import(desk: Desk, imported: PlanImported) -> None:
    """Take an import back, in one transaction. Raises `Refused` and writes nothing where one of its actions has been
    changed since, `NotFound` where one has been removed."""
    with desk.store.writing() as session:
        for before, after in imported.changed:
            _check_as_left(desk, session, after)
            _save(desk, session, after, before)
        for action in imported.added:
            _check_as_left(desk, session, action)
            actions.delete_action(session, desk.organisation.id, action.id)
            history.add_entries(session, desk.organisation.id, [entry_of(desk, action, "removed", action.text, "")])


def _check_as_left(desk: Desk, session: Session, left: Action) -> None:
    stored = actions.get_action(session, desk.organisation.id, left.id)
    if any(getattr(stored, name) != getattr(left, name) for name in TRACKED):
        raise Refused(
            f"“{stored.text[:60]}” was changed after the import, so the import was not taken back.",
            "Change the actions one by one on the action plan.",
        )
