"""Writes where a workshop stands, who is there, and what it set aside."""

from datetime import datetime

from sendsat.storage.queries.workshop.votes import item_of
from sendsat.storage.queries.workshop.workshops import workshop_row
from sendsat.storage.scope import Work


def touch(work: Work, workshop_id: int) -> None:
    """Let every window and phone see that something changed."""
    row = workshop_row(work, workshop_id)
    row.version += 1


def save_place(
    work: Work, workshop_id: int, *, place: int, item_id: int | None, left_at: int | None, now: datetime
) -> None:
    """Move the workshop to another screen; `left_at` is the place it was left at when that ends it early."""
    row = workshop_row(work, workshop_id)
    row.place, row.item_id, row.left_at, row.place_since = place, item_id, left_at, now


def save_began(work: Work, workshop_id: int, *, now: datetime, ends_at: datetime | None) -> None:
    """The first statement begins, and with it the clock."""
    row = workshop_row(work, workshop_id)
    row.began_at, row.ends_at = now, ends_at


def save_reached_end(work: Work, workshop_id: int) -> None:
    """The closing screen was shown: from now on the room goes back only to what still waits."""
    workshop_row(work, workshop_id).reached_end = True


def save_people_here(work: Work, workshop_id: int, number: int | None) -> None:
    """Keep how many people are in the room."""
    workshop_row(work, workshop_id).people_here = number


def save_locked(work: Work, workshop_id: int, locked: bool) -> None:
    """Let further phones join, or none."""
    workshop_row(work, workshop_id).is_locked = locked


def save_code(work: Work, workshop_id: int, code: str) -> None:
    """Let phones join by this code, and by the one before no longer."""
    workshop_row(work, workshop_id).code = code


def save_started(work: Work, workshop_id: int, now: datetime) -> None:
    """The room begins: what was done before belongs to no workshop."""
    row = workshop_row(work, workshop_id)
    row.prepared_at = now


def save_safe(work: Work, workshop_id: int, safe: bool) -> None:
    """Hide or show names and commentary on the wall."""
    row = workshop_row(work, workshop_id)
    row.safe = safe


def save_people(work: Work, workshop_id: int, people: tuple[str, ...]) -> None:
    """Keep who is present."""
    row = workshop_row(work, workshop_id)
    row.people = list(people)


def save_closed(work: Work, workshop_id: int, now: datetime | None) -> None:
    """Close the workshop: its code opens nothing any more. None opens it again."""
    row = workshop_row(work, workshop_id)
    row.closed_at = now


def save_parked(work: Work, item_id: int, parked: bool) -> None:
    """Set a statement aside, or take it up again. Raises `NotFound`."""
    item_of(work, item_id).parked = parked
