"""Texts made safe for Markdown show as they were typed."""

import pytest

from sendsat.ui.frame.words import plain, spelt_dates, with_links

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
