"""The area view, and a provider's place in it, as Word documents. Values in, bytes out."""

from collections.abc import Sequence
from datetime import datetime

from sendsat.assessment.area.area import COLOURS, Cell, Place
from sendsat.exchange.files.written.word_document import add_table, add_text, as_bytes, footer, new_document
from sendsat.guide.edition import Edition

HIDDEN = "Too few to show"
FEEDBACK = "Each line stands for at least five other providers. None of them is named."


def area_docx(*, authority: str, at: datetime, edition: Edition, cells: Sequence[Cell], note: str) -> bytes:
    """Coverage and spread of every statement; where too few may be shown it says so and gives no numbers."""
    title = f"{authority}: what providers say together"
    document = new_document(title=title, author=authority, at=at, landscape=True)
    document.add_heading(title, 0)
    add_text(document, note)
    rows = [_row(edition, cell) for cell in cells]
    add_table(document, ("Statement", "Rated", "Shown", "Red", "Amber", "Green"), rows, (14.0, 2.5, 3, 1.8, 1.8, 1.8))
    footer(document, title)
    return as_bytes(document)


def _row(edition: Edition, cell: Cell) -> tuple[str, ...]:
    text = f"{cell.statement_id} {edition.statements[cell.statement_id].text}"
    rated = f"{cell.rated} of {cell.asked}"
    if cell.counts is None:
        return text, rated, HIDDEN, "", "", ""
    return text, rated, str(cell.shown), *(str(cell.counts[rating]) for rating in COLOURS)


def feedback_docx(*, provider: str, authority: str, at: datetime, edition: Edition, places: Sequence[Place]) -> bytes:
    """Where one provider stands in the local range, statement by statement."""
    title = f"{provider}: your place in the local range"
    document = new_document(title=title, author=authority, at=at)
    document.add_heading(title, 0)
    add_text(document, FEEDBACK)
    rows = [_place(edition, place) for place in places]
    add_table(document, ("Statement", "You", "Lower", "Same", "Higher"), rows, (9.0, 2.5, 1.8, 1.8, 1.8))
    footer(document, title)
    return as_bytes(document)


def _place(edition: Edition, place: Place) -> tuple[str, ...]:
    text = f"{place.statement_id} {edition.statements[place.statement_id].text}"
    return text, place.own.label, str(place.lower), str(place.same), str(place.higher)
