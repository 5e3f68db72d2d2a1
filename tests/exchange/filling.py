"""A downloaded workbook that somebody fills in, and the cases made from it: what was done, and what is expected."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from sendsat.exchange.round_out.workbook_layout import DATA_SHEET, PLACE, Field
from sendsat.guide.edition import Edition


class Filled:
    """A downloaded workbook that somebody opens and fills in."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(io.BytesIO(content))

    def sheet(self) -> Any:
        """The sheet of the first section."""
        return self.book.worksheets[2]

    def row(self, statement_id: str) -> int:
        """Where a statement stands."""
        return next(cell.row for cell in self.sheet()["A"] if cell.value == statement_id)

    def cell(self, statement_id: str, field: Field) -> Any:
        """A cell of a statement."""
        return self.sheet().cell(self.row(statement_id), PLACE[field])

    def put(self, statement_id: str, field: Field, value: object) -> "Filled":
        """Type into a cell."""
        self.cell(statement_id, field).value = value
        return self

    def paint(self, statement_id: str, field: Field, colour: str) -> "Filled":
        """Paint a cell."""
        self.cell(statement_id, field).fill = PatternFill("solid", fgColor=colour)
        return self

    def heading(self, field: Field) -> Any:
        """The heading cell of a field."""
        return self.sheet().cell(3, PLACE[field])

    def without_copy(self) -> "Filled":
        """Take the hidden copy out, as when sheets are copied to a new workbook."""
        del self.book[DATA_SHEET]
        return self

    def saved(self) -> bytes:
        """The workbook as bytes."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


Change = Callable[[Filled], object]


@dataclass(frozen=True)
class Case:
    """A way of going wrong, and what is expected of it: the words of a refusal, or counts and words of a preview."""

    name: str
    make: Callable[[bytes, Edition], bytes]
    refused: str = ""
    changes: int = 0
    conflicts: int = 0
    guesses: int = 0
    problems: int = 0
    says: str = ""
    filename: str = "filled.xlsx"


def filled(change: Change) -> Callable[[bytes, Edition], bytes]:
    """The download after somebody changed it."""

    def make(content: bytes, edition: Edition) -> bytes:
        filled = Filled(content)
        change(filled)
        return filled.saved()

    return make


def case(name: str, change: Change, **expected: Any) -> Case:
    """A case of somebody who changed a good download."""
    return Case(name, filled(change), **expected)


def plain(*rows: tuple[object, ...], title: str = "Sheet1") -> bytes:
    """A plain workbook typed by hand."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The same package with parts changed, left out (None) or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = change(info.filename, old.read(info.filename))
            if part is not None:
                new.writestr(info.filename, part)
        for name, part in more.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return stream.getvalue()
