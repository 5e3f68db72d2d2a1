"""An uploaded CSV or Excel file as plain rows of cells, refused with one plain sentence where it cannot be read safely.

Formulas are never calculated and nothing outside the file is opened. Must not import storage, services or any screen.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from sendsat.errors import Refused
from sendsat.exchange.files.workbook_safety import OLE, check_size, check_workbook

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 1_000_000
Value = str | int | float | date | datetime | bool | None


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number as the spreadsheet counts, and its cells. `formulas` are places of formulas."""

    number: int
    cells: tuple[Value, ...]
    formulas: frozenset[int] = frozenset()


def sheets_of(data: bytes) -> Iterator[tuple[Line, ...]]:
    """Each sheet's rows that hold something; a CSV file is one sheet. Raises `Invalid` or `Refused`."""
    check_size(data)
    if data.startswith((b"PK", OLE)):
        check_workbook(data)
        yield from _workbook(data)
    else:
        yield _csv(data)


def _not_a_workbook() -> Refused:
    return Refused("This file is not an Excel workbook that can be read.", "Save it as .xlsx or .csv and try again.")


def _workbook(data: bytes) -> Iterator[tuple[Line, ...]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [tuple(_lines(sheet)) for sheet in book.worksheets]
        book.close()
    except Refused:
        raise
    except Exception:  # a broken workbook makes the library raise errors of every kind
        raise _not_a_workbook() from None
    yield from sheets


def _lines(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        cells = tuple(cell.value for cell in row)
        if number > MOST_ROWS:
            raise _too_long()
        if any(one not in (None, "") for one in cells):
            yield Line(number, cells, frozenset(place for place, cell in enumerate(row) if cell.data_type == "f"))


def _too_long() -> Refused:
    return Refused(f"This file has more than {MOST_ROWS:,} rows.", "Choose the plan you downloaded from sendsat.")


def _csv(data: bytes) -> tuple[Line, ...]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Refused("This file is not a table that can be read.", "Save it as .csv or .xlsx and try again.") from None
    finally:
        csv.field_size_limit(before)
    if len(rows) > MOST_ROWS:
        raise _too_long()
    return tuple(Line(number, tuple(row)) for number, row in enumerate(rows, start=1) if any(row))


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 as Excel's "Unicode text", or the Windows code page that Excel's plain "CSV" uses."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused("This file is not a table that can be read.", "Choose the .csv or .xlsx file of an action plan.")
