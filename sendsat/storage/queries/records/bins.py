"""Rounds in the bin: put there, taken out whole, and erased for good."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, delete, select

from sendsat.assessment.records.bin import Binned
from sendsat.errors import NotFound
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.agreeing import AgreedRatingRow
from sendsat.storage.tables.area import ReceiptRow
from sendsat.storage.tables.closing import CloseCheckRow
from sendsat.storage.tables.imports import ImportBatchRow
from sendsat.storage.tables.report import ReportEditRow
from sendsat.storage.tables.rounds import (
    ActionNoteRow,
    ActionRow,
    ActionStatementRow,
    ChangeRow,
    JudgementRow,
    ParticipationRow,
    RoundRow,
)
from sendsat.storage.tables.workshop import (
    VoteRoundRow,
    VoteRow,
    WorkshopDecisionRow,
    WorkshopDeviceRow,
    WorkshopItemRow,
    WorkshopRow,
)

Belonging = list[tuple[type[SQLModel], Any]]
"""Tables, each with the condition that says which of its rows belong to something."""


def _binned(row: RoundRow) -> Binned:
    assert row.id is not None
    assert row.binned_at is not None
    return Binned(row.id, row.name, row.binned_at)


def binned_of(scope: Scope) -> tuple[Binned, ...]:
    """The organisation's rounds in the bin, the one that goes first first. One statement."""
    query = select(RoundRow).where(
        RoundRow.organisation_id == scope.organisation_id, col(RoundRow.binned_at).is_not(None)
    )
    return tuple(_binned(row) for row in scope.session.exec(query.order_by(col(RoundRow.binned_at), col(RoundRow.id))))


def organisations_with_old(session: Session, binned_before: datetime) -> tuple[int, ...]:
    """The organisations that have a round in the bin since before then. One statement."""
    query = select(RoundRow.organisation_id).where(col(RoundRow.binned_at) < binned_before).distinct()
    return tuple(sorted(session.exec(query)))


def put(work: Work, round_id: int, at: datetime) -> None:
    """Put a round that is here into the bin."""
    row = work.session.get(RoundRow, round_id)
    if row is not None and row.organisation_id == work.organisation_id:
        row.removed_at = row.binned_at = at


def _row(work: Work, round_id: int) -> RoundRow:
    row = work.session.get(RoundRow, round_id)
    if row is None or row.organisation_id != work.organisation_id or row.binned_at is None:
        raise NotFound("This round is not in the bin.", "Reload the page to see what is.")
    return row


def get_binned(work: Work, round_id: int) -> Binned:
    """One round in the bin. Raises `NotFound`."""
    return _binned(_row(work, round_id))


def take_out(work: Work, round_id: int) -> None:
    """Take a round out of the bin, with all that belongs to it. Raises `NotFound`."""
    row = _row(work, round_id)
    row.removed_at = row.binned_at = None


def erase(work: Work, round_id: int) -> dict[str, int]:
    """Erase all that belongs to a round in the bin, history and copies of what was shared of it too; how many rows of
    each table went. An empty row keeps the round's number. Raises `NotFound`."""
    row = _row(work, round_id)
    counts = delete_counted(work, _belonging(round_id))
    row.name, row.words, row.binned_at = "", "", None
    empty_copies(work, [round_id], counts)
    work.session.add(row)
    work.session.flush()
    return counts


def empty_copies(work: Work, round_ids: Collection[int], erased: Mapping[str, int]) -> None:
    """Keep no copy of what was shared of these rounds, nor, where actions were `erased`, of any with actions: those
    that serve a statement go with every round. For the queries of this package."""
    for receipt in work.session.exec(select(ReceiptRow).where(ReceiptRow.organisation_id == work.organisation_id)):
        copy = receipt.content or {}
        if receipt.round_id in round_ids or (erased.get("action") and copy.get("actions")):
            receipt.content = None


def delete_counted(work: Work, belonging: Belonging) -> dict[str, int]:
    """Delete what belongs to something; how many rows of each table went. For the queries of this package."""
    return {str(table.__tablename__): _delete(work, table, belongs) for table, belongs in belonging}


def _delete(work: Work, table: Any, belongs: Any) -> int:
    return int(work.session.exec(delete(table).where(belongs)).rowcount)


def _belonging(round_id: int) -> Belonging:
    """Each table with which of its rows belong to a round, those first on which others do not stand."""
    of_round: list[Any] = [
        *(JudgementRow, AgreedRatingRow, ReportEditRow, ImportBatchRow, CloseCheckRow, ParticipationRow, ChangeRow),
    ]
    met_and_planned = of_workshops_and_actions(
        col(WorkshopRow.round_id) == round_id, col(ActionRow.round_id) == round_id
    )
    return [*met_and_planned, *((table, table.round_id == round_id) for table in of_round)]


def of_workshops_and_actions(met: Any, planned: Any) -> Belonging:
    """Some workshops and some actions with all that belongs to them, each table with which of its rows, those first on
    which others do not stand. For the queries of this package."""
    actions = select(ActionRow.id).where(planned)
    workshops = select(WorkshopRow.id).where(met)
    items = select(WorkshopItemRow.id).where(col(WorkshopItemRow.workshop_id).in_(workshops))
    votes = select(VoteRoundRow.id).where(col(VoteRoundRow.item_id).in_(items))
    return [
        (VoteRow, col(VoteRow.vote_round_id).in_(votes)),
        (VoteRoundRow, col(VoteRoundRow.item_id).in_(items)),
        (WorkshopDecisionRow, col(WorkshopDecisionRow.item_id).in_(items)),
        (WorkshopItemRow, col(WorkshopItemRow.workshop_id).in_(workshops)),
        (WorkshopDeviceRow, col(WorkshopDeviceRow.workshop_id).in_(workshops)),
        (WorkshopRow, met),
        (ActionNoteRow, col(ActionNoteRow.action_id).in_(actions)),
        (ActionStatementRow, col(ActionStatementRow.action_id).in_(actions)),
        (ActionRow, planned),
    ]
