"""Actions that a file changes or adds: writing them, what is kept, what was changed since, taking them back.

For imports of rounds and of plans alike, inside their transactions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sendsat.assessment.imports.imports import ImportBatch, ImportedItem
from sendsat.assessment.imports.preview import Change
from sendsat.assessment.values import Action, Priority, Status
from sendsat.services.plan.planning import TRACKED, note_action, save_within
from sendsat.services.plan.removing import remove_within
from sendsat.services.work import Work
from sendsat.storage.queries import actions, imports

ATTRIBUTE_OF = {"action_text": "text"}
WORDS = {
    "text": "its text",
    "due": "its date",
    "statements": "its statements",
    "closing_evidence": "its evidence",
    "success_measure": "its success measure",
}


def values_of(action: Action, names: Iterable[str]) -> dict[str, Any]:
    """Fields of an action by name, as JSON carries them."""
    return {name: _carried(getattr(action, name)) for name in names}


def _carried(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return "" if value is None else str(value)


def with_values(action: Action, values: Mapping[str, Any]) -> Action:
    """The action with fields as `values_of` carries them."""
    read: dict[str, Any] = dict(values)
    if "due" in read:
        read["due"] = date.fromisoformat(read["due"]) if read["due"] else None
    if "statements" in read:
        read["statements"] = tuple(read["statements"])
    for name, kind in (("priority", Priority), ("status", Status)):
        if name in read:
            read[name] = kind(read[name])
    return replace(action, **read)


def change_stored(work: Work, before: Action, changes: Iterable[Change]) -> ImportedItem:
    """Change a stored action as decided, with history; returns what to keep of it."""
    values = {ATTRIBUTE_OF.get(change.field, change.field): _said(change) for change in changes}
    after = save_within(work, before, with_values(before, values))
    names = [name for name in TRACKED if getattr(before, name) != getattr(after, name)]
    was, now = values_of(before, names), values_of(after, names)
    return ImportedItem("action", _first(before), was, now, team_id=before.team_id, action_id=before.id)


def _said(change: Change) -> Any:
    return change.value.split(",") if change.field == "statements" else change.value


def add_new(
    work: Work,
    change: Change,
    *,
    round_id: int,
    team_id: int | None,
    statements: tuple[str, ...],
    priority: Priority = Priority.MEDIUM,
    status: Status = Status.NOT_STARTED,
    success_measure: str = "",
) -> ImportedItem:
    """Add a new action, with history; returns what to keep of it."""
    action = actions.add_action(
        work,
        round_id=round_id,
        team_id=team_id,
        statements=statements,
        text=change.value,
        owner=change.owner,
        due=date.fromisoformat(change.due) if change.due else None,
        priority=priority,
        status=status,
        success_measure=success_measure,
        now=work.deed.at,
    )
    note_action(work, action, "planned", "", action.text)
    now = values_of(action, TRACKED)
    return ImportedItem("new_action", _first(action), {}, now, team_id=action.team_id, action_id=action.id)


def _first(action: Action) -> str:
    return action.statements[0] if action.statements else ""


def keep_batch(
    work: Work, *, round_id: int, filename: str, items: Sequence[ImportedItem], changes: int, kind: str = "round"
) -> ImportBatch:
    """Note that a file was brought in, and keep what takes it back. `kind` is "round" or "plan"."""
    work.note("file brought in", "", filename, round_id=round_id)
    return imports.add_batch(
        work,
        round_id=round_id,
        filename=filename,
        at=work.deed.at,
        person=work.deed.person,
        items=tuple(items),
        changes=changes,
        kind=kind,
    )


def name_of(item: ImportedItem, stored: Action | None) -> str:
    """How to name the action to people: the beginning of its text, as it is now or was last."""
    text = stored.text if stored else item.after.get("text") or item.before.get("text") or f"of {item.statement_id}"
    words = " ".join(str(text).split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def why_kept(item: ImportedItem, stored: Action | None) -> str:
    """What somebody has changed since of what a file wrote: "its owner changed"; "" where nothing.

    A new action that was removed since needs no taking back, so nothing of it stands in the way.
    """
    if stored is None:
        return "" if item.kind == "new_action" else "it was removed from the plan"
    if item.kind == "new_action" and stored.notes:
        return "it has a note by now"
    if item.kind == "new_action" and stored.milestones:
        return "it has a milestone by now"
    now = values_of(stored, item.after)
    moved = [WORDS.get(name, f"its {name}") for name in item.after if now[name] != item.after[name]]
    return f"{' and '.join(moved)} changed" if moved else ""


def shortened(what: Sequence[str], most: int = 10) -> str:
    """The first of several things in one line, and how many more there are."""
    more = f"; and {len(what) - most} more" if len(what) > most else ""
    return "; ".join(what[:most]) + more


def take_back(work: Work, item: ImportedItem, stored: Action | None) -> None:
    """Put back what was there before a file changed it; remove what it added. History keeps every word."""
    if stored is None:
        return
    if item.kind == "new_action":
        remove_within(work, stored)
    else:
        save_within(work, stored, with_values(stored, item.before))
