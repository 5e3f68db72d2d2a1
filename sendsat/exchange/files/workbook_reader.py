"""Turns the bytes of a workbook into raw rows with sheet and cell addresses. Judges nothing; openpyxl only.

Formulas are never calculated and their last results never taken. A value merged over several rows is given to each.
"""

import io
import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet, Tables, Value
from sendsat.exchange.files.safe_text import unescaped
from sendsat.exchange.files.workbook_paints import Paints
from sendsat.exchange.files.workbook_parts import path
from sendsat.exchange.files.workbook_safety import SAVE_AGAIN, opened

MOST_SHEETS = 60
MOST_MERGED = 20_000
LONGEST_MERGE = 500
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
Merged = dict[tuple[int, int], tuple[int, int]]


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
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    merged, paints = _merged_by_sheet(content), Paints(book)
    sheets, cut = [], []
    try:
        for source in book.worksheets[:MOST_SHEETS]:
            if (source.max_row or 0) > MOST_ROWS:
                cut.append(f"Only the first {MOST_ROWS:,} rows of the sheet {source.title} were read.")
            rows = _rows(source, merged.get(source.title, {}), paints)
            sheets.append(Sheet(source.title, rows, hidden=source.sheet_state != "visible"))
    finally:
        book.close()
    return tuple(sheets), cut


def _rows(source: Any, merged: Merged, paints: Paints) -> tuple[Row, ...]:
    source.reset_dimensions()
    found: list[Row] = []
    values: dict[tuple[int, int], Cell] = {}
    for number, cells in enumerate(source.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        row = {cell.column: made for cell in cells if (made := _cell(cell, paints)) is not None}
        for column in range(1, MOST_COLUMNS) if merged else ():
            top = merged.get((number, column))
            if top and top in values and column not in row | {}:
                row[column] = _share(values[top], number, column)
        values.update({(number, column): cell for column, cell in row.items() if merged})
        if row:
            found.append(Row(number, row))
    return tuple(found)


def _share(top: Cell, row: int, column: int) -> Cell:
    address = f"{get_column_letter(column)}{row}"
    return replace(top, address=address, merged_from=top.merged_from or top.address)


def _cell(cell: Any, paints: Paints) -> Cell | None:
    kind = cell.data_type
    paint = paints.of(cell) if cell.fill is not None else ""
    if cell.value is None and not paint:
        return None
    formula = kind == "f" or not isinstance(cell.value, str | int | float | bool | date | time | timedelta | None)
    value = f"={cell.value}"[:60].replace("==", "=") if formula else _value(cell.value)
    return Cell(cell.coordinate, value, formula=formula, fault=kind == "e", paint=paint)


def _value(value: Any) -> Value:
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str):
        return unescaped(value)
    assert value is None or isinstance(value, int | float | bool | date | datetime)
    return value


def _merged_by_sheet(content: bytes) -> dict[str, Merged]:
    """Which cells are merged under which, by sheet: only along a column, for a value belongs to its own column."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        paths = {node.get("Id"): path(node.get("Target", "")) for node in relations}
        found = {}
        for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            part = paths.get(node.get(_RELATION)) if node.tag.endswith("}sheet") else None
            if part in names:
                found[str(node.get("name"))] = _merged(archive.read(str(part)))
    return found


def _merged(xml: bytes) -> Merged:
    found: Merged = {}
    for match in _MERGED.finditer(xml):
        left, top, _, bottom = range_boundaries(match.group(1).decode())
        last = min(bottom, MOST_ROWS, top + LONGEST_MERGE)
        found |= {(row, left): (top, left) for row in range(top + 1, last + 1)}
        if len(found) > MOST_MERGED:
            break
    return found
