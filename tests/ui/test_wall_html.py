"""The line on top of the wall, and when a workshop will end, also where it takes or waits for days."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from sendsat.assessment.rating import TIE_BREAK
from sendsat.assessment.workshop import AgendaItem, Workshop
from sendsat.ui.workshop.html import bar_html, colours_html
from tests.content.shipped import edition

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORKSHOP = Workshop(
    id=1, round_id=1, team_id=1, code="7F3K92", minutes=5, people=(), actions_first=False, safe=False, place=1,
    place_since=AT, prepared_at=AT, closed_at=None, version=1, items=(AgendaItem(1, "LM1"),),
)  # fmt: skip


def bar(workshop: Workshop, seconds: int) -> str:
    return bar_html(workshop, seconds=seconds, devices=0, voted=0, address=Markup(""))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(250, ">04:10<"), (300, ">05:00 over time<"), (5999, ">99:59 over time<"), (93900, ">26 h 05 min over time<")],
)
def test_the_timer_tells_minutes_and_after_a_long_while_hours(seconds: int, said: str) -> None:
    assert said in bar(WORKSHOP, seconds)


def test_no_timer_runs_before_the_first_statement_though_days_have_gone_since_preparing() -> None:
    assert '<span class="time"></span>' in bar(replace(WORKSHOP, place=0), 300_000)


def test_the_rule_for_a_tie_stands_under_the_colours_on_the_wall() -> None:
    assert f'</table><p class="wall-rule">{TIE_BREAK}</p>' in colours_html(edition(), WORKSHOP.items[0], None)
