"""An edited plan is read as people really save it, and what cannot be read is named with its place."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from sendsat.assessment.values import Priority, Status
from sendsat.errors import SendsatError
from sendsat.exchange.files.raw import MOST_ROWS
from sendsat.exchange.plan.csv_file import HEADER, plan_csv
from sendsat.exchange.plan.xlsx import plan_xlsx
from tests.exchange.plan.plans import action, make_plan, plan_of

PLANNED = action(
    7,
    due=date(2026, 9, 1),
    owner="Ann",
    priority=Priority.HIGH,
    status=Status.IN_PROGRESS,
    success_measure="Nine in ten",
)
AS_PLANNED = {
    "statements": ("LM1",),
    "text": "Write the policy",
    "owner": "Ann",
    "due": date(2026, 9, 1),
    "priority": Priority.HIGH,
    "status": Status.IN_PROGRESS,
    "success_measure": "Nine in ten",
}


def table(*rows: list[str], delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("write", [lambda plan: plan_csv(plan.rows), plan_xlsx], ids=["csv", "xlsx"])
def test_a_download_is_read_back_as_it_was(write: Any) -> None:
    read = plan_of(write(make_plan(PLANNED)))
    [line] = read.lines
    assert (line.row, line.action_id, line.changed) == (2, 7, datetime(2026, 5, 1, 9, 30, tzinfo=UTC))
    assert line.values == AS_PLANNED
    assert read.problems == ()


@pytest.mark.parametrize(
    "data",
    [
        plan_csv(make_plan(PLANNED).rows).decode("utf-8-sig").encode("utf-16"),
        plan_csv(make_plan(PLANNED).rows).decode("utf-8-sig").encode("cp1252"),
        table(["Statement id", "Action"], ["LM1", "Write the policy"], delimiter=";"),
        table(["my notes"], [], ["STATEMENT  ID", "action "], ["LM1", "Write the policy"]),
    ],
    ids=["unicode text", "windows code page", "semicolons", "columns moved, left out and below a title"],
)
def test_a_csv_is_read_however_a_spreadsheet_saved_it(data: bytes) -> None:
    [line] = plan_of(data).lines
    assert line.values["text"] == "Write the policy"
    assert line.values["statements"] == ("LM1",)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("13/09/2026", date(2026, 9, 13)),
        ("1 September 2026", date(2026, 9, 1)),
        ("01-Sep-26", date(2026, 9, 1)),
        ("", None),
    ],
)
def test_a_date_is_read_in_the_british_order(typed: str, day: date | None) -> None:
    [line] = plan_of(table(["Action id", "Action", "Due date"], ["1", "x", typed])).lines
    assert line.values["due"] == day


def test_a_doubtful_date_is_read_and_the_guess_is_told() -> None:
    [line] = plan_of(table(["Action id", "Action", "Due date"], ["1", "x", "03/04/2027"])).lines
    assert line.values["due"] == date(2027, 4, 3)
    guess = line.guesses["due"]
    assert (guess.where, guess.text) == ("Row 2, Due date", "'03/04/2027' was read as 3 April 2027.")


@pytest.mark.parametrize(
    ("column", "typed", "expected"),
    [
        ("Due date", "soon", "Give a date as day/month/year"),
        ("Status", "nearly", "Use one of: Not started, In progress, Done, Dropped."),
        ("Priority", "urgent", "Use one of: High, Medium, Low."),
        ("Action", "x" * 100_001, "Give a text of at most 100,000 characters"),
        ("Owner", "x" * 201, "Give a name of at most 200 characters"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_the_rest_of_its_row_is_kept(
    column: str, typed: str, expected: str
) -> None:
    cells = {"Action id": "4", "Action": "Do it", "Owner": "Ann"} | {column: typed}
    read = plan_of(table(list(cells), list(cells.values())))
    [(row, problem)] = read.problems
    assert (row, problem.where) == (2, f"Row 2, {column}")
    assert problem.expected.startswith(expected)
    assert len(problem.found) <= 60
    assert read.lines[0].action_id == 4


def test_a_formula_where_a_value_belongs_is_a_problem() -> None:
    read = plan_of(workbook(["Action id", "Action", "Owner"], [1, "=A1&B1", "Ann"]))
    assert [one.where for _, one in read.problems] == ["Row 2, Action"]
    assert read.lines[0].values == {"owner": "Ann"}


def test_an_action_id_that_is_none_keeps_its_row_out() -> None:
    read = plan_of(table(["Action id", "Action"], ["seven", "x"], ["", "new"]))
    assert [one.where for _, one in read.problems] == ["Row 2, Action id"]
    assert [line.row for line in read.lines] == [3]


def test_a_workbook_row_far_below_the_others_is_still_found() -> None:
    book = load_workbook(io.BytesIO(plan_xlsx(make_plan(PLANNED))))
    book.worksheets[0].cell(40, HEADER.index("Action") + 1, "A new one")
    file = io.BytesIO()
    book.save(file)
    assert [line.row for line in plan_of(file.getvalue()).lines] == [2, 40]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"hello there",
        table(["Owner", "Due date"], ["Ann", ""]),
        table(["Action id", "Action"], *[["", "x"]] * (MOST_ROWS + 1)),
        workbook(["Nothing", "here"]),
        b"x" * (20 * 2**20 + 1),
    ],
    ids=["empty", "broken zip", "old office", "picture", "prose", "no action column", "endless", "other", "huge"],
)
def test_what_is_no_plan_is_refused_with_one_plain_sentence(data: bytes) -> None:
    with pytest.raises(SendsatError) as caught:
        plan_of(data)
    assert caught.value.message.endswith(".")
    assert caught.value.remedy
