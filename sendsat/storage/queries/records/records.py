"""The record of who did what, as it is asked for: a page at a time, and whole for a file."""

from datetime import datetime

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from sendsat.assessment.records.records import PAGE, VERBS, Asked
from sendsat.assessment.values import HistoryEntry
from sendsat.storage.queries.records.history import as_entry, is_shown
from sendsat.storage.scope import Scope
from sendsat.storage.tables.rounds import ChangeRow

Moments = tuple[datetime | None, datetime | None]


def _asked(scope: Scope, asked: Asked, moments: Moments) -> SelectOfScalar[ChangeRow]:
    """The changes asked for, newest first."""
    since, before = moments
    kinds = (col(ChangeRow.verb).in_(VERBS[asked.kind]),) if asked.kind else ()
    days = (*((col(ChangeRow.at) >= since,) if since else ()), *((col(ChangeRow.at) < before,) if before else ()))
    same = {
        ChangeRow.statement_id: asked.statement_id,
        ChangeRow.team_id: asked.team_id,
        ChangeRow.person: asked.person,
        ChangeRow.way: asked.way,
    }
    equal = (col(column) == value for column, value in same.items() if value)
    query = select(ChangeRow).where(ChangeRow.organisation_id == scope.organisation_id)
    return query.where(is_shown(scope), *kinds, *days, *equal).order_by(col(ChangeRow.id).desc())


def newest_number(session: Session) -> int:
    """The number of the newest change in this database, 0 before the first."""
    return session.exec(select(func.max(ChangeRow.id))).one() or 0


def page_of(scope: Scope, asked: Asked, moments: Moments) -> tuple[tuple[HistoryEntry, ...], bool]:
    """One page of the changes asked for, and whether older ones follow. One statement."""
    query = _asked(scope, asked, moments).offset(PAGE * (asked.page - 1)).limit(PAGE + 1)
    entries = tuple(as_entry(row) for row in scope.session.exec(query))
    return entries[:PAGE], len(entries) > PAGE


def all_of(scope: Scope, asked: Asked, moments: Moments) -> tuple[HistoryEntry, ...]:
    """Every change asked for, whatever the page. One statement."""
    return tuple(as_entry(row) for row in scope.session.exec(_asked(scope, asked, moments)))


def people_of(scope: Scope) -> tuple[str, ...]:
    """Everybody who ever changed anything, by name. One statement."""
    query = select(ChangeRow.person).where(ChangeRow.organisation_id == scope.organisation_id).distinct()
    return tuple(sorted(scope.session.exec(query)))


def people_noted_since(scope: Scope, verb: str, since: datetime) -> list[str]:
    """Who did something by this verb since then, once for each time. One statement."""
    query = select(ChangeRow.person).where(
        ChangeRow.organisation_id == scope.organisation_id, ChangeRow.verb == verb, col(ChangeRow.at) >= since
    )
    return list(scope.session.exec(query))
