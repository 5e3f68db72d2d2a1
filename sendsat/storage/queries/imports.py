"""Files that were brought in, and what each of them changed."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlmodel import col, select

from sendsat.assessment.imports.imports import ImportBatch, ImportedItem
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import TEAMS_AWAY
from sendsat.storage.queries.rounds import in_bin
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.imports import ImportBatchRow


def _batch(row: ImportBatchRow) -> ImportBatch:
    assert row.id is not None
    items = tuple(ImportedItem(**item) for item in row.items)
    return ImportBatch(
        row.id, row.round_id, row.filename, row.at, row.person, items, row.changes, row.undone_at, row.kind
    )


def add_batch(
    work: Work,
    *,
    round_id: int,
    filename: str,
    at: datetime,
    person: str,
    items: tuple[ImportedItem, ...],
    changes: int,
    kind: str = "round",
) -> ImportBatch:
    """Keep what a file changed. `kind` is "round", "plan" or "moved"."""
    row = ImportBatchRow(
        organisation_id=work.organisation_id,
        round_id=round_id,
        filename=filename,
        at=at,
        person=person,
        items=[asdict(item) for item in items],
        changes=changes,
        kind=kind,
    )
    work.session.add(row)
    work.session.flush()
    return _batch(row)


def _row(scope: Scope, batch_id: int) -> ImportBatchRow:
    row = scope.session.get(ImportBatchRow, batch_id)
    if row is None or row.organisation_id != scope.organisation_id:
        raise _no_import()
    return row


def _no_import() -> NotFound:
    return NotFound("There is no such import here.", "Choose one from the list.")


def get_batch(scope: Scope, batch_id: int, *, kind: str = "round") -> ImportBatch:
    """One import of a round or of a plan. Raises `NotFound`, also for another organisation's."""
    row = _row(scope, batch_id)
    if row.kind != kind:
        raise _no_import()
    return _batch(row)


def batches_of(
    scope: Scope, *, round_id: int | None = None, kinds: Collection[str] = ("round", "moved"), limit: int = 20
) -> tuple[ImportBatch, ...]:
    """The latest imports of some kinds, into one round or into any, newest first; none that was for teams in the bin
    alone."""
    query = select(ImportBatchRow).where(
        ImportBatchRow.organisation_id == scope.organisation_id,
        col(ImportBatchRow.kind).in_(kinds),
        col(ImportBatchRow.round_id).not_in(in_bin(scope)),
    )
    if round_id is not None:
        query = query.where(ImportBatchRow.round_id == round_id)
    rows = scope.session.exec(query.order_by(col(ImportBatchRow.id).desc()).limit(limit))
    batches = [_batch(row) for row in rows]
    away = set(scope.session.exec(TEAMS_AWAY)) if batches else set()
    return tuple(batch for batch in batches if not batch.items or not _teams(batch) <= away)


def _teams(batch: ImportBatch) -> set[int | None]:
    return {item.team_id for item in batch.items}


def set_undone(work: Work, batch_id: int, at: datetime) -> None:
    """Mark an import as taken back. Raises `NotFound`."""
    _row(work, batch_id).undone_at = at
