"""A statement's history reads as changes people made, and no word of an older text is hidden by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sendsat.assessment.records.history import condensed
from sendsat.assessment.values import HistoryEntry
from tests.factories import STARTED

FIRST = HistoryEntry(
    at=STARTED, person="Ana", field="commentary", old="", new="One.", round_id=1, team_id=1, statement_id="LM1"
)
LONGER = replace(FIRST, at=STARTED + timedelta(minutes=1), old="One.", new="One. Two.")
LONGEST = replace(FIRST, at=STARTED + timedelta(minutes=2), old="One. Two.", new="One. Two. Three.")


def test_typing_on_is_one_change_from_the_first_text_to_the_last() -> None:
    assert condensed([LONGEST, LONGER, FIRST]) == (replace(LONGEST, old=""),)


def test_another_field_in_between_does_not_part_them() -> None:
    rated = replace(LONGER, field="rating", old="", new="red")
    assert condensed([LONGEST, rated, LONGER, FIRST]) == (replace(LONGEST, old=""), rated)


@pytest.mark.parametrize(
    "newer",
    [
        replace(LONGER, new="Two."),
        replace(LONGER, new=""),
        replace(LONGER, person="Bo"),
        replace(LONGER, at=STARTED + timedelta(days=1)),
        replace(LONGER, team_id=2, old=""),
        replace(LONGER, round_id=2, old=""),
        replace(LONGER, field="evidence", old=""),
        replace(LONGER, old="Something else."),
    ],
    ids=["rewritten", "emptied", "another person", "another day", "another team", "another round", "evidence", "a gap"],
)
def test_what_is_a_change_of_its_own_stays(newer: HistoryEntry) -> None:
    assert condensed([newer, FIRST]) == (newer, FIRST)


def test_ratings_are_never_taken_together() -> None:
    red = replace(FIRST, field="rating", new="red")
    again = replace(red, old="red", new="red")
    assert condensed([again, red]) == (again, red)
