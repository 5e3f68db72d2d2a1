"""Reads the cells of a sheet straight from its XML, in one pass that looks once at each tag.

openpyxl builds a tree for each cell, which takes several times as long. Must only be given parts that
`workbook_safety` has looked at.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from math import isfinite

from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHEET_MAIN_NS

from sendsat.exchange.files.raw import MOST_COLUMNS, MOST_ROWS, Cell, Value
from sendsat.exchange.files.workbook_looks import Look, Looks
from sendsat.exchange.files.workbook_texts import Text, Words, parse, seen

LONGEST_FORMULA = 60
NO_VALUE = "#VALUE!"
ROOT, ROW, CELL, VALUE, FORMULA, WITHIN, COLUMNS, MERGED = (
    f"{SHEET_MAIN_NS} {name}" for name in ("worksheet", "row", "c", "v", "f", "is", "col", "mergeCell")
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NOTHING_HIGH = re.compile(r"0(?:\.0*)?")
Cells = dict[int, dict[int, Cell]]
"""A sheet's cells by row and column, both counted from 1."""


def read_cells(xml: bytes, texts: Sequence[Text], looks: Looks) -> "SheetReader":
    """What a sheet holds. Formulas are never calculated and their last results never taken.

    Raises whatever a broken part raises, `ValueError` for one that is no sheet.
    """
    sheet = SheetReader(texts, looks)
    parse(xml, sheet.start, sheet.end, sheet.words.pieces)
    if not sheet.is_sheet:
        raise ValueError("no sheet")
    return sheet


