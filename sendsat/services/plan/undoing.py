"""Taking an import of an action plan back: what nobody has touched since, never what somebody did afterwards."""

from dataclasses import dataclass

from sendsat.assessment.imports.imports import ImportBatch, ImportedItem
from sendsat.assessment.values import Action
from sendsat.errors import Refused
from sendsat.services.desk import Desk
from sendsat.services.plan.imported_actions import name_of, shortened, take_back, why_kept
from sendsat.services.work import May, Scope, Way, Work, reading, writing
from sendsat.storage.queries import actions, imports

Stored = dict[int | None, Action]


@dataclass(frozen=True)
class PlanUndone:
    """What undoing an import did, a phrase for each action: what was taken back, and what was kept and why."""

    batch: ImportBatch
    taken_back: tuple[str, ...]
    kept: tuple[str, ...]


def plan_imports(desk: Desk) -> tuple[ImportBatch, ...]:
    """The latest imports of action plans, newest first."""
    with reading(desk) as scope:
        return imports.batches_of(scope, kinds=("plan",))


def changed_since(desk: Desk, import_id: int) -> tuple[str, ...]:
    """What undoing would keep, because somebody has changed it since, and why: one phrase for each action.

    Raises `NotFound`.
    """
    with reading(desk) as scope:
        batch = imports.get_batch(scope, import_id, kind="plan")
        return tuple(why for _, why in _weighed(batch, _stored(scope)) if why)


def _stored(scope: Scope) -> Stored:
    return {action.id: action for action in actions.actions_of(scope)}


def _weighed(batch: ImportBatch, stored: Stored) -> list[tuple[ImportedItem, str]]:
    """Every item with why it is kept, "" where it can be taken back."""
    weighed = []
    for item in batch.items:
        now = stored.get(item.action_id)
        why = why_kept(item, now)
        weighed.append((item, why and f"“{name_of(item, now)}”: {why}"))
    return weighed


def undo_import(desk: Desk, import_id: int, *, keep_later: bool = False) -> PlanUndone:
    """Take an import back, in one transaction: changed actions as they were, new ones removed, all of it in history.

    Raises `Refused`, which names them, and writes nothing where actions were changed since, unless `keep_later` leaves
    just those as they are; also where it was undone before. `NotFound` for an unknown import.
    """
    with writing(desk, May.BRING_IN, "undo_import", way=Way.FILE) as work:
        batch = imports.get_batch(work, import_id, kind="plan")
        if batch.undone_at is not None:
            raise Refused("This import was undone already.")
        stored = _stored(work)
        weighed = _weighed(batch, stored)
        kept = tuple(why for _, why in weighed if why)
        if kept and not keep_later:
            raise _refusal(kept)
        taken = tuple(_taken_back(work, item, stored.get(item.action_id)) for item, why in weighed if not why)
        imports.set_undone(work, import_id, work.deed.at)
        work.note("import undone", batch.filename, "", round_id=batch.round_id)
    return PlanUndone(batch, taken, kept)


def _refusal(kept: tuple[str, ...]) -> Refused:
    changed = "1 action was" if len(kept) == 1 else f"{len(kept)} actions were"
    return Refused(
        f"{changed} changed since the import, so nothing was undone: {shortened(kept)}.",
        "Undo the rest and keep these, or leave everything as it is.",
    )


def _taken_back(work: Work, item: ImportedItem, stored: Action | None) -> str:
    take_back(work, item, stored)
    if item.kind == "action":
        return f"“{name_of(item, stored)}”: as before the import"
    return f"“{name_of(item, stored)}”: {'removed' if stored else 'was removed already'}"
