"""Organisations in the bin: put there, taken out whole, and erased for good with every row they have."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import select as sql_select
from sqlmodel import Session, SQLModel, col, delete, select

from sendsat.assessment.people.people import Role
from sendsat.assessment.records.bin import Binned, What
from sendsat.assessment.records.organisation_bin import Away
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import as_organisation
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.people import MembershipRow, PersonRow, still_member
from sendsat.storage.tables.rounds import GroupRow, OrganisationRow

OF_NOBODY = frozenset({"organisation_group", "person", "guess", "arrival", "facilitator_key"})
"""Tables whose rows belong to no organisation: what only a gone organisation led to is looked for by itself."""


def _binned(row: OrganisationRow) -> Binned:
    assert row.id is not None
    assert row.binned_at is not None
    return Binned(row.id, row.name, row.binned_at, What.ORGANISATION)


def away_for(session: Session, subject: str) -> tuple[Away, ...]:
    """The organisations in the bin that somebody is a member of, every one for "", the one that goes first first, and
    whether they are its administrator. One statement; the transaction sees every organisation."""
    query: Any = sql_select(OrganisationRow).where(col(OrganisationRow.binned_at).is_not(None))
    if subject:
        query = (
            query.add_columns(col(MembershipRow.role))
            .join(MembershipRow, col(MembershipRow.organisation_id) == col(OrganisationRow.id))
            .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
            .where(col(PersonRow.subject) == subject, still_member())
        )
    rows = session.execute(query.order_by(col(OrganisationRow.binned_at), col(OrganisationRow.id))).all()
    return tuple(
        Away(as_organisation(row), _binned(row), not role or role[0] == Role.ADMINISTRATOR.value) for row, *role in rows
    )


def old_ones(session: Session, binned_before: datetime) -> tuple[int, ...]:
    """The organisations in the bin since before then. One statement."""
    query = select(OrganisationRow.id).where(col(OrganisationRow.binned_at) < binned_before)
    return tuple(sorted(organisation_id for organisation_id in session.exec(query) if organisation_id is not None))


def put(work: Work, at: datetime) -> None:
    """Put the organisation that is here into the bin."""
    row = work.session.get_one(OrganisationRow, work.organisation_id)
    row.removed_at = row.binned_at = at


def _row(scope: Scope) -> OrganisationRow:
    row = scope.session.get(OrganisationRow, scope.organisation_id)
    if row is None or row.binned_at is None:
        raise NotFound("This organisation is not in the bin.", "Reload the page to see what is.")
    return row


def get_binned(scope: Scope) -> Binned:
    """The organisation, where it is in the bin. Raises `NotFound`."""
    return _binned(_row(scope))


def take_out(work: Work) -> None:
    """Take the organisation out of the bin, with all that belongs to it. Raises `NotFound`."""
    row = _row(work)
    row.removed_at = row.binned_at = None


def erase(work: Work) -> dict[str, int]:
    """Erase every row of the organisation in the bin, history too; how many rows of each table went. Accounts and a
    group that nothing else here leads to go as well. An empty row keeps its number. Raises `NotFound`."""
    row = _row(work)
    people, group_id = _people(work), row.group_id
    connection, counts = work.session.connection(), {}
    for table, belongs in belonging(work.organisation_id):
        counts[table.name] = int(connection.execute(table.delete().where(belongs)).rowcount)
    work.session.expire_all()
    row.uid, row.name, row.group_id, row.takes_submissions = f"erased-{row.id}", "", None, False
    row.binned_at = None
    work.session.add(row)
    work.session.flush()
    told = {table.name: counts[table.name] for table in SQLModel.metadata.sorted_tables if table.name in counts}
    return told | _led_to(work, people, group_id)


def belonging(organisation_id: int) -> Iterator[tuple[Table, Any]]:
    """Each table with which of its rows belong to the organisation, those first on which others do not stand: found
    along the foreign keys, so that a new table is among them by itself."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        if table.name != "organisation" and table.name not in OF_NOBODY:
            yield table, _is_of(table, organisation_id)


def _is_of(table: Table, organisation_id: int) -> Any:
    """Which rows of a table are the organisation's: by its number, or by the row of another table they belong to."""
    if "organisation_id" in table.columns:
        return table.columns["organisation_id"] == organisation_id
    column = _owner(table)
    parent = next(iter(column.foreign_keys)).column
    return column.in_(sql_select(parent).where(_is_of(parent.table, organisation_id)))


def _owner(table: Table) -> Column[Any]:
    """The column by which a row belongs to one of another table."""
    return next(column for column in table.columns if column.foreign_keys)


def _people(work: Work) -> set[int]:
    query = select(MembershipRow.person_id).where(MembershipRow.organisation_id == work.organisation_id)
    return set(work.session.exec(query))


def _led_to(work: Work, people: set[int], group_id: int | None) -> dict[str, int]:
    """Erase the accounts and the group that no other organisation in this database has; how many of each."""
    session = work.session
    with work.seeing_every():
        kept = set(session.exec(select(MembershipRow.person_id).where(col(MembershipRow.person_id).in_(people))))
        others = session.exec(select(OrganisationRow.id).where(OrganisationRow.group_id == group_id)).first()
    gone: Any = delete(PersonRow).where(col(PersonRow.id).in_(people - kept))
    counts = {"account": int(session.exec(gone).rowcount)}
    if group_id is not None and others is None:
        emptied: Any = delete(GroupRow).where(col(GroupRow.id) == group_id)
        counts["organisation_group"] = int(session.exec(emptied).rowcount)
    return counts
