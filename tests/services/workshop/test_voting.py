"""Phones and votes, hands aside, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import Phase, Worth
from sendsat.errors import NotFound, Refused
from sendsat.services.workshop import joining, voting, workshops
from sendsat.services.workshop.joining import WrongCode
from tests.services.workshop.meeting import Room


def test_a_vote_is_counted_at_once_and_seen_only_after_the_reveal(room: Room) -> None:
    room.vote(Vote.RED, Vote.GREEN, Vote.NOT_SURE)
    before = room.item
    assert (before.phase, before.rounds[0].voted, before.tallies) == (Phase.VOTING, 3, ())
    assert "Tally" not in repr(workshops.get_workshop(room.desk, room.workshop.id))
    room.reveal()
    assert room.item.tallies == (Tally(red=1, green=1, not_sure=1),)


def test_a_vote_can_change_until_the_reveal_and_stays_one_vote(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    room.cast(device, Vote.AMBER)
    assert room.item.rounds[0].voted == 1
    room.reveal()
    assert room.item.tallies == (Tally(amber=1),)


def test_a_vote_after_the_reveal_is_refused_and_changes_nothing(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    room.reveal()
    with pytest.raises(Refused, match="on the wall already"):
        room.cast(device, Vote.GREEN)
    assert room.item.tallies == (Tally(red=1),)


def test_a_vote_for_the_statement_before_is_refused(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    room.go_to(3)
    with pytest.raises(Refused, match="moved on"):
        room.cast(device, Vote.GREEN, statement_id="LM1", vote_round=1)
    room.go_to(2)
    assert room.item.rounds[0].voted == 1


def test_a_vote_for_the_round_of_votes_before_is_refused(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    room.reveal()
    room.open_vote()
    with pytest.raises(Refused, match="votes again"):
        room.cast(device, Vote.GREEN, vote_round=1)
    room.cast(device, Vote.AMBER)
    room.reveal()
    assert room.item.tallies == (Tally(red=1), Tally(amber=1))


@pytest.mark.parametrize("number", [2, -1, 10**6])
def test_a_round_of_votes_that_never_was_cannot_be_voted_in(room: Room, number: int) -> None:
    (device,) = room.vote(Vote.RED)
    with pytest.raises(Refused, match="not counted"):
        room.cast(device, Vote.RED, statement_id="LM1", vote_round=number)


def test_nobody_votes_before_the_vote_is_open(room: Room) -> None:
    device = room.join()
    with pytest.raises(Refused, match="not counted"):
        room.cast(device, Vote.RED, statement_id="LM1", vote_round=0)


def test_a_device_that_has_not_joined_cannot_vote_or_look(room: Room) -> None:
    room.open_vote()
    assert joining.look(room.door, device="stranger") is None
    with pytest.raises(NotFound, match="not joined"):
        room.cast("stranger", Vote.RED)


def test_the_same_device_joining_twice_is_one_device(room: Room) -> None:
    device = room.join()
    joining.enter(room.door, device=device, code=room.workshop.code.lower())
    assert workshops.get_workshop(room.desk, room.workshop.id).devices == 1


@pytest.mark.parametrize("many", [60, pytest.param(200, marks=pytest.mark.soak)])
def test_many_devices_join_and_vote_once_each(room: Room, many: int) -> None:
    room.vote(*[Vote.AMBER] * many)
    room.reveal()
    assert room.item.tallies == (Tally(amber=many),)


def test_the_workshop_that_is_full_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_DEVICES", 1)
    room.join()
    with pytest.raises(Refused, match="full"):
        room.join()


@pytest.mark.parametrize("code", ["", "ABCDEF", "7F3K9", "x" * 500, "' OR 1=1"])
def test_a_wrong_code_opens_nothing(room: Room, code: str) -> None:
    with pytest.raises(WrongCode, match="opens no workshop"):
        joining.enter(room.door, device="d", code=code)


def test_a_code_opens_nothing_once_its_workshop_is_closed(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    workshops.close(room.desk, workshop_id=room.workshop.id)
    with pytest.raises(WrongCode, match="has closed"):
        room.join()
    with pytest.raises(Refused, match="closed"):
        room.cast(device, Vote.RED, statement_id="LM1", vote_round=1)


def test_voices_say_once_whether_it_was_worth_the_time_when_it_is_over(room: Room) -> None:
    device = room.join()
    with pytest.raises(Refused, match="still running"):
        joining.say_worth(room.door, device=device, worth=Worth.YES)
    workshops.close(room.desk, workshop_id=room.workshop.id)
    for answer in (Worth.NO, Worth.YES):
        joining.say_worth(room.door, device=device, worth=answer)
    assert workshops.get_workshop(room.desk, room.workshop.id).worth == {Worth.YES: 1, Worth.PARTLY: 0, Worth.NO: 0}


def test_thirty_devices_voting_at_the_same_moment_are_all_kept_once(room: Room) -> None:
    devices = [room.join() for _ in range(30)]
    room.open_vote()
    with ThreadPoolExecutor(30) as pool:
        list(pool.map(lambda device: room.cast(device, Vote.GREEN, statement_id="LM1", vote_round=1), devices * 2))
    room.reveal()
    assert room.item.tallies == (Tally(green=30),)


def test_a_reveal_in_the_middle_of_voting_counts_each_vote_or_refuses_it(room: Room) -> None:
    devices = [room.join() for _ in range(20)]
    room.open_vote()
    room.cast(devices[0], Vote.RED)
    item_id = room.item.id

    def one(device: str) -> bool:
        try:
            room.cast(device, Vote.GREEN, statement_id="LM1", vote_round=1)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(21) as pool:
        early = [pool.submit(one, device) for device in devices[1:10]]
        shown = pool.submit(voting.reveal, room.desk, workshop_id=room.workshop.id, item_id=item_id)
        late = [pool.submit(one, device) for device in devices[10:]]
        kept = sum(found.result() for found in early + late)
        told = shown.result().item
    assert told is not None
    assert told.tallies == room.item.tallies == (Tally(red=1, green=kept),)
