"""What a file that came back holds, before anybody has judged it: sheets, rows and cells with their addresses. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

MOST_ROWS = 20_000
"""How many rows of a sheet are read, in a workbook and in a CSV file."""
MOST_COLUMNS = 60
Value = str | int | float | bool | datetime | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it is, what it holds, and what was done to it.

    `formula` and `fault` mark values that no person typed (=A1, #REF!); `paint` is the fill as RRGGBB, "" for none;
    `merged_from` is the address of the merged cell above, whose value this cell shares; `struck` are words that are
    struck out in the cell, which are no part of its value.
    """

    address: str
    value: Value = None
    formula: bool = False
    fault: bool = False
    paint: str = ""
    merged_from: str = ""
    struck: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody put a value here."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True)
class Row:
    """A row: its number as people see it, and its cells by column, counted from 1."""

    number: int
    cells: Mapping[int, Cell]

    def cell(self, column: int | None) -> Cell | None:
        """The cell in a column, None where there is none."""
        return self.cells.get(column) if column is not None else None


@dataclass(frozen=True)
class Sheet:
    """A sheet with those of its rows that hold anything, what of it is hidden, and notes by the cell they hang on.
    `supplement` is the id of the supplement it is of, where the file says so."""

    title: str
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    supplement: str = ""


@dataclass(frozen=True)
class Tables:
    """A table file that was read: its `kind` ("workbook" or "csv"), its sheets, and plain sentences about the whole."""

    kind: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


Base = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Upload:
    """A file that was read. `origin` says where it was made, as the hidden copy tells; empty for a plain file.

    `base` holds what the file said when it was made: by statement id, or "action 7", the texts by field. `remarks` are
    plain sentences about the file as a whole.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    origin: Mapping[str, str] = field(default_factory=dict)
    base: Base = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
