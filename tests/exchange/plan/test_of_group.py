"""The actions of a group's colleges as CSV and Excel: the college first, and nothing that a spreadsheet runs."""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from sendsat.assessment.groups.actions import Planned
from sendsat.assessment.groups.group import College
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.exchange.files.safe_text import for_cell, from_csv, unescaped, without_control
from sendsat.exchange.plan.of_group import HEADER, WIDTHS, cells_of, group_csv, group_xlsx
from tests.exchange.plan.plans import AWKWARD, action

TODAY = date(2026, 7, 1)
OAK = College(Organisation(1, "uid", "Oak", OrganisationKind.PROVIDER), None)
FIRST = Planned("=Oak", OAK, action(1, AWKWARD[0], owner="@ann", due=date(2026, 6, 30)))
SECOND = Planned("Oak", OAK, action(2, due=None, owner=""))


def test_each_row_of_the_csv_names_its_college_and_runs_nothing() -> None:
    header, *rows = csv.reader(io.StringIO(group_csv([FIRST, SECOND], TODAY).decode("utf-8-sig"), newline=""))
    assert tuple(header) == HEADER
    assert [row[0] for row in rows] == ["'=Oak", "Oak"]
    assert [(row[4], row[7]) for row in rows] == [("2026-06-30", "Yes"), ("", "No")]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]


def test_the_workbook_holds_the_same_with_real_dates_and_texts_as_texts() -> None:
    sheet = load_workbook(io.BytesIO(group_xlsx([FIRST, SECOND], TODAY, group="The Trees"))).worksheets[0]
    header, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert tuple(header) == HEADER
    assert (first[0], first[3], first[4], first[7]) == ("=Oak", "@ann", datetime(2026, 6, 30), "Yes")
    assert (second[0], second[4], second[7]) == ("Oak", None, "No")
    assert first[2] == cells_of(FIRST, TODAY)[2]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "d"}
    assert sheet.auto_filter.ref == "A1:H3"


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_comes_back_as_it_was_typed(text: str) -> None:
    planned = Planned("Oak", OAK, action(1, text))
    [_, row] = csv.reader(io.StringIO(group_csv([planned], TODAY).decode("utf-8-sig"), newline=""))
    assert from_csv(row[1]) == without_control(text)
    sheet = load_workbook(io.BytesIO(group_xlsx([planned], TODAY, group="The Trees"))).worksheets[0]
    assert unescaped(str(sheet["B2"].value)) == for_cell(text)


def test_a_long_text_makes_its_column_wider_than_a_row_can_be_high() -> None:
    book = load_workbook(io.BytesIO(group_xlsx([Planned("Oak", OAK, action(1, "word " * 800))], TODAY, group="Trees")))
    assert book.worksheets[0].column_dimensions["B"].width > WIDTHS[1]
