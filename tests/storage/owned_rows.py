"""Every row that an organisation owns, in every table, found along foreign keys: a new table is looked at by itself."""

from typing import Any

from sqlalchemy import Column, Table, select
from sqlmodel import Session, SQLModel

SERVERS_OWN = {"facilitator_key", "guess", "arrival", "person", "organisation_group"}
Rows = dict[str, set[tuple[Any, ...]]]


def _tables() -> list[Table]:
    return [one for one in SQLModel.metadata.sorted_tables if one.name not in SERVERS_OWN]


def _owner_column(table: Table) -> Column[Any]:
    """The column that says whose a row is: the organisation's id, or the row it belongs to."""
    if "organisation_id" in table.columns:
        return table.columns["organisation_id"]
    return next(column for column in table.columns if column.foreign_keys)


def rows_of(session: Session, organisation_id: int) -> Rows:
    """All rows of one organisation by table, as texts. Raises `StopIteration` for a table that belongs to nobody."""
    ids: dict[str, set[Any]] = {"organisation": {organisation_id}}
    found: Rows = {}
    for table in _tables():
        if table.name == "organisation":
            rows = session.connection().execute(select(table).where(table.columns["id"] == organisation_id)).all()
        else:
            column = _owner_column(table)
            parent = next(iter(column.foreign_keys)).column.table.name
            rows = session.connection().execute(select(table).where(column.in_(ids[parent]))).all()
        found[table.name] = {tuple(map(repr, row)) for row in rows}
        if "id" in table.columns:
            ids[table.name] = {row._mapping["id"] for row in rows}
    return found
