"""A workbook is read as people see it: what is struck out, hidden, painted, noted or broken is told, never silent."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Cell, Sheet, Tables
from sendsat.exchange.files.safe_text import escaped, unescaped
from sendsat.exchange.files.tables import hardly_seen, read_tables
from sendsat.exchange.files.workbook_looks import MIXED
from tests.exchange.filling import repacked


def saved(change: Callable[[Any], object]) -> bytes:
    """A workbook whose one sheet somebody changed."""
    book = Workbook()
    book.active.title = "Audit"
    book.active.append(["Number", "RAG", "Comments"])
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(content: bytes) -> Sheet:
    return read_tables(content).sheets[0]


def cell(content: bytes, address: str) -> Cell:
    return next(one for row in sheet(content).rows for one in row.cells.values() if one.address == address)


def told(content: bytes) -> str:
    found = sheet(content)
    return "\n".join(hardly_seen(found, [row.number for row in found.rows], {3: "Comments"}))


def test_words_struck_out_are_no_part_of_a_text_but_are_kept_apart() -> None:
    def change(page: Any) -> None:
        page["C2"] = CellRichText("Now ", TextBlock(InlineFont(strike=True), "never"), " done")
        page["C3"] = "All of it"
        page["C3"].font = Font(strike=True)

    content = saved(change)
    assert (cell(content, "C2").value, cell(content, "C2").struck) == ("Now  done", "never")
    assert (cell(content, "C3").value, cell(content, "C3").struck) == (None, "All of it")


@pytest.mark.parametrize("shared", [True, False])
def test_struck_words_and_codes_are_told_apart_wherever_a_workbook_keeps_its_texts(shared: bool) -> None:
    text = b"<r><t>Now _x005F_x0041_ </t></r><r><rPr><strike/></rPr><t>never</t></r>"
    sheet = _in(
        SHEET, b'<c r="A2" t="inlineStr"><is><t>LM1</t></is></c>', b'<c r="A2" t="inlineStr"><is>%s</is></c>' % text
    )
    content = saved(lambda page: page.append(["LM1"]))
    content = _with_shared(content, text) if shared else sheet(content)
    assert (cell(content, "A2").value, cell(content, "A2").struck) == ("Now _x0041_ ", "never")


def _with_shared(content: bytes, text: bytes) -> bytes:
    """The workbook with its first text below the headings among those that its sheets share."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    spread = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    changes = {
        SHEET: (b'<c r="A2" t="inlineStr"><is><t>LM1</t></is></c>', b'<c r="A2" t="s"><v>0</v></c>'),
        "xl/_rels/workbook.xml.rels": (
            b"</Relationships>",
            b'<Relationship Id="s" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind,
        ),
        "[Content_Types].xml": (
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % spread,
        ),
    }
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>%s</si></sst>' % text

    def changed(name: str, xml: bytes) -> bytes | None:
        return None if name == "xl/sharedStrings.xml" else xml.replace(*changes.get(name, (b"\0", b"")))

    return repacked(content, changed, xl__sharedStrings_dot_xml=shared)


def test_notes_hidden_rows_columns_and_sheets_are_told() -> None:
    def change(page: Any) -> None:
        page.append(["LM1", "Red", "Late"])
        page["B2"].comment = Comment("Because of the move", "Ann")
        page.row_dimensions[2].hidden = True
        page.column_dimensions["C"].hidden = True
        page.parent.create_sheet("Shown")
        page.sheet_state = "hidden"

    said = told(saved(change))
    for expected in ("'Audit' is hidden", "row 2 is hidden", "column 'Comments' is hidden", "note on B2"):
        assert expected in said
    assert "Because of the move" in said


def test_a_sheet_as_everybody_sees_it_has_nothing_to_tell() -> None:
    assert told(saved(lambda page: page.append(["LM1", "Red", "Late"]))) == ""


RED = "FFC00000"


@pytest.mark.parametrize(
    ("fill", "paint"),
    [
        (PatternFill("solid", fgColor=RED), "C00000"),
        (PatternFill("solid", fgColor=Color(indexed=10)), "FF0000"),
        (PatternFill("solid", fgColor=Color(theme=5, tint=0.0)), "C0504D"),
        (GradientFill(stop=(RED, "FFFFFFFF")), "C00000"),
        (GradientFill(stop=(RED, "FF00B050")), MIXED),
        (PatternFill("darkGrid", fgColor=RED, bgColor="FF00B050"), MIXED),
        (PatternFill("lightUp", fgColor=RED), "EFBFBF"),
        (PatternFill("gray125", bgColor=RED), "A80000"),
    ],
)
def test_a_fill_is_one_colour_or_says_that_it_is_several(fill: Any, paint: str) -> None:
    def change(page: Any) -> None:
        page.append(["LM1"])
        page["B2"].fill = fill

    assert cell(saved(change), "B2").paint == paint


