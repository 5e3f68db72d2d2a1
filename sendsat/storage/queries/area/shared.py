"""Copies of what an organisation shared, as long as it has not taken them back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import col, func, or_, select

from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.area import ReceiptRow
from sendsat.storage.tables.rounds import RoundRow

Copy = tuple[int, datetime, str, Mapping[str, Any] | None]


def copies_of(scope: Scope) -> tuple[Copy, ...]:
    """Number, time, authority and content of each submission that was not taken back, newest first, but for rounds in
    the bin or erased. One from before copies were kept has no content. One statement."""
    mine = ReceiptRow.organisation_id == scope.organisation_id
    gone = select(RoundRow.id).where(
        RoundRow.organisation_id == scope.organisation_id, col(RoundRow.removed_at).is_not(None)
    )
    ended = select(func.max(ReceiptRow.id), ReceiptRow.authority_code).where(mine, ReceiptRow.kind == "withdrawal")
    taken_back = ended.group_by(col(ReceiptRow.authority_code)).subquery()
    last, code = taken_back.c
    query = (
        select(ReceiptRow.id, ReceiptRow.at, ReceiptRow.authority, ReceiptRow.content)
        .join(taken_back, code == ReceiptRow.authority_code, isouter=True)
        .where(mine, ReceiptRow.kind == "submission", or_(last.is_(None), col(ReceiptRow.id) > last))
        .where(or_(col(ReceiptRow.round_id).is_(None), col(ReceiptRow.round_id).not_in(gone)))
    )
    rows = scope.session.exec(query.order_by(col(ReceiptRow.id).desc()))
    return tuple((number or 0, at, authority, content) for number, at, authority, content in rows)


def empty_copies(work: Work, authority_code: str) -> None:
    """Keep no copy of anything that was shared with an authority."""
    mine = ReceiptRow.organisation_id == work.organisation_id
    for row in work.session.exec(select(ReceiptRow).where(mine, ReceiptRow.authority_code == authority_code)):
        row.content = None
        work.session.add(row)
