"""Workshops with their agendas and what was agreed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, update
from sqlmodel import Session, col, delete, select

from sendsat.assessment.rating import Rating, parse_rating
from sendsat.assessment.values import Judgement
from sendsat.assessment.workshop import AgendaItem, VoteRound, Workshop, Worth
from sendsat.errors import NotFound
from sendsat.storage.queries.votes import vote_rounds
from sendsat.storage.tables_workshop import WorkshopDecisionRow, WorkshopDeviceRow, WorkshopItemRow, WorkshopRow

# Put together once: doing so for every key on the wall takes longer than asking it.
_WORKSHOPS = WorkshopRow.metadata.tables["workshop"]
LOCKING = (
    select(_WORKSHOPS.c.version)
    .where(_WORKSHOPS.c.id == bindparam("workshop_id"), _WORKSHOPS.c.organisation_id == bindparam("organisation_id"))
    .with_for_update()
)
COUNTING = update(_WORKSHOPS).where(_WORKSHOPS.c.id == bindparam("workshop_id"))
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


def add_workshop(
    session: Session,
    *,
    organisation_id: int,
    round_id: int,
    team_id: int,
    code: str,
    minutes: int,
    people: tuple[str, ...],
    actions_first: bool,
    statements: dict[str, Rating | None],
    now: datetime,
) -> int:
    """Keep a new workshop; `statements` are its agenda with the rating each has now. Returns its id."""
    row = WorkshopRow(
        organisation_id=organisation_id,
        round_id=round_id,
        team_id=team_id,
        code=code,
        minutes=minutes,
        people=list(people),
        actions_first=actions_first,
        place_since=now,
        prepared_at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    for position, (statement_id, before) in enumerate(statements.items()):
        item = WorkshopItemRow(workshop_id=row.id, position=position, statement_id=statement_id)
        item.before = before.value if before else None
        session.add(item)
    return row.id


def _row(session: Session, organisation_id: int, workshop_id: int, *, lock: bool = False) -> WorkshopRow:
    row = session.get(WorkshopRow, workshop_id, with_for_update=lock)
    if row is None or row.organisation_id != organisation_id:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound("There is no such workshop here.", "Choose one on the Workshop page.")


def get_workshop(session: Session, organisation_id: int, workshop_id: int, *, lock: bool = False) -> Workshop:
    """One workshop. With `lock`, nobody else changes it before this transaction ends. Raises `NotFound`."""
    row = _row(session, organisation_id, workshop_id, lock=lock)
    return _workshop(session, row)


def locked_version(session: Session, organisation_id: int, workshop_id: int) -> int:
    """The workshop's version, which nobody else changes before this transaction ends. Raises `NotFound`."""
    wanted = {"workshop_id": workshop_id, "organisation_id": organisation_id}
    found = session.connection().execute(LOCKING, wanted).scalar()
    if found is None:
        raise _unknown()
    return int(found)


def save_version(session: Session, workshop_id: int, version: int) -> None:
    """As `touch`, for who holds the lock and knows the version."""
    session.connection().execute(COUNTING, {"workshop_id": workshop_id, "version": version})


def workshops_of(session: Session, organisation_id: int) -> tuple[Workshop, ...]:
    """The organisation's workshops, newest first."""
    query = select(WorkshopRow).where(WorkshopRow.organisation_id == organisation_id)
    return tuple(_workshop(session, row) for row in session.exec(query.order_by(col(WorkshopRow.id).desc())).all())


def _workshop(session: Session, row: WorkshopRow) -> Workshop:
    assert row.id is not None
    devices, worth = _devices(session, row.id)
    return Workshop(
        id=row.id,
        round_id=row.round_id,
        team_id=row.team_id,
        code=row.code,
        minutes=row.minutes,
        people=tuple(row.people),
        actions_first=row.actions_first,
        safe=row.safe,
        place=row.place,
        place_since=row.place_since,
        prepared_at=row.prepared_at,
        closed_at=row.closed_at,
        version=row.version,
        items=_items(session, row.id),
        devices=devices,
        worth=worth,
    )


