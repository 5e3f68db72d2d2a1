"""What taking in an edited plan would do: new, changed, in conflict, not readable, untouched. Pure.

A field is changed where the file differs from what is stored. Where the stored value was changed since the download as
well, and differently, it is a conflict and somebody must choose. Must not import storage, services or any screen.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sendsat.assessment.values import Action, HistoryEntry, Priority, Status
from sendsat.exchange.files.safe_text import from_csv, same, was_cut
from sendsat.exchange.plan.reading import COLUMN_OF, FieldValue, PlanLine, Problem, ReadPlan
from sendsat.exchange.plan.versions import SAME_MOMENT, at_download


@dataclass(frozen=True)
class FieldChange:
    """One field of an action: what is stored and what the file says."""

    field: str
    before: FieldValue
    after: FieldValue

    @property
    def column(self) -> str:
        """The field as the plan's column names it."""
        return COLUMN_OF[self.field]


@dataclass(frozen=True)
class ChangedAction:
    """An action that the file changes. `conflicts` were changed here as well since the file was downloaded."""

    row: int
    stored: Action
    changes: tuple[FieldChange, ...]
    conflicts: tuple[FieldChange, ...] = ()

    def changed(self, choices: Mapping[tuple[int, str], str]) -> Action:
        """The action after the change. `choices`: "keep", "take" or "both" for each (action id, field) in conflict."""
        values: dict[str, Any] = {one.field: one.after for one in self.changes}
        for one in self.conflicts:
            choice = choices.get((self.stored.id, one.field), "keep")
            if choice == "take":
                values[one.field] = one.after
            elif choice == "both" and isinstance(one.before, str):
                values[one.field] = f"{one.before}\n\n{one.after}"
        return replace(self.stored, **values)


@dataclass(frozen=True)
class NewAction:
    """An action that the plan does not have yet."""

    row: int
    text: str
    owner: str
    due: date | None
    priority: Priority
    status: Status
    statements: tuple[str, ...]


@dataclass(frozen=True)
class PlanPreview:
    """Everything that taking in a file would do. `untouched` counts rows that change nothing, `absent` the actions that
    the file leaves out: they stay as they are. `guesses` say how doubtful dates were understood."""

    read: ReadPlan
    new: tuple[NewAction, ...]
    changed: tuple[ChangedAction, ...]
    problems: tuple[Problem, ...]
    guesses: tuple[str, ...]
    untouched: int
    absent: int

    @property
    def conflicts(self) -> tuple[tuple[ChangedAction, FieldChange], ...]:
        """Every field that was changed here and in the file, with its action."""
        return tuple((action, one) for action in self.changed for one in action.conflicts)

    @property
    def does_nothing(self) -> bool:
        """Whether taking the file in would change nothing."""
        return not (self.new or self.changed)


@dataclass(frozen=True)
class Known:
    """What is stored: actions by id, the history of those the file names, and the statements that can be named."""

    actions: Mapping[int, Action]
    history: Mapping[int, tuple[HistoryEntry, ...]]
    statements: Collection[str]


def preview(read: ReadPlan, known: Known) -> PlanPreview:
    """Compare what was read with what is stored. Writes nothing."""
    new: list[NewAction] = []
    changed: list[ChangedAction] = []
    problems, untouched, seen = list(read.problems), 0, dict[int, int]()
    for line in read.lines:
        trouble = _trouble(line, known, seen)
        if trouble:
            problems.append(trouble)
        elif line.action_id is None:
            new.append(_new(line))
        else:
            seen[line.action_id] = line.row
            found, wrong = _compared(line, known)
            problems += wrong
            if found.changes or found.conflicts:
                changed.append(found)
            else:
                untouched += 1
    problems.sort(key=lambda one: one.row)
    absent = sum(one not in seen for one in known.actions)
    guesses = _guesses(read, new, changed)
    return PlanPreview(read, tuple(new), tuple(changed), tuple(problems), guesses, untouched, absent)


def _guesses(read: ReadPlan, new: list[NewAction], changed: list[ChangedAction]) -> tuple[str, ...]:
    """The guesses that matter: those about new actions, and about fields that would change."""
    fields = {one.row: set(COLUMN_OF) for one in new}
    fields |= {one.row: {each.field for each in (*one.changes, *one.conflicts)} for one in changed}
    return tuple(said for line in read.lines for name, said in line.guesses.items() if name in fields.get(line.row, ()))


