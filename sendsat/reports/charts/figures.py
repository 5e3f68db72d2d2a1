"""The charts: each builder takes values and returns a `Chart`, whose figure, words and table share their counts.

To add a chart, write a builder here and a line in `CATALOGUE`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sendsat.assessment.results.comparison import Comparison
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.results.trend import Panel, Trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.reports import frames, moves, parts, sentences
from sendsat.reports.charts import bar_html, bars, drawing
from sendsat.reports.charts.chart import Chart, stem
from sendsat.reports.parts import Tally

MANY = 8
"""More parts than this are not all read out in a chart's alternative text."""


def standing(snapshot: Snapshot) -> Chart:
    """How everything asked in a round stands, in one bar."""
    return _distribution(snapshot, parts.tallies(snapshot, parts.whole(snapshot)), "Where we stand")


def standing_by_section(snapshot: Snapshot) -> Chart:
    """How each section stands."""
    return _distribution(snapshot, parts.tallies(snapshot, parts.sections(snapshot)), "Ratings by section")


def standing_by_subsection(snapshot: Snapshot, section_id: str | None = None) -> Chart:
    """How each subsection stands, of one section or of all; the axis shows numbers, the table full names."""
    tallies = parts.tallies(snapshot, parts.subsections(snapshot, section_id))
    section = snapshot.edition.section_by_id.get(section_id or "")
    return _distribution(snapshot, tallies, f"Ratings in {section.title}" if section else "Ratings by subsection")


def standing_by_team(snapshot: Snapshot) -> Chart:
    """How each team sees the statements it is asked."""
    return _distribution(snapshot, parts.team_tallies(snapshot), "Ratings by team", by=frames.TEAM)


def movement_by_section(comparison: Comparison) -> Chart:
    """What slipped (to the left) and improved (to the right) in each section; the rest is written below."""
    earlier, later = comparison.earlier.round.name, comparison.later.round.name
    sections = parts.sections(comparison.later)
    told = [moves.movement_sentence(comparison.counts(part.statement_ids), part.label) for part in sections]
    alt = moves.comparison_sentence(comparison)
    silent = (Movement.NEVER_RATED, Movement.NOT_YET_RATED)
    shown = any(number for movement, number in comparison.counts().items() if movement not in silent)
    return Chart(
        build=lambda: bars.movement(comparison, sections) if shown else drawing.note(alt),
        bars=lambda leads: bar_html.movement(comparison, sections, leads) if shown else bar_html.note(alt),
        alt=" ".join([alt, *told]) if shown else alt,
        table=frames.movement_summary(comparison),
        file_stem=stem("movement", earlier, "to", later),
        title=f"What changed from {earlier} to {later}",
        what="What changed",
        rounds=f"{earlier} to {later}",
    )


def trend(rounds: Trend) -> Chart:
    """How the statements that every round asks stood in each, oldest on top."""
    tallies = parts.round_tallies(rounds)
    shown = any(tally.counts.rated for tally in tallies)
    told = [sentences.counts_sentence(tally.counts, tally.label) for tally in tallies]
    rule = sentences.rules_sentence([stretch.snapshot for stretch in rounds.stretches])
    sentence = " ".join(filter(None, [sentences.trend_sentence(rounds), rule]))
    return Chart(
        build=lambda: bars.trend(tallies) if shown else drawing.note(sentence),
        bars=lambda leads: bar_html.trend(tallies, leads) if shown else bar_html.note(sentence),
        alt=" ".join([sentence, *told]),
        table=frames.trend_summary(rounds),
        file_stem="ratings-over-rounds",
        title="Ratings over the rounds",
        what="Ratings over the rounds",
    )


def trend_by_section(panels: Sequence[Panel]) -> Chart:
    """The trend of each section, side by side on one scale."""
    return _trends(panels, "section", frames.SECTION)


def trend_by_team(panels: Sequence[Panel]) -> Chart:
    """The trend of each team, side by side on one scale."""
    return _trends(panels, "team", frames.TEAM)


class Needs(StrEnum):
    """What a chart is made from."""

    SNAPSHOT = "snapshot"
    COMPARISON = "comparison"
    TREND = "trend"
    SECTIONS = "the trend of each section"
    TEAMS = "the trend of each team"


