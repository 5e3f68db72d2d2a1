"""What openpyxl itself reads in a workbook, by its own slower ways: sendsat's reading is held against it."""

import io
import warnings
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula

from sendsat.exchange.files.raw import MOST_COLUMNS, MOST_ROWS, Cell
from sendsat.exchange.files.safe_text import unescaped
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.files.workbook_cells import LONGEST_FORMULA
from sendsat.exchange.files.workbook_looks import Looks

Read = dict[str, dict[str, Cell]]
"""By sheet and address, the cells that hold something."""


def by_openpyxl(content: bytes) -> Read:
    """Every cell with something in it, as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), rich_text=True)
    looks = Looks(book)
    return {
        page.title: {
            cell.coordinate: _cell(cell, looks)
            for cell in page._cells.values()
            if cell.value is not None and cell.row <= MOST_ROWS and cell.column <= MOST_COLUMNS
        }
        for page in book.worksheets
    }


def by_sendsat(content: bytes) -> Read:
    """The same as sendsat reads it, without what cells share that are merged."""
    return {
        sheet.title: {
            cell.address: cell
            for row in sheet.rows
            for cell in row.cells.values()
            if not cell.merged_from and (cell.value is not None or cell.struck)
        }
        for sheet in read_tables(content, "audit.xlsx").sheets
    }


def _cell(cell: Any, looks: Looks) -> Cell:
    value, is_formula = cell.value, cell.data_type == "f"
    made = Cell(cell.coordinate, paint=looks.fill(cell.fill), fault=cell.data_type == "e", formula=is_formula)
    if isinstance(value, ArrayFormula):
        value = value.text
    if isinstance(value, CellRichText):
        return replace(made, value=_runs(value, cell, out=False), struck=_runs(value, cell, out=True).strip())
    if isinstance(value, str):
        said = value[:LONGEST_FORMULA] if is_formula else unescaped(value)
        is_struck_out = cell.font.strike and not is_formula
        return replace(made, value=None if is_struck_out else said, struck=said if cell.font.strike else "")
    assert isinstance(value, int | float | bool | date | time | timedelta)
    said = str(value) if isinstance(value, time | timedelta) else value
    return replace(made, value=said, struck=str(value) if cell.font.strike else "")


def _runs(text: CellRichText, cell: Any, *, out: bool) -> str:
    """The words of a text that are struck out, or that are not; those without a look of their own have the cell's."""
    struck = [(str(part), bool((cell if isinstance(part, str) else part).font.strike)) for part in text]
    return unescaped("".join(said for said, is_out in struck if is_out is out))