def _trouble(line: PlanLine, known: Known, seen: Mapping[int, int]) -> Problem | None:
    """What keeps the whole row out."""
    if line.action_id is None:
        return _new_trouble(line, known)
    shown, action = str(line.action_id), known.actions.get(line.action_id)
    if line.action_id in seen:
        return Problem(line.row, "Action id", shown, f"Row {seen[line.action_id]} has the same id: keep one of them.")
    if action is None:
        return Problem(
            line.row, "Action id", shown, "The plan has no such action (any more): empty the cell to add it."
        )
    if line.changed and not _is_ours(line, action, known.history.get(action.id, ())):
        return Problem(line.row, "Action id", shown, "This row comes from another plan: empty the cell to add it here.")
    return None


def _new_trouble(line: PlanLine, known: Known) -> Problem | None:
    if not line.values.get("text"):
        return Problem(line.row, "Action", "", "A new action needs a text.")
    ids = line.values.get("statements")
    if not isinstance(ids, tuple) or not ids:
        return Problem(line.row, "Statement id", "", "A new action needs a statement, such as LM3.")
    return _unknown_statement(line.row, ids, known)


def _unknown_statement(row: int, ids: tuple[str, ...], known: Known) -> Problem | None:
    unknown = [one for one in ids if one not in known.statements]
    return Problem(row, "Statement id", unknown[0][:60], "The guide has no such statement.") if unknown else None


def _is_ours(line: PlanLine, action: Action, history: tuple[HistoryEntry, ...]) -> bool:
    """Whether the action was ever changed, here, when the file says that it was."""
    assert line.changed is not None
    moments = (action.created_at, action.updated_at, *(entry.at for entry in history))
    return any(abs(line.changed - moment) <= SAME_MOMENT for moment in moments)


def _new(line: PlanLine) -> NewAction:
    values = line.values
    due, priority, status, ids = (values.get(one) for one in ("due", "priority", "status", "statements"))
    return NewAction(
        row=line.row,
        text=from_csv(str(values["text"])),
        owner=from_csv(str(values.get("owner") or "")),
        due=due if isinstance(due, date) else None,
        priority=priority if isinstance(priority, Priority) else Priority.MEDIUM,
        status=status if isinstance(status, Status) else Status.NOT_STARTED,
        statements=ids if isinstance(ids, tuple) else (),
    )


def _compared(line: PlanLine, known: Known) -> tuple[ChangedAction, list[Problem]]:
    assert line.action_id is not None
    action = known.actions[line.action_id]
    then = at_download(line.changed, action, known.history.get(action.id, ()))
    changes, conflicts, problems = [], [], []
    for name, value in line.values.items():
        stored = getattr(action, name)
        value = from_csv(value) if isinstance(value, str) and name in ("text", "owner") and value != stored else value
        if _is_same(stored, value) or (name in then and _is_same_words(then[name], value)):
            continue
        problem = _unusable(line.row, name, value, known)
        if problem:
            problems.append(problem)
        elif name in then:
            conflicts.append(FieldChange(name, stored, value))
        else:
            changes.append(FieldChange(name, stored, value))
    return ChangedAction(line.row, action, tuple(changes), tuple(conflicts)), problems


def _is_same(stored: FieldValue, value: FieldValue) -> bool:
    if value is None and isinstance(stored, Priority | Status):
        return True
    if isinstance(value, str) and isinstance(stored, str) and type(value) is str:
        return same(stored, value) or was_cut(value)
    return stored == value


def _is_same_words(old: str, value: FieldValue) -> bool:
    words = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return same(old, words)


def _unusable(row: int, name: str, value: FieldValue, known: Known) -> Problem | None:
    if name == "text" and not value:
        return Problem(row, "Action", "", "To take an action out, set its status to Dropped.")
    if name == "statements" and isinstance(value, tuple):
        if not value:
            return Problem(row, "Statement id", "", "An action belongs to at least one statement.")
        return _unknown_statement(row, value, known)
    return None
