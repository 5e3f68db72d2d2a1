"""What one phone may know of a workshop. A value; no storage."""

from dataclasses import dataclass

from sendsat.assessment.votes import Vote
from sendsat.assessment.workshop import Worth


@dataclass(frozen=True)
class Seen:
    """The workshop a phone joined, the statement on the wall, and its own vote and answer: never another's.

    `position` counts the statement from 1 among `total`; `vote_round` is 0 before the first vote on it.
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
