"""Who takes part: how many people are here, a locked door, a phone taken out. On SQLite and on PostgreSQL."""

import pytest

from sendsat.assessment.workshop.phone import most_from_one_address
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services.workshop import joining, phones, workshops
from tests.services.workshop.meeting import Room


def devices(room: Room) -> int:
    return workshops.get_workshop(room.desk, room.workshop.id).devices


def test_the_facilitator_says_how_many_people_are_here_and_can_take_it_back(room: Room) -> None:
    for number in (9, None):
        workshop = phones.say_how_many(room.desk, workshop_id=room.workshop.id, people_here=number)
        assert workshop.people_here == number


@pytest.mark.parametrize("number", [0, -1, 401])
def test_no_room_holds_nobody_or_more_than_four_hundred(room: Room, number: int) -> None:
    with pytest.raises(Invalid, match="between 1 and 400"):
        phones.say_how_many(room.desk, workshop_id=room.workshop.id, people_here=number)


def test_a_locked_workshop_takes_no_new_phone_and_keeps_those_that_joined(room: Room) -> None:
    inside = room.join()
    phones.set_locked(room.desk, workshop_id=room.workshop.id, locked=True)
    with pytest.raises(Refused, match="No more phones can join"):
        room.join()
    joining.enter(room.door, device=inside, code=room.workshop.code)
    room.open_vote()
    room.cast(inside, Vote.RED)
    phones.set_locked(room.desk, workshop_id=room.workshop.id, locked=False)
    room.join()
    assert devices(room) == 2


def test_a_phone_taken_out_loses_the_votes_nobody_has_seen_keeps_the_revealed_and_cannot_come_back(room: Room) -> None:
    out, stays = room.vote(Vote.RED, Vote.AMBER)
    room.reveal()
    room.open_vote()
    room.cast(out, Vote.RED)
    room.cast(stays, Vote.AMBER)
    first, _ = phones.phones_of(room.desk, room.workshop.id)
    phones.remove_phone(room.desk, workshop_id=room.workshop.id, device_id=first.id)
    assert (devices(room), room.item.rounds[-1].voted) == (1, 1)
    assert joining.look(room.door, device=out) is None
    with pytest.raises(NotFound, match="not joined"):
        room.cast(out, Vote.RED)
    with pytest.raises(Refused, match="took this phone out"):
        joining.enter(room.door, device=out, code=room.workshop.code)
    room.reveal()
    assert room.item.tallies == (Tally(red=1, amber=1), Tally(amber=1))
    assert [one.number for one in phones.phones_of(room.desk, room.workshop.id)] == [2]


def test_a_phone_that_is_out_already_and_a_paper_cannot_be_taken_out(room: Room) -> None:
    room.join()
    (phone,) = phones.phones_of(room.desk, room.workshop.id)
    phones.remove_phone(room.desk, workshop_id=room.workshop.id, device_id=phone.id)
    with pytest.raises(NotFound, match="does not take part"):
        phones.remove_phone(room.desk, workshop_id=room.workshop.id, device_id=phone.id)


@pytest.mark.parametrize(("here", "most"), [(None, 60), (9, 60), (30, 60), (45, 90), (200, 400)])
def test_one_address_may_bring_twice_the_people_who_are_here_and_never_fewer_than_sixty(
    here: int | None, most: int
) -> None:
    assert most_from_one_address(here) == most


def test_a_phone_from_an_address_that_brought_too_many_is_told_what_to_do(room: Room) -> None:
    code = room.workshop.code
    with pytest.raises(Refused, match="60 phones have joined from this network") as refused:
        joining.enter(room.door, device="d", code=code, others_from_there=60)
    assert "how many people are here" in refused.value.remedy
    phones.say_how_many(room.desk, workshop_id=room.workshop.id, people_here=31)
    joining.enter(room.door, device="d", code=code, others_from_there=60)
    joining.enter(room.door, device="d", code=code, others_from_there=500)
    assert devices(room) == 1


def test_all_phones_out_lose_unseen_votes_and_each_joins_anew_by_the_new_code_alone(room: Room) -> None:
    first, second = room.vote(Vote.RED, Vote.AMBER)
    room.reveal()
    room.open_vote()
    room.cast(first, Vote.RED)
    old = room.workshop.code
    workshop = phones.remove_all_phones(room.desk, workshop_id=room.workshop.id)
    assert (devices(room), room.item.rounds[-1].voted) == (0, 0)
    assert workshop.code != old
    assert [joining.look(room.door, device=one) for one in (first, second)] == [None, None]
    with pytest.raises(NotFound, match="not joined"):
        room.cast(first, Vote.RED)
    for device in (first, joining.new_device()):
        with pytest.raises(NotFound):
            joining.enter(room.door, device=device, code=old)
    joining.enter(room.door, device=first, code=workshop.code)
    room.cast(first, Vote.GREEN)
    room.reveal()
    assert room.item.tallies == (Tally(red=1, amber=1), Tally(green=1))
    assert devices(room) == 1


def test_a_phone_that_was_taken_out_by_itself_stays_out_when_all_others_are_let_in_again(room: Room) -> None:
    barred, _ = room.join(), room.join()
    (phone, _) = phones.phones_of(room.desk, room.workshop.id)
    phones.remove_phone(room.desk, workshop_id=room.workshop.id, device_id=phone.id)
    workshop = phones.remove_all_phones(room.desk, workshop_id=room.workshop.id)
    with pytest.raises(Refused, match="took this phone out"):
        joining.enter(room.door, device=barred, code=workshop.code)
