"""Several tables on a sheet, and groups above the headings: nothing of one is taken for the other's."""

import io

import pytest
from openpyxl import load_workbook

from sendsat.exchange.round_in.preview import Preview
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from tests.exchange.filling import plain

A, B = ("Number", "RAG", "Comments"), ("Number", "Comments", "RAG")
ONE, OTHER, TURNED = ("LM2", "Green", "Done"), ("LM3", "Red", "Late"), ("LM3", "Late", "Red")
TOGETHER = {
    "below, columns in another order": (A, ONE, (), B, TURNED),
    "below, under a title": (A, ONE, (), ("Workforce",), B, TURNED),
    "below, the second with more columns": (A, ONE, (), (*B, "Evidence"), (*TURNED, "")),
    "below, the same columns": (A, ONE, (), A, OTHER),
    "side by side": ((*A, None, *B), (*ONE, None, *TURNED)),
}


def said(desk: Desk, content: bytes) -> dict[str, list[str]]:
    found: Preview = importing.preview_import(desk, 1, 1, content, "audit.xlsx")
    assert found.questions == ()
    read: dict[str, list[str]] = {}
    for one in (*found.changes, *found.conflicts):
        read.setdefault(one.statement_id, []).append(one.value)
    return read


@pytest.mark.parametrize("rows", TOGETHER.values(), ids=TOGETHER)
def test_each_table_of_a_sheet_is_read_by_its_own_headings(college: Desk, rows: tuple[tuple[object, ...], ...]) -> None:
    assert said(college, plain(*rows)) == {"LM2": ["green", "Done"], "LM3": ["red", "Late"]}


@pytest.mark.parametrize("merged", [True, False])
def test_a_term_above_two_columns_keeps_another_terms_words_out(college: Desk, merged: bool) -> None:
    terms = (None, "Spring 2020", None, "Now", None)
    content = plain(terms, ("Number", "RAG", "Comments", "RAG", "Comments"), ("LM2", "Red", "Old", "Green", "Done"))
    if merged:
        book, stream = load_workbook(io.BytesIO(content)), io.BytesIO()
        book.active.merge_cells("B1:C1")
        book.active.merge_cells("D1:E1")
        book.save(stream)
        content = stream.getvalue()
    assert said(college, content) == {"LM2": ["green", "Done"]}


def test_an_answer_that_reads_like_a_heading_begins_no_table(college: Desk) -> None:
    content = plain(A, ("LM2", "Red", "No"), ("LM3", "Green", "Done"))
    assert said(college, content) == {"LM2": ["red", "No"], "LM3": ["green", "Done"]}
