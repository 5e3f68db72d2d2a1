"""Any date that is typed or pasted into the plan's table: read day first, or refused with a sentence, never dropped."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsat.assessment.values import Action, Priority, Status
from sendsat.errors import Invalid
from sendsat.ui.plan.cells import Cell, read
from tests.factories import STARTED

WAYS = (
    "{0:%d/%m/%Y}",
    "{0.day}/{0.month}/{0.year}",
    "{0:%d-%m-%Y}",
    "{0:%d.%m.%Y}",
    "{0:%Y-%m-%d}",
    "{0.day} {0:%B %Y}",
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def due(typed: str) -> object:
    one = Action(
        1, "Do it", "", date(2027, 1, 31), Priority.MEDIUM, Status.NOT_STARTED, ("LM1",), 1, None, STARTED, STARTED
    )
    return read(Cell(one, "Due", typed))


@given(DAYS, st.sampled_from(WAYS), st.sampled_from(["{}", " {} ", "{}\n"]))
def test_a_date_is_read_day_first_however_it_is_written(day: date, way: str, within: str) -> None:
    assert due(within.format(way.format(day))) == day


@given(DAYS.filter(lambda day: day.day > 12))
def test_a_date_that_makes_sense_only_month_first_is_refused_with_what_to_do(day: date) -> None:
    with pytest.raises(Invalid, match="day first") as refusal:
        due(f"{day.month}/{day.day}/{day.year}")
    assert "31/12/2026" in refusal.value.remedy


@example("\x1b")
@given(st.text(min_size=1).filter(str.strip))
def test_no_words_in_a_date_s_cell_empty_it_without_being_told(typed: str) -> None:
    with suppress(Invalid):
        assert isinstance(due(typed), date)
