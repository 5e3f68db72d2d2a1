"""Tables as people fill them, tried on the whole guide: each is read rightly, or says what was not read."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.exchange.files.raw import Cell
from sendsat.exchange.files.reading_values import DayOrder, day_order, read_date
from sendsat.exchange.round_in.preview import Preview
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from tests.exchange.filling import plain

SENT = Path(__file__).parent.parent / "tables_people_send"


def test_every_table_people_send_is_tried_by_some_test() -> None:
    tests = "".join(file.read_text("utf-8") for file in SENT.parents[1].rglob("test_*.py"))
    assert [file.name for file in SENT.iterdir() if not re.search(rf"""["']{re.escape(file.stem)}["'.]""", tests)] == []


def look(desk: Desk, name: str) -> Preview:
    return importing.preview_import(desk, 1, 1, (SENT / name).read_bytes(), name)


def test_every_painted_rating_is_read_whatever_names_its_colour(college: Desk) -> None:
    found = look(college, "paints.xlsx")
    read = {one.statement_id: one.value for one in (*found.changes, *found.conflicts) if "painted" in one.guess}
    theme, pattern, gradient, indexed = read["LM4"], (read["LM6"], read["LM7"]), read["LM8"], read["LM13"]
    assert (theme, pattern, gradient, indexed) == ("red", ("red", "red"), "green", "red")
    assert len(read) == 18


def said(found: Preview, field: str) -> dict[str, str]:
    return {one.statement_id: one.value for one in (*found.changes, *found.conflicts) if one.field == field}


def test_of_three_rating_columns_the_one_of_now_is_read(college: Desk) -> None:
    assert said(look(college, "rag-last-time-and-now.xlsx"), "rating") == {"LM1": "green", "LM2": "red"}


def test_two_comment_columns_are_both_kept_with_whose_they_are(college: Desk) -> None:
    found = said(look(college, "two-comment-columns.xlsx"), "commentary")
    assert found == {"LM1": "Comments (staff): Staff say this\n\nComments (governors): Governors say that"}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_tick_boxes_that_are_not_ticked_are_no_marks(college: Desk, kind: str) -> None:
    found = look(college, f"checkboxes-true-false.{kind}")
    assert said(found, "rating") == {"LM1": "green", "LM2": "amber", "LM3": "red"}
    assert found.problems == ()


def test_words_that_contradict_a_rating_are_left_alone(college: Desk) -> None:
    found = look(college, "words-in-rating.xlsx")
    left = {one.found for one in found.problems}
    assert {"Not Green", "Green → Amber", "Was Red, now Green", "R/A/G", "Red (was Green)", "G?"} <= left
    assert said(found, "rating")["LM10"] == "amber"


def asked(desk: Desk, content: bytes, answers: dict[str, str] | None = None) -> Preview:
    return importing.preview_import(desk, 1, 1, content, "audit.xlsx", answers)


def test_where_two_columns_could_be_the_rating_nothing_is_taken_before_somebody_says_which(college: Desk) -> None:
    rows = (("Number", "RAG (self)", "RAG (moderated)"), ("LM2", "Green", "Red"))
    content = plain(*rows)
    question = asked(college, content).questions[0]
    assert said(asked(college, content), "rating") == {}
    by_self, by_moderator, none = question.options
    for answer, expected in ((by_self, {"LM2": "green"}), (by_moderator, {"LM2": "red"}), (none, {})):
        found = asked(college, content, {question.key: answer})
        assert said(found, "rating") == expected
        assert found.questions == (question,)


DATES = (
    ("Number", "Action", "Owner", "Due date"),
    ("LM2", "Meet", "Jo", "3/4/2027"),
    ("LM3", "Write", "Jo", "5/6/2027"),
)


def test_doubtful_dates_of_a_column_are_asked_about_once(college: Desk) -> None:
    found = asked(college, plain(*DATES))
    question = found.questions[0]
    assert (len(found.questions), found.guesses) == (1, ())
    assert [one.due for one in found.changes] == ["2027-04-03", "2027-06-05"]
    month_first = asked(college, plain(*DATES), {question.key: question.options[1]})
    assert [one.due for one in month_first.changes] == ["2027-03-04", "2027-05-06"]


def test_one_date_that_proves_its_order_speaks_for_its_column(college: Desk) -> None:
    found = asked(college, plain(*DATES, ("LM4", "Send", "Jo", "12/31/2027")))
    assert found.questions == ()
    assert [one.due for one in found.changes] == ["2027-03-04", "2027-05-06", "2027-12-31"]


def test_dates_of_both_orders_are_never_guessed(college: Desk) -> None:
    rows = (("LM4", "Send", "Jo", "12/31/2027"), ("LM5", "Look", "Jo", "31/12/2027"))
    found = asked(college, plain(*DATES, *rows))
    assert [one.due for one in found.changes] == ["", "", "2027-12-31", "2027-12-31"]
    assert all("both orders" in one.text for one in found.problems)
    assert len(found.problems) == 2


MONTHS = st.tuples(st.integers(2000, 2100), st.integers(1, 12), st.integers(1, 28))


@given(st.lists(MONTHS, min_size=1, max_size=12), st.booleans())
def test_a_column_is_read_in_the_order_it_proves(days: list[tuple[int, int, int]], month_first: bool) -> None:
    days = [*days, (2027, 3, 31)]
    cells = [
        Cell("K2", f"{month}/{day}/{year}" if month_first else f"{day}/{month}/{year}") for year, month, day in days
    ]
    order = day_order(cells)
    assert order is (DayOrder.MONTH_FIRST if month_first else DayOrder.DAY_FIRST)
    readings = [read_date(cell, order) for cell in cells]
    assert [one.due for one in readings] == [date(*one) for one in days]
    assert not any(one.guess or one.problem for one in readings)
