"""An edited action plan, read: each row's cells as values, and each cell that cannot be read with what was expected.

Compares nothing and knows no stored action. Must not import storage, services or any screen.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sendsat.assessment.imports.preview import Remark, sentence
from sendsat.assessment.rules import LONGEST_OWNER, LONGEST_TEXT
from sendsat.assessment.values import Priority, Status
from sendsat.errors import Refused
from sendsat.exchange.files.raw import Cell, Row, Sheet, Tables, Value
from sendsat.exchange.files.reading_values import DateReading, DayOrder, day_order, order_told, read_date
from sendsat.exchange.files.safe_text import tidy
from sendsat.exchange.files.tables import hardly_seen
from sendsat.exchange.plan.csv_file import CHANGED_COLUMN, ID_COLUMN, MEASURE_COLUMN, MILESTONES_COLUMN

COLUMN_OF = {
    "statements": "Statement id",
    "text": "Action",
    "owner": "Owner",
    "due": "Due date",
    "priority": "Priority",
    "status": "Status",
    "success_measure": MEASURE_COLUMN,
}
MOMENT_FORMS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")
STATUS_WORDS = {status.word.casefold(): status for status in Status} | {
    "completed": Status.DONE,
    "complete": Status.DONE,
}
PRIORITY_WORDS = {priority.word.casefold(): priority for priority in Priority} | {
    priority.value[0]: priority for priority in Priority
}
UNREADABLE = "This cannot be used."
FieldValue = str | date | Priority | Status | tuple[str, ...] | None


@dataclass(frozen=True)
class PlanLine:
    """One row of an edited plan. `action_id` is None for a new action; `values` are by field of `COLUMN_OF`, only those
    whose column the file has and whose cell can be read; `guesses` say how a value was understood that could mean
    something else, `either` are the two days that a due date can mean. `changed` is when the action was last changed
    before the download; `milestones` is what the file says of them (None where it has no such column): they are
    compared and never taken in."""

    row: int
    action_id: int | None
    changed: datetime | None
    values: dict[str, FieldValue] = field(default_factory=dict)
    guesses: dict[str, Remark] = field(default_factory=dict)
    either: tuple[date, ...] = ()
    milestones: str | None = None


@dataclass(frozen=True)
class ReadPlan:
    """What an upload says: its rows, and what in it cannot be read, by row. `notes` are sentences about the whole."""

    lines: tuple[PlanLine, ...]
    problems: tuple[tuple[int, Remark], ...]
    notes: tuple[str, ...] = ()


class _Unreadable(Exception):
    """A cell's value is none of those expected."""


def read_plan(tables: Tables) -> ReadPlan:
    """Read an action plan from a file that was opened: the first sheet that holds one. Raises `Refused` for none."""
    for sheet in tables.sheets:
        if headings := plan_headings(sheet):
            place, columns = headings
            rows = sheet.rows[place + 1 :]
            told = hardly_seen(sheet, [row.number for row in rows], {at: name for name, at in columns.items()})
            order = day_order(row.cell(columns.get(COLUMN_OF["due"])) for row in rows)
            notes = (*tables.remarks, *told, *order_told(order, "this plan"))
            return replace(_read_rows(rows, columns, order), notes=notes)
    raise Refused(
        "There is no action plan in this file.",
        "Choose a plan downloaded from sendsat: its first row names the columns Action and Action id.",
    )


