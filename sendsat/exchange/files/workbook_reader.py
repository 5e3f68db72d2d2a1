"""Turns the bytes of a workbook into raw rows with sheet and cell addresses. Judges nothing.

Cells and texts are read by `workbook_cells`, styles by openpyxl. A value merged over several rows is given to each.
"""

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from openpyxl.utils import get_column_letter, range_boundaries

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import MOST_COLUMNS, MOST_ROWS, Row, Sheet, Tables
from sendsat.exchange.files.safe_text import unescaped
from sendsat.exchange.files.workbook_cells import Cells, read_cells
from sendsat.exchange.files.workbook_looks import Looks, looks_of
from sendsat.exchange.files.workbook_parts import RELATIONS, WORKBOOK, path, related, relations_of
from sendsat.exchange.files.workbook_safety import SAVE_AGAIN, opened
from sendsat.exchange.files.workbook_texts import Text, read_texts

MOST_SHEETS = 60
MOST_MERGED = 20_000
LONGEST_MERGE = 500
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}")
_THREAD = re.compile(r"^\[Threaded comment\].*?\bComment:\s*", re.DOTALL)
Merged = dict[int, dict[int, int]]
"""The row of the cell that shares its value, by the row and column it is shared with."""


@dataclass(frozen=True)
class _Page:
    """A sheet as the workbook names it, and the part that holds it."""

    title: str
    part: str
    hidden: bool


def read_workbook(content: bytes) -> Tables:
    """The workbook's sheets as raw rows. Raises `Invalid` where it must not be opened."""
    content, remarks = opened(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets, cut = _read(content)
    except Invalid:
        raise
    except Exception as error:  # a file can break the reading in ways that nobody lists
        raise Invalid("This workbook is damaged and cannot be read.", SAVE_AGAIN) from error
    return Tables("workbook", sheets, (*remarks, *cut))


def _read(content: bytes) -> tuple[tuple[Sheet, ...], list[str]]:
    looks, told = looks_of(content)
    sheets, cut = [], list(told)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages, texts = list(_pages(archive)), _texts(archive)
        for page in pages[:MOST_SHEETS]:
            sheet, goes_on = _sheet(archive, page, texts, looks)
            sheets.append(sheet)
            if goes_on:
                cut.append(f"Only the first {MOST_ROWS:,} rows of the sheet {page.title} were read.")
    if len(pages) > MOST_SHEETS:
        cut.append(f"Only the first {MOST_SHEETS} sheets were read.")
    return tuple(sheets), cut


def _pages(archive: zipfile.ZipFile) -> Iterator[_Page]:
    relations, names = archive.read(RELATIONS), set(archive.namelist())
    parts = {node.get("Id"): path(node.get("Target", "")) for node in ElementTree.fromstring(relations)}
    cells = names & set(related(relations, "/worksheet", "xl"))
    for node in ElementTree.fromstring(archive.read(WORKBOOK)).iter():
        part = parts.get(node.get(_RELATION)) if node.tag.endswith("}sheet") else None
        if part in cells:
            yield _Page(str(node.get("name")), part, node.get("state", "visible") != "visible")


def _texts(archive: zipfile.ZipFile) -> tuple[Text, ...]:
    parts = related(archive.read(RELATIONS), "/sharedStrings", "xl")
    return next((read_texts(archive.read(part)) for part in parts if part in archive.namelist()), ())


def _sheet(archive: zipfile.ZipFile, page: _Page, texts: tuple[Text, ...], looks: Looks) -> tuple[Sheet, bool]:
    """The sheet, and whether it goes on below the last row that is read."""
    read = read_cells(archive.read(page.part), texts, looks)
    cells = read.rows
    _share(cells, _merged(read.merged))
    rows = tuple(Row(number, cells[number]) for number in sorted(cells) if cells[number])
    hidden = frozenset(read.hidden_rows), frozenset(read.hidden_columns)
    return Sheet(page.title, rows, page.hidden, *hidden, _notes_of(archive, page.part)), read.goes_on


def _share(cells: Cells, merged: Merged) -> None:
    """Give what a merged cell says to each row it is merged over."""
    last = max(cells, default=0)
    for number in sorted(row for row in merged if row <= last):
        row = cells.setdefault(number, {})
        for column, top in merged[number].items():
            above = cells.get(top, {}).get(column)
            if above is not None and (column not in row or row[column].is_empty):
                address = f"{get_column_letter(column)}{number}"
                row[column] = replace(above, address=address, merged_from=above.merged_from or above.address)


def _notes_of(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    relations, notes, names = relations_of(part), dict[str, str](), archive.namelist()
    if relations in names:
        for comments in related(archive.read(relations), "/comments", part.rpartition("/")[0]):
            notes |= _notes(archive.read(comments)) if comments in names else {}
    return notes


def _notes(xml: bytes) -> dict[str, str]:
    """The notes of a sheet by the cell they hang on; of a thread of comments its words alone."""
    by_cell = {}
    for node in ElementTree.fromstring(xml).iterfind("{*}commentList/{*}comment"):
        text = unescaped("".join(piece.text or "" for piece in node.iterfind("{*}text//{*}t"))).strip()
        if text:
            by_cell[node.get("ref", "")] = _THREAD.sub("", text)
    return by_cell


def _merged(places: list[str]) -> Merged:
    """Which cells are merged under which: only along a column, for a value belongs to its own column."""
    merged: Merged = defaultdict(dict)
    cells = 0
    for place in filter(_MERGED.fullmatch, places):
        left, top, _, bottom = range_boundaries(place)
        for row in range(top + 1, min(bottom, MOST_ROWS, top + LONGEST_MERGE) + 1 if left <= MOST_COLUMNS else 0):
            merged[row][left] = top
            cells += 1
        if cells > MOST_MERGED:
            break
    return merged
