"""The facilitator's key while sendsat is shared on a network."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from sendsat.storage.tables_workshop import FacilitatorKeyRow


def newest_key(session: Session) -> tuple[str, datetime] | None:
    """The key and when it was made; None where there is none."""
    row = session.exec(select(FacilitatorKeyRow).order_by(col(FacilitatorKeyRow.id).desc()).limit(1)).first()
    return (row.token, row.made_at) if row else None


def replace_key(session: Session, token: str, now: datetime) -> None:
    """Keep a key in place of every older one."""
    session.exec(delete(FacilitatorKeyRow))
    session.add(FacilitatorKeyRow(token=token, made_at=now))
