"""Votes of workshops that are over: kept as counts, without the device that gave each."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Select, func
from sqlalchemy import select as wide_select
from sqlmodel import Session, col, delete, select

from sendsat.storage.queries.workshop.devices import is_paper
from sendsat.storage.scope import Work
from sendsat.storage.tables.workshop import VoteRoundRow, VoteRow, WorkshopDeviceRow, WorkshopItemRow, WorkshopRow


def organisations_with_ties(session: Session, closed_before: datetime) -> tuple[int, ...]:
    """The organisations with a workshop closed before then whose votes are still kept one by one. One statement."""
    query = (
        select(WorkshopRow.organisation_id)
        .join(WorkshopItemRow, col(WorkshopItemRow.workshop_id) == col(WorkshopRow.id))
        .join(VoteRoundRow, col(VoteRoundRow.item_id) == col(WorkshopItemRow.id))
        .join(VoteRow, col(VoteRow.vote_round_id) == col(VoteRoundRow.id))
        .where(col(WorkshopRow.closed_at) < closed_before)
        .distinct()
    )
    return tuple(sorted(session.exec(query)))


def untie(work: Work, closed_before: datetime) -> dict[int, tuple[int, int]]:
    """Make counts of the organisation's votes in workshops closed before then; gives the round and team of each such
    workshop by its id."""
    workshops: dict[int, tuple[int, int]] = {}
    counts: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for workshop, vote_round_id, value, number, on_paper in work.session.execute(_counting(work, closed_before)):
        workshops[workshop.id] = (workshop.round_id, workshop.team_id)
        counts[vote_round_id][value] = [number, on_paper]
    for vote_round_id, counted in counts.items():
        row = work.session.get(VoteRoundRow, vote_round_id)
        if row is not None:
            row.counts = counted
            work.session.add(row)
    work.session.flush()
    work.session.exec(delete(VoteRow).where(col(VoteRow.vote_round_id).in_(counts)))
    return workshops


def _counting(work: Work, closed_before: datetime) -> Select[WorkshopRow, int, str, int, int]:
    """The statement of `untie`: each workshop with its rounds of votes, and how many chose each vote, how many of those
    on paper."""
    return (
        wide_select(
            WorkshopRow,
            col(VoteRow.vote_round_id),
            col(VoteRow.value),
            func.count(col(VoteRow.id)),
            func.sum(is_paper()),
        )
        .join(WorkshopItemRow, col(WorkshopItemRow.workshop_id) == col(WorkshopRow.id))
        .join(VoteRoundRow, col(VoteRoundRow.item_id) == col(WorkshopItemRow.id))
        .join(VoteRow, col(VoteRow.vote_round_id) == col(VoteRoundRow.id))
        .join(WorkshopDeviceRow, col(WorkshopDeviceRow.id) == col(VoteRow.device_id))
        .where(col(WorkshopRow.organisation_id) == work.organisation_id, col(WorkshopRow.closed_at) < closed_before)
        .group_by(col(WorkshopRow.id), col(VoteRow.vote_round_id), col(VoteRow.value))
    )
