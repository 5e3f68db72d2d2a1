"""An uploaded round as raw rows: a workbook, a CSV file or a JSON document, by what it holds. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from sendsat.exchange.files.raw import Cell, Row, Sheet, Tables, Upload
from sendsat.exchange.files.safe_text import from_csv
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.round_in.hidden_copy import read_copy
from sendsat.exchange.round_out.json_reading import read_json
from sendsat.exchange.round_out.table import origin_in
from sendsat.exchange.round_out.workbook_layout import DATA_SHEET


def read_upload(content: bytes, filename: str) -> Upload:
    """The file as raw rows. Raises `Invalid` for anything that is no workbook, CSV file or JSON document."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return read_json(content)
    tables = read_tables(content, filename)
    return _of_csv(tables) if tables.kind == "csv" else _of_workbook(tables)


def _of_workbook(tables: Tables) -> Upload:
    copies = [sheet for sheet in tables.sheets if sheet.title == DATA_SHEET]
    origin, base = read_copy(copies[-1].rows if copies else ())
    sheets = tuple(sheet for sheet in tables.sheets if sheet.title != DATA_SHEET)
    return Upload(tables.kind, sheets, origin, base, tables.remarks)


def _of_csv(tables: Tables) -> Upload:
    sheets = tuple(replace(sheet, rows=tuple(map(_typed, sheet.rows))) for sheet in tables.sheets)
    return Upload(tables.kind, sheets, origin_in(_first(sheets[0])), {}, tables.remarks)


def _typed(row: Row) -> Row:
    """The row without the apostrophes that our own CSV puts before risky texts."""
    cells = {at: replace(cell, value=from_csv(cell.value)) if isinstance(cell.value, str) else cell
             for at, cell in row.cells.items()}  # fmt: skip
    return Row(row.number, cells)


def _first(sheet: Sheet) -> Mapping[str, str]:
    """The first row below the headings, by heading."""
    if len(sheet.rows) < 2:
        return {}
    header, first = sheet.rows[:2]
    names = {at: str(cell.value).strip().casefold() for at, cell in header.cells.items()}
    return {name: _text(first.cell(at)) for at, name in names.items()}


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)
