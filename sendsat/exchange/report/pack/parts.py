"""What a governors' pack says, part by part: its pages and its slides are both written from these. Pure.

The report it is made from is grouped by Ofsted area.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, State, label_of
from sendsat.assessment.report.report import Point, Report, ReportGroup
from sendsat.exchange.report.kinds import Block, Grid, Heading, Prose
from sendsat.exchange.report.summary import (
    MOVED_TITLES,
    POINT_TITLES,
    POINT_WIDTHS,
    PRIORITY_TITLES,
    PRIORITY_WIDTHS,
    counted,
    point_row,
    priority_row,
    tally_grid,
)

TITLE = "How well we serve young people with SEND: governors' pack"
AREA_STATES: tuple[State, ...] = (Rating.GREEN, Rating.AMBER, Rating.RED)
AREA_TITLES = ("Ofsted area", "Rated", *map(label_of, AREA_STATES), "What the ratings show")
AREA_WIDTHS = (5.0, 2.4, 1.7, 1.8, 1.5, 4.6)
ONCE = "Each statement counts once, under the first area it speaks to. These counts are not an Ofsted grade."
APPENDIX = "The full self-assessment report is the appendix to this pack. It says more of every statement."


@dataclass(frozen=True)
class Part:
    """One part: a heading, what is said, and a table where there is one. `counts` are those that it is about."""

    title: str
    text: str
    grid: Grid | None = None
    counts: Counts | None = None


def parts(report: Report) -> tuple[Part, ...]:
    """Every part, in order; each stands even where there is nothing to name, and says so."""
    brief = report.brief
    strengths = _points("Strengths", POINT_TITLES, brief.strengths, brief.every_strength)
    moved = _points("What moved, and why", MOVED_TITLES, brief.moved, brief.every_moved)
    return (
        Part("Where we stand", "\n\n".join(filter(None, [brief.standing, brief.rule])), counts=report.counts),
        Part(f"Judgement by {report.grouped_by}", _of_areas(report), _areas(report)),
        strengths or Part("Strengths", _no_strengths(report.counts)),
        _priorities(report) or Part("Priorities", _no_priorities(report.counts)),
        _moved(report, moved),
        Part("What is not rated", "\n\n".join(brief.gaps) or "Every statement has a rating of this round."),
        *(Part(chapter.heading, chapter.text.text) for chapter in report.written_chapters),
        Part("How this pack was made", " ".join([*brief.how_chosen, APPENDIX])),
    )


def _no_strengths(counts: Counts) -> str:
    if counts.of(Rating.GREEN):
        return "No Green statement has a reason or evidence in the report."
    return "No statement is Green with a reason or evidence yet."


def _no_priorities(counts: Counts) -> str:
    if counts.of(Rating.RED) or counts.of(Rating.AMBER):
        return "Nothing is named here: its text was left out of the report."
    return "No statement is rated Red or Amber."


def pages(report: Report) -> Iterator[Block]:
    """The parts as the blocks of two pages."""
    for part in parts(report):
        yield Heading(2, part.title)
        yield Prose(part.text)
        if part.counts is not None:
            yield tally_grid("Ratings", "Of", (("All statements", part.counts),))
        if part.grid is not None:
            yield part.grid


def _of_areas(report: Report) -> str:
    return " ".join(filter(None, [ONCE, report.brief.rule]))


def _areas(report: Report) -> Grid:
    return Grid("Ratings by Ofsted area", AREA_TITLES, tuple(map(_area, report.groups)), AREA_WIDTHS)


def _area(group: ReportGroup) -> tuple[str, ...]:
    counts = group.counts
    if not counts.total:
        return (group.title, *[""] * (len(AREA_STATES) + 1), "Its statements stand under other areas.")
    rated = f"{counts.rated} of {counts.applicable}"
    return (group.title, rated, *(str(counts.of(state)) for state in AREA_STATES), group.judgement)


def _points(title: str, titles: tuple[str, ...], points: tuple[Point, ...], every: int) -> Part | None:
    if not points:
        return None
    return Part(
        counted(title, len(points), every), "", Grid(title, titles, tuple(map(point_row, points)), POINT_WIDTHS)
    )


def _priorities(report: Report) -> Part | None:
    points = report.brief.priorities
    if not points:
        return None
    grid = Grid(
        "Priorities", PRIORITY_TITLES, tuple(priority_row(point, report.day) for point in points), PRIORITY_WIDTHS
    )
    return Part(counted("Priorities", len(points), report.brief.every_priority), "", grid)


def _moved(report: Report, points: Part | None) -> Part:
    said = report.brief.movement or "There is nothing earlier to compare with."
    return Part(points.title if points else "What moved, and why", said, points.grid if points else None)
