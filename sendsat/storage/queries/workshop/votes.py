"""Rounds of votes and votes. Before the reveal only their number leaves this module, never what they say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func
from sqlalchemy import select as wide_select
from sqlmodel import col, select

from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import VoteRound
from sendsat.errors import NotFound
from sendsat.storage.queries.workshop.devices import insert_of, is_paper, is_phone
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.workshop import (
    VoteRoundRow,
    VoteRow,
    WorkshopDeviceRow,
    WorkshopItemRow,
    WorkshopRow,
)


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


def hold_still(work: Work, workshop_id: int) -> None:
    """Keep a workshop from moving on or revealing until this transaction ends; others may vote too."""
    work.session.exec(select(WorkshopRow.id).where(WorkshopRow.id == workshop_id).with_for_update(read=True)).all()


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
    vote_round_id = _vote_round(work, item_id, number).id
    assert vote_round_id is not None
    save_votes(work, vote_round_id, [(device_id, vote)], now)


def save_votes(work: Work, vote_round_id: int, votes: Sequence[tuple[int, Vote]], now: datetime) -> None:
    """Keep the votes of devices, each in place of its earlier one, the last where one votes twice."""
    insert = insert_of(work.session, VoteRow)
    keep = insert.on_conflict_do_update(
        index_elements=["vote_round_id", "device_id"],
        set_={"value": insert.excluded.value, "at": insert.excluded.at},
    )
    rows = [
        {"vote_round_id": vote_round_id, "device_id": device_id, "value": vote.value, "at": now}
        for device_id, vote in votes
    ]
    work.session.connection().execute(keep, rows)


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


@dataclass(frozen=True)
class Voted:
    """A round of votes, and when it was revealed."""

    votes: VoteRound
    revealed_at: datetime | None


def vote_rounds(scope: Scope, workshop_ids: list[int]) -> Iterator[tuple[int, Voted]]:
    """Every round of votes of the workshops with its item's id, oldest first, in one statement. What was voted only
    after the reveal.
    """
    rows: dict[int, VoteRoundRow] = {}
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    papers: dict[int, int] = defaultdict(int)
    query = (
        select(VoteRoundRow, VoteRow.value, func.count(col(VoteRow.id)), func.sum(is_paper()))
        .join(WorkshopItemRow, col(WorkshopItemRow.id) == col(VoteRoundRow.item_id))
        .join(VoteRow, col(VoteRow.vote_round_id) == col(VoteRoundRow.id), isouter=True)
        .join(WorkshopDeviceRow, col(WorkshopDeviceRow.id) == col(VoteRow.device_id), isouter=True)
        .where(col(WorkshopItemRow.workshop_id).in_(workshop_ids))
        .group_by(col(VoteRoundRow.id), col(VoteRow.value))
        .order_by(col(VoteRoundRow.item_id), col(VoteRoundRow.number))
    )
    for row, value, number, on_paper in scope.session.exec(query):
        rows[row.id or 0] = row
        if value is not None:
            counts[row.id or 0][value] = number
            papers[row.id or 0] += on_paper
    for number, row in rows.items():
        for value, (kept, on_paper) in row.counts.items():
            counts[number][value] += kept
            papers[number] += on_paper
        counted, hands = Tally(**counts[number]) + Tally(**row.hands), sum(row.hands.values())
        shown = counted if row.revealed_at else None
        yield row.item_id, Voted(VoteRound(row.number, counted.total, shown, hands, papers[number]), row.revealed_at)


def glance(scope: Scope, workshop_id: int) -> Glance:
    """A workshop's version, and how many joined and voted in the latest round of votes on the wall, in one statement.

    Raises `NotFound`.
    """
    row = scope.session.execute(_glancing(scope, workshop_id)).first()
    if row is None:
        raise NotFound("There is no such workshop here.", "Choose one on the Workshop page.")
    workshop, latest, joined, voted, on_paper, practising = row
    hands = sum(latest.hands.values()) if latest is not None else 0
    kept = list(latest.counts.values()) if latest is not None else []
    on_paper += sum(paper for _, paper in kept)
    voted += sum(number for number, _ in kept)
    return Glance(workshop.version, joined, voted - on_paper, hands, on_paper, practising)


def _glancing(scope: Scope, workshop_id: int) -> Select[WorkshopRow, VoteRoundRow, int, int, int, int]:
    """The statement of `glance`: the workshop, its latest round of votes, and the numbers of phones that joined, of
    votes, of those on paper, and of phones that practised."""
    devices = (
        select(func.count())
        .select_from(WorkshopDeviceRow)
        .where(col(WorkshopDeviceRow.workshop_id) == workshop_id, is_phone())
        .scalar_subquery()
    )
    practised = (
        select(func.count(col(WorkshopDeviceRow.practice)))
        .where(col(WorkshopDeviceRow.workshop_id) == workshop_id, is_phone())
        .scalar_subquery()
    )
    cast = (
        select(func.count())
        .select_from(VoteRow)
        .where(col(VoteRow.vote_round_id) == col(VoteRoundRow.id))
        .correlate(VoteRoundRow)
    )
    papers = cast.join(WorkshopDeviceRow, col(WorkshopDeviceRow.id) == col(VoteRow.device_id)).where(
        col(WorkshopDeviceRow.is_paper)
    )
    return (
        wide_select(WorkshopRow, VoteRoundRow, devices, cast.scalar_subquery(), papers.scalar_subquery(), practised)
        .join(VoteRoundRow, col(VoteRoundRow.item_id) == col(WorkshopRow.item_id), isouter=True)
        .where(col(WorkshopRow.id) == workshop_id, col(WorkshopRow.organisation_id) == scope.organisation_id)
        .order_by(col(VoteRoundRow.number).desc())
        .limit(1)
    )
