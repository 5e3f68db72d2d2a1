"""A table in a text file as raw rows: encoding and separator are judged over the whole of it. Pure.

Which of the two old code pages a text is in is weighed by the letters of English text. A general detector takes short
British texts for Polish or Greek ones ("£" for "Ł", "½" for "Ω"), so none is used.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from openpyxl.utils import get_column_letter

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import MOST_ROWS, Cell, Row, Sheet, Tables

SEPARATORS = ",;\t|"
MOST_COLUMNS = 200
MOST_CELLS = 400_000
NOT_CSV = "Save it as CSV UTF-8 from your spreadsheet, or bring in the workbook itself."
CODE_PAGES = {"cp1252": "Windows saves", "mac_roman": "an older Mac saves"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MOST_WEIGHED = 5_000
_LONGEST_WEIGHED = 2_000
_FOREIGN = re.compile(rb"[ -~]?[\x80-\xff]+[ -~]?")
_USUAL = re.compile("[‘’“”–—…•£€½¼¾°²éèêëàáâäçíîïñóôöúûüœÉ©®™×·]")
_ODD = re.compile("[a-z][À-ÞŒŠŽŸ]|[a-z][•“”‘™](?=[a-z])")


def read_csv(content: bytes, filename: str) -> Tables:
    """The file as one sheet. Raises `Invalid` where it is no table of texts, or larger than any that is brought in."""
    text, remarks = _decoded(content)
    if "\x00" in text:
        raise _no_csv()
    rows = _table(text)
    if not rows:
        raise Invalid("This file has no rows.", "Choose the file that was filled in.")
    filled = tuple(_row(number, cells) for number, cells in enumerate(rows, start=1) if any(cells))
    return Tables("csv", (Sheet(_title(filename), filled),), tuple(remarks))


def _no_csv() -> Invalid:
    return Invalid("This is not a CSV file that sendsat can read.", NOT_CSV)


def _title(filename: str) -> str:
    name = filename.replace("\\", "/").rsplit("/", 1)[-1][:80] or "file"
    return name if name.lower().endswith(".csv") else f"{name}.csv"


def without_mark(content: bytes) -> str:
    """The name of the encoding where every other byte of the beginning is empty, as in UTF-16 without its mark."""
    start = content[:4096]
    first, second = (Counter(start[at::2])[0] / (len(start) / 2) for at in (0, 1))
    if second > 0.7 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.7 and second < 0.1 else ""


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    if name := without_mark(content):
        return content.decode(name, "replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        page = _code_page(content)
        how = f"its letters were read as {CODE_PAGES[page]} them"
        told = f"The file is not in UTF-8, so {how}: look at accents and dashes."
        return content.decode(page, "replace"), [told]


def _code_page(content: bytes) -> str:
    """The code page in which the text's special letters are those that English text uses; Windows' where both are."""
    pieces = b" ".join(match[0][:_LONGEST_WEIGHED] for match in islice(_FOREIGN.finditer(content), _MOST_WEIGHED))
    return max(CODE_PAGES, key=lambda page: _usual(pieces.decode(page, "replace")))


def _usual(text: str) -> int:
    return len(_USUAL.findall(text)) - len(_ODD.findall(text)) - text.count("\ufffd")


def _table(text: str) -> list[Sequence[str]]:
    """The rows under the separator that makes the most of a table of them. Raises `Invalid`."""
    readings = (  # made one after another, as each takes as much memory as the file
        rows
        for separator in SEPARATORS
        if separator in text or separator == ","
        if (rows := _rows(text, separator)) is not None
    )
    rows = max(readings, key=_tableness, default=None)
    if rows is None:
        raise _no_csv()
    too_wide = any(len(row) > MOST_COLUMNS for row in rows)
    if len(rows) > MOST_ROWS or too_wide or sum(map(_filled, rows)) > MOST_CELLS:
        raise Invalid("This CSV file is far larger than any that sendsat reads, so it was not read.", NOT_CSV)
    return rows


def _rows(text: str, separator: str) -> list[Sequence[str]] | None:
    """The rows under a separator, up to one more, or just more cells, than are read at most: to keep all of them could
    take fifty times as much memory as the file. None where a cell would be endless."""
    rows: list[Sequence[str]] = []
    cells = 0
    try:
        for row in islice(csv.reader(_lines(text, separator), delimiter=separator), MOST_ROWS + 1):
            rows.append(row)
            cells += _filled(row)
            if cells > MOST_CELLS:
                break
    except csv.Error:
        return None
    return rows


def _lines(text: str, separator: str) -> Iterator[str]:
    """The lines with their ends; of one with far too many columns no more than shows that it is too wide."""
    for match in _LINE.finditer(text):
        line = match[0]
        if line.count(separator) > MOST_COLUMNS and '"' not in line:
            line = separator.join(line.split(separator, MOST_COLUMNS + 1)[:-1]) + "\n"
        yield line


def _filled(row: Sequence[str]) -> int:
    return len(row) - row.count("")


def _tableness(rows: list[Sequence[str]]) -> int:
    """How many separators stand between cells of rows as wide as most: one followed by a space is prose."""
    widths = Counter(len(row) for row in rows if len(row) > 1 and not any(cell[:1] == " " for cell in row[1:]))
    return max(((width - 1) * rows_so_wide for width, rows_so_wide in widths.items()), default=0)


def _row(number: int, cells: Sequence[str]) -> Row:
    made = {
        column: Cell(f"{get_column_letter(column)}{number}", text) for column, text in enumerate(cells, start=1) if text
    }
    return Row(number, made)
