"""Workbooks whose empty cells are painted, for the tests of what is read of them."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.exchange.filling import repacked

RED, GREY = "FFFF0000", "FFD9D9D9"
END = b"</sheetData>"
Line = Sequence[tuple[str, str]]
"""What each cell of a line says, and its colour: "" for nothing and for none."""


def painted(lines: Sequence[Line], *, merged: str = "", tabs: int = 1) -> bytes:
    """A workbook of so many sheets with these lines below their headings; `merged` are cells merged into one."""
    book = Workbook()
    for page in (book.worksheets[0], *(book.create_sheet() for _ in range(1, tabs))):
        page.append(("Number", "RAG", "Comments"))
        for number, line in enumerate(lines, start=2):
            for column, (says, colour) in enumerate(line, start=1):
                page.cell(number, column).value = says or None
                if colour:
                    page.cell(number, column).fill = PatternFill("solid", fgColor=colour)
    stream = io.BytesIO()
    book.save(stream)
    merge = END + b'<mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % merged.encode()
    return repacked(stream.getvalue(), lambda _, xml: xml.replace(END, merge)) if merged else stream.getvalue()


def mostly_painted(tabs: int, rows: int) -> bytes:
    """Sheets with one statement, its rating painted red, and below it rows of 26 empty cells in grey."""
    told: Line = (("LM1", ""), ("", RED), ("Late", ""))
    content = painted([told, (("", GREY),)], tabs=tabs)
    letters = [bytes([letter]) for letter in range(ord("A"), ord("Z") + 1)]
    lines = (
        b'<row r="%d">%s</row>' % (number, b"".join(b'<c r="%s%d" s="2"/>' % (at, number) for at in letters))
        for number in range(4, rows + 1)
    )
    below = b"".join(lines) + END
    return repacked(content, lambda _, xml: xml.replace(END, below))
