"""What came directly from somebody whose key the local authority has not accepted: kept apart from what counts."""

from typing import Any

from sqlmodel import col, func, select

from sendsat.assessment.area.partners import Unaccepted
from sendsat.assessment.organisations import Organisation
from sendsat.errors import NotFound
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.area import UnacceptedRow


def unaccepted_of(scope: Scope) -> tuple[Unaccepted, ...]:
    """What waits, oldest first."""
    query = select(UnacceptedRow).where(UnacceptedRow.organisation_id == scope.organisation_id)
    return tuple(_as_value(row) for row in scope.session.exec(query.order_by(col(UnacceptedRow.id))))


def number_of_unaccepted(scope: Scope) -> int:
    """How many wait. One statement."""
    query = select(func.count()).select_from(UnacceptedRow)
    return scope.session.exec(query.where(UnacceptedRow.organisation_id == scope.organisation_id)).one()


def get_unaccepted(scope: Scope, unaccepted_id: int) -> Unaccepted:
    """One that waits. Raises `NotFound`."""
    return _as_value(_row(scope, unaccepted_id))


def _row(scope: Scope, unaccepted_id: int) -> UnacceptedRow:
    row = scope.session.get(UnacceptedRow, unaccepted_id)
    if row is None or row.organisation_id != scope.organisation_id:
        raise NotFound("This submission waits here no longer.", "Open the page again to see what does.")
    return row


def _as_value(row: UnacceptedRow) -> Unaccepted:
    return Unaccepted(**row.model_dump(exclude={"organisation_id"}))


def keep_unaccepted(work: Work, *, provider_uid: str, key: str, content: dict[str, Any]) -> None:
    """Keep a submission that waits, in place of an older one of the same sender."""
    for older in unaccepted_of(work):
        if older.provider_uid == provider_uid:
            forget_unaccepted(work, older.id)
    row = UnacceptedRow(
        organisation_id=work.organisation_id,
        provider_uid=provider_uid,
        key=key,
        arrived_at=work.deed.at,
        content=content,
    )
    work.session.add(row)
    work.session.flush()


def forget_unaccepted(work: Work, unaccepted_id: int) -> None:
    """Nothing of it is kept. Raises `NotFound`."""
    work.session.delete(_row(work, unaccepted_id))
    work.session.flush()


def waits_at(scope: Scope, authority: Organisation, *, uid: str) -> Unaccepted | None:
    """What waits at an authority of the sender that it would know by `uid`, whatever key signed it: only what came from
    within this database waits, so nobody else can have taken that name."""
    query = select(UnacceptedRow).where(
        UnacceptedRow.organisation_id == authority.id, UnacceptedRow.provider_uid == uid
    )
    with scope.seeing_every():
        row = scope.session.exec(query).first()
    return _as_value(row) if row else None
