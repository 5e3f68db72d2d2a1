"""How high a row of a worksheet must be for its wrapped texts, estimated from letters and column widths. openpyxl only.

Office programs print a row as high as the file says: a row without a height hides the end of its texts, or runs into
the next one.
"""

import textwrap
from collections.abc import Iterable

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

POINTS_PER_LINE = 15
HIGHEST_ROW = 400
"""Office programs allow 409 points and no more."""
MOST_LINES = HIGHEST_ROW // POINTS_PER_LINE
SPARE_LETTERS = 2
"""What the edges of a cell take of its width."""


class _GrowingRow(RowDimension):  # type: ignore[misc]
    """A row that opens at the height given and still grows as people type: Excel keeps only heights set by hand."""

    customHeight = False


def lines_in(text: str, width: int) -> int:
    """So many lines a text takes in a column of so many characters, broken between words."""
    room = max(width - SPARE_LETTERS, 1)
    return sum(max(len(textwrap.wrap(line, room)), 1) for line in text.split("\n"))


def set_height(sheet: Worksheet, row: int, cells: Iterable[tuple[str, int]]) -> None:
    """Make the row high enough for its texts, each in a column of so many characters."""
    lines = max((lines_in(text, width) for text, width in cells), default=1)
    height = min(POINTS_PER_LINE * lines + 2, HIGHEST_ROW)
    sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)
