"""What a phone can do, only for itself: join by a code, follow, vote, say whether it was worth the time.

A phone has no desk: it stands at a `Door` and is known by the mark of its cookie, never by a person.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sendsat.assessment.codes import read_code
from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.people import A_PHONE
from sendsat.assessment.permissions import May, check_may
from sendsat.assessment.phone import Seen, most_from_one_address
from sendsat.assessment.votes import Vote
from sendsat.assessment.workshop import Worth
from sendsat.errors import NotFound, Refused
from sendsat.guide.library import Library
from sendsat.storage.engine import Store
from sendsat.storage.queries import devices, votes, workshops
from sendsat.storage.queries.seen import seen_by
from sendsat.storage.scope import Work

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


@contextmanager
def _working(door: Door, organisation_id: int, verb: str) -> Iterator[Work]:
    """A phone's own transaction, in the organisation whose code it typed."""
    check_may(A_PHONE, May.VOTE)
    with door.store.writing(organisation_id, Deed(A_PHONE.name, door.now(), verb, Way.PHONE)) as work:
        yield work


def enter(door: Door, *, device: str, code: str, others_from_there: int = 0) -> Seen:
    """Let a device take part in the workshop with this code; `others_from_there` joined it from the same address.

    Raises `WrongCode`, and `Refused` when it is full or locked, when too many joined from there, or when the
    facilitator removed this device.
    """
    wanted = read_code(code)
    mark = mark_of(device)
    with door.store.looking() as session:
        opened = devices.find_code(session, wanted) if wanted else None
    if opened is None:
        raise WrongCode("That code opens no workshop.", "Check it on the screen and type it again.")
    with _working(door, opened.organisation_id, "enter") as work:
        # Asked again: it may have closed while this phone waited for its turn.
        still = devices.find_code(work.session, wanted or "")
        if still is None or not still.is_open:
            raise WrongCode("The workshop with that code has closed.", "Ask the facilitator for today's code.")
        _check_may_join(work, still, mark, others_from_there)
        devices.join(work, opened.workshop_id, mark, work.deed.at)
        work.note("phone joined", "", f"workshop {opened.workshop_id}")
        participant = seen_by(work.session, mark)
    assert participant is not None
    return participant


def _check_may_join(work: Work, opened: devices.Opened, mark: str, others_from_there: int) -> None:
    if devices.was_removed(work, opened.workshop_id, mark):
        raise Refused("The facilitator took this phone out of the workshop.", "Ask them to count your hand instead.")
    with_code = seen_by(work.session, mark)
    if with_code is not None and with_code.workshop_id == opened.workshop_id:
        return
    if opened.is_locked:
        raise Refused("No more phones can join this workshop.", "Ask the facilitator to let phones join again.")
    most = most_from_one_address(opened.people_here)
    if others_from_there >= most:
        raise Refused(
            f"{most} phones have joined from this network, and no more can.",
            "Ask the facilitator to say how many people are here, or to count your hand.",
        )
    if devices.count_devices(work, opened.workshop_id, but=mark) >= MOST_DEVICES:
        raise Refused("This workshop is full.", "Ask the facilitator to count your hand instead.")


def look(door: Door, *, device: str) -> Seen | None:
    """What the device may know now; None where it has not joined."""
    with door.store.looking() as session:
        return seen_by(session, mark_of(device))


@contextmanager
def _held(door: Door, device: str, verb: str) -> Iterator[tuple[Work, Seen]]:
    """A transaction in which the room of a device that joined stands still. Raises `NotFound` where it has not."""
    mark = mark_of(device)
    with door.store.looking() as session:
        organisation_id = devices.organisation_of(session, mark)
    if organisation_id is None:
        raise _has_not_joined()
    with _working(door, organisation_id, verb) as work:
        votes.hold_still(work, mark)
        participant = seen_by(work.session, mark)
        if participant is None:
            raise _has_not_joined()
        yield work, participant


def _has_not_joined() -> NotFound:
    return NotFound("This phone has not joined a workshop.", "Type the code on the screen.")


def cast(door: Door, *, device: str, workshop_id: int, statement_id: str, vote_round: int, vote: Vote) -> Seen:
    """Keep the device's vote on the workshop, statement and round of votes it was shown, in place of an earlier one.

    Raises `Refused` when the room has moved on, the votes are revealed, or the workshop or the round is closed;
    `NotFound` when the device has not joined. Then nothing is kept.
    """
    with _held(door, device, "cast") as (work, screen):
        _check_can_vote(screen, workshop_id, statement_id, vote_round)
        assert screen.item_id is not None
        votes.save_vote(
            work, item_id=screen.item_id, number=vote_round, device_id=screen.device_id, vote=vote, now=work.deed.at
        )
        # What was voted stays out of history: it is nobody's business before the reveal, and nobody's vote after it.
        work.note("vote", "", f"on {statement_id}")
    return replace(screen, mine=vote)


def _check_can_vote(screen: Seen, workshop_id: int, statement_id: str, vote_round: int) -> None:
    if screen.is_closed:
        raise Refused("The workshop has closed, so this vote was not counted.")
    if (screen.workshop_id, screen.statement_id) != (workshop_id, statement_id):
        raise Refused("The room has moved on, so this vote was not counted.", "Vote on the statement shown now.")
    if screen.vote_round > vote_round:
        raise Refused("The room votes again, so this earlier vote was not counted.", "Vote once more.")
    if not screen.is_voting or screen.vote_round != vote_round:
        raise Refused("The votes are on the wall already, so this one was not counted.", "Say it in the discussion.")
    if not screen.round_is_open:
        raise Refused("The round is closed, so this vote was not counted.", "Tell the facilitator.")


def say_worth(door: Door, *, device: str, worth: Worth) -> Seen:
    """Keep the device's answer to "was this worth the time?", once the workshop is closed. Raises `Refused`."""
    with _held(door, device, "say_worth") as (work, screen):
        if not screen.is_closed:
            raise Refused("The workshop is still running.", "This question comes at its end.")
        devices.save_worth(work, screen.device_id, worth)
        workshops.touch(work, screen.workshop_id)
        work.note("worth the time", "", f"workshop {screen.workshop_id}")
    return replace(screen, worth=worth)
