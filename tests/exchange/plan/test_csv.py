"""The plan's CSV: what other tools are promised."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from sendsat.assessment.values import Priority, Status
from sendsat.exchange.files.safe_text import from_csv
from sendsat.exchange.plan.csv_file import COLUMNS, HEADER, plan_csv
from tests.exchange.plan.plans import AWKWARD, LONG, action, make_plan

DOCUMENTED = (
    "Round,Section,Subsection,Statement id,Statement,Rating now,Rating last round,Commentary,Action,Owner,Due date,"
    "Priority,Status,Ofsted areas"
)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_columns_are_the_documented_ones_with_the_means_of_coming_back_at_the_end() -> None:
    assert ",".join(COLUMNS) == DOCUMENTED
    assert HEADER[len(COLUMNS) :] == ("Action id", "Last changed", "Success measure", "Milestones")
    assert rows_of(plan_csv(()))[0] == list(HEADER)


def test_the_file_starts_with_a_byte_order_mark_and_its_rows_end_in_cr_lf() -> None:
    data = plan_csv(make_plan(action(1)).rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2


def test_a_row_is_read_back_by_pandas_as_it_was() -> None:
    planned = action(7, due=date(2026, 9, 1), owner="Ann", priority=Priority.HIGH, status=Status.IN_PROGRESS)
    frame = pd.read_csv(io.BytesIO(plan_csv(make_plan(planned).rows)))
    assert list(frame.columns) == list(HEADER)
    row = frame.iloc[0]
    assert (row["Action"], row["Owner"], row["Due date"]) == ("Write the policy", "Ann", "2026-09-01")
    assert (row["Priority"], row["Status"], row["Action id"]) == ("High", "In progress", 7)
    assert row["Last changed"] == "2026-05-01T09:30:00Z"


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_no_cell_starts_like_a_formula_and_every_text_can_be_had_back(text: str) -> None:
    cell = rows_of(plan_csv(make_plan(action(1, text)).rows))[1][HEADER.index("Action")]
    assert cell[0] not in "=+-@\t\r"
    assert from_csv(cell) == text


def test_line_ends_stay_inside_their_cell() -> None:
    frame = pd.read_csv(io.BytesIO(plan_csv(make_plan(action(1, "one\ntwo"), action(2)).rows)))
    assert list(frame["Action"]) == ["one\ntwo", "Write the policy"]


def test_a_text_of_a_hundred_thousand_characters_is_whole() -> None:
    frame = pd.read_csv(io.BytesIO(plan_csv(make_plan(action(1, LONG)).rows)))
    assert frame["Action"][0] == LONG