class SheetReader:
    """Takes the tags of a sheet one after another and keeps its cells that hold something or are painted, what is
    hidden, which cells are merged, and whether some lie below the last row that is read."""

    def __init__(self, texts: Sequence[Text], looks: Looks) -> None:
        self.rows: Cells = {}
        self.goes_on = False
        self.is_sheet = False
        self.hidden_rows, self.hidden_columns = set[int](), set[int]()
        self.merged: list[str] = []
        self.words = Words()
        self._texts, self._looks = texts, looks
        self._shared_formulas = dict[str, Translator]()
        self._row, self._column = 0, 0
        self._cells: dict[int, Cell] | None = None
        self._cell: dict[str, str] = {}
        self._formula: dict[str, str] | None = None
        self._written, self._value = "", ""

    def start(self, name: str, look: dict[str, str]) -> None:
        """Take a tag that begins."""
        if name == CELL:
            self._cell, self._formula, self._value = look, None, ""
            self.words.clear()
        elif name == VALUE:
            self.words.pieces.clear()
        elif name == ROW:
            self._start_row(look)
        elif name == FORMULA:
            self._formula = look
            self.words.pieces.clear()
        elif name == WITHIN:
            self.words.plain = ""
        elif name == COLUMNS and _is_hidden(look, "width"):
            self.hidden_columns |= set(
                range(max(int(look.get("min", 1)), 1), min(int(look.get("max", 0)), MOST_COLUMNS) + 1)
            )
        elif name == MERGED:
            self.merged.append(look.get("ref", ""))
        else:
            self.is_sheet = self.is_sheet or name == ROOT
            self.words.start(name, look)

    def end(self, name: str) -> None:
        """Take a tag that ends."""
        if name == CELL:
            self._take()
        elif name == VALUE:
            self._value = "".join(self.words.pieces)
        elif name == FORMULA:
            self._written = "".join(self.words.pieces)
        else:
            self.words.end(name)

    def _start_row(self, look: dict[str, str]) -> None:
        """Go on in another row: the next one where its number is none."""
        row = self._row + 1
        with suppress(ValueError, OverflowError):
            row = int(float(look.get("r", row)))
        self._go_to(row)
        self._column = 0
        if _is_hidden(look, "ht"):
            self.hidden_rows.add(row)

    def _go_to(self, row: int) -> None:
        self._row = row
        self._cells = self.rows.setdefault(row, {}) if 0 < row <= MOST_ROWS else None

    def _take(self) -> None:
        """Keep the cell that ends: where it says it stands, else beside the one before it."""
        place = self._cell.get("r")
        row, self._column = coordinate_to_tuple(place) if place else (self._row, self._column + 1)
        if row != self._row:
            self._go_to(row)
        if self._cells is None or self._column > MOST_COLUMNS:
            self.goes_on = self.goes_on or (row > MOST_ROWS and bool(self._value or self.words.plain is not None))
            return
        style = self._cell.get("s", "0")
        made = self.made(f"{get_column_letter(self._column)}{row}", self._looks[int(style) if style.isdecimal() else 0])
        # One that comes again and says nothing takes nothing away.
        if made is not None and not (made.is_empty and self._column in self._cells):
            self._cells[self._column] = made

    def made(self, address: str, look: Look) -> Cell | None:
        """The cell of one address, None where it neither says nor shows anything."""
        if self._formula is not None:
            formula = self._formula_at(address, self._formula)[:LONGEST_FORMULA]
            return Cell(address, formula, formula=True, paint=look.paint, struck=formula if look.struck else "")
        said, struck, fault = self._said(look)
        if said is None and not look.paint and not struck:
            return None
        return Cell(address, said, fault=fault, paint=look.paint, struck=struck)

    def _formula_at(self, address: str, look: dict[str, str]) -> str:
        """The formula of a cell; of one that shares another's, that one moved here."""
        written, shared = f"={self._written}", look.get("si", "")
        if look.get("t") != "shared":
            return written
        if shared in self._shared_formulas:
            return str(self._shared_formulas[shared].translate_formula(address))
        if self._written:
            self._shared_formulas[shared] = Translator(written, address)
        return written

    def _said(self, look: Look) -> tuple[Value, str, bool]:
        """What the cell says, what of it is struck out, and whether a program wrote it as a fault."""
        kind, value = self._cell.get("t", "n"), self._value
        if self.words.plain is not None and (kind == "inlineStr" or not value):
            return *seen(self.words.text(), struck_out=look.struck), False
        if not value or (kind in ("s", *_OTHERS) and not value.strip()):
            return None, "", False
        if kind == "s":
            text = self._shared_text(value.strip())
            return (NO_VALUE, "", True) if text is None else (*seen(text, struck_out=look.struck), False)
        if kind not in _OTHERS:
            return *seen(value, struck_out=look.struck), kind == "e"
        said: Value = _OTHERS[kind](value)
        if kind == "n" and look.is_date and isinstance(said, int | float):
            said = _day(said, self._looks.epoch, look)
        if said is None:
            return NO_VALUE, "", True
        return said, str(said) if look.struck else "", False

    def _shared_text(self, number: str) -> Text | None:
        """The text of a number that sheets share, None where there is none."""
        is_there = number.isdecimal() and int(number) < len(self._texts)
        return self._texts[int(number)] if is_there else None


def _is_hidden(look: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return look.get("hidden") in ("1", "true") or _NOTHING_HIGH.fullmatch(look.get(size, "")) is not None


def _number(value: str) -> int | float | None:
    """A number as workbooks write it, None for anything else."""
    value = value.strip()
    if _NUMBER.fullmatch(value) is None or not isfinite(float(value)):
        return None
    return float(value) if "." in value or "E" in value or "e" in value else int(value)


def _yes_or_no(value: str) -> bool | None:
    said = {"true": 1, "false": 0}.get(value.strip().lower(), _number(value))
    return None if said is None else bool(said)


def _day(value: int | float, epoch: datetime, look: Look) -> datetime | str | None:
    """The day that a number stands for, or the time of day in words; None for a number that no calendar has."""
    try:
        said = from_excel(value, epoch, timedelta=look.is_duration)
    except (OverflowError, ValueError):
        return None
    return said if isinstance(said, datetime) else str(said)


def _written_day(value: str) -> date | str:
    """A day as it is written out; what is none is a text."""
    try:
        said = from_ISO8601(value)
    except ValueError:
        return value
    return str(said) if isinstance(said, time | timedelta) else said


_OTHERS = {"n": _number, "b": _yes_or_no, "d": _written_day}
"""How what is no text is read, by the kind that its cell names. None is no value of this kind."""
