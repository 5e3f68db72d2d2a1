"""Devices, rounds of votes and votes. Before the reveal only their number leaves this module, never what they say."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as wide_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from sendsat.assessment.phone import Seen
from sendsat.assessment.votes import Tally, Vote
from sendsat.assessment.workshop import Glance, VoteRound, Worth
from sendsat.errors import NotFound
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables import RoundRow
from sendsat.storage.tables_workshop import (
    VoteRoundRow,
    VoteRow,
    WorkshopDeviceRow,
    WorkshopItemRow,
    WorkshopRow,
)


def _insert(session: Session, table: Any) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


@dataclass(frozen=True)
class Opened:
    """What a code to join by opens: whose workshop, and whether it still runs."""

    organisation_id: int
    workshop_id: int
    is_open: bool


def find_code(session: Session, code: str) -> Opened | None:
    """The workshop with this code, whoever's it is; None for a code nobody made."""
    query = select(WorkshopRow.organisation_id, WorkshopRow.id, WorkshopRow.closed_at)
    row = session.exec(query.where(WorkshopRow.code == code)).first()
    return None if row is None else Opened(row[0], row[1] or 0, row[2] is None)


def organisation_of(session: Session, mark: str) -> int | None:
    """Whose workshop the device with this mark joined last; None where it joined none."""
    query = (
        select(WorkshopRow.organisation_id)
        .join(WorkshopDeviceRow, col(WorkshopDeviceRow.workshop_id) == col(WorkshopRow.id))
        .where(WorkshopDeviceRow.mark == mark)
        .order_by(col(WorkshopDeviceRow.joined_at).desc(), col(WorkshopDeviceRow.id).desc())
    )
    return session.exec(query.limit(1)).first()


def code_is_taken(session: Session, code: str) -> bool:
    """Whether any organisation's workshop, open or closed, has this code."""
    return find_code(session, code) is not None


def item_of(scope: Scope, item_id: int) -> WorkshopItemRow:
    """A statement on the agenda of one of the organisation's workshops. For this package. Raises `NotFound`."""
    query = (
        select(WorkshopItemRow)
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopItemRow.workshop_id))
        .where(WorkshopItemRow.id == item_id, WorkshopRow.organisation_id == scope.organisation_id)
    )
    row = scope.session.exec(query).first()
    if row is None:
        raise NotFound("This statement is on no agenda here.", "Choose a workshop on the Workshop page.")
    return row


def join(work: Work, workshop_id: int, mark: str, now: datetime, *, is_paper: bool = False) -> int:
    """Let a device take part; the same device stays one device. Returns the id it has in this workshop."""
    insert = _insert(work.session, WorkshopDeviceRow).values(
        workshop_id=workshop_id, mark=mark, is_paper=is_paper, joined_at=now
    )
    work.session.execute(
        insert.on_conflict_do_update(
            index_elements=["workshop_id", "mark"], set_={"joined_at": insert.excluded.joined_at}
        )
    )
    found = work.session.exec(
        select(WorkshopDeviceRow.id).where(WorkshopDeviceRow.workshop_id == workshop_id, WorkshopDeviceRow.mark == mark)
    ).one()
    assert found is not None
    return found


def count_devices(scope: Scope, workshop_id: int, *, but: str) -> int:
    """How many devices and papers take part, besides the device with the mark `but`."""
    query = select(func.count()).select_from(WorkshopDeviceRow)
    others = query.where(WorkshopDeviceRow.workshop_id == workshop_id, WorkshopDeviceRow.mark != but)
    return scope.session.exec(others).one()


def hold_still(work: Work, mark: str) -> None:
    """Keep the workshops of a device from moving on or revealing until this transaction ends; others may vote too."""
    mine = select(WorkshopDeviceRow.workshop_id).where(WorkshopDeviceRow.mark == mark)
    work.session.exec(select(WorkshopRow.id).where(col(WorkshopRow.id).in_(mine)).with_for_update(read=True)).all()


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
    query = (
        wide_select(WorkshopRow, WorkshopDeviceRow, RoundRow, WorkshopItemRow, VoteRoundRow, VoteRow, total)
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
        .where(col(WorkshopDeviceRow.mark) == mark)
        .order_by(col(WorkshopDeviceRow.joined_at).desc(), col(WorkshopDeviceRow.id).desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return _seen(*found) if found else None


def _seen(
    workshop: WorkshopRow,
    device: WorkshopDeviceRow,
    round_: RoundRow,
    item: WorkshopItemRow | None,
    vote_round: VoteRoundRow | None,
    vote: VoteRow | None,
    total: int,
) -> Seen:
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
        is_voting=vote_round is not None and vote_round.revealed_at is None,
        mine=Vote(vote.value) if vote else None,
    )


def _vote_round(scope: Scope, item_id: int, number: int) -> VoteRoundRow:
    query = (
        select(VoteRoundRow)
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(VoteRoundRow.item_id))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopItemRow.workshop_id))
        .where(VoteRoundRow.item_id == item_id, VoteRoundRow.number == number)
        .where(WorkshopRow.organisation_id == scope.organisation_id)
    )
    row = scope.session.exec(query).first()
    if row is None:
        raise NotFound("There is no such vote here.", "Look at the screen and try again.")
    return row


