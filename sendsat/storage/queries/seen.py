"""What a phone may know: where its workshop is, its own vote, and after the reveal how the room's votes were spread."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import func
from sqlalchemy import select as wide_select
from sqlmodel import Session, col, select

from sendsat.assessment.phone import Seen
from sendsat.assessment.rating import parse_rating
from sendsat.assessment.votes import Tally, Vote
from sendsat.assessment.workshop import Screen, Worth, screen_at
from sendsat.storage.tables import RoundRow
from sendsat.storage.tables_workshop import (
    VoteRoundRow,
    VoteRow,
    WorkshopDecisionRow,
    WorkshopDeviceRow,
    WorkshopItemRow,
    WorkshopRow,
)


def seen_by(session: Session, mark: str) -> Seen | None:
    """What the device with this mark may know of the workshop it joined last; None where it joined none."""
    latest = (
        select(func.max(VoteRoundRow.number))
        .where(col(VoteRoundRow.item_id) == col(WorkshopRow.item_id))
        .correlate(WorkshopRow)
        .scalar_subquery()
    )
    total = (
        select(func.count())
        .select_from(WorkshopItemRow)
        .where(col(WorkshopItemRow.workshop_id) == col(WorkshopRow.id))
        .correlate(WorkshopRow)
        .scalar_subquery()
    )
    agreed = (
        select(WorkshopDecisionRow.rating)
        .where(col(WorkshopDecisionRow.item_id) == col(WorkshopRow.item_id))
        .order_by(col(WorkshopDecisionRow.id).desc())
        .limit(1)
        .correlate(WorkshopRow)
        .scalar_subquery()
    )
    query = (
        wide_select(WorkshopRow, WorkshopDeviceRow, RoundRow, WorkshopItemRow, VoteRoundRow, VoteRow, total, agreed)
        .join(RoundRow, col(RoundRow.id) == col(WorkshopRow.round_id))
        .join(WorkshopDeviceRow, col(WorkshopDeviceRow.workshop_id) == col(WorkshopRow.id))
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(WorkshopRow.item_id), isouter=True)
        .join(
            VoteRoundRow,
            (col(VoteRoundRow.item_id) == col(WorkshopRow.item_id)) & (col(VoteRoundRow.number) == latest),
            isouter=True,
        )
        .join(
            VoteRow,
            (col(VoteRow.vote_round_id) == col(VoteRoundRow.id))
            & (col(VoteRow.device_id) == col(WorkshopDeviceRow.id)),
            isouter=True,
        )
        .where(col(WorkshopDeviceRow.mark) == mark, col(WorkshopDeviceRow.removed_at).is_(None))
        .order_by(col(WorkshopDeviceRow.joined_at).desc(), col(WorkshopDeviceRow.id).desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return _with_what_may_be_known(session, _seen(*found)) if found else None


def _seen(
    workshop: WorkshopRow,
    device: WorkshopDeviceRow,
    round_: RoundRow,
    item: WorkshopItemRow | None,
    vote_round: VoteRoundRow | None,
    vote: VoteRow | None,
    total: int,
    agreed: str | None,
) -> Seen:
    is_voting = vote_round is not None and vote_round.revealed_at is None
    return Seen(
        workshop_id=workshop.id or 0,
        device_id=device.id or 0,
        is_closed=workshop.closed_at is not None,
        edition_id=round_.edition_id,
        round_is_open=round_.closed_at is None,
        worth=Worth(device.worth) if device.worth else None,
        item_id=item.id if item else None,
        statement_id=item.statement_id if item else None,
        position=item.position + 1 if item else 0,
        total=total,
        vote_round=vote_round.number if vote_round else 0,
        is_voting=is_voting,
        mine=Vote(vote.value) if vote else None,
        screen=screen_at(workshop.place, actions_first=workshop.actions_first, statements=total),
        round_name=round_.name,
        closed_at=workshop.closed_at,
        agreed=None if is_voting else parse_rating(agreed),
    )


def _with_what_may_be_known(session: Session, seen: Seen) -> Seen:
    """Add what is asked only where it is shown, so that following a vote stays one statement."""
    if seen.is_closed or seen.screen is Screen.END:
        return replace(seen, rated=_count_rated(session, seen.workshop_id))
    if seen.item_id is None or seen.is_voting or not seen.vote_round:
        return seen
    return replace(seen, tallies=_revealed(session, seen.item_id))


def _count_rated(session: Session, workshop_id: int) -> int:
    latest = (
        select(func.max(WorkshopDecisionRow.id))
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(WorkshopDecisionRow.item_id))
        .where(WorkshopItemRow.workshop_id == workshop_id)
        .group_by(col(WorkshopDecisionRow.item_id))
    )
    query = select(func.count()).select_from(WorkshopDecisionRow).where(col(WorkshopDecisionRow.id).in_(latest))
    return session.exec(query.where(col(WorkshopDecisionRow.rating).is_not(None))).one()


def _revealed(session: Session, item_id: int) -> tuple[Tally, ...]:
    """The revealed rounds of votes on a statement, oldest first: phones, papers and hands together."""
    hands: dict[int, Tally] = {}
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    query = (
        select(VoteRoundRow, VoteRow.value, func.count(col(VoteRow.id)))
        .join(VoteRow, col(VoteRow.vote_round_id) == col(VoteRoundRow.id), isouter=True)
        .where(VoteRoundRow.item_id == item_id, col(VoteRoundRow.revealed_at).is_not(None))
        .group_by(col(VoteRoundRow.id), col(VoteRow.value))
        .order_by(col(VoteRoundRow.number))
    )
    for row, value, number in session.exec(query):
        hands[row.number] = Tally(**row.hands)
        if value is not None:
            counts[row.number][value] = number
    return tuple(Tally(**counts[number]) + held_up for number, held_up in hands.items())
