"""Preparing, running and closing a workshop, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import LONGEST_NAME
from sendsat.assessment.workshop.agenda import Cover
from sendsat.assessment.workshop.votes import Tally, Vote, read_votes
from sendsat.assessment.workshop.workshop import Screen
from sendsat.errors import Conflict, Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.workshop import running, voting, workshops
from sendsat.services.workshop.minutes import minutes_of
from sendsat.services.workshop.workshops import Plan
from tests.services.workshop.meeting import Room


def test_a_workshop_is_prepared_with_its_agenda_its_people_and_a_code(room: Room) -> None:
    one = room.workshop
    assert [item.statement_id for item in one.items] == ["LM1", "LM2", "LM3"]
    assert (one.people, len(one.code), one.screen) == (("Ann Lee", "Bob"), 6, Screen.LOBBY)
    assert workshops.workshops_of(room.desk)[0].id == one.id


def test_workshops_are_listed_newest_first(room: Room) -> None:
    plan = Plan(room.workshop.round_id, room.workshop.team_id, ("1.1",))
    later = [workshops.prepare(room.desk, plan).id for _ in range(3)]

    assert [one.id for one in workshops.workshops_of(room.desk)] == [*reversed(later), room.workshop.id]


def test_a_plan_proposes_the_agenda_it_would_prepare(room: Room) -> None:
    plan = Plan(room.workshop.round_id, room.workshop.team_id, (), Cover.PICKED, ("SP2", "LM1"))
    [snapshot] = viewing.snapshots(room.desk, plan.round_id)
    proposed = workshops.agenda_of(room.desk, plan, snapshot.for_team(plan.team_id), None)
    prepared = workshops.prepare(room.desk, plan)
    assert proposed == ("SP2", "LM1") == tuple(item.statement_id for item in prepared.items)


def test_an_empty_agenda_is_refused_in_words(room: Room) -> None:
    with pytest.raises(Invalid, match="agenda is empty"):
        workshops.prepare(room.desk, Plan(room.workshop.round_id, room.workshop.team_id, ()))


def test_a_parked_statement_waits_and_is_taken_up_when_it_is_rated(room: Room) -> None:
    running.park(room.desk, **room.ids())
    assert [item.statement_id for item in workshops.get_workshop(room.desk, room.workshop.id).parked] == ["LM1"]
    running.agree(room.desk, **room.ids(), rating=Rating.RED)
    assert workshops.get_workshop(room.desk, room.workshop.id).parked == ()


def test_two_clicks_on_next_from_the_same_place_move_one_step(room: Room) -> None:
    for _ in range(2):
        running.step(room.desk, workshop_id=room.workshop.id, seen=2, by=1)
    assert workshops.get_workshop(room.desk, room.workshop.id).place == 3


def test_after_the_end_next_leads_to_what_still_waits_and_replays_nothing(room: Room) -> None:
    running.park(room.desk, **room.ids())
    room.go_to(99)
    room.go_to(room.workshop.place_of(room.workshop.items[0].id))
    running.agree(room.desk, **room.ids(), rating=Rating.RED)
    place = workshops.get_workshop(room.desk, room.workshop.id).place
    workshop = running.step(room.desk, workshop_id=room.workshop.id, seen=place, by=1)
    assert (workshop.screen, workshop.reached_end) == (Screen.END, True)


def test_nobody_moves_past_either_end(room: Room) -> None:
    room.go_to(99)
    assert workshops.get_workshop(room.desk, room.workshop.id).screen is Screen.END
    room.go_to(-9)
    assert workshops.get_workshop(room.desk, room.workshop.id).screen is Screen.LOBBY


def test_names_can_be_hidden_and_changed_while_it_runs(room: Room) -> None:
    running.set_safe(room.desk, workshop_id=room.workshop.id, safe=True)
    found = workshops.say_who_is_here(room.desk, workshop_id=room.workshop.id, people="Zoë", seen="Ann Lee, Bob")
    assert (found.safe, found.people) == (True, ("Zoë",))


def test_names_that_somebody_else_changed_meanwhile_are_not_written_over(room: Room) -> None:
    ids = {"workshop_id": room.workshop.id, "seen": "Ann Lee\nBob"}
    workshops.say_who_is_here(room.desk, **ids, people="Ann Lee, Bob, Zoë")
    with pytest.raises(Conflict) as caught:
        workshops.say_who_is_here(room.desk, **ids, people="Ann Lee\nBob\nKim")
    assert (caught.value.stored, caught.value.offered) == ("Ann Lee\nBob\nZoë", "Ann Lee\nBob\nKim")
    assert workshops.get_workshop(room.desk, room.workshop.id).people == ("Ann Lee", "Bob", "Zoë")
    assert workshops.say_who_is_here(room.desk, **ids, people="Ann Lee\nBob\nZoë").people[2] == "Zoë"


def test_nothing_changes_in_a_closed_workshop(room: Room) -> None:
    workshops.close(room.desk, workshop_id=room.workshop.id)
    with pytest.raises(Refused, match="closed"):
        room.go_to(0)
    with pytest.raises(Refused, match="closed"):
        workshops.close(room.desk, workshop_id=room.workshop.id)


def test_a_workshop_closed_by_mistake_goes_on_with_its_code_and_phones_for_ten_minutes(room: Room) -> None:
    device = room.join()
    workshops.close(room.desk, workshop_id=room.workshop.id)
    again = workshops.reopen(room.desk, workshop_id=room.workshop.id)
    assert (again.is_open, again.code, again.devices) == (True, room.workshop.code, 1)
    room.open_vote()
    room.cast(device, Vote.AMBER)
    with pytest.raises(Refused, match="open already"):
        workshops.reopen(room.desk, workshop_id=room.workshop.id)
    closed = workshops.close(room.desk, workshop_id=room.workshop.id)
    assert closed.closed_at is not None
    late = closed.closed_at + timedelta(minutes=11)
    with pytest.raises(Refused, match="more than 10 minutes ago"):
        workshops.reopen(replace(room.desk, now=lambda: late), workshop_id=room.workshop.id)
    assert not workshops.get_workshop(room.desk, room.workshop.id).is_open


def test_another_organisations_workshop_is_not_there(room: Room) -> None:
    with pytest.raises(NotFound, match="no such workshop"):
        workshops.get_workshop(room.desk, room.workshop.id + LONGEST_NAME)


def test_the_minutes_hold_what_was_agreed_who_was_there_and_actions_planned_meanwhile(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    room.vote(Vote.RED, Vote.AMBER, Vote.AMBER)
    room.reveal()
    running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    planning.plan_action(room.desk, **ids, statements=("LM1",), draft=Draft("Write it down"))
    found = minutes_of(room.desk, workshop_id=room.workshop.id, zone=UTC)
    assert (found.people, found.voices, len(found.entries)) == (("Ann Lee", "Bob"), 3, 3)
    first = found.entries[0]
    assert (first.agreed, first.tallies, [one.text for one in first.actions]) == (
        Rating.AMBER,
        (Tally(red=1, amber=2),),
        ["Write it down"],
    )
    assert first.minority_note == "1 of 3 saw it differently: 1 Red."


def test_a_glance_gives_the_numbers_on_the_wall_without_what_was_voted(room: Room) -> None:
    room.vote(Vote.RED, Vote.GREEN)
    voting.count_hands(room.desk, **room.ids(), hands=Tally(amber=4))
    found = workshops.glance(room.desk, room.workshop.id)
    assert (found.devices, found.voted, found.hands) == (2, 2, 4)
    assert found.version == workshops.get_workshop(room.desk, room.workshop.id).version
    with pytest.raises(NotFound):
        workshops.glance(room.desk, 999)


def test_a_window_that_shows_what_is_no_longer_true_reads_it_again_before_it_rates(room: Room) -> None:
    known = workshops.get_workshop(room.desk, room.workshop.id)
    room.vote(Vote.RED)
    with pytest.raises(Refused, match="still voting"):
        running.agree(room.desk, **room.ids(), rating=Rating.RED, known=known)
    room.reveal()
    shown = workshops.get_workshop(room.desk, room.workshop.id)
    after, (_, judgement) = running.agree(room.desk, **room.ids(), rating=Rating.AMBER, known=shown)
    assert after == workshops.get_workshop(room.desk, room.workshop.id)
    assert read_votes(judgement.votes) == (Tally(red=1),)


def test_a_workshop_prepared_days_before_starts_when_the_room_leaves_the_lobby(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    desk, plan = room.desk, Plan(**ids, parts=("1.1",))
    early = workshops.prepare(desk, plan)
    planning.plan_action(desk, **ids, statements=("LM1",), draft=Draft("Planned before the meeting"))
    assert early.waits_in_lobby
    begun = running.go_to(desk, workshop_id=early.id, place=1)
    assert begun.prepared_at > early.prepared_at
    assert not minutes_of(desk, workshop_id=early.id, zone=UTC).entries[0].actions
    running.go_to(desk, workshop_id=early.id, place=0)
    again = running.go_to(desk, workshop_id=early.id, place=1)
    assert again.prepared_at == begun.prepared_at


def test_votes_nobody_has_seen_wait_at_the_end_like_statements_set_aside(room: Room) -> None:
    room.vote(Vote.RED)
    room.go_to(3)
    room.open_vote()
    room.go_to(99)
    found = workshops.get_workshop(room.desk, room.workshop.id)
    assert [item.statement_id for item in found.waiting] == ["LM1"]
