"""Finds the heading row of a sheet and says which column is which, also where headings were renamed or moved. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sendsat.exchange.files.raw import Cell, Row, Sheet
from sendsat.exchange.round_out.workbook_layout import COLUMNS, PLACE, Field

ROWS_SEARCHED = 60
NEAR = 84
LONGEST = 60
EXACT = {column.heading.casefold(): column.field for column in COLUMNS} | {
    **dict.fromkeys(("no", "number", "ref", "reference", "num", "#", "item"), Field.NUMBER),
    **dict.fromkeys(("statement", "considerations", "question", "criteria", "area to consider"), Field.STATEMENT),
    **dict.fromkeys(("rag", "rating", "ragrating", "rag rate", "red amber green"), Field.RATING),
    **dict.fromkeys(("commentary", "comments", "comment", "reason", "reasons", "why", "notes"), Field.COMMENTARY),
    **dict.fromkeys(("action", "actions", "next steps", "improvement actions"), Field.ACTION),
    **dict.fromkeys(("ofsted", "ofsted mapping", "ofsted areas", "mapping to ofsted"), Field.OFSTED),
    **dict.fromkeys(("evidence", "sources of evidence"), Field.EVIDENCE),
    **dict.fromkeys(("owner", "who", "lead", "responsible", "by whom", "person responsible"), Field.OWNER),
    **dict.fromkeys(("due date", "due", "by when", "deadline", "target date", "when"), Field.DUE),
    "red": Field.RED,
    "amber": Field.AMBER,
    "green": Field.GREEN,
}
HINTS = (
    ("comment", Field.COMMENTARY),
    ("evidence", Field.EVIDENCE),
    ("ofsted", Field.OFSTED),
    ("action", Field.ACTION),
    ("improve", Field.ACTION),
    ("owner", Field.OWNER),
    ("responsib", Field.OWNER),
    ("deadline", Field.DUE),
    ("due", Field.DUE),
    ("date", Field.DUE),
    ("rating", Field.RATING),
    ("rag", Field.RATING),
    ("consideration", Field.STATEMENT),
    ("statement", Field.STATEMENT),
)
NAMES_A_STATEMENT = {Field.STATEMENT_ID, Field.NUMBER, Field.STATEMENT}
SAYS_SOMETHING = {Field.RATING, Field.COMMENTARY, Field.ACTION, Field.EVIDENCE, Field.OFSTED, Field.GREEN}


@dataclass(frozen=True)
class Headings:
    """The columns of a sheet by field, the row they are named in, guesses as (cell, sentence), columns not known."""

    row: int
    columns: Mapping[Field, int]
    guesses: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Cell, ...] = ()


def plain_heading(cell: Cell) -> str:
    """A heading without capitals, punctuation and double spaces; "" for a text too long to be one."""
    if isinstance(cell.value, str) and len(cell.value) > LONGEST:
        return ""
    text = re.sub(r"[^\w#&/]+", " ", str(cell.value or "").casefold().replace("r.a.g", "rag"))
    return " ".join(text.split())


def find_headings(sheet: Sheet, *, ours: bool = False) -> Headings | None:
    """The sheet's headings, None where no row names both a statement and what is said of it.

    With `ours`, a column whose heading is unknown is taken by its place in the companion workbook.
    """
    best: Headings | None = None
    for row in sheet.rows[:ROWS_SEARCHED]:
        found = _read_row(row)
        usable = NAMES_A_STATEMENT & set(found.columns) and SAYS_SOMETHING & set(found.columns)
        if usable and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return _by_place(best, sheet) if best and ours else best


def _read_row(row: Row) -> Headings:
    columns: dict[Field, int] = {}
    guesses, unknown = [], []
    cells = [(column, cell) for column, cell in sorted(row.cells.items()) if isinstance(cell.value, str)]
    for exact in (True, False):
        for column, cell in cells:
            if column in columns.values() or cell.is_empty:
                continue
            field = EXACT_NAMES.get(plain_heading(cell)) if exact else _near(cell)
            if field and field not in columns:
                columns[field] = column
                if not exact:
                    guesses.append((cell.address, f"the heading '{str(cell.value)[:40]}' was read as {name_of(field)}"))
            elif not exact:
                unknown.append(cell)
    return Headings(row.number, columns, tuple(guesses), tuple(unknown))


def _near(cell: Cell) -> Field | None:
    text = plain_heading(cell)
    if not text:
        return None
    if found := process.extractOne(text, EXACT_NAMES.keys(), scorer=fuzz.ratio, score_cutoff=NEAR):
        return EXACT_NAMES[found[0]]
    return next((field for hint, field in HINTS if hint in text), None)


def name_of(field: Field) -> str:
    """The heading people know a field by."""
    return next((column.heading for column in COLUMNS if column.field is field), field.value.replace("_", " "))


def _names() -> Iterable[tuple[str, Field]]:
    for text, field in EXACT.items():
        yield plain_heading(Cell("", text)), field
    for field in Field:
        yield plain_heading(Cell("", field.value)), field


EXACT_NAMES = dict(_names())


def _by_place(found: Headings, sheet: Sheet) -> Headings:
    """Take unknown columns by their place in the companion workbook, where that column is missing otherwise."""
    columns, guesses, unknown = dict(found.columns), list(found.guesses), []
    places = {place: field for field, place in PLACE.items() if field not in columns}
    row = next(row for row in sheet.rows if row.number == found.row)
    for column, cell in row.cells.items():
        if column in columns.values():
            continue
        if field := places.get(column):
            columns[field] = column
            guesses.append((cell.address, f"the column '{str(cell.value or '')[:40]}' was read as {name_of(field)}"))
        elif cell in found.unknown:
            unknown.append(cell)
    return Headings(found.row, columns, tuple(guesses), tuple(unknown))