@dataclass(frozen=True)
class Entry:
    """A chart on offer: `build` takes what `needs` names; `question` is what the chart answers."""

    title: str
    question: str
    needs: Needs
    build: Callable[[Any], Chart]


CATALOGUE: dict[str, Entry] = {
    "standing": Entry("Where we stand", "How good is it altogether?", Needs.SNAPSHOT, standing),
    "standing_by_section": Entry("By section", "Which section needs us most?", Needs.SNAPSHOT, standing_by_section),
    "standing_by_subsection": Entry(
        "By subsection", "Where exactly are the reds?", Needs.SNAPSHOT, standing_by_subsection
    ),
    "standing_by_team": Entry("By team", "Do teams see it alike?", Needs.SNAPSHOT, standing_by_team),
    "movement_by_section": Entry("Movement", "What got better or worse?", Needs.COMPARISON, movement_by_section),
    "trend": Entry("Over the rounds", "Are we getting better?", Needs.TREND, trend),
    "trend_by_section": Entry(
        "Each section over the rounds", "Where are we getting better?", Needs.SECTIONS, trend_by_section
    ),
    "trend_by_team": Entry("Each team over the rounds", "Who is getting better?", Needs.TEAMS, trend_by_team),
}
"""Every chart by the name of its builder."""


def _distribution(snapshot: Snapshot, tallies: Sequence[Tally], title: str, by: str = frames.PART) -> Chart:
    shown = any(tally.counts.total > tally.counts.not_rated for tally in tallies)
    rule = "" if by == frames.TEAM else frames.rule_words(snapshot)
    empty = sentences.standing_sentence(snapshot)
    return Chart(
        build=lambda: bars.distribution(tallies) if shown else drawing.note(empty),
        bars=lambda leads: bar_html.distribution(tallies, leads) if shown else bar_html.note(empty),
        alt=_with_rule(_distribution_alt(tallies, by), snapshot, by) if shown else empty,
        table=frames.summary(tallies, by, rule=rule),
        file_stem=stem(title, snapshot.round.name),
        title=f"{title}, {snapshot.round.name}",
        what=title,
        rounds=snapshot.round.name,
    )


def _trends(panels: Sequence[Panel], each: str, by: str) -> Chart:
    groups = [(panel.label, parts.panel_tallies(panel)) for panel in panels]
    shown = any(tally.counts.rated for _, tallies in groups for tally in tallies)
    empty = f"Nothing that every round asks is rated yet, so no {each} has a trend to show."
    rule = sentences.rules_sentence([stretch.snapshot for panel in panels for stretch in panel.trend.stretches])
    told = " ".join(filter(None, [*map(sentences.panel_sentence, panels), rule]))
    title = f"Ratings over the rounds by {each}"
    return Chart(
        build=lambda: bars.trends(groups) if shown else drawing.note(empty),
        bars=lambda leads: bar_html.trends(groups, leads) if shown else bar_html.note(empty),
        alt=told if shown else empty,
        table=frames.trends_summary(panels, by),
        file_stem=stem(title),
        title=title,
        what=title,
    )


def _with_rule(alt: str, snapshot: Snapshot, by: str) -> str:
    """How several teams' ratings became one, after the counts that they are in; not where each team has its own."""
    return alt if by == frames.TEAM or not snapshot.rule else f"{alt} {snapshot.rule.sentence}"


def _distribution_alt(tallies: Sequence[Tally], by: str) -> str:
    if len(tallies) == 1:
        return sentences.counts_sentence(tallies[0].counts, "" if tallies[0].label == parts.WHOLE else tallies[0].label)
    whole = [] if by == frames.TEAM else [sentences.counts_sentence(parts.total(tallies))]
    if len(tallies) <= MANY:
        return " ".join([*whole, *(sentences.counts_sentence(tally.counts, tally.label) for tally in tallies)])
    most = [
        sentences.too_few_sentence(parts.total(tallies), "to say where most are red")
        or sentences.most_sentence("red", [(tally.label, tally.counts.red) for tally in tallies]),
        sentences.most_sentence("not rated", [(tally.label, tally.counts.not_rated) for tally in tallies]),
    ]
    return " ".join([*whole, *most, "The table has the counts of each."])
