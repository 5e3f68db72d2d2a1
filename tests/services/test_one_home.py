"""What several rooms need is written down once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sendsat.services.desk import Desk

SENDSAT = Path(__file__).parents[2] / "sendsat"


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("Europe/London", "services/desk.py"),
        ("LONGEST_OWNER = ", "assessment/rules.py"),
        ("The owner's name is too long", "assessment/rules.py"),
        ("previous.round.team(", "assessment/results/comparison.py"),
        ("changed in the file and in sendsat", "assessment/imports/preview.py"),
        ("Nothing has been written yet", "ui/files/preview.py"),
        ("def contents_within", "services/viewing.py"),
    ],
)
def test_it_is_written_in_its_home_alone(words: str, home: str) -> None:
    found = [file.relative_to(SENDSAT).as_posix() for file in SENDSAT.rglob("*.py") if words in file.read_text("utf-8")]
    assert found == [home]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 7, 31, 23, 30, tzinfo=UTC), date(2026, 8, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_a_file_bears_the_day_at_home(desk: Desk, now: datetime, day: date) -> None:
    assert replace(desk, now=lambda: now).today == day
