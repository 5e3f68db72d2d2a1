"""What all phones of a workshop follow, and what it costs; votes that come together. On SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.phone import Own
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import Worth
from sendsat.errors import NotFound, Refused
from sendsat.services.rounds import rounds
from sendsat.services.workshop import joining, phones, running, workshops
from sendsat.services.workshop.following import follow
from sendsat.services.workshop.joining import Ballot
from tests.services.workshop.meeting import Room


@contextmanager
def statements(room: Room) -> Iterator[list[str]]:
    """The statements that ask or change something, without those that begin a transaction."""
    kept: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "SELECT pg_advisory")):
            kept.append(statement)

    event.listen(room.door.store.engine, "before_cursor_execute", note)
    yield kept
    event.remove(room.door.store.engine, "before_cursor_execute", note)


def test_where_nothing_changed_one_statement_says_so_for_all_phones(room: Room) -> None:
    room.vote(*[Vote.AMBER] * 12)
    known = follow(room.door, room.workshop.id)
    with statements(room) as asked:
        assert follow(room.door, room.workshop.id, known) is known
    assert len(asked) == 1


def test_a_vote_costs_two_statements_however_many_phones_follow(room: Room) -> None:
    devices = room.vote(*[Vote.AMBER] * 12)
    known = follow(room.door, room.workshop.id)
    room.cast(devices[0], Vote.RED)
    with statements(room) as asked:
        now = follow(room.door, room.workshop.id, known)
    assert now is not None
    assert now.own[joining.mark_of(devices[0])] == Own(Vote.RED, None)
    assert len(asked) == 2


def test_whatever_a_phone_may_see_is_seen_anew(room: Room) -> None:
    (device,) = room.vote(Vote.RED)

    def change_name() -> None:
        rounds.rename_round(room.desk, round_id=room.workshop.round_id, name="Winter")

    known = follow(room.door, room.workshop.id)
    changes = [
        room.reveal,
        lambda: running.agree(room.desk, **room.ids(), rating=Rating.AMBER),
        lambda: room.go_to(3),
        change_name,
        lambda: workshops.close(room.desk, workshop_id=room.workshop.id),
        lambda: joining.say_worth(room.door, device=device, worth=Worth.YES),
        lambda: workshops.reopen(room.desk, workshop_id=room.workshop.id),
        room.join,
    ]
    for change in changes:
        change()
        now = follow(room.door, room.workshop.id, known)
        assert now is not None
        assert now != known
        known = now
    assert known is not None
    assert known.stamp.round_name == "Winter"
    assert known.own[joining.mark_of(device)].worth is Worth.YES


def test_a_workshop_that_is_not_there_is_followed_by_nobody(room: Room) -> None:
    assert follow(room.door, 999) is None


def ballots(room: Room, devices: list[str], vote: Vote, *, vote_round: int = 1) -> list[Ballot]:
    where = (room.workshop.id, room.item.statement_id, vote_round)
    return [Ballot(device, *where, vote) for device in devices]


def test_votes_that_come_together_are_kept_together_and_each_that_is_not_says_why(room: Room) -> None:
    devices = [room.join() for _ in range(4)]
    out = room.join()
    phones.remove_phone(
        room.desk, workshop_id=room.workshop.id, device_id=phones.phones_of(room.desk, room.workshop.id)[-1].id
    )
    room.open_vote()
    together = [
        *ballots(room, devices[:3], Vote.GREEN),
        *ballots(room, devices[3:], Vote.RED, vote_round=0),
        *ballots(room, [out, "stranger"], Vote.RED),
        *ballots(room, devices[:1], Vote.AMBER),
    ]
    said = joining.cast_together(room.door, ballots=together)
    assert [type(one) for one in said] == [type(None)] * 3 + [Refused, NotFound, NotFound, type(None)]
    room.reveal()
    assert room.item.tallies == (Tally(amber=1, green=2),)


def test_forty_votes_together_cost_as_many_statements_as_two(room: Room) -> None:
    devices = [room.join() for _ in range(40)]
    room.open_vote()
    costs = []
    for some in (devices[:2], devices):
        together = ballots(room, some, Vote.GREEN)
        with statements(room) as asked:
            assert joining.cast_together(room.door, ballots=together) == [None] * len(some)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 6
