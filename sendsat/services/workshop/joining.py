"""What a phone can do, only for itself: join by a code, follow, vote, say whether it was worth the time.

A phone has no desk: it stands at a `Door` and is known by the mark of its cookie, never by a person.
"""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.people.people import A_PHONE
from sendsat.assessment.people.permissions import May, check_may
from sendsat.assessment.workshop.codes import read_code
from sendsat.assessment.workshop.phone import Joined, OnTheWall, most_from_one_address
from sendsat.assessment.workshop.practice import PRACTICE
from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Worth
from sendsat.errors import NotFound, Refused, SendsatError
from sendsat.guide.library import Library
from sendsat.storage.queries.workshop import devices, saving, votes
from sendsat.storage.queries.workshop.practice import save_practice_votes
from sendsat.storage.queries.workshop.seen import joined_by, on_the_wall
from sendsat.storage.scope import Work
from sendsat.storage.store import Store

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


def enter(door: Door, *, device: str, code: str, others_from_there: int = 0) -> Joined:
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
    return Joined(opened.organisation_id, opened.workshop_id)


def _check_may_join(work: Work, opened: devices.Opened, mark: str, others_from_there: int) -> None:
    if devices.was_removed(work, opened.workshop_id, mark):
        raise Refused("The facilitator took this phone out of the workshop.", "Ask them to count your hand instead.")
    if devices.ids_of(work, opened.workshop_id, [mark]):
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


def look(door: Door, *, device: str) -> Joined | None:
    """Which workshop the device takes part in now; None where it has not joined."""
    with door.store.looking() as session:
        return joined_by(session, [mark_of(device)]).get(mark_of(device))


def _has_not_joined() -> NotFound:
    return NotFound("This phone has not joined a workshop.", "Type the code on the screen.")


@dataclass(frozen=True)
class Ballot:
    """A device's vote, with the workshop, statement and round of votes it was shown."""

    device: str
    workshop_id: int
    statement_id: str
    vote_round: int
    vote: Vote

    @property
    def is_practice(self) -> bool:
        """Whether it belongs to the practice vote of the lobby, and never among votes on statements."""
        return self.statement_id == PRACTICE


def cast(door: Door, *, device: str, workshop_id: int, statement_id: str, vote_round: int, vote: Vote) -> None:
    """Keep the device's vote on the workshop, statement and round of votes it was shown, in place of an earlier one.

    Raises `Refused` when the room has moved on, the votes are revealed, or the workshop or the round is closed;
    `NotFound` when the device has not joined. Then nothing is kept.
    """
    [refusal] = cast_together(door, ballots=[Ballot(device, workshop_id, statement_id, vote_round, vote)])
    if refusal is not None:
        raise refusal


def cast_together(door: Door, *, ballots: Sequence[Ballot]) -> list[SendsatError | None]:
    """Keep votes that came in the same moment, in one transaction for each workshop. Says of each, in order, why it
    was not kept (as `cast` raises, or `StorageError`); None where it was.
    """
    check_may(A_PHONE, May.VOTE)
    marks = [mark_of(ballot.device) for ballot in ballots]
    with door.store.looking() as session:
        joined = joined_by(session, set(marks))
    refusals: list[SendsatError | None] = [_has_not_joined() for _ in ballots]
    by_room: dict[Joined, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        if mark in joined:
            by_room[joined[mark]].append(place)
    for room, places in by_room.items():
        kept = _cast_in(door, room, {place: ballots[place] for place in places})
        for place in places:
            refusals[place] = kept[place]
    return refusals


def _cast_in(door: Door, room: Joined, ballots: dict[int, Ballot]) -> dict[int, SendsatError | None]:
    """Keep what can be kept of the votes of one workshop; says of each, by its place, why it was not."""
    try:
        with _working(door, room.organisation_id, "cast") as work:
            votes.hold_still(work, room.workshop_id)
            return _keep(work, room.workshop_id, ballots)
    except SendsatError as error:
        return dict.fromkeys(ballots, error)


def _keep(work: Work, workshop_id: int, ballots: dict[int, Ballot]) -> dict[int, SendsatError | None]:
    wall = on_the_wall(work, workshop_id)
    ids = devices.ids_of(work, workshop_id, {mark_of(ballot.device) for ballot in ballots.values()})
    refusals: dict[int, SendsatError | None] = {}
    kept: list[tuple[int, Vote]] = []
    practised: list[tuple[int, Vote]] = []
    for place, ballot in ballots.items():
        device_id = ids.get(mark_of(ballot.device))
        if wall is None or device_id is None:
            refusals[place] = _has_not_joined()
            continue
        refusals[place] = _why_not(wall, workshop_id, ballot)
        if refusals[place] is None:
            (practised if ballot.is_practice else kept).append((device_id, ballot.vote))
            # What was voted stays out of history: it is nobody's business before the reveal, nobody's vote after it.
            work.note("vote", "", "in the practice vote" if ballot.is_practice else f"on {ballot.statement_id}")
    if wall is not None and kept:
        votes.save_votes(work, wall.vote_round_id, kept, work.deed.at)
    if practised:
        save_practice_votes(work, practised, work.deed.at)
    return refusals


def _why_not(wall: OnTheWall, workshop_id: int, ballot: Ballot) -> Refused | None:
    if ballot.is_practice:
        return _why_not_practise(wall, workshop_id, ballot)
    if wall.is_closed:
        return Refused("The workshop has closed, so this vote was not counted.")
    if (workshop_id, wall.statement_id) != (ballot.workshop_id, ballot.statement_id):
        return Refused("The room has moved on, so this vote was not counted.", "Vote on the statement shown now.")
    if wall.vote_round > ballot.vote_round:
        return Refused("The room votes again, so this earlier vote was not counted.", "Vote once more.")
    if not wall.is_voting or wall.vote_round != ballot.vote_round:
        return Refused("The votes are on the wall already, so this one was not counted.", "Say it in the discussion.")
    if not wall.round_is_open:
        return Refused("The round is closed, so this vote was not counted.", "Tell the facilitator.")
    return None


def _why_not_practise(wall: OnTheWall, workshop_id: int, ballot: Ballot) -> Refused | None:
    if wall.is_closed or workshop_id != ballot.workshop_id or not wall.is_practising:
        return Refused("The practice is over, so this vote was not counted.", "Wait for the next vote.")
    return None


def say_worth(door: Door, *, device: str, worth: Worth) -> Joined:
    """Keep the device's answer to "was this worth the time?", once the workshop is closed.

    Raises `Refused` while it runs, `NotFound` when the device has not joined.
    """
    joined = look(door, device=device)
    if joined is None:
        raise _has_not_joined()
    with _working(door, joined.organisation_id, "say_worth") as work:
        votes.hold_still(work, joined.workshop_id)
        wall = on_the_wall(work, joined.workshop_id)
        device_id = devices.ids_of(work, joined.workshop_id, [mark_of(device)]).get(mark_of(device))
        if wall is None or device_id is None:
            raise _has_not_joined()
        if not wall.is_closed:
            raise Refused("The workshop is still running.", "This question comes at its end.")
        devices.save_worth(work, device_id, worth)
        saving.touch(work, joined.workshop_id)
        work.note("worth the time", "", f"workshop {joined.workshop_id}")
    return joined
