"""A local authority's area view as slides: coverage, spread, common reds, the mirror, what is planned. Pure.

Nobody is named but the authority, and nothing is shown that the area view holds back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sendsat.assessment.area.area import COLOURS, Cell, common_reds
from sendsat.assessment.area.mirror import Reflection
from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.values import Action
from sendsat.exchange.plan.words import due_words
from sendsat.exchange.report.kinds import Grid
from sendsat.exchange.report.pack.parts import Part
from sendsat.exchange.report.pack.pptx import Front, slides_pptx
from sendsat.guide.edition import Edition
from sendsat.guide.model import Section

MOST = 7
"""Rows of a table on a slide that can be read from a chair."""
NOTHING_SHOWN = "Too few providers count together to show anything here yet."


@dataclass(frozen=True)
class AreaPack:
    """All that the slides say: `sent` is how many providers have sent something and of how many, `actions` are the
    authority's own, `note` tells the rule of what is shown."""

    authority: str
    day: date
    edition: Edition
    sent: tuple[int, int]
    cells: Sequence[Cell]
    mirror: Sequence[Reflection]
    actions: Sequence[Action]
    note: str


def area_pptx(pack: AreaPack) -> bytes:
    """The slides' bytes."""
    title = "What providers of our area say together"
    about = f"{pack.authority}\n{pack.day.day} {pack.day:%B %Y}"
    foot = f"{pack.authority} · {title}"
    return slides_pptx(Front(title, f"{title}, {pack.authority}", pack.authority, about, pack.day, foot), _parts(pack))


def _parts(pack: AreaPack) -> tuple[Part, ...]:
    return (
        _coverage(pack),
        _spread(pack),
        _reds(pack),
        _mirror(pack),
        _actions(pack),
        Part("How this was made", f"{pack.note}\n\nThe pack for Word and the CSV file list every statement."),
    )


def _of_sections(pack: AreaPack) -> list[tuple[Section, list[Cell]]]:
    by_id = {cell.statement_id: cell for cell in pack.cells}
    return [
        (section, [by_id[statement.id] for statement in section.statements if statement.id in by_id])
        for section in pack.edition.sections
    ]


def _coverage(pack: AreaPack) -> Part:
    sent, every = pack.sent
    rows = [_covered(section, cells) for section, cells in _of_sections(pack) if cells]
    providers, have = "provider" if every == 1 else "providers", "has" if 1 in (sent, every) else "have"
    said = f"{sent} of {every} {providers} in the register {have} sent a submission."
    titles = ("Section", "Statements", "Rated by", "May be shown")
    return Part("Coverage", said, Grid("How many providers have rated each section", titles, tuple(rows), (8, 3, 4, 4)))


def _covered(section: Section, cells: Sequence[Cell]) -> tuple[str, ...]:
    fewest, most = min(cell.rated for cell in cells), max(cell.rated for cell in cells)
    rated = f"{most}" if fewest == most else f"{fewest} to {most}"
    shown = sum(cell.counts is not None for cell in cells)
    every, title = len(cells), f"{section.number} {section.title}"
    return title, str(every), f"{rated} of {cells[0].asked}", f"{shown} of {every}"


def _spread(pack: AreaPack) -> Part:
    titles = ("Section", "Statements shown", *map(label_of, COLOURS))
    rows = [_counted(section, cells) for section, cells in _of_sections(pack) if any(cell.counts for cell in cells)]
    if not rows:
        return Part("Spread", NOTHING_SHOWN)
    said = "Each number counts ratings: one provider's rating of one statement is one."
    return Part("Spread", said, Grid("Ratings by section", titles, tuple(rows), (8, 3.4, 2.4, 2.4, 2.4)))


def _counted(section: Section, cells: Sequence[Cell]) -> tuple[str, ...]:
    shown = [cell.counts for cell in cells if cell.counts]
    numbers = (str(sum(counts[rating] for counts in shown)) for rating in COLOURS)
    return f"{section.number} {section.title}", f"{len(shown)} of {len(cells)}", *numbers


def _reds(pack: AreaPack) -> Part:
    if not any(cell.counts for cell in pack.cells):
        return Part("Common reds", NOTHING_SHOWN)
    reds = common_reds(pack.cells)
    if not reds:
        return Part("Common reds", "No statement that may be shown is Red anywhere.")
    rows = tuple(_red(pack.edition, red) for red in reds[:MOST])
    grid = Grid("The statements that most providers call Red", ("Statement", "Say Red"), rows, (14, 3))
    return Part(_titled("Common reds", len(rows), len(reds)), "", grid)


def _red(edition: Edition, cell: Cell) -> tuple[str, ...]:
    red = cell.counts[Rating.RED] if cell.counts else 0
    return f"{cell.statement_id} {edition.statements[cell.statement_id].text}", f"{red} of {cell.shown}"


def _titled(title: str, shown: int, every: int) -> str:
    return title if shown == every else f"{title} ({shown} of {every})"


def _mirror(pack: AreaPack) -> Part:
    if not pack.mirror:
        return Part("The mirror", "Nothing stands side by side yet: it takes our own rating and enough providers.")
    rows = tuple(_reflected(reflection) for reflection in pack.mirror[:MOST])
    titles = ("Duty", "We say", "Providers on", "Lower", "Same", "Higher")
    grid = Grid("Our rating beside what providers say of the same duty", titles, rows, (6, 4, 3, 2, 2, 2))
    said = "Pairs that most providers see otherwise stand first. Which statements belong together is sendsat's choice."
    return Part(_titled("The mirror", len(rows), len(pack.mirror)), said, grid)


def _reflected(reflection: Reflection) -> tuple[str, ...]:
    own = f"{reflection.own.label} ({reflection.statement_id})"
    return (
        reflection.duty,
        own,
        reflection.cell.statement_id,
        str(reflection.lower),
        str(reflection.same),
        str(reflection.higher),
    )


def _actions(pack: AreaPack) -> Part:
    red = {cell.statement_id for cell in common_reds(pack.cells)}
    serving = [action for action in pack.actions if red & set(action.statements)]
    if not serving:
        return Part("What we will do", "No action is planned for a common red yet.")
    rows = tuple(_planned(action, red, pack.day) for action in serving[:MOST])
    titles = ("Action", "For", "Who", "By", "Status")
    grid = Grid("Our actions for common reds", titles, rows, (8, 3, 3, 3, 2.6))
    return Part(_titled("What we will do", len(rows), len(serving)), "", grid)


def _planned(action: Action, red: set[str], today: date) -> tuple[str, ...]:
    return (
        action.text,
        ", ".join(statement_id for statement_id in action.statements if statement_id in red),
        action.owner,
        due_words(action, today, undated=""),
        action.status.word,
    )
