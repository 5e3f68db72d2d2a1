"""Taking an edited action plan back in: a preview that writes nothing, then one transaction. See `plan_undoing` too."""

from typing import Any

from sendsat.assessment.imports.imports import ImportBatch, ImportedItem
from sendsat.assessment.imports.preview import Resolutions, decided
from sendsat.assessment.values import Round
from sendsat.errors import NotFound, Refused
from sendsat.exchange.plan.preview import Known, PlanChange, PlanPreview, preview
from sendsat.exchange.plan.reading import ReadPlan
from sendsat.exchange.recognising import open_plan
from sendsat.services.desk import Desk
from sendsat.services.plan.imported_actions import add_new, change_stored, keep_batch
from sendsat.services.work import May, Scope, Way, Work, reading, writing
from sendsat.storage.queries import actions, rounds
from sendsat.storage.queries.records import history


def preview_plan(desk: Desk, data: bytes, filename: str = "action plan") -> PlanPreview:
    """What taking in the CSV or Excel file `data` would do. Writes nothing. Raises `Refused` where it is no plan, and
    `Misplaced` where it is a round."""
    read = open_plan(data, filename)
    with reading(desk) as scope:
        return _preview(desk, scope, read, filename[:200])


def _preview(desk: Desk, scope: Scope, read: ReadPlan, filename: str) -> PlanPreview:
    stored = {action.id: action for action in actions.actions_of(scope)}
    named = {line.action_id: line.changed for line in read.lines if line.action_id in stored}
    moved = [
        action_id
        for action_id, changed in named.items()
        if action_id and changed and changed != stored[action_id].updated_at
    ]
    histories = history.histories_of(scope, moved) if moved else {}
    editions = {round_.edition_id for round_ in rounds.rounds_of(scope)}
    known = (*map(desk.library.get, editions), *desk.library.supplements)
    statements = {sid for edition in known for sid in edition.statements}
    return preview(read, Known(stored, histories, statements), filename)


def import_plan(
    desk: Desk, *, seen: PlanPreview, choices: Resolutions | None = None, round_id: int | None = None
) -> ImportBatch | None:
    """Do what the preview `seen` promised, as decided, in one transaction. New actions join the round asked for, or the
    newest. Returns what takes it back; None where nothing was to be changed.

    Raises `Refused` and writes nothing when the plan has changed since the preview, `NotFound` for an unknown round.
    """
    wanted: dict[str, list[PlanChange]] = {}
    for change in decided(seen, choices or {}):
        wanted.setdefault(change.thing, []).append(change)
    with writing(desk, May.BRING_IN, "import_plan", way=Way.FILE) as work:
        if _preview(desk, work, seen.read, seen.filename) != seen:
            raise Refused("The plan has changed since this preview.", "Look at the new preview, then try again.")
        round_ = _round(work, round_id)
        items = [_write(work, round_, changes) for changes in wanted.values()]
        if not items:
            return None
        return keep_batch(
            work, round_id=round_.id, filename=seen.filename, items=items, changes=len(items), kind="plan"
        )


def _write(work: Work, round_: Round, changes: list[PlanChange]) -> ImportedItem:
    """Write what the file says of one action."""
    first = changes[0]
    if first.action is not None:
        return change_stored(work, first.action, changes)
    more: dict[str, Any] = {
        "statements": first.statements,
        "priority": first.priority,
        "status": first.status,
        "success_measure": first.success_measure,
    }
    return add_new(work, first, round_id=round_.id, team_id=None, **more)


def _round(work: Work, round_id: int | None) -> Round:
    if round_id is not None:
        return rounds.get_round(work, round_id)
    every_round = rounds.rounds_of(work)
    if not every_round:
        raise NotFound("There is no round yet.", "Start one on Rounds and teams.")
    return every_round[-1]
