"""Edits of the self-assessment report, by round and item."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast, exists
from sqlmodel import col, select

from sendsat.assessment.report.report import ReportEdit
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.report import ReportEditRow
from sendsat.storage.tables.rounds import TeamRow


def _edit(row: ReportEditRow) -> ReportEdit:
    return ReportEdit(row.item_key, row.text, row.source_fingerprint, row.updated_at, row.person)


def edits_of(scope: Scope, round_id: int) -> dict[str, ReportEdit]:
    """Every edit of a round's report, by item key, but for those of teams in the bin."""
    is_of_team = col(ReportEditRow.item_key).like("%@" + cast(col(TeamRow.id), String))
    is_away = exists().where(is_of_team, col(TeamRow.removed_at).is_not(None))
    query = select(ReportEditRow).where(ReportEditRow.organisation_id == scope.organisation_id, ~is_away)
    rows = scope.session.exec(query.where(ReportEditRow.round_id == round_id))
    return {row.item_key: _edit(row) for row in rows}


def save_edit(
    work: Work,
    round_id: int,
    item_key: str,
    *,
    text: str,
    source_fingerprint: str,
    at: datetime,
    person: str,
) -> ReportEdit:
    """Keep somebody's own text for an item, in place of an earlier one."""
    row = work.session.get(ReportEditRow, (work.organisation_id, round_id, item_key))
    if row is None:
        row = ReportEditRow(
            organisation_id=work.organisation_id,
            round_id=round_id,
            item_key=item_key,
            text=text,
            source_fingerprint=source_fingerprint,
            updated_at=at,
            person=person,
        )
    row.text, row.source_fingerprint, row.updated_at, row.person = text, source_fingerprint, at, person
    work.session.add(row)
    return _edit(row)


def keep_order(work: Work, round_id: int, item_key: str, wanted: Sequence[str]) -> None:
    """Keep which things stand in a part of the report, in this order; none goes back to the draft's own choice."""
    if wanted:
        deed = work.deed
        save_edit(
            work, round_id, item_key, text=" ".join(wanted), source_fingerprint="", at=deed.at, person=deed.person
        )
    else:
        forget_edit(work, round_id, item_key)


def forget_edit(work: Work, round_id: int, item_key: str) -> None:
    """Go back to the draft; nothing happens where there is no edit."""
    row = work.session.get(ReportEditRow, (work.organisation_id, round_id, item_key))
    if row is not None:
        work.session.delete(row)
