"""What taking in an edited plan would do: new and changed actions, conflicts, what is not readable, untouched. Pure.

A field is changed where the file differs from what is stored. Where the stored value was changed since the download as
well, and differently, it is a conflict and somebody must choose. Must not import storage, services or any screen.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sendsat.assessment.imports.preview import CHANGED_BOTH, NEW_ACTION, Change, Preview, Remark
from sendsat.assessment.milestones import told
from sendsat.assessment.values import Action, HistoryEntry, Priority, Status
from sendsat.exchange.files.safe_text import from_csv, same, was_cut
from sendsat.exchange.plan.csv_file import ID_COLUMN, MILESTONES_COLUMN
from sendsat.exchange.plan.reading import COLUMN_OF, FieldValue, PlanLine, ReadPlan, remark
from sendsat.exchange.plan.versions import SAME_MOMENT, at_download


@dataclass(frozen=True, kw_only=True)
class PlanChange(Change):
    """One field of an action that differs, or a new action: `action` is what is stored, None for a new one, to which
    priority, status, statements and success measure belong."""

    row: int
    column: str
    action: Action | None = None
    priority: Priority = Priority.MEDIUM
    status: Status = Status.NOT_STARTED
    statements: tuple[str, ...] = ()
    success_measure: str = ""

    @property
    def thing(self) -> str:
        """The action: several fields of it count once."""
        return f"row {self.row}"

    @property
    def after(self) -> str:
        """What the file says; of a new action also how people will know that it worked."""
        measure = f" · Success measure: {self.success_measure}" if self.success_measure else ""
        return f"{super().after}{measure}"


@dataclass(frozen=True, kw_only=True)
class PlanPreview(Preview[PlanChange]):
    """What taking in a file would do. `untouched` has a remark for each row that changes nothing; actions that the file
    leaves out stay as they are. `read` is what it was made from."""

    read: ReadPlan


@dataclass(frozen=True)
class Known:
    """What is stored: actions by id, the history of those the file names, and the statements that can be named."""

    actions: Mapping[int, Action]
    history: Mapping[int, tuple[HistoryEntry, ...]]
    statements: Collection[str]


def preview(read: ReadPlan, known: Known, filename: str) -> PlanPreview:
    """Compare what was read with what is stored. Writes nothing."""
    differing: list[PlanChange] = []
    guesses, problems, untouched = list[Remark](), list(read.problems), list[Remark]()
    row_by_action: dict[int, int] = {}
    for line in read.lines:
        if trouble := _trouble(line, known, row_by_action):
            problems.append((line.row, trouble))
            continue
        if line.action_id is not None:
            row_by_action[line.action_id] = line.row
        changes, wrong = ([_new(line)], []) if line.action_id is None else _compared(line, known)
        differing += changes
        problems += [(line.row, problem) for problem in (*wrong, *_milestones(line, known))]
        guesses += _guesses(line, changes)
        if not changes:
            untouched.append(remark(line.row, ID_COLUMN, str(line.action_id), "This action stays as it is."))
    return PlanPreview(
        filename=filename,
        changes=tuple(change for change in differing if not change.conflict),
        conflicts=tuple(change for change in differing if change.conflict),
        guesses=tuple(guesses),
        problems=tuple(problem for _, problem in sorted(problems, key=lambda numbered: numbered[0])),
        untouched=tuple(untouched),
        notes=(*read.notes, *_absent(len(known.actions.keys() - row_by_action.keys()))),
        read=read,
    )


def _milestones(line: PlanLine, known: Known) -> Iterator[Remark]:
    """What is said where the file has other milestones than sendsat: they are read there only."""
    action = known.actions.get(line.action_id or 0)
    stored = told(action.milestones) if action else ""
    if line.milestones is None or was_cut(line.milestones) or same(stored, from_csv(line.milestones)):
        return
    why = "Milestones do not come in from a file." if action is None else "Milestones stay as they are in sendsat."
    yield remark(line.row, MILESTONES_COLUMN, line.milestones, why, "Change them under One action in full.")


def _absent(count: int) -> tuple[str, ...]:
    """What is said of actions that the file leaves out."""
    if count == 0:
        return ()
    absent = "1 action of the plan is" if count == 1 else f"{count:,} actions of the plan are"
    return (f"{absent} not in the file and will stay unchanged.",)


def _guesses(line: PlanLine, changes: Iterable[PlanChange]) -> list[Remark]:
    """The guesses that matter: those about a new action, and about fields that would change."""
    columns = {change.column for change in changes}
    return [said for name, said in line.guesses.items() if columns & {COLUMN_OF[name], NEW_COLUMN}]


def _trouble(line: PlanLine, known: Known, row_of: Mapping[int, int]) -> Remark | None:
    """What keeps the whole row out."""
    if line.action_id is None:
        return _new_trouble(line, known)
    action, why = known.actions.get(line.action_id), ""
    if line.action_id in row_of:
        why = f"Row {row_of[line.action_id]} has the same id: keep one of them."
    elif action is None:
        why = "The plan has no such action (any more): empty the cell to add it."
    elif line.changed and not _is_ours(line, action, known.history.get(action.id, ())):
        why = "This row comes from another plan: empty the cell to add it here."
    return remark(line.row, ID_COLUMN, str(line.action_id), why) if why else None


def _new_trouble(line: PlanLine, known: Known) -> Remark | None:
    if not line.values.get("text"):
        return remark(line.row, COLUMN_OF["text"], "", "A new action needs a text.")
    ids = line.values.get("statements")
    if not isinstance(ids, tuple) or not ids:
        return remark(line.row, COLUMN_OF["statements"], "", "A new action needs a statement, such as LM3.")
    return _unknown_statement(line.row, ids, known)


def _unknown_statement(row: int, ids: tuple[str, ...], known: Known) -> Remark | None:
    unknown = [statement_id for statement_id in ids if statement_id not in known.statements]
    return remark(row, COLUMN_OF["statements"], unknown[0], "The guide has no such statement.") if unknown else None


def _is_ours(line: PlanLine, action: Action, history: tuple[HistoryEntry, ...]) -> bool:
    """Whether the action was ever changed, here, when the file says that it was."""
    assert line.changed is not None
    moments = (action.created_at, action.updated_at, *(entry.at for entry in history))
    return any(abs(line.changed - moment) <= SAME_MOMENT for moment in moments)


NEW_COLUMN = "New action"


def _new(line: PlanLine) -> PlanChange:
    values = line.values
    priority, status, ids = (values.get(field) for field in ("priority", "status", "statements"))
    return PlanChange(
        key=f"row/{line.row}",
        field=NEW_ACTION,
        stored="",
        value=from_csv(str(values["text"])),
        sheet="",
        cell=f"row {line.row}",
        owner=from_csv(str(values.get("owner") or "")),
        due=_carried(values.get("due")),
        row=line.row,
        column=NEW_COLUMN,
        priority=priority if isinstance(priority, Priority) else Priority.MEDIUM,
        status=status if isinstance(status, Status) else Status.NOT_STARTED,
        statements=ids if isinstance(ids, tuple) else (),
        success_measure=from_csv(str(values.get("success_measure") or "")),
    )


CELLS_OF_WORDS = ("text", "owner", "success_measure")


def _compared(line: PlanLine, known: Known) -> tuple[list[PlanChange], list[Remark]]:
    assert line.action_id is not None
    action = known.actions[line.action_id]
    then = at_download(line.changed, action, known.history.get(action.id, ()))
    changes, problems = [], []
    for name, value in line.values.items():
        stored = getattr(action, name)
        if name == "due" and stored in line.either:
            continue
        value = from_csv(value) if isinstance(value, str) and name in CELLS_OF_WORDS and value != stored else value
        if _is_same(stored, value) or (name in then and _is_same_words(then[name], value)):
            continue
        problem = _unusable(line.row, name, value, known)
        if problem:
            problems.append(problem)
        else:
            changes.append(_change(line, action, name, value, CHANGED_BOTH if name in then else ""))
    return changes, problems


def _change(line: PlanLine, action: Action, name: str, value: FieldValue, conflict: str) -> PlanChange:
    column = COLUMN_OF[name]
    return PlanChange(
        key=f"action/{action.id}/{name}",
        field="action_text" if name == "text" else name,
        stored=_carried(getattr(action, name)),
        value=_carried(value),
        sheet="",
        cell=f"row {line.row}, {column}",
        action_id=action.id,
        conflict=conflict,
        row=line.row,
        column=column,
        action=action,
    )


def _carried(value: FieldValue) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, tuple) else str(value or "")


def _is_same(stored: FieldValue, value: FieldValue) -> bool:
    if value is None and isinstance(stored, Priority | Status):
        return True
    if isinstance(value, str) and isinstance(stored, str) and type(value) is str:
        return same(stored, value) or was_cut(value)
    return stored == value


def _is_same_words(old: str, value: FieldValue) -> bool:
    words = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return same(old, words)


def _unusable(row: int, name: str, value: FieldValue, known: Known) -> Remark | None:
    if name == "text" and not value:
        return remark(row, COLUMN_OF[name], "", "To take an action out, set its status to Dropped.")
    if name == "statements" and isinstance(value, tuple):
        if not value:
            return remark(row, COLUMN_OF[name], "", "An action belongs to at least one statement.")
        return _unknown_statement(row, value, known)
    return None
