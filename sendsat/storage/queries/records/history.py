"""History: what was changed, when and by whom. Read here; written only by `scope.Work` when its transaction ends."""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from sendsat.assessment.values import HistoryEntry
from sendsat.storage.queries.organisations import TEAMS_AWAY
from sendsat.storage.queries.rounds import in_bin
from sendsat.storage.scope import Scope
from sendsat.storage.tables.rounds import ChangeRow


def is_shown(scope: Scope) -> ColumnElement[bool]:
    """Whether a change belongs to no round and no team in the bin. For the queries of this package."""
    of_a_round_here = col(ChangeRow.round_id).is_(None) | col(ChangeRow.round_id).not_in(in_bin(scope))
    return of_a_round_here & (col(ChangeRow.team_id).is_(None) | col(ChangeRow.team_id).not_in(TEAMS_AWAY))


def as_entry(row: ChangeRow) -> HistoryEntry:
    """The row as a value. Only for the queries of this package."""
    return HistoryEntry(
        at=row.at,
        person=row.person,
        field=row.field,
        old=row.old,
        new=row.new,
        round_id=row.round_id,
        team_id=row.team_id,
        statement_id=row.statement_id,
        action_id=row.action_id,
        verb=row.verb,
        way=row.way,
        batch=row.batch,
    )


def history_of(
    scope: Scope,
    *,
    statement_id: str | None = None,
    action_id: int | None = None,
    limit: int = 200,
) -> tuple[HistoryEntry, ...]:
    """The newest entries first, of one statement, one action or the whole organisation; at most `limit`."""
    query = select(ChangeRow).where(ChangeRow.organisation_id == scope.organisation_id)
    if statement_id is not None:
        query = query.where(ChangeRow.statement_id == statement_id, is_shown(scope))
    if action_id is not None:
        query = query.where(ChangeRow.action_id == action_id, is_shown(scope))
    rows = scope.session.exec(query.order_by(col(ChangeRow.id).desc()).limit(limit))
    return tuple(as_entry(row) for row in rows)


def histories_of(scope: Scope, action_ids: Collection[int]) -> dict[int, tuple[HistoryEntry, ...]]:
    """Every entry of these actions by action id, the newest first. One statement."""
    query = select(ChangeRow).where(ChangeRow.organisation_id == scope.organisation_id)
    rows = scope.session.exec(query.where(col(ChangeRow.action_id).in_(action_ids)).order_by(col(ChangeRow.id).desc()))
    histories: dict[int, list[HistoryEntry]] = {action_id: [] for action_id in action_ids}
    for row in rows:
        histories[row.action_id or 0].append(as_entry(row))
    return {action_id: tuple(entries) for action_id, entries in histories.items()}


def latest_change(scope: Scope, *, round_id: int, team_id: int, statement_id: str, field: str) -> HistoryEntry | None:
    """The newest change of one field of what a team said of a statement in a round; None where it was never changed."""
    query = select(ChangeRow).where(
        ChangeRow.organisation_id == scope.organisation_id,
        ChangeRow.round_id == round_id,
        ChangeRow.team_id == team_id,
        ChangeRow.statement_id == statement_id,
        ChangeRow.field == field,
    )
    row = scope.session.exec(query.order_by(col(ChangeRow.id).desc()).limit(1)).first()
    return as_entry(row) if row else None
