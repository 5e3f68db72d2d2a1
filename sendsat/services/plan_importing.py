"""Taking an edited action plan back in: a preview that writes nothing, then one transaction. See `plan_undoing` too."""

from collections.abc import Mapping
from dataclasses import dataclass

from sendsat.assessment.imports import ImportBatch, ImportedItem
from sendsat.assessment.values import Action, Round
from sendsat.errors import NotFound, Refused
from sendsat.exchange.plan.preview import ChangedAction, Known, NewAction, PlanPreview, preview
from sendsat.exchange.plan.reading import ReadPlan, read_plan
from sendsat.services.desk import Desk
from sendsat.services.imported_actions import item_of_change, item_of_new
from sendsat.services.planning import note_action, save_within
from sendsat.services.work import May, Scope, Way, Work, reading, writing
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
    with reading(desk) as scope:
        return _preview(desk, scope, read)


def _preview(desk: Desk, scope: Scope, read: ReadPlan) -> PlanPreview:
    stored = {one.id: one for one in actions.actions_of(scope)}
    named = {line.action_id: line.changed for line in read.lines if line.action_id in stored}
    moved = [one for one, changed in named.items() if one and changed and changed != stored[one].updated_at]
    found = history.histories_of(scope, moved) if moved else {}
    editions = {round_.edition_id for round_ in rounds.rounds_of(scope)}
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
    with writing(desk, May.BRING_IN, "import_plan", way=Way.FILE) as work:
        if _preview(desk, work, seen.read) != seen:
            raise Refused("The plan has changed since this preview.", "Look at the new preview, then try again.")
        round_ = _round(desk, work, round_id)
        found = [_change(desk, work, one, choices or {}) for one in seen.changed]
        changed = tuple(pair for pair in found if pair[0] != pair[1])
        added = tuple(_add(desk, work, one, round_) for one in seen.new)
        items = (*(item_of_change(*pair) for pair in changed), *(item_of_new(one) for one in added))
        batch = _keep(desk, work, round_, filename[:200], items) if items else None
    return PlanImported(changed, added, batch)


def _keep(desk: Desk, work: Work, round_: Round, filename: str, items: tuple[ImportedItem, ...]) -> ImportBatch:
    work.note("file brought in", "", filename, round_id=round_.id)
    return imports.add_batch(
        work,
        round_id=round_.id,
        filename=filename,
        at=work.deed.at,
        person=work.deed.person,
        items=items,
        changes=len(items),
        kind="plan",
    )


def _round(desk: Desk, work: Work, round_id: int | None) -> Round:
    if round_id is not None:
        return rounds.get_round(work, round_id)
    found = rounds.rounds_of(work)
    if not found:
        raise NotFound("There is no round yet.", "Start one on Rounds and teams.")
    return found[-1]


def _change(desk: Desk, work: Work, found: ChangedAction, choices: Choices) -> tuple[Action, Action]:
    after = found.changed(choices)
    if after == found.stored:
        return after, after
    return found.stored, save_within(work, found.stored, after)


def _add(desk: Desk, work: Work, new: NewAction, round_: Round) -> Action:
    action = actions.add_action(
        work,
        round_id=round_.id,
        team_id=None,
        statements=new.statements,
        text=new.text,
        owner=new.owner,
        due=new.due,
        priority=new.priority,
        status=new.status,
        now=work.deed.at,
    )
    note_action(work, action, "planned", "", new.text)
    return action
