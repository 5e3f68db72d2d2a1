"""A table of the screen as CSV: harmless in a spreadsheet, and the same numbers in pandas."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from sendsat.exchange.files.safe_text import from_csv
from sendsat.exchange.files.written.table_csv import table_csv
from tests.exchange.plan.plans import AWKWARD


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", AWKWARD)
def test_no_cell_and_no_heading_runs_as_a_formula_and_each_can_be_read_back(text: str) -> None:
    [heading], [cell] = rows_of(table_csv(pd.DataFrame({text: [text]})))

    assert not heading.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert (from_csv(heading), from_csv(cell)) == (text, text)


def test_numbers_dates_and_gaps_stay_what_they_are() -> None:
    table = pd.DataFrame({"Moved": [-2, 3], "Share": [1.5, None], "Due": [date(2026, 7, 3), None]})

    data = table_csv(table)

    assert data.startswith(b"\xef\xbb\xbf")
    assert rows_of(data) == [["Moved", "Share", "Due"], ["-2", "1.5", "2026-07-03"], ["3", "", ""]]
    assert pd.read_csv(io.BytesIO(data))["Moved"].tolist() == [-2, 3]
