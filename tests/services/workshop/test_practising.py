"""The practice vote of the lobby, and a workshop's time, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.workshop.practice import PRACTICE
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import Screen, Workshop
from sendsat.errors import Invalid, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.workshop import joining, phones, practising, running, workshops
from sendsat.services.workshop.joining import Ballot, Door
from sendsat.services.workshop.minutes import minutes_of
from sendsat.services.workshop.workshops import Plan
from sendsat.storage.opening import open_store
from sendsat.storage.tables.rounds import ChangeRow
from sendsat.storage.tables.workshop import VoteRoundRow, VoteRow
from tests.factories import STARTED
from tests.services.workshop.meeting import LIBRARY, Room

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def lobby(any_database: str) -> Iterator[Room]:
    """A workshop that waits in its lobby, with open actions to look at first and an hour to talk."""
    with closing(open_store(any_database)) as store:
        organisation, _ = found_organisation(
            store, LIBRARY, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, LIBRARY, organisation)
        round_ = viewing.rounds_of(desk)[0]
        plan = Plan(round_.id, round_.teams[0].id, ("1.1", "1.2"), actions_first=True, length=60)
        yield Room(desk, Door(store, LIBRARY, desk.now), workshops.prepare(desk, plan))


def at(room: Room, moment: datetime) -> Desk:
    return replace(room.desk, now=lambda: moment)


def now(room: Room) -> Workshop:
    return workshops.get_workshop(room.desk, room.workshop.id)


def practise(room: Room, *cast: Vote) -> list[str]:
    devices = [room.join() for _ in cast]
    practising.open_practice(room.desk, workshop_id=room.workshop.id)
    for device, vote in zip(devices, cast, strict=True):
        room.cast(device, vote, statement_id=PRACTICE, vote_round=1)
    return devices


def test_practice_votes_are_seen_only_once_they_are_shown(lobby: Room) -> None:
    (device, _) = practise(lobby, Vote.RED, Vote.NOT_SURE)
    lobby.cast(device, Vote.GREEN, statement_id=PRACTICE, vote_round=1)
    assert workshops.glance(lobby.desk, lobby.workshop.id).practised == 2
    before = now(lobby).practising
    assert before is not None
    assert (before.voted, before.tally) == (2, None)
    practising.show_practice(lobby.desk, workshop_id=lobby.workshop.id)
    after = now(lobby).practising
    assert after is not None
    assert after.tally == Tally(green=1, not_sure=1)


def test_nothing_of_the_practice_stays_once_the_first_statement_begins(lobby: Room) -> None:
    (device,) = practise(lobby, Vote.RED)
    with lobby.desk.store.looking() as session:
        assert session.exec(select(VoteRow)).all() == session.exec(select(VoteRoundRow)).all() == []
        noted = [row.new for row in session.exec(select(ChangeRow)) if row.field == "vote"]
        assert noted == ["in the practice vote"]
    lobby.go_to(2)
    begun = now(lobby)
    assert (begun.practice, begun.can_practise, begun.items[0].rounds) == (None, False, ())
    assert workshops.glance(lobby.desk, lobby.workshop.id).practised == 0
    entries = minutes_of(lobby.desk, workshop_id=lobby.workshop.id, zone=UTC).entries
    assert {entry.tallies for entry in entries} == {()}
    with pytest.raises(Refused, match="practice is over"):
        lobby.cast(device, Vote.RED, statement_id=PRACTICE, vote_round=1)
    lobby.go_to(0)
    with pytest.raises(Refused, match="nothing to practise"):
        practising.open_practice(lobby.desk, workshop_id=lobby.workshop.id)


def test_practising_again_begins_with_no_votes(lobby: Room) -> None:
    practise(lobby, Vote.RED, Vote.RED)
    with pytest.raises(Refused, match="open already"):
        practising.open_practice(lobby.desk, workshop_id=lobby.workshop.id)
    practising.show_practice(lobby.desk, workshop_id=lobby.workshop.id)
    with pytest.raises(Refused, match="No practice vote"):
        practising.show_practice(lobby.desk, workshop_id=lobby.workshop.id)
    again = practising.open_practice(lobby.desk, workshop_id=lobby.workshop.id).practising
    assert again is not None
    assert (again.voted, again.is_open) == (0, True)


def test_a_practice_vote_counts_only_while_the_lobby_shows_it(lobby: Room) -> None:
    (device,) = practise(lobby, Vote.AMBER)
    lobby.go_to(1)
    with pytest.raises(Refused, match="practice is over"):
        lobby.cast(device, Vote.RED, statement_id=PRACTICE, vote_round=1)
    with pytest.raises(Refused, match="moved the workshop on"):
        practising.show_practice(lobby.desk, workshop_id=lobby.workshop.id)


def test_a_phone_taken_out_takes_its_practice_vote_along(lobby: Room) -> None:
    practise(lobby, Vote.RED, Vote.GREEN)
    first = phones.phones_of(lobby.desk, lobby.workshop.id)[0]
    phones.remove_phone(lobby.desk, workshop_id=lobby.workshop.id, device_id=first.id)
    shown = practising.show_practice(lobby.desk, workshop_id=lobby.workshop.id).practising
    assert shown is not None
    assert shown.tally == Tally(green=1)


def test_votes_of_the_practice_and_stray_votes_in_one_moment_do_not_mix(lobby: Room) -> None:
    first, second = practise(lobby, Vote.RED, Vote.RED)
    ballots = [
        Ballot(first, lobby.workshop.id, PRACTICE, 1, Vote.GREEN),
        Ballot(second, lobby.workshop.id, "LM1", 1, Vote.GREEN),
    ]
    kept, refused = joining.cast_together(lobby.door, ballots=ballots)
    assert kept is None
    assert isinstance(refused, Refused)
    with lobby.desk.store.looking() as session:
        assert session.exec(select(VoteRow)).all() == []


def test_the_clock_begins_with_the_first_statement_and_not_in_the_lobby(lobby: Room) -> None:
    running.go_to(at(lobby, AT), workshop_id=lobby.workshop.id, place=1)
    assert (now(lobby).began_at, now(lobby).ends_at) == (None, None)
    later = AT + timedelta(minutes=10)
    running.go_to(at(lobby, later), workshop_id=lobby.workshop.id, place=2)
    running.go_to(at(lobby, later + timedelta(hours=1)), workshop_id=lobby.workshop.id, place=3)
    assert (now(lobby).began_at, now(lobby).ends_at) == (later, later + timedelta(minutes=50))


def test_a_workshop_that_must_end_at_a_time_ends_then_on_the_day_it_is_held(lobby: Room) -> None:
    plan = Plan(lobby.workshop.round_id, lobby.workshop.team_id, ("1.1",), ends_at=AT + timedelta(hours=2))
    early = workshops.prepare(lobby.desk, plan)
    held = AT + timedelta(days=3)
    begun = running.go_to(at(lobby, held), workshop_id=early.id, place=1)
    assert begun.ends_at == held + timedelta(hours=2)


def test_a_length_that_makes_no_sense_is_refused(lobby: Room) -> None:
    with pytest.raises(Invalid, match="between 5 and 480 minutes"):
        workshops.prepare(lobby.desk, Plan(lobby.workshop.round_id, lobby.workshop.team_id, ("1.1",), length=4))


def test_a_workshop_that_ended_early_goes_back_to_where_it_was_and_on_from_there(lobby: Room) -> None:
    ids = {"workshop_id": lobby.workshop.id}
    lobby.go_to(3)
    ended = running.end_early(lobby.desk, **ids)
    assert (ended.screen, ended.reached_end, ended.left_at) == (Screen.END, False, 3)
    assert running.end_early(lobby.desk, **ids) == ended
    back = running.step(lobby.desk, **ids, seen=ended.place, by=-1)
    assert (back.place, back.left_at) == (3, None)
    assert running.step(lobby.desk, **ids, seen=3, by=1).place == 4
    lobby.go_to(99)
    assert running.step(lobby.desk, **ids, seen=now(lobby).place, by=-1).place == now(lobby).last_place - 1
