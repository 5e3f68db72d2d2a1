"""The summary that the report begins with, at most two pages: its blocks. Pure."""

from collections.abc import Iterator
from datetime import date

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, State, Waiting, label_of
from sendsat.assessment.report.report import Grouping, Point, Report
from sendsat.exchange.plan.words import due_words
from sendsat.exchange.report.kinds import Block, Grid, Heading, Prose

TITLE = "Summary"
STATES: tuple[State, ...] = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_APPLICABLE, *Waiting, None)
TALLY_WIDTHS = {
    Rating.GREEN: 1.8,
    Rating.AMBER: 1.9,
    Rating.RED: 1.6,
    Rating.NOT_APPLICABLE: 2.2,
    Waiting.CARRIED: 1.8,
    Waiting.NOT_AGREED: 1.8,
    None: 1.9,
}
POINT_TITLES, POINT_WIDTHS = ("Statement", "Rating", "Why, and the evidence"), (5.4, 3.2, 8.4)
MOVED_TITLES = ("Statement", "Movement", "Why it stands so now")
PRIORITY_TITLES = ("Statement", "Rating", "What we will do", "Owner", "Due")
PRIORITY_WIDTHS = (4.6, 3.0, 4.6, 2.4, 2.4)


def summary_blocks(report: Report) -> Iterator[Block]:
    """The overall judgement with its coverage, strengths, priorities, what moved, and what is not rated."""
    brief = report.brief
    yield Heading(1, TITLE)
    if not report.summary.left_out:
        yield Prose(report.summary.text)
    yield tally_grid("Ratings by section", "Section", report.tally)
    if report.grouping is not Grouping.SECTION:
        noun = "Ofsted area" if report.grouping is Grouping.OFSTED else report.grouping.word
        groups = tuple((group.title, group.counts) for group in report.groups if group.counts.total)
        yield tally_grid(f"Ratings by {noun}", noun, groups)
    yield from _points("Strengths", POINT_TITLES, brief.strengths, brief.every_strength)
    yield from _priorities(report)
    yield from _points("What moved, and why", MOVED_TITLES, brief.moved, brief.every_moved)
    if brief.gaps:
        yield Heading(2, "What is not rated")
        yield Prose("\n\n".join(brief.gaps))


def tally_grid(caption: str, noun: str, tally: tuple[tuple[str, Counts], ...]) -> Grid:
    """Counts of each state by section or area; what waits to be confirmed or agreed has a column where there is any."""
    states = [
        state for state in STATES if not isinstance(state, Waiting) or any(counts.of(state) for _, counts in tally)
    ]
    rows = tuple((name, str(counts.total), *(str(counts.of(state)) for state in states)) for name, counts in tally)
    widths = tuple(TALLY_WIDTHS[state] for state in states)
    titles = (noun, "Statements", *map(label_of, states))
    return Grid(caption, titles, rows, (17 - 2.4 - sum(widths), 2.4, *widths))


def _points(heading: str, titles: tuple[str, ...], points: tuple[Point, ...], every: int) -> Iterator[Block]:
    if points:
        yield Heading(2, counted(heading, len(points), every))
        rows = tuple(map(point_row, points))
        yield Grid(heading, titles, rows, POINT_WIDTHS)


def _priorities(report: Report) -> Iterator[Block]:
    points = report.brief.priorities
    if points:
        yield Heading(2, counted("Priorities", len(points), report.brief.every_priority))
        yield Grid(
            "Priorities", PRIORITY_TITLES, tuple(priority_row(point, report.day) for point in points), PRIORITY_WIDTHS
        )


def point_row(point: Point) -> tuple[str, ...]:
    """A strength or a movement as a row: statement, rating or movement, and what is said of it."""
    return _statement(point), point.label, point.text


def priority_row(point: Point, today: date) -> tuple[str, ...]:
    """A priority as a row: statement, rating, its most urgent action, who does it and by when."""
    if not point.actions:
        return _statement(point), point.label, "No action is planned yet.", "", ""
    action = point.actions[0]
    due = due_words(action, today, undated="No date set")
    return _statement(point), point.label, point.text, action.owner or "Nobody named yet", due


def _statement(point: Point) -> str:
    return f"{point.statement_id} {point.statement}"


def counted(heading: str, shown: int, every: int) -> str:
    """A heading, and how many there are where not all are shown: "Strengths (5 of 12)"."""
    return f"{heading} ({shown} of {every})" if shown < every else heading
