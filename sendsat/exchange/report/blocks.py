"""The report as a row of blocks: headings, texts, items, tables, a picture; its files are written from these.

So Word, Markdown and the print page say the same in the same order. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sendsat.assessment.rating import Rating, State, Waiting, label_of
from sendsat.assessment.report import GROUPED, ItemKind, Report, ReportGroup
from sendsat.assessment.snapshot import Counts
from sendsat.exchange.plan.words import day_words

TITLE = "Self-assessment report: special educational needs and disabilities"
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
ACTION_TITLES = ("Action", "For", "Owner", "Due", "Priority", "Status")
ACTION_WIDTHS = (5.8, 2.2, 3, 2.2, 2.0, 1.8)
SIGN_TITLES = ("Agreed by (name)", "Role", "Signature", "Date")


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Prose:
    """Paragraphs, parted by empty lines."""

    text: str


@dataclass(frozen=True)
class Judged:
    """What is said of one statement: its id and text, its rating or movement as symbol and word, and the text."""

    statement_id: str
    statement: str
    label: str
    text: str


@dataclass(frozen=True)
class Grid:
    """A table with a header row; `widths` in cm, `caption` says what it shows."""

    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """The picture of ratings, one bar for each entry."""

    tally: tuple[tuple[str, Counts], ...]


Block = Heading | Prose | Judged | Grid | Chart


def about_line(report: Report) -> str:
    """The line under the title."""
    return f"{report.whose} · {report.round.name} · {day_words(report.day)}"


def blocks(report: Report) -> Iterator[Block]:
    """Everything below the title, in order."""
    yield Heading(1, ItemKind.SUMMARY.heading)
    if not report.summary.left_out:
        yield Prose(report.summary.text)
    tally = (*report.tally, ("All sections", report.counts)) if len(report.tally) > 1 else report.tally
    yield Chart(tally)
    yield _tally_grid(tally)
    yield Heading(1, ItemKind.POSITION.heading, new_page=True)
    for position in report.positions:
        if not position.left_out:
            yield Heading(2, position.heading)
            yield Prose(position.text)
    yield Heading(1, f"Judgements by {_inside(report.grouped_by)}", new_page=True)
    for group in report.groups:
        yield from _group(group)
    yield from _actions(report)
    yield Heading(1, "How this report was made")
    yield Prose("\n\n".join(report.notes))
    yield Heading(1, "Agreement")
    yield Grid("Who agreed this report", SIGN_TITLES, (("", "", "", ""), ("", "", "", "")), (5, 4, 5, 3))


def _inside(words: str) -> str:
    """Words as they stand inside a sentence; a name keeps its capital."""
    return words if words.startswith("Ofsted") else words[0].lower() + words[1:]


def _tally_grid(tally: tuple[tuple[str, Counts], ...]) -> Grid:
    """Counts of each state by section; what waits to be confirmed or agreed has a column where there is any."""
    states = [one for one in STATES if not isinstance(one, Waiting) or any(counts.of(one) for _, counts in tally)]
    rows = tuple((name, str(counts.total), *(str(counts.of(one)) for one in states)) for name, counts in tally)
    widths = tuple(TALLY_WIDTHS[one] for one in states)
    titles = ("Section", "Statements", *map(label_of, states))
    return Grid("Ratings by section", titles, rows, (17 - 2.4 - sum(widths), 2.4, *widths))


def _group(group: ReportGroup) -> Iterator[Block]:
    yield Heading(2, group.title)
    yield Prose(group.sentence)
    for kind in GROUPED:
        items = [item for item in group.of(kind) if not item.left_out]
        if items:
            yield Heading(3, kind.heading)
        for item in items:
            yield Judged(item.statement_id, item.heading, item.label, item.text)
    if group.see_also:
        yield Prose(group.see_also)


def _actions(report: Report) -> Iterator[Block]:
    yield Heading(1, "Improvement plan")
    if not report.actions:
        yield Prose("No action is open for a statement rated Red or Amber.")
        return
    yield Prose("Open actions for statements rated Red or Amber, the most urgent first.")
    rows = tuple(
        (
            action.text,
            ", ".join(action.statements),
            action.owner or "Nobody named yet",
            day_words(action.due) if action.due else "No date set",
            action.priority.word,
            action.status.word,
        )
        for action in report.actions
    )
    yield Grid("Open actions", ACTION_TITLES, rows, ACTION_WIDTHS)
