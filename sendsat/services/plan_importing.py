"""Taking an edited action plan back in: a preview that writes nothing, then one transaction. See `plan_undoing` too."""

from collections.abc import Mapping
from dataclasses import dataclass

from sendsat.assessment.imports import ImportBatch, ImportedItem
from sendsat.assessment.values import Action, HistoryEntry, Round
from sendsat.errors import NotFound, Refused
from sendsat.exchange.plan.preview import ChangedAction, Known, NewAction, PlanPreview, preview
from sendsat.exchange.plan.reading import ReadPlan, read_plan
from sendsat.services.desk import Desk
from sendsat.services.imported_actions import item_of_change, item_of_new
from sendsat.services.planning import entry_of, save_within
from sendsat.storage.engine import Session
from sendsat.storage.queries import actions, history, imports, rounds

Choices = Mapping[tuple[int, str], str]


@dataclass(frozen=True)
class PlanImported:
    """What was taken in: the changed actions before and after, and the new ones. `batch`, which is kept, takes it back;
    None where nothing changed."""

    changed: tuple[tuple[Action, Action], ...]
    added: tuple[Action, ...]
    batch: ImportBatch | None


def preview_plan(desk: Desk, data: bytes) -> PlanPreview:
    """What taking in the CSV or Excel file `data` would do. Writes nothing. Raises `Refused` where it is no plan."""
    read = read_plan(data)
    with desk.store.reading() as session:
        return _preview(desk, session, read)


def _preview(desk: Desk, session: Session, read: ReadPlan) -> PlanPreview:
    organisation_id = desk.organisation.id
    stored = {one.id: one for one in actions.actions_of(session, organisation_id)}
    named = {line.action_id: line.changed for line in read.lines if line.action_id in stored}
    moved = [one for one, changed in named.items() if one and changed and changed != stored[one].updated_at]
    found = history.histories_of(session, organisation_id, moved) if moved else {}
    editions = {round_.edition_id for round_ in rounds.rounds_of(session, organisation_id)}
    statements = {sid for one in editions for sid in desk.library.get(one).statements}
    return preview(read, Known(stored, found, statements))


def import_plan(
    desk: Desk,
    *,
    seen: PlanPreview,
    choices: Choices | None = None,
    round_id: int | None = None,
    filename: str = "action plan",
) -> PlanImported:
    """Do what the preview `seen` promised, in one transaction. New actions join the round asked for, or the newest.

    `choices` settle conflicts, see `ChangedAction.changed`; without one, what is stored stays. Raises `Refused` and
    writes nothing when the plan has changed since the preview, `NotFound` for an unknown round.
    """
    with desk.store.writing() as session:
        if _preview(desk, session, seen.read) != seen:
            raise Refused("The plan has changed since this preview.", "Look at the new preview, then try again.")
        round_ = _round(desk, session, round_id)
        found = [_change(desk, session, one, choices or {}) for one in seen.changed]
        changed = tuple(pair for pair in found if pair[0] != pair[1])
        added = tuple(_add(desk, session, one, round_) for one in seen.new)
        items = (*(item_of_change(*pair) for pair in changed), *(item_of_new(one) for one in added))
        batch = _keep(desk, session, round_, filename[:200], items) if items else None
    return PlanImported(changed, added, batch)


def _keep(desk: Desk, session: Session, round_: Round, filename: str, items: tuple[ImportedItem, ...]) -> ImportBatch:
    note = HistoryEntry(desk.now(), desk.person.name, "file brought in", "", filename, round_id=round_.id)
    history.add_entries(session, desk.organisation.id, [note])
    return imports.add_batch(
        session,
        desk.organisation.id,
        round_id=round_.id,
        filename=filename,
        at=desk.now(),
        person=desk.person.name,
        items=items,
        changes=len(items),
        kind="plan",
    )


def _round(desk: Desk, session: Session, round_id: int | None) -> Round:
    if round_id is not None:
        return rounds.get_round(session, desk.organisation.id, round_id)
    found = rounds.rounds_of(session, desk.organisation.id)
    if not found:
        raise NotFound("There is no round yet.", "Start one on Rounds and teams.")
    return found[-1]


def _change(desk: Desk, session: Session, found: ChangedAction, choices: Choices) -> tuple[Action, Action]:
    after = found.changed(choices)
    if after == found.stored:
        return after, after
    return found.stored, save_within(desk, session, found.stored, after)


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