def save_vote(work: Work, *, item_id: int, number: int, device_id: int, vote: Vote, now: datetime) -> None:
    """Keep a device's vote in a round of votes, in place of its earlier one. Raises `NotFound`."""
    insert = _insert(work.session, VoteRow).values(
        vote_round_id=_vote_round(work, item_id, number).id, device_id=device_id, value=vote.value, at=now
    )
    work.session.execute(
        insert.on_conflict_do_update(
            index_elements=["vote_round_id", "device_id"],
            set_={"value": insert.excluded.value, "at": insert.excluded.at},
        )
    )


def save_worth(work: Work, device_id: int, worth: Worth) -> None:
    """Keep a device's answer to whether it was worth the time. Raises `NotFound`."""
    query = (
        select(WorkshopDeviceRow)
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
        .where(WorkshopDeviceRow.id == device_id, WorkshopRow.organisation_id == work.organisation_id)
    )
    row = work.session.exec(query).first()
    if row is None:
        raise NotFound("This phone has not joined a workshop.", "Type the code on the screen.")
    row.worth = worth.value


def open_round(work: Work, item_id: int, number: int, now: datetime) -> None:
    """Begin a round of votes. Raises `NotFound`."""
    item_of(work, item_id)
    work.session.add(VoteRoundRow(item_id=item_id, number=number, opened_at=now))
    work.session.flush()


def reveal_round(work: Work, item_id: int, number: int, now: datetime) -> None:
    """End a round of votes: from now on what was voted may be seen. Raises `NotFound`."""
    _vote_round(work, item_id, number).revealed_at = now


def save_hands(work: Work, item_id: int, number: int, hands: Tally) -> None:
    """Keep counted hands in a round of votes, in place of an earlier count. Raises `NotFound`."""
    _vote_round(work, item_id, number).hands = {vote.value: hands.of(vote) for vote in Vote}


def forget_round(work: Work, item_id: int, number: int) -> None:
    """Take away a round of votes in which nobody voted. Raises `NotFound`."""
    work.session.delete(_vote_round(work, item_id, number))


def vote_rounds(scope: Scope, workshop_ids: list[int]) -> Iterator[tuple[int, VoteRound]]:
    """Every round of votes of the workshops with its item's id, oldest first, in one statement. What was voted only
    after the reveal.
    """
    rows: dict[int, VoteRoundRow] = {}
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    query = (
        select(VoteRoundRow, VoteRow.value, func.count(col(VoteRow.id)))
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(VoteRoundRow.item_id))
        .join(VoteRow, col(VoteRow.vote_round_id) == col(VoteRoundRow.id), isouter=True)
        .where(col(WorkshopItemRow.workshop_id).in_(workshop_ids))
        .group_by(col(VoteRoundRow.id), col(VoteRow.value))
        .order_by(col(VoteRoundRow.item_id), col(VoteRoundRow.number))
    )
    for row, value, number in scope.session.exec(query):
        rows[row.id or 0] = row
        if value is not None:
            counts[row.id or 0][value] = number
    for number, row in rows.items():
        counted = Tally(**counts[number]) + Tally(**row.hands)
        yield row.item_id, VoteRound(row.number, counted.total, counted if row.revealed_at else None)


def glance(scope: Scope, workshop_id: int) -> Glance:
    """A workshop's version, and how many joined and voted in the latest round of votes on the wall, in one statement.

    Raises `NotFound`.
    """
    devices = (
        select(func.count())
        .select_from(WorkshopDeviceRow)
        .where(col(WorkshopDeviceRow.workshop_id) == workshop_id, col(WorkshopDeviceRow.is_paper).is_(False))
        .scalar_subquery()
    )
    votes = (
        select(func.count())
        .select_from(VoteRow)
        .where(col(VoteRow.vote_round_id) == col(VoteRoundRow.id))
        .correlate(VoteRoundRow)
        .scalar_subquery()
    )
    query = (
        select(WorkshopRow, VoteRoundRow, devices, votes)
        .join(VoteRoundRow, col(VoteRoundRow.item_id) == col(WorkshopRow.item_id), isouter=True)
        .where(WorkshopRow.id == workshop_id, WorkshopRow.organisation_id == scope.organisation_id)
        .order_by(col(VoteRoundRow.number).desc())
        .limit(1)
    )
    found = scope.session.exec(query).first()
    if found is None:
        raise NotFound("There is no such workshop here.", "Choose one on the Workshop page.")
    workshop, latest, joined, voted = found
    hands = sum(latest.hands.values()) if latest is not None else 0
    return Glance(version=workshop.version, devices=joined, voted=voted + hands)
