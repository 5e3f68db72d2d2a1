"""What other programs write into a sheet, or leave half written: nothing is lost, nothing that is not there is read."""

import io
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Sheet
from sendsat.exchange.files.tables import read_tables
from tests.exchange.filling import repacked

PART = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = (
    '<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>'
)


def workbook(xml: str) -> bytes:
    """A workbook with this sheet, two texts that sheets share, a style of dates, one struck out and one painted."""
    book = Workbook()
    page: Any = book.active
    for column, value in enumerate("xyz", start=1):
        page.cell(1, column, value)
    page["A1"].number_format = "dd/mm/yyyy"
    page["B1"].font, page["C1"].fill = Font(strike=True), PatternFill("solid", fgColor="C00000")
    stream = io.BytesIO()
    book.save(stream)

    def changed(name: str, part: bytes) -> bytes:
        if name == PART:
            return xml.encode()
        return part.replace(b"</Relationships>", RELATION.encode()) if name.endswith("workbook.xml.rels") else part

    texts = f'<sst xmlns="{NAMESPACE}"><si><t>First</t></si><si><t>Last</t></si></sst>'
    return repacked(stream.getvalue(), changed, xl__sharedStrings_dot_xml=texts.encode())


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{NAMESPACE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def sheet(rows: str, **around: str) -> Sheet:
    return read_tables(workbook(worksheet(rows, **around)), "sent.xlsx").sheets[0]


def said(found: Sheet) -> dict[str, object]:
    """What each cell says; "!" before what a program wrote as a fault."""
    cells = [(row.number, cell) for row in found.rows for cell in row.cells.values()]
    assert all(cell.address.endswith(str(number)) for number, cell in cells)
    return {cell.address: f"!{cell.value}" if cell.fault else cell.value for _, cell in cells if not cell.is_empty}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<row r="5"><c><v>5</v></c></row><row r="2"><c><v>2</v></c></row>', {"A5": 5, "A2": 2}),
        ('<row r="5"><c><v>5</v></c></row><row r="5"><c r="B5"><v>2</v></c></row>', {"A5": 5, "B5": 2}),
        ('<row><c r="B3"><v>1</v></c></row><row><c r="A7"><v>3</v></c></row>', {"B3": 1, "A7": 3}),
        (
            '<row r="1"><c r="A3"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
            {"A3": 3, "B3": 4, "A4": 5},
        ),
        ('<row r="two"><c><v>3</v></c></row><row r="2.0"><c><v>4</v></c></row>', {"A1": 3, "A2": 4}),
        ('<row r="1"><c r="A1"><v>3</v></c><c r="A1" s="3"/></row>', {"A1": 3}),
    ],
    ids=["rows backwards", "a row twice", "cells alone", "a cell of another row", "no number", "a cell twice"],
)
def test_rows_and_cells_are_read_wherever_they_say_they_stand(rows: str, expected: dict[str, object]) -> None:
    assert said(sheet(rows)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *[(f"<c><v>{odd}</v></c>", "!#VALUE!") for odd in ("NaN", "INF", "1E999", "1,5", "0x10", "1_000", "abc", "١٢")],
        *[(f'<c t="s"><v>{odd}</v></c>', "!#VALUE!") for odd in ("2", "-1", "x")],
        *[(f'<c t="b"><v>{yes}</v></c>', True) for yes in ("1", "true", "TRUE", " 1 ")],
        ('<c t="b"><v>false</v></c>', False),
        ('<c t="b"><v>perhaps</v></c>', "!#VALUE!"),
        ('<c t="s"><v> 1 </v></c>', "Last"),
        ('<c t="d"><v>tomorrow</v></c>', "tomorrow"),
        ('<c t="inlineStr"><v>Late</v></c>', "Late"),
        ("<c><is><t>Late</t></is></c>", "Late"),
        ("<c><v>1E3</v></c>", 1000.0),
        *[(f'<c s="{style}"><v>7</v></c>', 7) for style in ("99", "-1", "", "x")],
    ],
)
def test_a_value_that_is_none_is_told_and_costs_no_other_cell(cell: str, expected: object) -> None:
    beside = '<c t="s"><v>0</v></c>'
    assert said(sheet(f"<row>{cell}{beside}</row>")) == {"A1": expected, "B1": "First"}


def test_a_style_that_is_not_there_paints_and_strikes_nothing() -> None:
    row = sheet('<row><c s="-1"><v>7</v></c><c s="99" t="s"><v>0</v></c></row>').rows[0]
    assert [(cell.paint, cell.struck) for cell in row.cells.values()] == [("", ""), ("", "")]


def test_a_blank_number_is_an_empty_cell() -> None:
    assert said(sheet('<row><c><v> </v></c><c t="s"><v/></c><c><v>1</v></c></row>')) == {"C1": 1}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            '<c t="inlineStr"><is><t><![CDATA[<c r="B1"/> </row> </sheetData>]]></t></is></c>',
            '<c r="B1"/> </row> </sheetData>',
        ),
        ('<c t="inlineStr"><is><t>a<!-- <c r="B1"/> --><?go now?>b</t></is></c>', "ab"),
        ("<!-- <c><v>9</v></c> --><c><v><![CDATA[12]]></v></c>", 12),
        ('<c t="inlineStr"><is><t>&lt;c r="B1"/&gt; &amp;lt;</t></is></c>', '<c r="B1"/> &lt;'),
    ],
)
def test_what_only_looks_like_a_tag_is_what_was_typed_or_nothing(cell: str, expected: object) -> None:
    rows = f'<row r="1">{cell}</row><row r="2"><c><v>4</v></c></row>'
    assert said(sheet(rows, before="<!-- <sheetData></sheetData> -->")) == {"A1": expected, "A2": 4}


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("prefix", ["", "x:", "my-x.1:"])
def test_hidden_and_merged_are_seen_however_a_tag_is_written(quote: str, prefix: str) -> None:
    rows = '<row r="1" hidden="1"><c r="B1" s="3"/><c r="C1"><v>3</v></c></row><row ht="0"><c r="A2"><v>1</v></c></row>'
    columns, merged = '<cols><col min="2" max="3" hidden="true"/></cols>', '<mergeCell ref="C1:C2"/>'
    written = worksheet(rows, before=columns, after=f"<mergeCells>{merged}</mergeCells>").replace('"', quote)
    written = written.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
    if prefix:
        written = written.replace("xmlns=", f"xmlns:{prefix[:-1]}=")
    found = read_tables(workbook(written)).sheets[0]
    assert (found.hidden_rows, found.hidden_columns) == ({1, 2}, {2, 3})
    assert said(found) == {"C1": 3, "A2": 1, "C2": 3}
    assert found.rows[0].cells[2].paint == "C00000"


@pytest.mark.parametrize(
    ("instead", "says"), [("http://purl.oclc.org/ooxml/spreadsheetml/main", "Strict"), ("urn:other", "damaged")]
)
def test_a_sheet_of_another_kind_is_refused_and_never_read_as_empty(instead: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refusal:
        read_tables(workbook(worksheet("<row><c><v>1</v></c></row>").replace(NAMESPACE, instead)))
    assert refusal.value.remedy
