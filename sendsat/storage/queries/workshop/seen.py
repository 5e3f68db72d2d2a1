"""What phones may know: which workshop they joined, what is on its wall, and what each said itself."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, bindparam, func
from sqlalchemy import select as wide_select
from sqlmodel import Session, col, select

from sendsat.assessment.workshop.phone import Joined, OnTheWall, Own, Stamp
from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Phase, Worth
from sendsat.storage.queries.workshop.devices import is_phone
from sendsat.storage.scope import Scope
from sendsat.storage.tables.rounds import RoundRow
from sendsat.storage.tables.workshop import (
    VoteRoundRow,
    VoteRow,
    WorkshopDeviceRow,
    WorkshopItemRow,
    WorkshopRow,
)

# Put together once: one of them is asked five times a second for each workshop that runs.
_WANTED: BindParameter[int] = bindparam("workshop_id")
_LATEST = (
    select(func.max(VoteRoundRow.number))
    .where(col(VoteRoundRow.item_id) == col(WorkshopRow.item_id))
    .correlate(WorkshopRow)
    .scalar_subquery()
)


def _of_votes(what: Any) -> Any:
    votes = select(what).select_from(VoteRow).join(VoteRoundRow, col(VoteRoundRow.id) == col(VoteRow.vote_round_id))
    return votes.where(col(VoteRoundRow.item_id) == col(WorkshopRow.item_id)).correlate(WorkshopRow).scalar_subquery()


def _of_phones(what: Any) -> Any:
    phones = select(what).select_from(WorkshopDeviceRow)
    return phones.where(col(WorkshopDeviceRow.workshop_id) == _WANTED).scalar_subquery()


STAMP = (
    wide_select(
        col(WorkshopRow.organisation_id),
        col(WorkshopRow.version),
        col(RoundRow.edition_id),
        col(RoundRow.name),
        _of_votes(func.count()),
        _of_votes(func.max(col(VoteRow.at))),
        _of_phones(func.count()),
        _of_phones(func.max(col(WorkshopDeviceRow.joined_at))),
        _of_phones(func.max(col(WorkshopDeviceRow.practised_at))),
    )
    .join(RoundRow, col(RoundRow.id) == col(WorkshopRow.round_id))
    .where(col(WorkshopRow.id) == _WANTED)
)
OWN = (
    wide_select(
        col(WorkshopDeviceRow.mark), col(VoteRow.value), col(WorkshopDeviceRow.worth), col(WorkshopDeviceRow.practice)
    )
    .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
    .join(
        VoteRoundRow,
        (col(VoteRoundRow.item_id) == col(WorkshopRow.item_id)) & (col(VoteRoundRow.number) == _LATEST),
        isouter=True,
    )
    .join(
        VoteRow,
        (col(VoteRow.vote_round_id) == col(VoteRoundRow.id)) & (col(VoteRow.device_id) == col(WorkshopDeviceRow.id)),
        isouter=True,
    )
    .where(col(WorkshopDeviceRow.workshop_id) == _WANTED, is_phone())
)
ON_THE_WALL = (
    wide_select(WorkshopRow, RoundRow, WorkshopItemRow, VoteRoundRow)
    .join(RoundRow, col(RoundRow.id) == col(WorkshopRow.round_id))
    .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(WorkshopRow.item_id), isouter=True)
    .join(
        VoteRoundRow,
        (col(VoteRoundRow.item_id) == col(WorkshopRow.item_id)) & (col(VoteRoundRow.number) == _LATEST),
        isouter=True,
    )
    .where(col(WorkshopRow.id) == _WANTED, col(WorkshopRow.organisation_id) == bindparam("organisation_id"))
)


def joined_by(session: Session, marks: Collection[str]) -> dict[str, Joined]:
    """The workshop that each device joined last, by its mark; none for one that joined none, or was taken out."""
    query = (
        wide_select(col(WorkshopDeviceRow.mark), col(WorkshopRow.organisation_id), col(WorkshopRow.id))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
        .where(col(WorkshopDeviceRow.mark).in_(marks), is_phone())
        .order_by(col(WorkshopDeviceRow.joined_at), col(WorkshopDeviceRow.id))
    )
    return {mark: Joined(organisation_id, number) for mark, organisation_id, number in session.execute(query)}


def stamp_of(session: Session, workshop_id: int) -> Stamp | None:
    """Whether anything changed, in one short statement; None for a workshop that is not there."""
    row = session.execute(STAMP, {"workshop_id": workshop_id}).first()
    return Stamp(*row) if row else None


def own_of(session: Session, workshop_id: int) -> dict[str, Own]:
    """What each phone that takes part in a workshop said itself, by its mark, in one statement."""
    rows = session.execute(OWN, {"workshop_id": workshop_id})
    return {
        mark: Own(_vote(said), Worth(worth) if worth else None, _vote(practised))
        for mark, said, worth, practised in rows
    }


def _vote(value: str | None) -> Vote | None:
    return Vote(value) if value else None


def on_the_wall(scope: Scope, workshop_id: int) -> OnTheWall | None:
    """What a vote is measured by, in one statement; None for a workshop that is not the organisation's."""
    wanted = {"workshop_id": workshop_id, "organisation_id": scope.organisation_id}
    row = scope.session.execute(ON_THE_WALL, wanted).first()
    if row is None:
        return None
    workshop, round_, item, votes = row
    return OnTheWall(
        is_closed=workshop.closed_at is not None,
        round_is_open=round_.closed_at is None,
        statement_id=item.statement_id if item else None,
        vote_round_id=votes.id if votes else 0,
        vote_round=votes.number if votes else 0,
        is_voting=votes is not None and votes.revealed_at is None,
        is_practising=workshop.practice == Phase.VOTING and workshop.place <= 0 and workshop.began_at is None,
    )
