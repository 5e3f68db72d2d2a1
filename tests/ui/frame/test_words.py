"""Texts made safe for Markdown show as they were typed."""

from datetime import date

import pytest

from sendsat.assessment.rating import SYMBOLS
from sendsat.ui.frame.words import due_marked, plain, spelt_dates, with_links

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Aims\n====", r"Aims  " + "\n" + r"\=\=\=\="),  # no heading
        ("&copy; &lt;", r"\&copy; \&lt;"),  # no entity
        ("    indented", NBSP * 4 + "indented"),  # no code
        ("one\n\n\ttwo", f"one  \n  \n{NBSP * 4}two"),
        ("*a* $b$", r"\*a\* \$b\$"),
    ],
)
def test_nothing_typed_turns_into_markup(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_only_addresses_become_links() -> None:
    assert with_links("  see http://a.uk/?x=1 *now*") == (
        NBSP * 2 + r"see [http\://a\.uk/?x\=1](<http://a.uk/?x=1>) \*now\*"
    )


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2018-04-01", "1 April 2018"),
        ("2016-08", "August 2016"),
        ("2017-04-01; 2025-03-31", "1 April 2017; 31 March 2025"),
        ("2013-14", "2013-14"),
        ("2026", "2026"),
    ],
)
def test_dates_are_spelt_out(told: str, read: str) -> None:
    assert spelt_dates(told) == read


def test_overdue_has_a_sign_that_no_rating_has() -> None:
    today = date(2026, 3, 4)

    assert due_marked(date(2026, 3, 3), today) == "**:material/alarm: 1 day overdue**"
    assert due_marked(today, today) == "due today"
    assert due_marked(None, today) == "no date"
    assert not any(sign in due_marked(date(2026, 3, 3), today) for sign in SYMBOLS.values())
