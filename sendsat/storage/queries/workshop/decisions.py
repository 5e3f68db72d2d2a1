"""Ratings that a workshop agreed, each with what it replaced, so that it can be undone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, delete, select

from sendsat.assessment.rating import Rating, parse_rating
from sendsat.assessment.values import Judgement
from sendsat.storage.queries.workshop.votes import item_of
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.workshop import WorkshopDecisionRow, WorkshopItemRow, WorkshopRow

# Put together once: doing so for every key on the wall takes longer than asking it.
DECIDING = insert(WorkshopDecisionRow.metadata.tables["workshop_decision"])


@dataclass(frozen=True)
class Decision:
    """The latest rating agreed in a workshop, with what stood before it."""

    id: int
    item_id: int
    rating: Rating | None
    old_rating: Rating | None
    old_votes: str
    old_note: str
    old_carried: bool


def add_decision(work: Work, item_id: int, *, old: Judgement, new: Judgement, now: datetime) -> None:
    """Keep what the room agreed and what it replaced, for an item of a workshop whose version this work has locked."""
    values = {
        "item_id": item_id,
        "rating": new.rating.value if new.rating else None,
        "old_rating": old.rating.value if old.rating else None,
        "old_votes": old.votes,
        "old_note": old.minority_note,
        "old_carried": old.carried_forward,
        "at": now,
    }
    work.session.connection().execute(DECIDING, values)


def last_decision(scope: Scope, workshop_id: int) -> Decision | None:
    """The rating agreed last in the workshop, None where there is none."""
    query = (
        select(WorkshopDecisionRow)
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(WorkshopDecisionRow.item_id))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopItemRow.workshop_id))
        .where(WorkshopItemRow.workshop_id == workshop_id, WorkshopRow.organisation_id == scope.organisation_id)
        .order_by(col(WorkshopDecisionRow.id).desc())
    )
    row = scope.session.exec(query.limit(1)).first()
    if row is None:
        return None
    assert row.id is not None
    return Decision(
        row.id,
        row.item_id,
        parse_rating(row.rating),
        parse_rating(row.old_rating),
        row.old_votes,
        row.old_note,
        row.old_carried,
    )


def forget_decision(work: Work, decision: Decision) -> None:
    """Take back a decision; the judgement's history keeps it. Raises `NotFound`."""
    item_of(work, decision.item_id)
    work.session.exec(delete(WorkshopDecisionRow).where(col(WorkshopDecisionRow.id) == decision.id))
