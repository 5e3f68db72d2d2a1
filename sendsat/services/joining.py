"""What a phone can do, only for itself: join by a code, follow, vote, say whether it was worth the time.

A phone has no desk: it stands at a `Door` and is known by the mark of its cookie, never by a person.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sendsat.assessment.codes import read_code
from sendsat.assessment.phone import Seen
from sendsat.assessment.votes import Vote
from sendsat.assessment.workshop import Worth
from sendsat.errors import NotFound, Refused
from sendsat.guide.library import Library
from sendsat.storage.engine import Session, Store
from sendsat.storage.queries import votes, workshops

MOST_DEVICES = 400


@dataclass(frozen=True)
class Door:
    """Where phones come in: the store, the editions and the clock (`now()`, UTC)."""

    store: Store
    library: Library
    now: Callable[[], datetime]


class WrongCode(NotFound):
    """The code opens nothing: nobody made it, or its workshop is closed. Counts as a guess."""


def new_device() -> str:
    """A random secret that a phone keeps in its cookie."""
    return secrets.token_urlsafe(24)


def mark_of(device: str) -> str:
    """The checksum by which a device's secret is kept."""
    return hashlib.sha256(device.encode()).hexdigest()


def enter(door: Door, *, device: str, code: str) -> Seen:
    """Let a device take part in the workshop with this code. Raises `WrongCode`, `Refused` when it is full."""
    wanted = read_code(code)
    mark = mark_of(device)
    with door.store.writing() as session:
        found = votes.find_code(session, wanted) if wanted else None
        if found is None:
            raise WrongCode("That code opens no workshop.", "Check it on the screen and type it again.")
        workshop_id, is_open = found
        if not is_open:
            raise WrongCode("The workshop with that code has closed.", "Ask the facilitator for today's code.")
        if votes.count_devices(session, workshop_id, but=mark) >= MOST_DEVICES:
            raise Refused("This workshop is full.", "Ask the facilitator to count your hand instead.")
        votes.join(session, workshop_id, mark, door.now())
        seen = votes.seen_by(session, mark)
    assert seen is not None
    return seen


def look(door: Door, *, device: str) -> Seen | None:
    """What the device may know now; None where it has not joined."""
    with door.store.reading() as session:
        return votes.seen_by(session, mark_of(device))


def _held(session: Session, device: str) -> Seen:
    mark = mark_of(device)
    votes.hold_still(session, mark)
    seen = votes.seen_by(session, mark)
    if seen is None:
        raise NotFound("This phone has not joined a workshop.", "Type the code on the screen.")
    return seen


def cast(door: Door, *, device: str, workshop_id: int, statement_id: str, vote_round: int, vote: Vote) -> Seen:
    """Keep the device's vote on the workshop, statement and round of votes it was shown, in place of an earlier one.

    Raises `Refused` when the room has moved on, the votes are revealed, or the workshop or the round is closed;
    `NotFound` when the device has not joined. Then nothing is kept.
    """
    with door.store.writing() as session:
        seen = _held(session, device)
        _check_can_vote(seen, workshop_id, statement_id, vote_round)
        assert seen.item_id is not None
        votes.save_vote(
            session, item_id=seen.item_id, number=vote_round, device_id=seen.device_id, vote=vote, now=door.now()
        )
    return replace(seen, mine=vote)


def _check_can_vote(seen: Seen, workshop_id: int, statement_id: str, vote_round: int) -> None:
    if seen.is_closed:
        raise Refused("The workshop has closed, so this vote was not counted.")
    if (seen.workshop_id, seen.statement_id) != (workshop_id, statement_id):
        raise Refused("The room has moved on, so this vote was not counted.", "Vote on the statement shown now.")
    if seen.vote_round > vote_round:
        raise Refused("The room votes again, so this earlier vote was not counted.", "Vote once more.")
    if not seen.is_voting or seen.vote_round != vote_round:
        raise Refused("The votes are on the wall already, so this one was not counted.", "Say it in the discussion.")
    if not seen.round_is_open:
        raise Refused("The round is closed, so this vote was not counted.", "Tell the facilitator.")


def say_worth(door: Door, *, device: str, worth: Worth) -> Seen:
    """Keep the device's answer to "was this worth the time?", once the workshop is closed. Raises `Refused`."""
    with door.store.writing() as session:
        seen = _held(session, device)
        if not seen.is_closed:
            raise Refused("The workshop is still running.", "This question comes at its end.")
        votes.save_worth(session, seen.device_id, worth)
        workshops.touch(session, seen.workshop_id)
    return replace(seen, worth=worth)
