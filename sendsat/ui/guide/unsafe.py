"""Marks a Red that means that somebody may be unsafe now, with a sign and words, and says what to do today.

Only in the newest round: what an older one says is no longer so today.
"""

from collections.abc import Iterable

from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.guide.model import Facilitation, NextStep
from sendsat.reports.frames import NOT_ASKED
from sendsat.ui.frame.html import NOTHING
from sendsat.ui.frame.view import View

SIGN = "⚠"
WORDS = f"{SIGN} Somebody may be unsafe now."


def is_unsafe(page: View, statement_id: str, rating: Rating | None) -> bool:
    """Whether this rating of the statement says that somebody may be unsafe now."""
    edition = page.edition_of(statement_id)
    ours = edition.statements[statement_id].ours if edition else None
    marked = ours is not None and ours.unsafe_if_red
    return rating is Rating.RED and marked and page.is_newest


def unsafe_statements(page: View) -> tuple[str, ...]:
    """The statements of the round whose Red says so, in the guide's order, then those of its supplements."""
    asked = [statement_id for snapshot in (page.snapshot, *page.beside) for statement_id in snapshot.asked]
    return tuple(statement_id for statement_id in asked if is_unsafe(page, statement_id, _rating(page, statement_id)))


def _rating(page: View, statement_id: str) -> Rating | None:
    """Red where a team says so, whatever the rule of the round makes of it: danger needs no majority."""
    standing = page.standing(statement_id)
    if standing is None:
        return None
    return Rating.RED if any(judgement.rating is Rating.RED for judgement in standing.judgements) else standing.rating


def any_unsafe(page: View, statement_ids: Iterable[str]) -> bool:
    """Whether one of these statements stands at such a Red."""
    return any(is_unsafe(page, statement_id, _rating(page, statement_id)) for statement_id in statement_ids)


def word(page: View, statement_id: str) -> str:
    """How a statement stands in the round, in a word, with the mark where somebody may be unsafe."""
    standing = page.standing(statement_id)
    told = standing.word if standing else NOT_ASKED
    unsafe = is_unsafe(page, statement_id, _rating(page, statement_id))
    return f"{SIGN} {told}: may be unsafe" if unsafe else told


def note_html(page: View, statement_id: str, rating: Rating | None, *, how: str) -> Markup:
    """The mark with what to do today, nothing unless the rating says so; `how` says how to plan it."""
    ours = page.having(statement_id).statements[statement_id].ours
    step = step_for_today(ours) if ours else None
    if step is None or not is_unsafe(page, statement_id, rating):
        return NOTHING
    planned = any(action.text == step.text for action in page.actions_for(statement_id))
    note = Markup('<p class="unsafe" role="note"><b>{}</b> Today ({}): {} {}</p>')
    return note.format(WORDS, step.owner, step.text, "It is in the action plan." if planned else how)


def step_for_today(ours: Facilitation) -> NextStep | None:
    """The suggested step that cannot wait, where there is one."""
    return next((step for step in ours.next_steps if step.is_for_today), None)
