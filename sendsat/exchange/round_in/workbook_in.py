"""Turns the bytes of a workbook into raw rows with sheet and cell addresses. Judges nothing; openpyxl only.

Formulas are never calculated and their last results never taken. A value merged over several rows is given to each.
"""

import colorsys
import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Base, Cell, Row, Sheet, Upload, Value
from sendsat.exchange.files.safe_text import unescaped
from sendsat.exchange.files.workbook_safety import SAVE_AGAIN, check_workbook
from sendsat.exchange.round_out.workbook_layout import DATA_SHEET, Field

MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_SHEETS = 60
MOST_MERGED = 20_000
LONGEST_MERGE = 500
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_ACCENTS = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
Merged = dict[tuple[int, int], tuple[int, int]]


def read_workbook(content: bytes) -> Upload:
    """The workbook's sheets as raw rows, with its hidden copy apart. Raises `Invalid` where it must not be opened."""
    remarks = list(check_workbook(content))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets, origin, base = _read(content, remarks)
    except Invalid:
        raise
    except Exception as error:  # a file can break the library in ways that nobody lists
        raise Invalid("This workbook is damaged and cannot be read.", SAVE_AGAIN) from error
    return Upload("workbook", sheets, origin, base, tuple(remarks))


def _read(content: bytes, remarks: list[str]) -> tuple[tuple[Sheet, ...], dict[str, str], Base]:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    merged = _merged_by_sheet(content)
    paints = _Paints(book)
    sheets: list[Sheet] = []
    origin: dict[str, str] = {}
    base: Base = {}
    try:
        for source in book.worksheets[:MOST_SHEETS]:
            if (source.max_row or 0) > MOST_ROWS:
                remarks.append(f"Only the first {MOST_ROWS:,} rows of the sheet {source.title} were read.")
            rows = _rows(source, merged.get(source.title, {}), paints)
            if source.title == DATA_SHEET:
                origin, base = _hidden_copy(rows)
                continue
            sheets.append(Sheet(source.title, rows, hidden=source.sheet_state != "visible"))
    finally:
        book.close()
    return tuple(sheets), origin, base


def _rows(source: Any, merged: Merged, paints: "_Paints") -> tuple[Row, ...]:
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


def _cell(cell: Any, paints: "_Paints") -> Cell | None:
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


class _Paints:
    """Fill colours of a workbook, looked up once for each fill."""

    def __init__(self, book: Any) -> None:
        self._known: dict[int, str] = {}
        self._theme = _theme_colours(book.loaded_theme)

    def of(self, cell: Any) -> str:
        fill = int(cell.style_array.fillId)
        if fill not in self._known:
            self._known[fill] = self._colour(cell.fill)
        return self._known[fill]

    def _colour(self, fill: Any) -> str:
        if getattr(fill, "fill_type", None) != "solid":
            return ""
        colour = fill.fgColor
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return colour.rgb[-6:].upper()
        if colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            return _tinted(self._theme[colour.theme], colour.tint or 0.0)
        if colour.type == "indexed" and colour.indexed in _INDEXED:
            return _INDEXED[colour.indexed]
        return ""


_INDEXED = {2: "FF0000", 3: "00FF00", 5: "FFFF00", 10: "FF0000", 11: "00FF00", 13: "FFFF00", 17: "008000"} | {
    42: "CCFFCC",
    43: "FFFF99",
    45: "FF99CC",
    50: "99CC00",
    51: "FFCC00",
    52: "FF9900",
    53: "FF6600",
    57: "339966",
    58: "003300",
    60: "993300",
}


def _theme_colours(theme: bytes | None) -> list[str]:
    if not theme:
        return []
    found = {}
    for node in ElementTree.fromstring(theme).iter():
        name = node.tag.rpartition("}")[2]
        if name in _ACCENTS and len(node):
            found[name] = str(node[0].get("val") if node[0].get("lastClr") is None else node[0].get("lastClr"))
    return [found.get(name, "").upper() for name in _ACCENTS]


def _tinted(colour: str, tint: float) -> str:
    if not re.fullmatch("[0-9A-F]{6}", colour):
        return ""
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))


def _merged_by_sheet(content: bytes) -> dict[str, Merged]:
    """Which cells are merged under which, by sheet: only along a column, for a value belongs to its own column."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        paths = {node.get("Id"): posixpath.normpath(f"xl/{node.get('Target')}") for node in relations}
        paths |= {node.get("Id"): t[1:] for node in relations if (t := node.get("Target") or "").startswith("/")}
        found = {}
        for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            path = paths.get(node.get(_RELATION)) if node.tag.endswith("}sheet") else None
            if path in names:
                found[str(node.get("name"))] = _merged(archive.read(str(path)))
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


def _hidden_copy(rows: Iterable[Row]) -> tuple[dict[str, str], Base]:
    texts = [{column: str(cell.value) for column, cell in row.cells.items() if not cell.is_empty} for row in rows]
    header = next((at for at, row in enumerate(texts) if row.get(1) == Field.STATEMENT_ID), len(texts))
    origin = {row[1]: row.get(2, "") for row in texts[:header] if 1 in row}
    return origin, dict(_base(texts[header : header + 1], texts[header + 1 :]))


def _base(header: list[dict[int, str]], texts: list[dict[int, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    known = {field.value for field in Field}
    seen = set()
    for row in texts if header else ():
        said = {name: row.get(column, "") for column, name in header[0].items() if name in known}
        statement, action = said.pop("statement_id", ""), said.pop("action_id", "")
        if action:
            yield f"action {action}", said
        if statement and statement not in seen:
            seen.add(statement)
            yield statement, said