def _devices(session: Session, workshop_id: int) -> tuple[int, dict[Worth, int]]:
    query = (
        select(WorkshopDeviceRow.worth, func.count())
        .where(WorkshopDeviceRow.workshop_id == workshop_id, col(WorkshopDeviceRow.is_paper).is_(False))
        .group_by(col(WorkshopDeviceRow.worth))
    )
    found: dict[str | None, int] = dict(session.exec(query).all())
    return sum(found.values()), {one: found.get(one.value, 0) for one in Worth}


def _items(session: Session, workshop_id: int) -> tuple[AgendaItem, ...]:
    rows = session.exec(
        select(WorkshopItemRow)
        .where(WorkshopItemRow.workshop_id == workshop_id)
        .order_by(col(WorkshopItemRow.position))
    ).all()
    rounds: dict[int, list[VoteRound]] = defaultdict(list)
    for item_id, one in vote_rounds(session, workshop_id):
        rounds[item_id].append(one)
    agreed = _agreed(session, workshop_id)
    return tuple(
        AgendaItem(
            id=row.id or 0,
            statement_id=row.statement_id,
            parked=row.parked,
            before=parse_rating(row.before),
            agreed=agreed.get(row.id or 0),
            rounds=tuple(rounds[row.id or 0]),
        )
        for row in rows
    )


def _agreed(session: Session, workshop_id: int) -> dict[int, Rating | None]:
    """What was agreed last for each item; later decisions take the place of earlier ones."""
    query = (
        select(WorkshopDecisionRow.item_id, WorkshopDecisionRow.rating)
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(WorkshopDecisionRow.item_id))
        .where(WorkshopItemRow.workshop_id == workshop_id)
        .order_by(col(WorkshopDecisionRow.id))
    )
    return {item_id: parse_rating(rating) for item_id, rating in session.exec(query)}


def touch(session: Session, workshop_id: int) -> None:
    """Let every window and phone see that something changed."""
    row = session.get(WorkshopRow, workshop_id)
    assert row is not None
    row.version += 1


def save_place(session: Session, workshop_id: int, *, place: int, item_id: int | None, now: datetime) -> None:
    """Move the workshop to another screen."""
    row = session.get(WorkshopRow, workshop_id)
    assert row is not None
    row.place, row.item_id, row.place_since = place, item_id, now


def save_started(session: Session, workshop_id: int, now: datetime) -> None:
    """The room begins: what was done before belongs to no workshop."""
    row = session.get(WorkshopRow, workshop_id)
    assert row is not None
    row.prepared_at = now


def save_safe(session: Session, workshop_id: int, safe: bool) -> None:
    """Hide or show names and commentary on the wall."""
    row = session.get(WorkshopRow, workshop_id)
    assert row is not None
    row.safe = safe


def save_people(session: Session, workshop_id: int, people: tuple[str, ...]) -> None:
    """Keep who is present."""
    row = session.get(WorkshopRow, workshop_id)
    assert row is not None
    row.people = list(people)


def save_closed(session: Session, workshop_id: int, now: datetime) -> None:
    """Close the workshop: its code opens nothing any more."""
    row = session.get(WorkshopRow, workshop_id)
    assert row is not None
    row.closed_at = now


def save_parked(session: Session, item_id: int, parked: bool) -> None:
    """Set a statement aside, or take it up again."""
    row = session.get(WorkshopItemRow, item_id)
    assert row is not None
    row.parked = parked


def add_decision(session: Session, item_id: int, *, old: Judgement, new: Judgement, now: datetime) -> None:
    """Keep what the room agreed and what it replaced."""
    values = {
        "item_id": item_id,
        "rating": new.rating.value if new.rating else None,
        "old_rating": old.rating.value if old.rating else None,
        "old_votes": old.votes,
        "old_note": old.minority_note,
        "old_carried": old.carried_forward,
        "at": now,
    }
    session.connection().execute(DECIDING, values)


def last_decision(session: Session, workshop_id: int) -> Decision | None:
    """The rating agreed last in the workshop, None where there is none."""
    query = (
        select(WorkshopDecisionRow)
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(WorkshopDecisionRow.item_id))
        .where(WorkshopItemRow.workshop_id == workshop_id)
        .order_by(col(WorkshopDecisionRow.id).desc())
    )
    row = session.exec(query.limit(1)).first()
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


def forget_decision(session: Session, decision_id: int) -> None:
    """Take back a decision; the judgement's history keeps it."""
    session.exec(delete(WorkshopDecisionRow).where(col(WorkshopDecisionRow.id) == decision_id))
