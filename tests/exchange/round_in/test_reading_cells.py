"""Ratings, dates, Ofsted areas and texts are read as people type them, and a guess is always said."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.exchange.files.raw import Cell
from sendsat.exchange.files.reading_values import read_areas, read_date, read_text, read_typed_date
from sendsat.exchange.files.safe_text import CUT_MARK, LONGEST_CELL, for_cell, for_csv, from_csv, same, was_cut
from sendsat.exchange.round_in.reading_ratings import read_rating, read_ticked
from sendsat.guide.library import Library

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def cell(value: object, paint: str = "") -> Cell:
    assert value is None or isinstance(value, str | int | float | bool | date)
    return Cell("E5", value, paint=paint)


@pytest.mark.parametrize(
    ("typed", "rating"),
    [
        ("g", G),
        ("Green ", G),
        ("GREEN", G),
        ("green.", G),
        ("● Green", G),
        ("▲ Red", R),
        ("r", R),
        ("Amber", A),
        ("– Not applicable", N),
        ("N/A", N),
        ("n.a.", N),
        ("", None),
        ("Not rated", None),
        ("?", None),
    ],
)
def test_a_plain_rating_needs_no_guess(typed: str, rating: Rating | None) -> None:
    reading = read_rating(cell(typed))
    assert (reading.rating, reading.guess, reading.problem) == (rating, "", "")


@pytest.mark.parametrize(
    ("typed", "rating"),
    [
        ("amber/green", A),
        ("Green/Amber", A),
        ("red-amber", R),
        ("Amber to Green", A),
        ("r/a", R),
        ("✓", G),
        ("Yes", G),
        (True, G),
        ("yellow", A),
        ("🟢", G),
        ("Gren", G),
        ("Ambr", A),
        ("Green but only just", G),
        ("Red - see notes", R),
    ],
)
def test_a_doubtful_rating_is_read_with_the_guess_said(typed: object, rating: Rating) -> None:
    reading = read_rating(cell(typed))
    assert reading.rating is rating
    assert rating.word in reading.guess


@pytest.mark.parametrize("typed", ["purple", "3", 3, "x", "red amber green", "not green", "greenhouse gases", "0.5"])
def test_what_is_no_rating_is_not_read(typed: object) -> None:
    reading = read_rating(cell(typed))
    assert reading.rating is None
    assert "not a rating" in reading.problem


@pytest.mark.parametrize(
    ("paint", "rating"), [("00B050", G), ("92D050", G), ("FFC000", A), ("FFFF00", A), ("FF0000", R), ("C00000", R)]
)
def test_a_painted_empty_cell_is_a_guess(paint: str, rating: Rating) -> None:
    reading = read_rating(cell(None, paint))
    assert reading.rating is rating
    assert "painted" in reading.guess


@pytest.mark.parametrize("paint", ["FFFFFF", "F2F2F2", "000000", "D9D9D9"])
def test_grey_and_white_paint_says_nothing(paint: str) -> None:
    assert read_rating(cell(None, paint)).rating is None


def test_a_band_of_colour_over_the_row_is_not_a_rating() -> None:
    assert read_rating(cell(None, "C6EFCE"), beside="C6EFCE").rating is None


def test_a_tick_in_a_painted_cell_takes_the_paint() -> None:
    assert read_rating(cell("✓", "FF0000")).rating is R


def test_two_marks_in_three_columns_are_no_rating() -> None:
    assert read_ticked({R: cell("x"), A: cell("x"), G: None}).problem
    assert read_ticked({R: None, A: cell("x"), G: cell(" ")}).rating is A


@pytest.mark.parametrize(
    "typed",
    [
        "31/03/2027",
        "31.3.27",
        "31-03-2027",
        "2027-03-31",
        "31 March 2027",
        "31st March 2027",
        "Wednesday, 31 March 2027",
        "31-Mar-27",
        "March 31, 2027",
        "31st of March 2027",
        "2027-03-31T00:00:00",
        datetime(2027, 3, 31, 12),
        date(2027, 3, 31),
    ],
)
def test_a_date_is_read_day_first(typed: object) -> None:
    reading = read_date(cell(typed))
    assert (reading.due, reading.guess, reading.problem) == (date(2027, 3, 31), "", "")


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("3/4/2027", date(2027, 4, 3)),
        ("04/30/2027", date(2027, 4, 30)),
        ("February 2028", date(2028, 2, 29)),
        (46477, date(2027, 3, 31)),
    ],
)
def test_a_doubtful_date_is_read_with_the_guess_said(typed: object, due: date) -> None:
    reading = read_date(cell(typed))
    assert reading.due == due
    assert str(due.year) in reading.guess


@pytest.mark.parametrize("typed", ["soon", "31/02/2027", "31/03/1027", "end of term", 7, 1e300, float("inf"), "0/0/0"])
def test_what_is_no_date_is_not_read(typed: object) -> None:
    reading = read_date(cell(typed))
    assert reading.due is None
    assert reading.problem


@pytest.mark.parametrize(
    "typed", ["1/2/2027", "01/02/27", "1.2.2027", "2027-02-01", " 1 Feb 2027 ", "1st February 2027", "Feb 1, 2027"]
)
def test_a_typed_date_is_read_day_first(typed: str) -> None:
    assert read_typed_date(typed) == read_typed_date("2027-02-01")
    assert read_typed_date(typed).due == date(2027, 2, 1)


@pytest.mark.parametrize(
    "typed", ["12/31/2026", "31/02/2027", "Feb 2027", "1 Feb", "tbc", "-", "soon", "1/2/1999", "2027-13-01", "46477"]
)
def test_a_typed_date_is_never_guessed(typed: str) -> None:
    reading = read_typed_date(typed)
    assert reading.due is None
    assert typed in reading.problem


def test_no_typed_date_is_no_date_and_no_problem() -> None:
    assert (read_typed_date(" ").due, read_typed_date("").problem) == (None, "")


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_is_read_as_it_is_shown_and_as_it_is_typed(day: date) -> None:
    shown = (str(day), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day.day} {day:%B %Y}")
    assert {read_typed_date(one).due for one in shown} == {day}


@given(st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.booleans()))
def test_no_cell_breaks_a_reader(value: object) -> None:
    for reading in (read_rating(cell(value)), read_date(cell(value))):
        assert not (reading.problem and reading.guess)
    assert isinstance(read_text(cell(value)), str)


@pytest.mark.parametrize(
    ("typed", "framework", "areas"),
    [
        ("Leadership and governance; Inclusion", "fes2025", ("inclusion", "leadership")),
        ("Curriculum, teaching and training, Achievement", "fes2025", ("curriculum", "achievement")),
        ("safeguarding / inclusion", "fes2025", ("safeguarding", "inclusion")),
        ("L&M, PDB&W", "cif2015", ("L&M", "PDB&W")),
    ],
)
def test_ofsted_areas_are_read_by_title_or_code(
    guide: Library, typed: str, framework: str, areas: tuple[str, ...]
) -> None:
    reading = read_areas(typed, guide.current, "fes2025")
    assert (reading.framework_id, reading.areas, reading.problem) == (framework, areas, "")


def test_what_is_no_ofsted_area_is_said(guide: Library) -> None:
    assert "Catering" in read_areas("Inclusion; Catering", guide.current, "fes2025").problem


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t'=+-@"))


@given(TEXTS)
def test_a_csv_cell_is_harmless_and_comes_back(text: str) -> None:
    out = for_csv(text)
    assert out[:1] not in tuple("=+-@\t\r\n")
    assert from_csv(out) == for_csv(text).removeprefix("'") if out != text else from_csv(out) == text


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\tx", "'=x", "''=x", "'quoted'", "it's"])
def test_a_risky_text_comes_back_as_it_was(text: str) -> None:
    assert from_csv(for_csv(text)) == text


@given(st.text(max_size=300))
def test_texts_in_cells_have_nothing_that_xml_forbids(text: str) -> None:
    made = for_cell(text)
    assert not set(made) & {"\x00", "\x0b", "\x1f", "\ufffe", "\ud800"}


@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_a_text_beyond_a_cell_is_cut_openly(letter: str) -> None:
    made = for_cell(letter * 60_000)
    assert len(made.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert made.endswith(CUT_MARK)
    assert was_cut(made)
    assert not was_cut(for_cell(letter * 10_000))


def test_texts_are_alike_whatever_their_spaces() -> None:
    assert same("a  b\r\n", "a b")
    assert not same("a b", "ab")
