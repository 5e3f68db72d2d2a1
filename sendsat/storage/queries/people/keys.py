"""The facilitator's keys while sendsat is shared on a network, known by their checksums alone."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, delete, select

from sendsat.storage.tables.workshop import FacilitatorKeyRow


def marks_of_keys(session: Session) -> tuple[str, ...]:
    """The checksums of all keys that are kept."""
    return tuple(session.exec(select(FacilitatorKeyRow.mark).order_by(col(FacilitatorKeyRow.id))).all())


def keep_key(session: Session, mark: str, now: datetime) -> None:
    """Keep one more key by its checksum."""
    session.add(FacilitatorKeyRow(mark=mark, made_at=now))
    session.flush()


def forget_keys(session: Session, *, until: datetime) -> None:
    """Forget every key made then or before."""
    session.exec(delete(FacilitatorKeyRow).where(col(FacilitatorKeyRow.made_at) <= until))


def forget_keys_but(session: Session, marks: Collection[str]) -> None:
    """Forget every key but those with these checksums."""
    session.exec(delete(FacilitatorKeyRow).where(col(FacilitatorKeyRow.mark).not_in(marks)))
