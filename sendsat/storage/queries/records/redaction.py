"""Finds words wherever an organisation's rows hold what people typed, and takes them out for good.

The one place that changes history. Every table and column that may hold words stands in `assessment.redaction.WHAT`.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, RowMapping, Table, and_, select, update
from sqlmodel import SQLModel

from sendsat.assessment.records.redaction import WHAT, Place, Words
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables import agreeing, area, closing, imports, people, report, rounds, workshop

HOLDING = (
    rounds, agreeing, area, closing, imports, people, report, workshop,
)  # fmt: skip
"""The modules whose tables are looked through: imported, they are all in the metadata."""
PERSON = "person"
SIGN_IN = "note_sign_in"


def _columns(*, with_people: bool) -> dict[str, tuple[str, ...]]:
    """The columns to look through, by table; those that say who did something only `with_people`."""
    columns: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for table, column in WHAT:
        if with_people or column != PERSON:
            columns[table] += (column,)
    return columns


def _mine(table: Table, organisation_id: int) -> Any:
    """The condition by which a table's rows are the organisation's, through what they belong to if need be."""
    if "organisation_id" in table.columns:
        return table.columns["organisation_id"] == organisation_id
    owned: Column[Any] = next(column for column in table.columns if column.foreign_keys)
    parent = next(iter(owned.foreign_keys)).column
    return owned.in_(select(parent).where(_mine(parent.table, organisation_id)))


def _rows(scope: Scope, table: Table) -> Iterator[RowMapping]:
    query = select(table).where(_mine(table, scope.organisation_id)).order_by(*table.primary_key.columns)
    yield from scope.session.connection().execute(query).mappings()


def places_of(scope: Scope, words: Words, *, with_people: bool = False, around: int = 60) -> tuple[Place, ...]:
    """Every text in which the words stand, with so many signs around them. One statement for each table."""
    return tuple(
        Place(
            name,
            column,
            row.get("statement_id") or "",
            row.get("round_id"),
            words.around(row[column], around),
            _called(row),
        )
        for name, columns in _columns(with_people=with_people).items()
        for row in _rows(scope, SQLModel.metadata.tables[name])
        for column in columns
        if words.stand_in(row[column])
    )


def _called(row: RowMapping) -> str:
    """What a row is called where its columns alone do not say it."""
    if row.get("verb") != SIGN_IN:
        return ""
    return f"Sign-in, {row['at'].day} {row['at']:%B %Y, %H:%M} UTC"


def remove(work: Work, words: Words, by: str, *, with_people: bool = False) -> None:
    """Put `by` in place of the words in every text, in closed rounds too."""
    for name, columns in _columns(with_people=with_people).items():
        table = SQLModel.metadata.tables[name]
        rows = list(_rows(work, table))
        typed_on = {
            _text_of(row) for row in rows if name == "change" and any(words.stand_in(row[column]) for column in columns)
        }
        for row in rows:
            values = {column: words.removed(row[column], by) for column in columns}
            if name == "change" and _text_of(row) in typed_on:
                values |= {side: words.begun_removed(values[side], by) for side in ("old", "new")}
            _keep(work, table, row, {column: value for column, value in values.items() if value != row[column]})


def _text_of(row: RowMapping) -> tuple[Any, ...]:
    """Which text a change is of: it was saved again and again while somebody typed."""
    return tuple(row.get(name) for name in ("field", "round_id", "team_id", "statement_id", "action_id"))


def _keep(work: Work, table: Table, row: RowMapping, values: dict[str, Any]) -> None:
    if values:
        its_row = and_(*(column == row[column.name] for column in table.primary_key.columns))
        work.session.connection().execute(update(table).where(its_row).values(values))
