"""Turns the bytes of a workbook into raw rows with sheet and cell addresses. Judges nothing; openpyxl only.

Formulas are never calculated and their last results never taken. A value merged over several rows is given to each.
"""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter, range_boundaries

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet, Tables, Value
from sendsat.exchange.files.safe_text import unescaped
from sendsat.exchange.files.workbook_paints import Paints
from sendsat.exchange.files.workbook_parts import path, related, relations_of, without_looks
from sendsat.exchange.files.workbook_safety import SAVE_AGAIN, opened

MOST_SHEETS = 60
MOST_MERGED = 20_000
LONGEST_MERGE = 500
LONGEST_WRITTEN = 240_000
"""In letters as they stand in the file: a full cell of Excel's with a code of seven letters for each of its own."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_LINE = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"|\b(?:ht|width)="0(?:\.0*)?"')
_NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')
_THREAD = re.compile(r"^\[Threaded comment\].*?\bComment:\s*", re.DOTALL)
NO_LOOKS = "Some styles of this workbook are broken, so its colours were not read."
Merged = dict[tuple[int, int], tuple[int, int]]


@dataclass
class Around:
    """What a sheet says of its cells without being in them."""

    merged: Merged = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    struck: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_workbook(content: bytes) -> Tables:
    """The workbook's sheets as raw rows. Raises `Invalid` where it must not be opened."""
    content, remarks = opened(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets, cut = _read(content)
    except Invalid:
        raise
    except Exception as error:  # a file can break the library in ways that nobody lists
        raise Invalid("This workbook is damaged and cannot be read.", SAVE_AGAIN) from error
    return Tables("workbook", sheets, (*remarks, *cut))


def _read(content: bytes) -> tuple[tuple[Sheet, ...], list[str]]:
    around = _around_by_sheet(content)
    book, paints, told = _book(content)
    sheets, cut = [], list(told)
    try:
        for source in book.worksheets[:MOST_SHEETS]:
            if (source.max_row or 0) > MOST_ROWS:
                cut.append(f"Only the first {MOST_ROWS:,} rows of the sheet {source.title} were read.")
            beside = around.get(source.title, Around())
            sheets.append(_sheet(source, _rows(source, beside, paints), beside))
        if len(book.worksheets) > MOST_SHEETS:
            cut.append(f"Only the first {MOST_SHEETS} sheets were read.")
    finally:
        book.close()
    return tuple(sheets), cut


def _book(content: bytes) -> tuple[Any, Paints, tuple[str, ...]]:
    """The workbook and its colours, or without its looks where its styles break the library, which is told."""
    try:
        rich = _needs_runs(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=rich)
        return book, Paints(book), ()
    except Exception:  # whatever it is, it may be the styles' fault
        book = load_workbook(io.BytesIO(without_looks(content)), read_only=True, keep_links=False)
        return book, Paints(book), (NO_LOOKS,)


def _needs_runs(content: bytes) -> bool:
    """Whether texts must be read with their looks, which takes twice as long, as some may be struck out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if not name.startswith("xl/worksheets/"))
        return any(b"strike" in part for part in parts)


def _sheet(source: Any, rows: tuple[Row, ...], around: Around) -> Sheet:
    return Sheet(
        source.title,
        rows,
        hidden=source.sheet_state != "visible",
        hidden_rows=frozenset(around.hidden_rows),
        hidden_columns=frozenset(around.hidden_columns),
        notes=around.notes,
    )


def _rows(source: Any, around: Around, paints: Paints) -> tuple[Row, ...]:
    merged = around.merged
    source.reset_dimensions()
    filled: list[Row] = []
    values: dict[tuple[int, int], Cell] = {}
    for number, cells in enumerate(source.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        there = (cell for cell in cells if cell is not EMPTY_CELL)
        row = {cell.column: made for cell in there if (made := _cell(cell, paints, around)) is not None}
        for column in range(1, MOST_COLUMNS) if merged else ():
            top = merged.get((number, column))
            if top and top in values and column not in row | {}:
                row[column] = _share(values[top], number, column)
        values.update({(number, column): cell for column, cell in row.items() if merged})
        if row:
            filled.append(Row(number, row))
    return tuple(filled)


def _share(top: Cell, row: int, column: int) -> Cell:
    address = f"{get_column_letter(column)}{row}"
    return replace(top, address=address, merged_from=top.merged_from or top.address)


def _cell(cell: Any, paints: Paints, around: Around) -> Cell | None:
    kind = cell.data_type
    paint = paints.of(cell)
    if cell.value is None and not paint:
        return None
    said, struck = around.struck.get(cell.coordinate) or _struck(cell)
    formula = kind == "f" or not isinstance(said, str | int | float | bool | date | time | timedelta | None)
    value = f"={said}"[:60].replace("==", "=") if formula else _value(said)
    return Cell(cell.coordinate, value, formula=formula, fault=kind == "e", paint=paint, struck=struck)


def _struck(cell: Any) -> tuple[Any, str]:
    """The cell's value without words that are struck out, and those words."""
    value = cell.value
    if isinstance(value, CellRichText):
        parts = [(str(part), bool(getattr(getattr(part, "font", None), "strike", False))) for part in value]
        said, struck = ("".join(text for text, out in parts if out is wanted) for wanted in (False, True))
        return said, unescaped(struck).strip()
    if value is None or cell.font is None or not cell.font.strike:
        return value, ""
    return (None, unescaped(value)) if isinstance(value, str) and cell.data_type != "f" else (value, str(value))


def _value(value: Any) -> Value:
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str):
        return value if len(value) > LONGEST_WRITTEN else unescaped(value)
    assert value is None or isinstance(value, int | float | bool | date | datetime)
    return value


