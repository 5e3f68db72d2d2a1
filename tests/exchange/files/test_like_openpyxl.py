"""The quick reading of a workbook says of every cell what openpyxl says of it."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.formula import ArrayFormula

from sendsat.exchange.files.tables import read_tables
from sendsat.services.desk import Desk
from tests.exchange.corpus.making import content as made_content
from tests.exchange.corpus.making import corpus
from tests.exchange.files.openpyxl_reading import by_openpyxl, by_sendsat
from tests.exchange.filling import Case, repacked
from tests.exchange.round_in.awkward_answers import people

SENT = sorted((Path(__file__).parents[1] / "tables_people_send").glob("*.xlsx"))
CORPUS = [made for made in corpus() if not made.is_text and made["made_by"] != "strict"]
CASES = [case for case in people() if case.name != "no headings at all"]
"""All but one in which words stand below merged cells: openpyxl itself drops those."""


def same(content: bytes) -> None:
    read = by_sendsat(content)
    assert read
    assert read == by_openpyxl(content)


@pytest.mark.parametrize("file", [one for one in SENT if one.stem != "strict-ooxml"], ids=lambda file: file.stem)
def test_what_people_send_is_read_as_openpyxl_reads_it(file: Path) -> None:
    same(file.read_bytes())


@pytest.mark.parametrize("made", CORPUS, ids=lambda made: made.name)
def test_every_workbook_of_the_corpus_is_read_as_openpyxl_reads_it(made: Any) -> None:
    same(made_content(made))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_workbooks_that_people_filled_awkwardly_are_read_as_openpyxl_reads_them(
    case: Case, college: Desk, download: bytes
) -> None:
    content = case.make(download, college.library.current)
    if content.startswith(b"PK"):
        same(content)


def saved(fill: Callable[[Any], object], *, epoch: datetime | None = None) -> bytes:
    book = Workbook()
    if epoch is not None:
        book.epoch = epoch
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


NEVER = TextBlock(InlineFont(strike=True), "never ")
KINDS = (
    *(
        "Late",
        " spaces ",
        "a\nb",
        "_x000B_",
        "&<>\"'",
        "é – “😀”",
        0,
        -3,
        1.5,
        1e-7,
        2**60,
        True,
        False,
        "#REF!",
        "#N/A",
    ),
    *(date(2027, 1, 2), datetime(2027, 1, 2, 13, 5), time(9, 30), timedelta(hours=30), datetime(1900, 1, 5)),
    *("=A1+B2", '=IF(A1="","x",SUM(B1:B9))', ArrayFormula("B2:B2", "=SUM(A1:A3*2)")),
    *(
        CellRichText("Now ", NEVER, "done"),
        CellRichText(NEVER),
        CellRichText(TextBlock(InlineFont(b=True), "bold"), " on"),
    ),
)
"""Whatever a cell may hold."""
STRUCK, RED = Font(strike=True), PatternFill("solid", fgColor="FFC00000")


def _fill(page: Any) -> None:
    for row, value in enumerate(KINDS, start=1):
        for column, (font, fill) in enumerate(((None, None), (STRUCK, None), (None, RED), (STRUCK, RED)), start=1):
            cell = page.cell(row, column, value)
            if font:
                cell.font = font
            if fill:
                cell.fill = fill


@pytest.mark.parametrize("epoch", [None, MAC_EPOCH], ids=["from 1900", "from 1904"])
def test_whatever_a_cell_holds_is_read_as_openpyxl_reads_it(epoch: datetime | None) -> None:
    same(saved(_fill, epoch=epoch))


SHARING = b"""
<row r="4"><c r="A4"><f t="shared" ref="A4:A6" si="0">B4+$C$1</f><v>1</v></c></row>
<row r="5"><c r="A5"><f t="shared" si="0"/><v>2</v></c><c r="B5" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>
<row><c t="e"><v>#DIV/0!</v></c><c/><c><v>7</v></c><c t="d"><v>2027-01-02T00:00:00</v></c></row>
<row r="9"><c r="A9" t="inlineStr"><is><r><t>One </t></r><r><rPr><b/></rPr><t>two</t></r>
<rPh sb="0" eb="1"><t>no</t></rPh></is></c>
<c r="C9" t="b"><v>1</v></c><c r="B9" t="n"><v>1E3</v></c></row>
"""


def test_what_only_other_programs_write_is_read_as_openpyxl_reads_it() -> None:
    end = b"</sheetData>"
    same(repacked(saved(lambda page: page.append(["LM1"])), lambda _, part: part.replace(end, SHARING + end)))


CELLS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.sampled_from(KINDS)), min_size=1, max_size=12)


@settings(max_examples=settings().max_examples // 4)
@given(CELLS)
def test_cells_of_every_kind_anywhere_are_read_as_openpyxl_reads_them(cells: list[tuple[int, int, Any]]) -> None:
    def fill(page: Any) -> None:
        for row, column, value in cells:
            page.cell(row, column).value = value

    same(saved(fill))


@pytest.mark.parametrize("painted", [False, True])
def test_a_merged_cell_is_shared_along_its_column_though_what_it_covers_is_painted(painted: bool) -> None:
    def fill(page: Any) -> None:
        page.append(["LM1", "Late"])
        page.append([None, None, "x"])
        page.append([None, None, "y"])
        page.merge_cells("B1:B3")

    content = saved(lambda page: _painted(page, fill)) if painted else saved(fill)
    read = {
        cell.address: (cell.value, cell.merged_from)
        for row in read_tables(content).sheets[0].rows
        for cell in row.cells.values()
        if cell.address.startswith("B")
    }
    assert read == {"B1": ("Late", ""), "B2": ("Late", "B1"), "B3": ("Late", "B1")}


def _painted(page: Any, fill: Callable[[Any], object]) -> None:
    fill(page)
    for row in (1, 2, 3):
        page._cells[row, 2].fill = RED


@pytest.mark.parametrize(
    ("value", "told"), [(None, ()), ("Late", ("Only the first 20,000 rows of the sheet Sheet were read.",))]
)
def test_rows_that_were_not_read_are_told_only_where_they_say_something(
    value: str | None, told: tuple[str, ...]
) -> None:
    def fill(page: Any) -> None:
        page.append(["LM1"])
        page.cell(20_001, 1, value).fill = RED

    assert read_tables(saved(fill)).remarks == told
