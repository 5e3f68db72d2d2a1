"""A whole round as CSV, out and in: UTF-8 with a byte order mark so that Excel shows every letter. Pure.

Cells that a spreadsheet could run get a leading apostrophe on the way out, and lose it on the way in.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Cell, Row, Sheet, Upload
from sendsat.exchange.files.safe_text import for_csv, from_csv
from sendsat.exchange.files.workbook_safety import check_size
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.table import COLUMNS, origin_in, round_rows

MOST_ROWS = 20_000
MOST_COLUMNS = 200
NOT_CSV = "Save it as CSV UTF-8 from your spreadsheet, or bring in the workbook itself."


def round_csv(contents: RoundContents) -> bytes:
    """The round as CSV, a row for each team and statement."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in COLUMNS])
    for row in round_rows(contents):
        writer.writerow([for_csv(row[column.name]) for column in COLUMNS])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def read_csv(content: bytes, filename: str) -> Upload:
    """The file as one sheet of raw rows. Raises `Invalid` where it is no table of texts."""
    check_size(content)
    text, remarks = _decoded(content)
    rows = list(_table(text))
    if not rows:
        raise Invalid("This file has no rows.", "Choose the file that was filled in.")
    sheet = Sheet(_title(filename), tuple(_row(number, cells) for number, cells in enumerate(rows, start=1) if cells))
    header = [name.strip().casefold() for name in rows[0]]
    first = dict(zip(header, map(from_csv, rows[1]), strict=False)) if len(rows) > 1 else {}
    return Upload("csv", (sheet,), origin_in(first), {}, tuple(remarks))


def _title(filename: str) -> str:
    name = filename.replace("\\", "/").rsplit("/", 1)[-1][:80] or "file"
    return name if name.lower().endswith(".csv") else f"{name}.csv"


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), [
            "The file is not in UTF-8, so its letters were read as Windows saves them: look at accents and dashes."
        ]


def _table(text: str) -> Iterator[Sequence[str]]:
    if "\x00" in text:
        raise Invalid("This is not a CSV file that sendsat can read.", NOT_CSV)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Invalid("This CSV file is far larger than a round, so it was not read.", NOT_CSV)
            yield row
    except csv.Error:
        raise Invalid("This is not a CSV file that sendsat can read.", NOT_CSV) from None


def _row(number: int, cells: Sequence[str]) -> Row:
    made = {
        column: Cell(f"{get_column_letter(column)}{number}", from_csv(text))
        for column, text in enumerate(cells, start=1)
        if text
    }
    return Row(number, made)
