"""What stands above a statement's rating where it stands alone, as HTML: its place, its text, and its three colours."""

from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.guide.model import Facilitation, Statement
from sendsat.ui.frame import view
from sendsat.ui.frame.html import NOTHING, joined, read_aloud
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import details, marks
from sendsat.ui.guide import statement as guide_statement
from sendsat.ui.guide.one_statement import place

COLOURS = (Rating.RED, Rating.AMBER, Rating.GREEN)
LONG = 150
"""A statement of more letters is written a little smaller."""


def head_html(statement: Statement) -> Markup:
    """All that is read before rating, in one piece; the rating that stands is marked at its colour."""
    edition = view.current().edition
    row = place.along(statement.id)
    where = Markup('<p class="alone-where" data-alone="{0}"><b>{0}</b> · {1} of {2}{3}</p>')
    mark = marks.statement_mark(edition, statement.ours, desk().organisation.kind) if statement.ours else NOTHING
    size = "long" if len(statement.text) > LONG else "short"
    text = Markup('<h1 class="alone-text {}" id="{}">{}</h1>').format(size, statement.id, statement.text)
    told = (
        where.format(statement.id, row.index(statement.id) + 1, len(row), mark)
        + text
        + read_aloud(statement.id, statement.id, f"colours-{statement.id}")
        + guide_statement.notes_html(statement, folded=True)
    )
    return told + (
        _colours(statement, statement.ours, view.current().judgement(statement.id).judged)
        if statement.ours
        else NOTHING
    )


def _colours(statement: Statement, ours: Facilitation, now: Rating | None) -> Markup:
    texts = (details.red_html(ours), ours.rag.amber, ours.rag.green)
    rows = joined(_row(rating, text, is_now=rating is now) for rating, text in zip(COLOURS, texts, strict=True))
    return Markup('<table class="alone-colours" id="colours-{}"><tbody>{}</tbody></table>').format(statement.id, rows)


def _row(rating: Rating, text: str, *, is_now: bool) -> Markup:
    row = Markup('<tr class="{}{}"><th scope="row" class="rag-{}">{}</th><td>{}</td></tr>')
    return row.format(rating.value, " stands" if is_now else "", rating.value, rating.label, text)
