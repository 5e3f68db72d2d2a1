"""Each chart's figure, words and table come from the same counts, and work on a phone, in the dark and offline."""

import inspect
import json
import re
from typing import Any

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import compare
from sendsat.assessment.results.trend import by_section, by_team, make_trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.palette import SHADES
from sendsat.reports.charts import drawing, figures
from sendsat.reports.charts.chart import Chart, stem
from sendsat.reports.charts.figures import CATALOGUE, Needs
from tests.factories import (
    make_edition,
    make_judgement,
    make_library,
    make_rated,
    make_round,
    make_section,
    make_snapshot,
    make_team,
)

RED, AMBER, GREEN, NOT_APPLICABLE = Rating


def a_round(name: str = "Autumn 2025", **ratings: Rating) -> Snapshot:
    ratings = ratings or {"LM1": RED, "LM2": GREEN, "LM3": NOT_APPLICABLE, "SP1": GREEN}
    return make_rated(name, **ratings)


def nobody() -> Snapshot:
    return make_snapshot(round_=make_round(teams=(make_team(sections=("elsewhere",)),)))


def built(name: str, earlier: Snapshot, later: Snapshot) -> Chart:
    comparison = compare(earlier, later, make_library())
    values: dict[Needs, Any] = {
        Needs.SNAPSHOT: later,
        Needs.COMPARISON: comparison,
        Needs.TREND: make_trend((earlier, later), make_library()),
        Needs.SECTIONS: by_section(make_trend((earlier, later), make_library())),
        Needs.TEAMS: by_team((earlier, later), later.round.teams, make_library()),
    }
    return CATALOGUE[name].build(values[CATALOGUE[name].needs])


def drawn(chart: Chart) -> dict[str, int]:
    return {trace.name: sum(value or 0 for value in trace.x) for trace in chart.figure.data}


def text_of(chart: Chart) -> str:
    return " ".join(one.text for one in chart.figure.layout.annotations)


