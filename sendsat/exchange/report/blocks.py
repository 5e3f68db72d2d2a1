"""The report as a row of blocks: headings, texts, items, tables, a picture; its files are written from these.

So Word, Markdown and the print page say the same in the same order. Pure.
"""

from collections.abc import Iterator

from sendsat.assessment.report.report import GROUPED, ItemKind, Report, ReportGroup
from sendsat.exchange.plan.words import day_words, due_words
from sendsat.exchange.report.kinds import Block, Chart, Grid, Heading, Judged, Prose
from sendsat.exchange.report.summary import summary_blocks, tally_grid

TITLE = "Self-assessment report: special educational needs and disabilities"
ACTION_TITLES = ("Action", "For", "Owner", "Due", "Priority", "Status")
ACTION_WIDTHS = (5.8, 2.2, 3, 2.2, 2.0, 1.8)
SIGN_TITLES = ("Agreed by (name)", "Role", "Signature", "Date")


def about_line(report: Report) -> str:
    """The line under the title."""
    return f"{report.whose} · {report.round.name} · {day_words(report.day)}"


def blocks(report: Report) -> Iterator[Block]:
    """Everything below the title, in order: the summary, then the full report."""
    yield from summary_blocks(report)
    yield Heading(1, ItemKind.SUMMARY.heading, new_page=True)
    if not report.summary.left_out:
        yield Prose(report.summary.text)
    tally = (*report.tally, ("All sections", report.counts)) if len(report.tally) > 1 else report.tally
    yield Chart(tally)
    yield tally_grid("Ratings by section", "Section", tally)
    yield Heading(1, ItemKind.POSITION.heading, new_page=True)
    for position in report.positions:
        if not position.left_out:
            yield Heading(2, position.heading)
            yield Prose(position.text)
    yield Heading(1, f"Judgements by {_inside(report.grouped_by)}", new_page=True)
    for group in report.groups:
        yield from _group(group)
    yield from _actions(report)
    for chapter in report.written_chapters:
        yield Heading(1, chapter.heading)
        yield Prose(chapter.text.text)
    yield Heading(1, "How this report was made")
    yield Prose("\n\n".join(report.notes))
    yield Heading(1, "Agreement")
    yield Grid("Who agreed this report", SIGN_TITLES, (("", "", "", ""), ("", "", "", "")), (5, 4, 5, 3))


def _inside(words: str) -> str:
    """Words as they stand inside a sentence; a name keeps its capital."""
    return words if words.startswith("Ofsted") else words[0].lower() + words[1:]


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
            due_words(action, report.day, undated="No date set"),
            action.priority.word,
            action.status.word,
        )
        for action in report.actions
    )
    yield Grid("Open actions", ACTION_TITLES, rows, ACTION_WIDTHS)
