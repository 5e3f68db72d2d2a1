"""The timeline shows dated actions and says how many are late."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.values import Action, Priority, Status
from sendsat.palette import CLOCK, OUTLINE, SHADES
from sendsat.reports.charts.bar_html import nowhere
from sendsat.reports.charts.chart import Chart
from sendsat.reports.charts.palette import MOVEMENT_SHADES
from sendsat.reports.charts.timeline import MOST, timeline

TODAY = date(2026, 11, 23)
START = datetime(2026, 9, 1, tzinfo=UTC)


def action(number: int, due: date | None, status: Status = Status.NOT_STARTED) -> Action:
    return Action(number, f"Action {number}", "SEND lead", due, Priority.HIGH, status, ("LM1",), 1, None, START, START)


def test_late_actions_are_told_apart_and_undated_ones_left_out() -> None:
    chart = timeline([action(1, date(2026, 10, 1)), action(2, date(2027, 1, 1)), action(3, None)], TODAY)
    assert chart.alt == "2 dated actions, 1 of them overdue."
    assert list(chart.table["Action"]) == ["Action 1", "Action 2"]
    late, others = chart.figure.data
    assert (list(late.y), list(others.y)) == ([0], [1])


def test_the_picture_that_is_downloaded_shows_overdue_as_neither_red_nor_slipped() -> None:
    late = timeline([action(1, date(2026, 10, 1))], TODAY).figure.data[0]
    others = (SHADES[Rating.RED], MOVEMENT_SHADES[Movement.SLIPPED])
    assert late.name == f"{CLOCK} Overdue"
    assert late.marker.color not in {shade.fill for shade in others}
    assert late.marker.pattern.shape not in {shade.pattern for shade in others}


def test_a_finished_action_is_never_late() -> None:
    assert timeline([action(1, date(2026, 10, 1), Status.DONE)], TODAY).alt == "1 dated action, 0 of them overdue."


def test_without_dates_it_says_so() -> None:
    assert timeline([action(1, None)], TODAY).alt == "No action has a date yet."


def test_the_line_of_today_is_named_and_stands_out_from_light_and_dark() -> None:
    figure = timeline([action(1, date(2026, 12, 1))], TODAY).figure
    assert [one.text for one in figure.layout.annotations] == ["Today"]
    assert figure.layout.shapes[0].line.color == OUTLINE


def test_more_actions_than_the_picture_holds_are_not_left_out_silently() -> None:
    chart = timeline([action(number, date(2027, 1, 1)) for number in range(MOST + 1)], TODAY)
    assert chart.alt.endswith(f"The picture shows the {MOST} most urgent; the table has them all.")
    assert len(chart.table) == MOST + 1


def test_rows_say_in_words_who_by_when_and_what_is_overdue_and_bars_begin_and_end_on_their_days() -> None:
    html = bars(timeline([action(1, date(2026, 10, 1)), action(2, date(2027, 1, 9))], TODAY))
    assert "Action 1<small>SEND lead, due 1 October 2026, overdue</small>" in html
    assert "Action 2<small>SEND lead, due 9 January 2027</small>" in html
    assert re.findall(r"state-(\S+)\" style=\"--at:(\S+)%;--n:(\S+)%", html) == [
        ("overdue", "0.0", "23.08"),
        ("not-overdue", "0.0", "100.0"),
    ]
    assert set(re.findall(r"today\" style=\"--at:(\S+)%", html)) == {"63.85"}


def test_what_people_typed_takes_no_effect_as_html_and_one_day_is_a_span_too() -> None:
    html = bars(timeline([replace(action(1, START.date()), text="<b>bold", owner="")], START.date()))
    assert "&lt;b&gt;bold<small>nobody yet, due 1 September 2026</small>" in html
    assert "--at:0.0%;--n:0.0%" in html


def bars(chart: Chart) -> str:
    """The chart as the page draws it."""
    assert chart.bars
    return chart.bars(nowhere)