def test_every_builder_is_in_the_catalogue() -> None:
    made_here = inspect.getmembers(figures, lambda one: inspect.isfunction(one) and one.__module__ == figures.__name__)
    assert {name for name, _ in made_here if not name.startswith("_")} == set(CATALOGUE)
    assert all(CATALOGUE[name].build is getattr(figures, name) for name in CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_chart_has_all_its_twins(name: str) -> None:
    chart = built(name, a_round(), a_round("Spring 2026", LM1=GREEN, LM2=AMBER))
    assert chart.figure.data
    assert chart.alt.endswith(".")
    assert not chart.table.empty
    assert re.fullmatch(r"[a-z0-9-]+", chart.file_stem)
    assert chart.title


@pytest.mark.parametrize("name", CATALOGUE)
@pytest.mark.parametrize("snapshot", [make_snapshot(), nobody()], ids=["nothing rated", "nothing asked"])
def test_an_empty_round_gets_an_honest_note(name: str, snapshot: Snapshot) -> None:
    chart = built(name, snapshot, snapshot)
    assert not chart.figure.data
    assert re.search(r"\b(no|none|No|not)\b", text_of(chart))
    assert re.search(r"\b(no|none|No|not)\b", chart.alt)
    assert list(chart.table.columns)


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_pages_theme_decides_backgrounds_and_text_colours(name: str) -> None:
    layout = built(name, a_round(), a_round()).figure.layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    told = json.loads(layout.figure.to_json())["layout"]
    told.pop("template", None)
    assert '"font": {"color"' not in json.dumps(told)
    assert layout.width is None
    assert layout.height


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_word_of_a_chart_is_smaller_than_14_pixels(name: str) -> None:
    figure = json.loads(str(built(name, a_round("Spring", LM1=Rating.RED), a_round(LM1=Rating.GREEN)).figure.to_json()))
    figure["layout"].pop("template", None)
    sizes = [int(size) for size in re.findall(r'font": \{[^{}]*?"size": (\d+)', json.dumps(figure))]
    assert figure["layout"]["font"]["size"] == 14
    assert min(sizes) >= 14


def test_a_distribution_draws_what_its_table_and_words_say() -> None:
    chart = figures.standing_by_section(a_round())
    assert drawn(chart) == {"▲ Red": 1, "◆ Amber": 0, "● Green": 2, "– N/A": 1, "○ Not rated": 1}
    totals = chart.table.iloc[:, 1:].sum().to_dict()
    assert totals == {"Red": 1, "Amber": 0, "Green": 2, "Not applicable": 1} | {
        "Carried forward": 0,
        "Not rated": 1,
        "All statements": 5,
    }
    assert chart.alt == (
        "Of 5 statements, 2 are green, 1 red, 1 not applicable and 1 not rated. "
        "Leadership: of 3 statements, 1 is green, 1 red and 1 not applicable. "
        "Study programmes: of 2 statements, 1 is green and 1 not rated."
    )
    assert chart.file_stem == "ratings-by-section-autumn-2025"


def test_not_rated_stands_apart_hatched_and_never_red() -> None:
    traces = {trace.name: trace for trace in figures.standing(a_round()).figure.data}
    not_rated = traces["○ Not rated"]
    assert not_rated.xaxis == "x2"
    assert traces["▲ Red"].xaxis == "x"
    assert not_rated.marker.color == SHADES[None].fill
    assert not_rated.marker.pattern.shape == "/"


def test_counts_are_written_on_the_segments() -> None:
    green = next(t for t in figures.standing_by_section(a_round()).figure.data if t.name == "● Green")
    assert list(green.text) == ["1", "1"]
    assert green.insidetextfont.color == SHADES[GREEN].ink


@pytest.mark.parametrize(("left", "right"), [(10, 4), (91, 1), (1, 91), (0, 5), (7, 0)])
def test_a_statement_is_as_wide_apart_as_in_the_bar(left: int, right: int) -> None:
    layout = drawing.two_panels(drawing.blank(100), left, right).layout
    assert layout.xaxis.range[1] >= left
    if right:
        scales = [(a.domain[1] - a.domain[0]) / a.range[1] for a in (layout.xaxis, layout.xaxis2)]
        assert scales[0] == pytest.approx(scales[1])
        assert layout.xaxis2.range[1] >= right - 1e-9


def test_subsections_show_numbers_on_the_axis_and_names_in_table_and_hover() -> None:
    chart = figures.standing_by_subsection(a_round())
    assert chart.figure.layout.yaxis.ticktext == ("1.1", "1.2", "2.1")
    assert chart.table["Part"].tolist()[0] == "1.1 Part 1.1"
    assert chart.figure.data[0].hovertext[0] == "1.1 Part 1.1: Red, 1 of 2 statements"
    assert figures.standing_by_subsection(a_round(), "leadership").title == "Ratings in Leadership, Autumn 2025"


def test_many_parts_are_told_by_the_most() -> None:
    edition = make_edition(make_section(1, *[1] * 12))
    said = make_judgement("LM3", RED)
    alt = figures.standing_by_subsection(make_snapshot(said, edition=edition)).alt
    assert alt == (
        "Of 12 statements, 1 is red and 11 not rated. 1 of 12 rated: too few to say where most are red. "
        "Most not rated: 1 in each of 11 parts. The table has the counts of each."
    )


def test_teams_are_not_added_up() -> None:
    teams = (make_team(1, "Leaders"), make_team(2, "Tutors"))
    said = [make_judgement("LM1", RED), make_judgement("LM1", GREEN, team_id=2)]
    alt = figures.standing_by_team(make_snapshot(*said, round_=make_round(teams=teams))).alt
    assert alt == (
        "Leaders: of 5 statements, 1 is red and 4 not rated. Tutors: of 5 statements, 1 is green and 4 not rated."
    )


def test_movement_goes_left_for_slipped_and_right_for_improved() -> None:
    before = a_round(LM1=RED, LM2=RED, SP1=GREEN, SP2=AMBER)
    after = a_round("Spring 2026", LM1=GREEN, LM2=AMBER, SP1=RED, SP2=AMBER)
    chart = figures.movement_by_section(compare(before, after, make_library()))
    assert drawn(chart) == {"↓ Slipped": -1, "↑ Improved": 2}
    assert list(chart.figure.data[0].text) == ["", "↓ 1"]
    assert "1 stayed the same" in text_of(chart)
    assert chart.table["Slipped"].tolist() == [0, 1]
    assert "Study programmes: of 2 statements asked, none improved, 1 slipped and 1 stayed the same." in chart.alt
    assert chart.title == "What changed from Autumn 2025 to Spring 2026"


def test_every_round_of_a_trend_counts_the_same_statements_and_says_how_many_are_rated() -> None:
    leaders = make_round(2, "Spring 2026", teams=(make_team(sections=("leadership",)),))
    later = make_snapshot(make_judgement("LM1", GREEN), round_=leaders)
    chart = figures.trend(make_trend((a_round(), later), make_library()))
    assert [sum(trace.x[row] or 0 for trace in chart.figure.data) for row in (0, 1)] == [3, 3]
    assert drawn(chart) == {
        "▲ Red": 1,
        "◆ Amber": 0,
        "● Green": 2,
        "– N/A": 1,
        "□ Carried forward": 0,
        "○ Not rated": 2,
    }
    assert chart.figure.layout.yaxis.ticktext == ("Autumn 2025<br>2 of 3 rated", "Spring 2026<br>1 of 3 rated")
    assert "The same 3 statements in every round" in text_of(chart)
    assert chart.table["Rated"].tolist() == [2, 1]
    assert chart.table["All statements"].tolist() == [3, 3]
    assert "2 statements were asked in some rounds only and are left out." in chart.alt
    assert "Spring 2026: of 3 statements, 1 is green and 2 not rated." in chart.alt


def test_small_trends_stand_below_one_another_on_one_scale_and_say_whose_they_are() -> None:
    later = a_round("Spring 2026", LM1=GREEN, SP1=AMBER)
    chart = figures.trend_by_section(by_section(make_trend((a_round(), later), make_library())))
    assert list(chart.figure.layout.yaxis.ticktext) == [
        "<b>Leadership</b>",
        "Autumn 2025<br>2 of 3 rated",
        "Spring 2026<br>1 of 3 rated",
        "<b>Study programmes</b>",
        "Autumn 2025<br>1 of 2 rated",
        "Spring 2026<br>1 of 2 rated",
    ]
    assert [sum(trace.x[row] or 0 for trace in chart.figure.data) for row in range(6)] == [0, 3, 3, 0, 2, 2]
    assert chart.table[["Section", "Round", "Rated", "All statements"]].to_numpy().tolist() == [
        ["Leadership", "Autumn 2025", 2, 3],
        ["Leadership", "Spring 2026", 1, 3],
        ["Study programmes", "Autumn 2025", 1, 2],
        ["Study programmes", "Spring 2026", 1, 2],
    ]
    assert chart.alt == (
        "Leadership: of 3 statements asked in every round, 1 was green in Autumn 2025 (2 rated); in Spring 2026, 1 "
        "(1 rated). Study programmes: of 2 statements asked in every round, 1 was green in Autumn 2025 (1 rated); in "
        "Spring 2026, none (1 rated)."
    )


def test_the_numbers_of_a_movement_chart_add_up_to_what_is_asked() -> None:
    chart = figures.movement_by_section(compare(a_round(LM1=RED), a_round("Spring 2026", LM1=RED), make_library()))
    assert chart.table["All statements"].tolist() == [3, 2]
    assert (chart.table.iloc[:, 1:-1].sum(axis=1) == chart.table["All statements"]).all()


def test_names_that_people_typed_are_never_markup() -> None:
    name = "<b>Mock</b> & </script><script>alert(1)</script>"
    chart = figures.trend(make_trend((a_round(name),), make_library()))
    assert chart.figure.layout.yaxis.ticktext[0].startswith("&lt;b&gt;Mock")
    assert "&lt;b&gt;" in chart.figure.data[0].hovertext[0]
    assert "<script>alert" not in chart.web_page()


def test_axis_labels_are_short_enough_for_a_phone() -> None:
    lines = drawing.axis_label("Work experience, personal and social development of every learner").split("<br>")
    assert len(lines) <= 2
    assert all(len(line) <= drawing.LABEL_WIDTH for line in lines)


def test_a_page_to_keep_needs_no_connection() -> None:
    chart = figures.standing(a_round())
    page = chart.web_page()
    assert page.startswith("<!DOCTYPE html>")
    assert chart.alt in page
    assert "<td>All statements</td>" in page
    assert "Plotly.newPlot" in page
    assert not re.search(r"<(script|link)[^>]+(src|href)=", page)
    assert chart.figure.layout.template != "plotly_white"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Ratings", "Autumn 2025"), "ratings-autumn-2025"),
        (("Été / Herbst",), "ete-herbst"),
        (("../..",), "chart"),
        (("a" * 200,), "a" * 80),
    ],
)
def test_file_names_suit_every_computer(words: tuple[str, ...], said: str) -> None:
    assert stem(*words) == said
