"""Bars that are only looked at: the numbers of the figure, nothing for 0, and links to what each part counts."""

import re

import pytest
from markupsafe import Markup

from sendsat.assessment.rating import Rating, State
from sendsat.assessment.results.comparison import compare
from sendsat.assessment.results.movement import Movement
from sendsat.palette import SHADES
from sendsat.reports.charts import bar_html, figures
from sendsat.reports.charts.figures import CATALOGUE
from sendsat.reports.charts.palette import css_of_movements
from sendsat.reports.parts import Tally, sections, tallies
from tests.factories import make_library, make_rated
from tests.reports.charts.test_figures import built

RED, AMBER, GREEN, NOT_APPLICABLE = Rating
SEGMENT = re.compile(r'<(a|span) class="seg state-([\w-]+)" style="--n:(\d+)" title="([^"]*)"')


def a_link(label: str, kind: State | Movement) -> Markup:
    return Markup('href="?{}-{}"').format(label, kind or "none")


def shown(html: str) -> list[tuple[str, int]]:
    """The state and number of every segment."""
    return [(found[2], int(found[3])) for found in SEGMENT.finditer(html)]


def test_each_state_with_statements_has_one_segment_as_wide_as_it_counts_and_no_other_has_any() -> None:
    snapshot = make_rated("Autumn", LM1=RED, LM2=GREEN, LM3=NOT_APPLICABLE, SP1=GREEN)
    found = tallies(snapshot, sections(snapshot))
    html = bar_html.distribution(found, a_link)
    wanted = [(name, tally.counts.of(state)) for tally in found for state, name in NAMES if tally.counts.of(state)]
    assert shown(html) == wanted


NAMES = ((RED, "red"), (AMBER, "amber"), (GREEN, "green"), (NOT_APPLICABLE, "not-applicable"), (None, "not-rated"))


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_chart_has_bars_that_say_in_words_what_they_count(name: str) -> None:
    chart = built(name, make_rated("Autumn", LM1=RED, LM2=GREEN), make_rated("Spring", LM1=GREEN, LM2=AMBER))
    assert chart.bars
    html = chart.bars(a_link)
    assert shown(html)
    assert all(re.search(r": .+, \d+ of \d+ statements?$", found[4]) for found in SEGMENT.finditer(html))
    assert all(found[1] == "a" for found in SEGMENT.finditer(html))


def test_bars_that_lead_nowhere_are_no_links_and_still_said() -> None:
    snapshot = make_rated("Autumn", LM1=RED)
    chart = figures.standing(snapshot)
    assert chart.bars
    html = chart.bars(bar_html.nowhere)
    assert "<a" not in html
    assert '<span class="sr-only">All statements: Red, 1 of' in html


def test_an_empty_round_says_why_there_are_no_bars() -> None:
    chart = figures.standing(make_rated("Autumn"))
    assert chart.bars
    assert chart.bars(a_link) == f"<p>{chart.alt}</p>"


def test_names_that_people_typed_are_text() -> None:
    counts = tallies(make_rated("Autumn", LM1=RED), sections(make_rated("Autumn", LM1=RED)))[0].counts
    html = bar_html.distribution([Tally("<b>", '<i>"late"</i>', counts)], bar_html.nowhere)
    assert "<i>&#34;" not in html
    assert "&lt;i&gt;&#34;late&#34;&lt;/i&gt;" in html


def test_what_slipped_stands_left_of_what_improved_and_the_rest_is_told_below() -> None:
    earlier = make_rated("Autumn", LM1=RED, LM2=GREEN, SP1=AMBER)
    later = make_rated("Spring", LM1=GREEN, LM2=AMBER, SP1=AMBER)
    compared = compare(earlier, later, make_library())
    html = bar_html.movement(compared, sections(later), a_link)
    assert shown(html) == [("slipped", 1), ("improved", 1)]
    assert "1 stayed the same" in html
    assert "state-slipped" in css_of_movements()
    assert not set(re.findall(r"background:([^;]*)", css_of_movements())) & {one.fill for one in SHADES.values()}
