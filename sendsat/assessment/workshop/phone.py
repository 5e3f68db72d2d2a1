"""What one phone may know of a workshop, and what a workshop knows of its phones. Values and rules; no storage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Workshop, Worth
from sendsat.errors import Invalid

MOST_PEOPLE = 400
FEWEST_FROM_ONE_ADDRESS = 60


def check_people_here(number: int | None) -> int | None:
    """How many people are in the room; None where nobody says. Raises `Invalid` outside 1 to 400."""
    if number is not None and not 1 <= number <= MOST_PEOPLE:
        raise Invalid(f"Say between 1 and {MOST_PEOPLE} people.")
    return number


def most_from_one_address(people_here: int | None) -> int:
    """How many phones may join from one address. A whole college stands behind one: twice the people who are here."""
    return max(FEWEST_FROM_ONE_ADDRESS, 2 * (people_here or 0))


@dataclass(frozen=True)
class Phone:
    """A phone that takes part, without a name: `number` counts from 1 in the order they joined."""

    id: int
    number: int
    joined_at: datetime


@dataclass(frozen=True)
class Joined:
    """Which workshop a phone joined last, and whose it is."""

    organisation_id: int
    workshop_id: int


@dataclass(frozen=True)
class OnTheWall:
    """What a vote is measured by: the statement on the wall and its latest round of votes, 0 where there is none."""

    is_closed: bool
    round_is_open: bool
    statement_id: str | None
    vote_round_id: int
    vote_round: int
    is_voting: bool
    is_practising: bool = False


@dataclass(frozen=True)
class Own:
    """What one phone said itself: its vote in the latest round of votes on the wall, its answer at the end, and its
    vote in the practice vote.
    """

    mine: Vote | None
    worth: Worth | None
    practice: Vote | None = None


@dataclass(frozen=True)
class Stamp:
    """Tells whether anything changed that a phone may see: a workshop's version, and what grows without it."""

    organisation_id: int
    version: int
    edition_id: str
    round_name: str
    votes: int
    last_vote: datetime | None
    phones: int
    last_joined: datetime | None
    last_practised: datetime | None = None

    def has_same_room(self, other: "Stamp") -> bool:
        """Whether nothing but phones and their votes came since."""
        return self._room == other._room

    @property
    def _room(self) -> tuple[int, str]:
        return self.version, self.round_name


@dataclass(frozen=True)
class Followed:
    """One workshop as all its phones follow it; `own` is what each said itself, by its mark."""

    stamp: Stamp
    workshop: Workshop
    own: Mapping[str, Own]
