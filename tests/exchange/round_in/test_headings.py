"""The right column is taken among several, and three columns that are ticked are a rating."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.exchange.files.raw import Cell, Row, Sheet, Value
from sendsat.exchange.round_in.headings import Headings, find_headings
from sendsat.exchange.round_in.reading_ratings import CROSS, NO, YES, read_ticked
from sendsat.exchange.round_out.workbook_layout import Field

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def headings(*rows: tuple[str, ...], round_name: str = "Autumn 2026") -> Headings:
    made = tuple(
        Row(number, {at: Cell(f"{'ABCDEFGH'[at - 1]}{number}", text) for at, text in enumerate(row, 1) if text})
        for number, row in enumerate(rows, 1)
    )
    found = find_headings(Sheet("Audit", made), round_name=round_name)
    assert found is not None
    return found


def taken(*names: str, round_name: str = "Autumn 2026") -> str:
    """The rating column that is taken of these, "ask" where somebody is asked."""
    ratings = ("Red", "Amber", "Green", "Amber")[: len(names)]
    found = headings(("Number", *names, "Comments"), ("LM1", *ratings, "Late"), round_name=round_name)
    if found.question:
        assert Field.RATING not in found.columns
        return "ask"
    return names[found.columns[Field.RATING] - 2]


@pytest.mark.parametrize(
    ("names", "right"),
    [
        (("RAG last time", "RAG now", "Target RAG"), "RAG now"),
        (("Previous", "Current"), "Current"),
        (("Target RAG", "RAG"), "RAG"),
        (("RAG rating", "Previous RAG rating"), "RAG rating"),
        (("Baseline", "This term"), "This term"),
        (("Autumn 2025", "Spring 2026", "Autumn 2026"), "Autumn 2026"),
        (("Autumn 2025 RAG", "Autumn 2026 RAG"), "Autumn 2026 RAG"),
        (("Summer", "Autumn"), "Autumn"),
        (("Last rating", "Rating"), "Rating"),
        (("RAG",), "RAG"),
    ],
)
def test_the_column_of_now_or_of_the_round_is_taken(names: tuple[str, ...], right: str) -> None:
    assert taken(*names) == right


@pytest.mark.parametrize(
    "names",
    [
        ("RAG (self)", "RAG (moderated)"),
        ("RAG", "RAG (governors)"),
        ("Autumn 2025", "Spring 2026"),
        ("RAG now", "Current RAG"),
        ("Target RAG",),
        ("RAG last time",),
    ],
)
def test_where_no_column_plainly_is_the_one_somebody_is_asked(names: tuple[str, ...]) -> None:
    assert taken(*names) == "ask"


def test_the_same_headings_of_another_round_are_read_for_that_round() -> None:
    assert taken("Autumn 2025", "Spring 2026", round_name="Spring 2026") == "Spring 2026"


@given(st.permutations(["RAG last time", "RAG now", "Target RAG", "Autumn 2025 RAG"]))
def test_the_order_of_columns_does_not_matter(names: list[str]) -> None:
    assert taken(*names) == "RAG now"


def test_a_reason_for_the_rating_is_not_a_rating() -> None:
    found = headings(("Number", "RAG", "Reason for rating"), ("LM1", "Red", "Late"))
    assert (found.columns[Field.RATING], found.columns[Field.COMMENTARY]) == (2, 3)


def test_last_years_comments_are_not_added_to_this_years() -> None:
    found = headings(("Number", "RAG", "Comments", "Comments last year"), ("LM1", "Red", "Late", "Early"))
    assert (found.joined, [cell.value for cell in found.unknown]) == ({}, ["Comments last year"])


def test_one_letter_is_a_heading_only_among_its_like() -> None:
    ticked = headings(("Number", "R", "A", "G", "N/A"), ("LM1", "x", "", "", ""))
    assert {Field.RED, Field.AMBER, Field.GREEN, Field.NOT_APPLICABLE} <= set(ticked.columns)
    alone = headings(("Number", "RAG", "A"), ("LM1", "Red", "x"))
    assert (Field.AMBER in alone.columns, [cell.value for cell in alone.unknown]) == (False, ["A"])


def ticked(*values: Value) -> tuple[Rating | None, bool, bool]:
    cells = (Cell("B2", value) if value is not None else None for value in values)
    reading = read_ticked(dict(zip((R, A, G, N), cells, strict=False)))
    return reading.rating, bool(reading.guess), bool(reading.problem)


@pytest.mark.parametrize(
    ("values", "rating"),
    [
        ((False, True, False), A),
        (("FALSE", "FALSE", "TRUE"), G),
        (("No", "Yes", "No"), A),
        ((1, 0, 0), R),
        (("0", "0", "1"), G),
        (("☐", "☑", "☐"), A),
        (("☐ Red", "☐ Amber", "☑ Green"), G),
        (("[ ]", "[x]", "[ ]"), A),
        (("-", "-", "x"), G),
        (("✗", "✓", "✗"), A),
        (("R", None, None), R),
        ((None, None, None, "x"), N),
        ((None, None, None), None),
        ((False, False, False), None),
        (("☐", "-", "no"), None),
    ],
)
def test_a_tick_is_told_from_an_empty_box(values: tuple[object, ...], rating: Rating | None) -> None:
    assert ticked(*values) == (rating, False, False)


@pytest.mark.parametrize(
    "values", [("x", "x", None), (True, True, False), (2, 5, 1), (None, 3, None), ("✓", "maybe", None)]
)
def test_marks_that_are_not_plain_are_left_alone(values: tuple[object, ...]) -> None:
    assert ticked(*values) == (None, False, True)


@pytest.mark.parametrize(("values", "rating"), [((None, "JS", None), A), (("n/a", "n/a", "n/a"), N)])
def test_an_odd_mark_is_a_guess(values: tuple[object, ...], rating: Rating) -> None:
    assert ticked(*values) == (rating, True, False)


@given(
    st.sampled_from(sorted(YES | CROSS)),
    st.lists(st.sampled_from(sorted(NO)), min_size=2, max_size=2),
    st.integers(0, 2),
)
def test_one_mark_among_any_empty_boxes_is_the_rating(mark: str, others: list[str], place: int) -> None:
    values = [*others[:place], mark, *others[place:]]
    assert ticked(*values) == ((R, A, G)[place], False, False)
