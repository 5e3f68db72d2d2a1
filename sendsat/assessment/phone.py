"""What one phone may know of a workshop, and what a workshop knows of its phones. Values and rules; no storage."""

from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.rating import Rating
from sendsat.assessment.votes import Tally, Vote
from sendsat.assessment.workshop import Screen, Worth
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
class Seen:
    """The workshop a phone joined, the statement on the wall, and its own vote and answer: never another's.

    `position` counts the statement from 1 among `total`; `vote_round` is 0 before the first vote on it. `tallies` are
    its revealed rounds of votes, oldest first, and `agreed` its rating: both empty while a vote is open. `rated` is how
    many statements have a rating agreed, counted only at the end and after it.
    """

    workshop_id: int
    device_id: int
    is_closed: bool
    edition_id: str
    round_is_open: bool
    worth: Worth | None
    item_id: int | None
    statement_id: str | None
    position: int
    total: int
    vote_round: int
    is_voting: bool
    mine: Vote | None
    screen: Screen
    round_name: str
    closed_at: datetime | None
    agreed: Rating | None = None
    tallies: tuple[Tally, ...] = ()
    rated: int = 0