def _around_by_sheet(content: bytes) -> dict[str, Around]:
    """What each sheet says of its cells, by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        paths = {node.get("Id"): path(node.get("Target", "")) for node in relations}
        by_sheet = {}
        for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            part = paths.get(node.get(_RELATION)) if node.tag.endswith("}sheet") else None
            if part is not None and part in names:
                by_sheet[str(node.get("name"))] = _around(archive, part, names)
    return by_sheet


def _around(archive: zipfile.ZipFile, part: str, names: set[str]) -> Around:
    xml, relations = archive.read(part), relations_of(part)
    notes = dict[str, str]()
    if relations in names:
        for comments in related(archive.read(relations), "/comments", part.rpartition("/")[0]):
            notes |= _notes(archive.read(comments)) if comments in names else {}
    return Around(_merged(xml), *_hidden(xml), notes, _struck_within(xml) if b"strike" in xml else {})


def _struck_within(xml: bytes) -> dict[str, tuple[str, str]]:
    """Texts that stand in the sheet itself with words struck out: what is left of each, and those words, by cell."""
    by_cell = {}
    for _, node in ElementTree.iterparse(io.BytesIO(xml)):
        kind = node.tag.rpartition("}")[2]
        if kind == "c":
            runs = [(_text_of(run), _is_struck(run)) for run in node.iterfind("{*}is/{*}r")]
            said, struck = ("".join(text for text, out in runs if out is wanted) for wanted in (False, True))
            if any(out for _, out in runs):
                by_cell[node.get("r", "")] = said, unescaped(struck).strip()
        if kind in ("c", "row"):
            node.clear()
    return by_cell


def _text_of(run: ElementTree.Element) -> str:
    return "".join(piece.text or "" for piece in run.iterfind("{*}t"))


def _is_struck(run: ElementTree.Element) -> bool:
    look = run.find("{*}rPr/{*}strike")
    return look is not None and look.get("val", "1") not in ("0", "false")


def _hidden(xml: bytes) -> tuple[set[int], set[int]]:
    """The rows and the columns that are hidden, or have no height or width."""
    rows, columns = set[int](), set[int]()
    for kind, look in _LINE.findall(xml):
        if not _HIDDEN.search(look):
            continue
        said = {name: int(number) for name, number in _NUMBER.findall(look)}
        if kind == b"row" and b"r" in said:
            rows.add(said[b"r"])
        elif kind == b"col":
            columns |= set(range(said.get(b"min", 1), min(said.get(b"max", 0), MOST_COLUMNS) + 1))
    return rows, columns


def _notes(xml: bytes) -> dict[str, str]:
    """The notes of a sheet by the cell they hang on; of a thread of comments its words alone."""
    by_cell = {}
    for node in ElementTree.fromstring(xml).iterfind("{*}commentList/{*}comment"):
        text = unescaped("".join(piece.text or "" for piece in node.iterfind("{*}text//{*}t"))).strip()
        if text:
            by_cell[node.get("ref", "")] = _THREAD.sub("", text)
    return by_cell


def _merged(xml: bytes) -> Merged:
    """Which cells are merged under which: only along a column, for a value belongs to its own column."""
    merged: Merged = {}
    for match in _MERGED.finditer(xml):
        left, top, _, bottom = range_boundaries(match.group(1).decode())
        last = min(bottom, MOST_ROWS, top + LONGEST_MERGE)
        merged |= {(row, left): (top, left) for row in range(top + 1, last + 1)}
        if len(merged) > MOST_MERGED:
            break
    return merged
