"""How a workshop keeps to its time: how many statements fit, when it ends, and how far ahead or behind the room is.

That a statement takes so many minutes is a rule of thumb of ours: the guide gives none.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sendsat.assessment.workshop.agenda import ACTIONS_MINUTES
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import Invalid

SHORTEST, LONGEST = 5, 480
NEVER = timedelta()


def check_length(length: int | None) -> int | None:
    """How many minutes the room has; None where nobody says. Raises `Invalid` outside 5 to 480."""
    if length is not None and not SHORTEST <= length <= LONGEST:
        raise Invalid(f"Give the workshop between {SHORTEST} and {LONGEST} minutes.")
    return length


def needed(statements: int, *, minutes: int, actions_first: bool) -> int:
    """How many minutes so many statements take, with the look at open actions."""
    return statements * minutes + (ACTIONS_MINUTES if actions_first else 0)


def fitting(length: int, *, minutes: int, actions_first: bool) -> int:
    """How many statements fit into `length` minutes, after the look at open actions."""
    return max(0, length - needed(0, minutes=minutes, actions_first=actions_first)) // minutes


def minutes_until(end: datetime, now: datetime) -> int:
    """How many whole minutes are left."""
    return int((end - now).total_seconds()) // 60


def same_clock(wanted: datetime, now: datetime, zone: tzinfo) -> datetime:
    """The moment nearest to `now` at which a clock in `zone` shows what it shows at `wanted`.

    A workshop that is to end at 15:30 ends at 15:30 on the day it is held, whenever it was prepared.
    """
    clock = wanted.astimezone(zone).time()
    today = now.astimezone(zone).date()
    near = (datetime.combine(today + timedelta(days=days), clock, zone) for days in (-1, 0, 1))
    return min(near, key=lambda moment: abs(moment - now)).astimezone(now.tzinfo)


def end_of(workshop: Workshop, began_at: datetime, zone: tzinfo) -> datetime | None:
    """When the time of a workshop is up that began then, be it with open actions or with its first statement; None
    where nobody said how long it has."""
    if workshop.length is not None:
        return began_at + timedelta(minutes=workshop.length)
    return same_clock(workshop.ends_at, began_at, zone) if workshop.ends_at else None


def would_end(workshop: Workshop, now: datetime, zone: tzinfo) -> datetime:
    """When a workshop that waits in its lobby would end if it started now: what was asked for, else what it takes."""
    if workshop.length is not None:
        return now + timedelta(minutes=workshop.length)
    if workshop.ends_at is not None:
        return same_clock(workshop.ends_at, now, zone)
    takes = needed(len(workshop.items), minutes=workshop.minutes, actions_first=workshop.actions_first)
    return now + timedelta(minutes=takes)


@dataclass(frozen=True)
class Pace:
    """When the time is up, and how many whole minutes the room is behind; less than none where it is ahead."""

    ends_at: datetime
    behind: int

    @property
    def words(self) -> str:
        """ "4 minutes behind", "3 minutes ahead", "on time"."""
        if self.behind == 0:
            return "on time"
        minutes = "1 minute" if abs(self.behind) == 1 else f"{abs(self.behind)} minutes"
        return f"{minutes} {'behind' if self.behind > 0 else 'ahead'}"


def pace(workshop: Workshop, now: datetime) -> Pace | None:
    """How the room keeps to its time; None before the first statement, or where nobody said how long it has.

    Every statement has an equal share of the time. What lies ahead is what comes after the one on the wall without a
    rating, and what was set aside; the rest is done. Within the share of the statement on the wall the room is on time.
    """
    began_at, ends_at = workshop.began_at, workshop.ends_at
    if began_at is None or ends_at is None or not workshop.items or not workshop.is_open:
        return None
    share = max(NEVER, ends_at - began_at) / len(workshop.items)
    over = began_at + share * (len(workshop.items) - _ahead(workshop))
    since = over - share if workshop.item else over
    late, early = max(now - over, now - ends_at), since - now
    minutes = _whole_minutes(late) if late > NEVER else -_whole_minutes(early)
    return Pace(ends_at, minutes)


def _whole_minutes(time: timedelta) -> int:
    return max(0, int(time.total_seconds()) // 60)


def _ahead(workshop: Workshop) -> int:
    """How many statements are still to come."""
    return sum(
        item != workshop.item and (item.parked or (item.agreed is None and workshop.place_of(item.id) > workshop.place))
        for item in workshop.items
    )
