"""Devices that take part in a workshop: phones and paper ballots, by which code they came, and which were removed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, update
from sqlalchemy import select as wide_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from sendsat.assessment.workshop.phone import Phone
from sendsat.assessment.workshop.workshop import Worth
from sendsat.errors import NotFound
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.workshop import VoteRoundRow, VoteRow, WorkshopDeviceRow, WorkshopRow


def insert_of(session: Session, table: Any) -> Any:
    """An insert into a table that can say what to do on a conflict. For this package."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def is_phone() -> ColumnElement[bool]:
    """Whether a device is a phone that takes part: no paper, and not removed."""
    return col(WorkshopDeviceRow.is_paper).is_(False) & col(WorkshopDeviceRow.removed_at).is_(None)


def is_paper() -> ColumnElement[int]:
    """1 for a paper ballot, 0 for a phone: to be summed."""
    return case((col(WorkshopDeviceRow.is_paper), 1), else_=0)


@dataclass(frozen=True)
class Opened:
    """What a code to join by opens: whose workshop, whether it still runs, and whether phones may join."""

    organisation_id: int
    workshop_id: int
    is_open: bool
    is_locked: bool
    people_here: int | None


def find_code(session: Session, code: str) -> Opened | None:
    """The workshop with this code, whoever's it is; None for a code nobody made."""
    row = session.execute(
        wide_select(
            col(WorkshopRow.organisation_id),
            col(WorkshopRow.id),
            col(WorkshopRow.closed_at).is_(None),
            col(WorkshopRow.is_locked),
            col(WorkshopRow.people_here),
        ).where(col(WorkshopRow.code) == code)
    ).first()
    return Opened(*row) if row else None


def code_is_taken(session: Session, code: str) -> bool:
    """Whether any organisation's workshop, open or closed, has this code."""
    return find_code(session, code) is not None


def join(work: Work, workshop_id: int, mark: str, now: datetime, *, is_paper: bool = False) -> int:
    """Let a device take part; the same device stays one device. Returns the id it has in this workshop."""
    insert = insert_of(work.session, WorkshopDeviceRow).values(
        workshop_id=workshop_id, mark=mark, is_paper=is_paper, joined_at=now
    )
    work.session.execute(
        insert.on_conflict_do_update(
            index_elements=["workshop_id", "mark"], set_={"joined_at": insert.excluded.joined_at}
        )
    )
    device_id = work.session.exec(
        select(WorkshopDeviceRow.id).where(WorkshopDeviceRow.workshop_id == workshop_id, WorkshopDeviceRow.mark == mark)
    ).one()
    assert device_id is not None
    return device_id


def count_devices(scope: Scope, workshop_id: int, *, but: str) -> int:
    """How many devices and papers take part, besides the device with the mark `but`."""
    query = select(func.count()).select_from(WorkshopDeviceRow).where(col(WorkshopDeviceRow.removed_at).is_(None))
    others = query.where(WorkshopDeviceRow.workshop_id == workshop_id, WorkshopDeviceRow.mark != but)
    return scope.session.exec(others).one()


def was_removed(scope: Scope, workshop_id: int, mark: str) -> bool:
    """Whether the facilitator took the device with this mark out of the workshop."""
    query = select(WorkshopDeviceRow.id).where(
        WorkshopDeviceRow.workshop_id == workshop_id,
        WorkshopDeviceRow.mark == mark,
        col(WorkshopDeviceRow.removed_at).is_not(None),
    )
    return scope.session.exec(query).first() is not None


def phones_of(scope: Scope, workshop_id: int) -> tuple[Phone, ...]:
    """The phones that take part in one of the organisation's workshops, in the order they first joined."""
    query = (
        select(WorkshopDeviceRow)
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
        .where(WorkshopRow.id == workshop_id, WorkshopRow.organisation_id == scope.organisation_id)
        .where(col(WorkshopDeviceRow.is_paper).is_(False))
        .order_by(col(WorkshopDeviceRow.id))
    )
    rows = enumerate(scope.session.exec(query), start=1)
    return tuple(Phone(row.id or 0, number, row.joined_at) for number, row in rows if row.removed_at is None)


def remove_phone(work: Work, workshop_id: int, device_id: int, now: datetime) -> None:
    """Take a phone out of a workshop, with its votes that nobody has seen yet. Raises `NotFound`."""
    query = (
        select(WorkshopDeviceRow)
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
        .where(WorkshopDeviceRow.id == device_id, WorkshopDeviceRow.workshop_id == workshop_id, is_phone())
        .where(WorkshopRow.organisation_id == work.organisation_id)
    )
    row = work.session.exec(query).first()
    if row is None:
        raise NotFound("That phone does not take part any more.", "Look at the list of phones again.")
    row.removed_at = now
    _take_back_unseen(work, [device_id])


def _take_back_unseen(work: Work, device_ids: Sequence[int]) -> None:
    unseen = select(VoteRoundRow.id).where(col(VoteRoundRow.revealed_at).is_(None))
    work.session.exec(
        delete(VoteRow).where(col(VoteRow.device_id).in_(device_ids), col(VoteRow.vote_round_id).in_(unseen))
    )


def remove_phones(work: Work, workshop_id: int, now: datetime) -> int:
    """Take every phone out of a workshop of the organisation, with its votes that nobody has seen yet; how many these
    were. None is known by its mark any longer, so each can join anew as another."""
    query = (
        select(WorkshopDeviceRow)
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
        .where(WorkshopDeviceRow.workshop_id == workshop_id, is_phone())
        .where(WorkshopRow.organisation_id == work.organisation_id)
    )
    rows = work.session.exec(query).all()
    for row in rows:
        row.removed_at, row.mark = now, f"out-{row.id}"
    _take_back_unseen(work, [row.id for row in rows if row.id is not None])
    return len(rows)


def ids_of(work: Work, workshop_id: int, marks: Collection[str]) -> dict[str, int]:
    """The id that each phone has in a workshop of the organisation, by its mark; none for a phone that is not in it."""
    query = (
        wide_select(col(WorkshopDeviceRow.mark), col(WorkshopDeviceRow.id))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopDeviceRow.workshop_id))
        .where(col(WorkshopDeviceRow.workshop_id) == workshop_id, col(WorkshopDeviceRow.mark).in_(marks), is_phone())
        .where(col(WorkshopRow.organisation_id) == work.organisation_id)
    )
    rows = work.session.execute(query)
    return {row.mark: row.id for row in rows}


def save_worth(work: Work, device_id: int, worth: Worth) -> None:
    """Keep a device's answer to whether it was worth the time."""
    query = update(WorkshopDeviceRow).where(col(WorkshopDeviceRow.id) == device_id)
    work.session.connection().execute(query.values(worth=worth.value))