def _in(part: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """The workbook with words of one part exchanged."""

    def made(content: bytes) -> bytes:
        return repacked(content, lambda name, xml: xml.replace(old, new) if name == part else xml)

    return made


STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"
RULE = b'<conditionalFormatting sqref="?"><cfRule type="unheardOf" priority="x"/></conditionalFormatting>'


BROKEN = (
    _in(STYLES, b'rgb="00C00000"', b'rgb="#C00000"'),
    _in(STYLES, b'rgb="00C00000"', b'rgb="red"'),
    _in(STYLES, b'patternType="solid"', b'patternType="sparkles"'),
    _in(STYLES, b'<family val="2"', b'<family val="99"'),
    _in(STYLES, b"<left", b'<left style="wobbly"'),
    _in(SHEET, b"</sheetData>", b"</sheetData>" + RULE),
    _in(SHEET, b"<sheetData>", b'<sheetViews><sheetView view="odd"/></sheetViews><sheetData>'),
)
"""What other programs write that the library does not understand, each as a change of a workbook."""


@pytest.mark.parametrize("broken", BROKEN)
def test_odd_styles_and_rules_cost_no_value(broken: Callable[[bytes], bytes]) -> None:
    def change(page: Any) -> None:
        page.append(["LM1", "Red", "Late"])
        page["B2"].fill = PatternFill("solid", fgColor="C00000")

    made = saved(change)
    content = broken(made)
    assert content != made
    assert (cell(content, "B2").value, cell(content, "C2").value) == ("Red", "Late")


def test_a_colour_written_as_on_the_web_is_read() -> None:
    def change(page: Any) -> None:
        page.append(["LM1"])
        page["B2"].fill = PatternFill("solid", fgColor="C00000")

    assert cell(_in(STYLES, b'rgb="00C00000"', b'rgb="#C00000"')(saved(change)), "B2").paint == "C00000"


LEAVINGS = {
    "xl/media/image1.svg": "Pictures",
    "xl/media/image1.emf": "Pictures",
    "xl/embeddings/oleObject1.bin": "embedded file",
    "xl/model/item.data": "Data models",
    "xl/vbaProject.bin": "macros",
    "xl/metadata": "Mac or Google",
    "xl/.DS_Store": "Mac or Google",
    "__MACOSX/xl/._workbook.xml": "Mac or Google",
    "xl/ctrlProps/ctrlProp1.xml": "Boxes and buttons",
}


@given(st.sets(st.sampled_from(sorted(LEAVINGS))), st.binary(max_size=200))
def test_what_is_not_needed_is_left_out_and_told_whatever_it_holds(names: set[str], bytes_in_it: bytes) -> None:
    content = saved(lambda page: page.append(["LM1", "Red", "Late"]))
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        for name in names:
            package.writestr(name, bytes_in_it)
    found: Tables = read_tables(stream.getvalue())
    assert found.sheets == read_tables(content).sheets
    assert all(any(LEAVINGS[name] in said for said in found.remarks) for name in names)
    assert bool(found.remarks) == bool(names)


@given(st.text(st.sampled_from("_x0005FfBbDdEe1\n") | st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_a_text_that_looks_like_a_code_comes_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("a_x000B_b", "a\nb"),
        ("a_x001E_b", "a-b"),
        ("a_x00A0_b", "a\xa0b"),
        ("a_x2028_b", "a\u2028b"),
        ("_xD83D__xDE00_", "😀"),
        ("a_x0041_b", "aAb"),
        ("_x005F_x0041_", "_x0041_"),
        ("_xD83D_", "\ufffd"),
    ],
)
def test_every_code_of_a_workbook_is_what_it_stands_for(code: str, meant: str) -> None:
    assert unescaped(code) == meant


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"%PDF-1.7 ...", "audit.pdf", "PDF"),
        (b"<html><table><tr><td>LM1</td></tr></table></html>", "audit.xls", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "audit.doc", "Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "audit.xls", "old Excel format"),
    ],
)
def test_another_kind_of_file_is_named_with_what_to_do(content: bytes, name: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refusal:
        read_tables(content, name)
    assert refusal.value.remedy


@pytest.mark.parametrize("name", ["audit.tsv", "audit.txt", "audit.csv"])
def test_a_table_of_texts_is_read_whatever_it_is_called(name: str) -> None:
    found = read_tables(b"Number\tRAG\nLM1\tRed\n", name).sheets[0]
    assert [cell.value for cell in found.rows[1].cells.values()] == ["LM1", "Red"]


@pytest.mark.parametrize(
    ("paint", "stays"), [("FFFFFFFF", False), ("00FFFFFF", False), ("FFC00000", True), ("FFEEEEEE", True)]
)
def test_an_empty_cell_that_is_painted_white_is_not_read_and_any_other_is(paint: str, *, stays: bool) -> None:
    def change(page: Any) -> None:
        page["A9"] = "LM1"
        page["D9"].fill = PatternFill("solid", fgColor=paint)

    addresses = {cell.address for row in sheet(saved(change)).rows for cell in row.cells.values()}
    assert ("D9" in addresses) is stays
    assert {"A1", "A9"} <= addresses


def _without_places(rows: bytes) -> bytes:
    """A workbook whose cells stand beside the one before them, as some programs write it."""
    end = b"</sheetData>"
    return repacked(saved(lambda page: None), lambda _, part: part.replace(end, rows + end))


def test_a_cell_that_does_not_say_where_it_stands_stands_beside_the_one_before_it_though_that_is_empty() -> None:
    rows = b'<row r="2"><c/><c></c><c t="inlineStr"><is><t>Late</t></is></c><c/></row>'
    assert cell(_without_places(rows), "C2").value == "Late"


def test_thousands_of_empty_cells_that_do_not_say_where_they_stand_are_too_many_to_read() -> None:
    row = b"<row>%s<c><v>1</v></c></row>" % (b"<c/>" * 2_000)
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_tables(_without_places(row * 100))
