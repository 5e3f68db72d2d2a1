"""Reads the cells of a sheet straight from its XML, in one pass that looks once at each tag.

openpyxl builds a tree for each cell, which takes several times as long. Must only be given parts that
`workbook_safety` has looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHEET_MAIN_NS

from sendsat.exchange.files.raw import MOST_COLUMNS, MOST_ROWS, Cell, Value
from sendsat.exchange.files.workbook_looks import Look, Looks
from sendsat.exchange.files.workbook_texts import Text, Words, parse, seen

LONGEST_FORMULA = 60
ROW, CELL, VALUE, FORMULA, WITHIN = (f"{SHEET_MAIN_NS} {name}" for name in ("row", "c", "v", "f", "is"))
Cells = dict[int, dict[int, Cell]]
"""A sheet's cells by row and column, both counted from 1."""


def read_cells(xml: bytes, texts: Sequence[Text], looks: Looks) -> tuple[Cells, bool]:
    """The cells of a sheet that hold something or are painted, and whether some lie below the last row that is read.

    Formulas are never calculated and their last results never taken. Raises whatever a broken part raises.
    """
    sheet = SheetReader(texts, looks)
    parse(xml, sheet.start, sheet.end, sheet.words.pieces)
    return sheet.rows, sheet.goes_on


class SheetReader:
    """Takes the tags of a sheet one after another and keeps its cells."""

    def __init__(self, texts: Sequence[Text], looks: Looks) -> None:
        self.rows: Cells = {}
        self.goes_on = False
        self.words = Words()
        self._texts, self._looks = texts, looks
        self._shared = dict[str, Translator]()
        self._row, self._last_row, self._column = 0, 0, 0
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
            self._start_row(look.get("r"))
        elif name == FORMULA:
            self._formula = look
            self.words.pieces.clear()
        elif name == WITHIN:
            self.words.plain = ""
        else:
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

    def _start_row(self, number: str | None) -> None:
        """A row that goes back behind one before it is not read: no program writes it, and it would hide that one."""
        self._row = self._row + 1 if number is None else int(float(number))
        self._column = 0
        self._cells = self.rows.setdefault(self._row, {}) if self._last_row < self._row <= MOST_ROWS else None
        self._last_row = max(self._row, self._last_row)

    def _take(self) -> None:
        place = self._cell.get("r")
        row, self._column = coordinate_to_tuple(place) if place else (self._row, self._column + 1)
        if self._cells is None or self._column > MOST_COLUMNS:
            self.goes_on = self.goes_on or (self._row > MOST_ROWS and bool(self._value or self.words.plain is not None))
            return
        look = self._looks[int(self._cell.get("s", "0"))]
        made = self.made(f"{get_column_letter(self._column)}{row}", look)
        if made is not None:
            self._cells[self._column] = made
        else:
            self._cells.pop(self._column, None)

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
        if shared in self._shared:
            return str(self._shared[shared].translate_formula(address))
        if self._written:
            self._shared[shared] = Translator(written, address)
        return written

    def _said(self, look: Look) -> tuple[Value, str, bool]:
        """What the cell says, what of it is struck out, and whether a program wrote it as a fault."""
        kind, value = self._cell.get("t", "n"), self._value
        if kind == "inlineStr":
            return (
                (*seen(self.words.text(), struck_out=look.struck), False)
                if self.words.plain is not None
                else (None, "", False)
            )
        if not value:
            return None, "", False
        if kind == "n" and look.is_date:
            said = _day(_number(value), self._looks.epoch, look)
            return ("#VALUE!", "", True) if said is None else (said, str(said) if look.struck else "", False)
        if kind in _OTHERS:
            other = _OTHERS[kind](value)
            return other, str(other) if look.struck else "", False
        return (*seen(self._texts[int(value)] if kind == "s" else value, struck_out=look.struck), kind == "e")


def _number(value: str) -> int | float:
    return float(value) if "." in value or "E" in value or "e" in value else int(value)


def _day(value: int | float, epoch: datetime, look: Look) -> datetime | str | None:
    """The day that a number stands for, or the time of day in words; None for a number that no calendar has."""
    try:
        said = from_excel(value, epoch, timedelta=look.is_duration)
    except (OverflowError, ValueError):
        return None
    return said if isinstance(said, datetime) else str(said)


def _written_day(value: str) -> date | str:
    said = from_ISO8601(value)
    return str(said) if isinstance(said, time | timedelta) else said


_OTHERS = {"n": _number, "b": lambda value: bool(int(value)), "d": _written_day}
"""How what is no text is read, by the kind that its cell names."""