def plan_headings(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Which of a sheet's rows names the columns of a plan, counted from 0, and its columns by name; None for none."""
    for place, line in enumerate(sheet.rows[:10]):
        columns = _columns(line)
        if COLUMN_OF["text"] in columns and (ID_COLUMN in columns or COLUMN_OF["statements"] in columns):
            return place, columns
    return None


def _columns(line: Row) -> dict[str, int]:
    known = {name.casefold(): name for name in (*COLUMN_OF.values(), ID_COLUMN, CHANGED_COLUMN, MILESTONES_COLUMN)}
    words = {place: " ".join(str(cell.value or "").split()).casefold() for place, cell in line.cells.items()}
    return {known[word]: place for place, word in sorted(words.items(), reverse=True) if word in known}


def _read_rows(lines: Iterable[Row], columns: dict[str, int], order: DayOrder) -> ReadPlan:
    read, problems = [], []
    for line, either in _dated(lines, columns.get(COLUMN_OF["due"]), order):
        if not any(_cell(line, place) for place in columns.values()):
            continue
        planned, wrong = _read_row(line, columns)
        problems += [(line.number, problem) for problem in wrong]
        read += [replace(planned, either=either)] if planned else []
    return ReadPlan(tuple(read), tuple(problems))


def _dated(lines: Iterable[Row], place: int | None, order: DayOrder) -> Iterator[tuple[Row, tuple[date, ...]]]:
    """Each row with its due date as a date where the column proves day or month first, and else what it can mean."""
    for line in lines:
        cell = line.cell(place)
        reading = read_date(cell, order)
        proven = reading.due is not None and not reading.guess
        if place is not None and cell is not None and isinstance(cell.value, str) and proven and not cell.formula:
            yield replace(line, cells={**line.cells, place: replace(cell, value=reading.due)}), ()
        else:
            yield line, reading.either


def _cell(line: Row, place: int | None) -> Value:
    cell = line.cell(place)
    value = cell.value if cell else None
    return tidy(value).strip() or None if isinstance(value, str) else value


def _read_row(line: Row, columns: dict[str, int]) -> tuple[PlanLine | None, list[Remark]]:
    problems = []
    raw_id = _cell(line, columns.get(ID_COLUMN))
    action_id = _number(raw_id)
    if raw_id is not None and action_id is None:
        expected = "Leave it as it was downloaded, or empty for a new action."
        return None, [remark(line.number, ID_COLUMN, raw_id, UNREADABLE, expected)]
    values, guesses = dict[str, FieldValue](), dict[str, Remark]()
    for name, column in COLUMN_OF.items():
        if column not in columns:
            continue
        place = columns[column]
        read, expected = READERS[name]
        try:
            cell = line.cell(place)
            if cell is not None and (cell.formula or cell.fault or cell.struck):
                raise _Unreadable
            values[name] = read(_cell(line, place))
            if name == "due" and (guess := _reading(_cell(line, place)).guess):
                guesses[name] = remark(line.number, column, _cell(line, place), sentence(guess))
        except _Unreadable:
            problems.append(remark(line.number, column, _cell(line, place), UNREADABLE, expected))
    changed = _moment(_cell(line, columns.get(CHANGED_COLUMN)))
    steps = _plain(_cell(line, columns[MILESTONES_COLUMN])) if MILESTONES_COLUMN in columns else None
    return PlanLine(line.number, action_id, changed, values, guesses, milestones=steps), problems


def remark(row: int, column: str, found: Value, text: str, expected: str = "") -> Remark:
    """Something said of one cell, which is named by row and column as the spreadsheet shows them."""
    words = " ".join(str("" if found is None else found).split())
    return Remark("", f"row {row}, {column}", words if len(words) <= 60 else f"{words[:59]}…", text, expected)


def _number(value: Value) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not re.fullmatch(r"[1-9]\d{0,9}", str(value)):
        return None
    return int(str(value))


def _text(value: Value) -> str:
    text = _plain(value)
    if len(text) > LONGEST_TEXT:
        raise _Unreadable
    return text


def _plain(value: Value) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _owner(value: Value) -> str:
    owner = " ".join(_plain(value).split())
    if len(owner) > LONGEST_OWNER:
        raise _Unreadable
    return owner


def _reading(value: Value) -> DateReading:
    return read_date(Cell("", value))


def _day(value: Value) -> date | None:
    reading = _reading(value)
    if reading.problem:
        raise _Unreadable
    return reading.due


def _moment(value: Value) -> datetime | None:
    """The time in a "Last changed" cell, None where a spreadsheet has made it unreadable."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC)
    text = str(value or "").replace(" UTC", "Z")
    for read in (
        datetime.fromisoformat,
        *(lambda written, form=form: datetime.strptime(written, form) for form in MOMENT_FORMS),
    ):
        try:
            moment = read(text)
        except ValueError:
            continue
        return moment.replace(tzinfo=moment.tzinfo or UTC)
    return None


def _choice(words: dict[str, Status] | dict[str, Priority]) -> Callable[[Value], FieldValue]:
    def read(value: Value) -> FieldValue:
        if value is None:
            return None
        member = words.get(" ".join(str(value).split()).casefold())
        if member is None:
            raise _Unreadable
        return member

    return read


def _statements(value: Value) -> tuple[str, ...]:
    ids = re.split(r"[;,\s]+", _plain(value).upper())
    return tuple(dict.fromkeys(statement_id for statement_id in ids if statement_id))


READERS: dict[str, tuple[Callable[[Value], FieldValue], str]] = {
    "statements": (_statements, "Give statement ids such as LM3, parted by semicolons."),
    "text": (_text, f"Give a text of at most {LONGEST_TEXT:,} characters, not a formula."),
    "success_measure": (_text, f"Give a text of at most {LONGEST_TEXT:,} characters, not a formula."),
    "owner": (_owner, f"Give a name of at most {LONGEST_OWNER} characters, not a formula."),
    "due": (_day, "Give a date as day/month/year, such as 31/07/2026, or leave it empty."),
    "priority": (_choice(PRIORITY_WORDS), f"Use one of: {', '.join(priority.word for priority in Priority)}."),
    "status": (_choice(STATUS_WORDS), f"Use one of: {', '.join(status.word for status in Status)}."),
}
"""How each field is read from a cell, and what to say where it cannot be."""
