"""A change is told in words a person understands, and says from what to what."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sendsat.assessment.records.records import Asked, Said, said
from sendsat.assessment.values import HistoryEntry

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def entry(field: str, old: str = "", new: str = "", statement_id: str | None = "LM3") -> HistoryEntry:
    return HistoryEntry(NOON, "Ann", field, old, new, statement_id=statement_id)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (entry("rating", "amber", "green"), Said("Rated LM3 Green (was Amber)")),
        (entry("rating", "", "not_applicable"), Said("Rated LM3 Not applicable (was not rated)")),
        (entry("rating", "", ""), Said("Left LM3 not rated")),
        (entry("rating", "red", ""), Said("Cleared LM3 (was Red)")),
        (entry("commentary", "", "Because", "SP1"), Said("Wrote why at SP1", "", "Because")),
        (entry("commentary", "Because", "Since", "SP1"), Said("Changed why at SP1", "Because", "Since")),
        (entry("evidence", "Minutes", ""), Said("Emptied evidence at LM3", "Minutes", "")),
        (entry("carried_forward", "yes", ""), Said("Confirmed the rating at LM3")),
        (entry("rejudged", "", "yes"), Said("Marked as re-judged at LM3")),
        (entry("planned", "", "Train staff"), Said("Planned an action at LM3", "", "Train staff")),
        (entry("removed", "Train staff", ""), Said("Removed an action at LM3", "Train staff", "")),
        (entry("owner", "Jo", "Sam"), Said("Changed the action's owner at LM3 to Sam (was Jo)")),
        (entry("status", "not_started", "done"), Said("Changed the action's status at LM3 to done (was not started)")),
        (entry("due", "2026-01-02", ""), Said("Changed the action's date at LM3 to nothing (was 2026-01-02)")),
        (entry("round renamed", "Autumn", "Winter", None), Said("Changed a round's name to Winter (was Autumn)")),
        (entry("team added", "", "Sixth form", None), Said("Team added: Sixth form")),
        (entry("file brought in", "", "ours.xlsx", None), Said("File brought in: ours.xlsx")),
        (entry("report: summary", "Draft", "Ours", None), Said("Changed in the report, summary", "Draft", "Ours")),
        (entry("something new", "a", "b", None), Said("Something new: a → b")),
    ],
)  # fmt: skip
def test_it_says_what_was_done_and_what_stood_there_before(change: HistoryEntry, told: Said) -> None:
    assert said(change) == told


def test_days_are_meant_whole_where_sendsat_is_at_home() -> None:
    summer = Asked(since=date(2026, 7, 1), until=date(2026, 7, 1))

    assert summer.moments(ZoneInfo("Europe/London")) == (
        datetime(2026, 6, 30, 23, tzinfo=UTC),
        datetime(2026, 7, 1, 23, tzinfo=UTC),
    )
    assert Asked().moments(ZoneInfo("Europe/London")) == (None, None)
