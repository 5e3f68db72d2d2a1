"""A whole workshop without screens, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from sendsat.assessment.agenda import Cover
from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import LONGEST_NAME
from sendsat.assessment.values import OrganisationKind
from sendsat.assessment.votes import Tally, Vote, read_votes
from sendsat.assessment.workshop import AgendaItem, Phase, Screen, Workshop, Worth
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import joining, judging, planning, rounds, viewing, voting, workshop_running, workshops
from sendsat.services.desk import Desk
from sendsat.services.founding import found_organisation
from sendsat.services.joining import Door, WrongCode
from sendsat.services.minutes import minutes_of
from sendsat.services.planning import Draft
from sendsat.services.workshops import Plan
from sendsat.storage.opening import open_store
from tests import databases
from tests.factories import STARTED, make_library

LIBRARY = make_library()
NAMES = "Ann Lee, Bob"


@dataclass
class Room:
    """A facilitator at a desk, a door for phones, and the workshop that is on."""

    desk: Desk
    door: Door
    workshop: Workshop

    @property
    def item(self) -> AgendaItem:
        found = workshops.get_workshop(self.desk, self.workshop.id).item
        assert found is not None
        return found

    def ids(self) -> dict[str, int]:
        return {"workshop_id": self.workshop.id, "item_id": self.item.id}

    def go_to(self, place: int) -> None:
        workshop_running.go_to(self.desk, workshop_id=self.workshop.id, place=place)

    def open_vote(self) -> None:
        voting.open_vote(self.desk, **self.ids())

    def reveal(self) -> None:
        voting.reveal(self.desk, **self.ids())

    def join(self) -> str:
        device = joining.new_device()
        joining.enter(self.door, device=device, code=self.workshop.code)
        return device

    def cast(self, device: str, vote: Vote, *, statement_id: str = "", vote_round: int = 0) -> Any:
        number = vote_round or len(self.item.rounds)
        one = statement_id or self.item.statement_id
        return joining.cast(
            self.door, device=device, workshop_id=self.workshop.id, statement_id=one, vote_round=number, vote=vote
        )

    def vote(self, *cast: Vote) -> list[str]:
        devices = [self.join() for _ in cast]
        self.open_vote()
        for device, vote in zip(devices, cast, strict=True):
            self.cast(device, vote)
        return devices

    def judgement(self, statement_id: str) -> Any:
        snapshot = viewing.snapshots(self.desk, self.workshop.round_id)[0]
        return snapshot.judgement(self.workshop.team_id, statement_id)


@pytest.fixture(params=databases.KINDS)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    url = f"sqlite:///{tmp_path / 'sendsat.db'}"
    if request.param == "postgresql":
        url = _empty(request.getfixturevalue("postgresql_server"), tmp_path.name)
    with closing(open_store(url)) as store:
        organisation, _ = found_organisation(
            store, LIBRARY, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, LIBRARY, organisation)
        round_ = viewing.rounds_of(desk)[0]
        plan = Plan(round_.id, round_.teams[0].id, ("1.1", "1.2"), people=NAMES, actions_first=True)
        one = Room(desk, Door(store, LIBRARY, desk.now), workshops.prepare(desk, plan))
        one.go_to(2)
        yield one


def _empty(server: str, name: str) -> str:
    fresh = "".join(one for one in name if one.isalnum()).lower()[-40:]
    with databases.connected(server) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {fresh}"))
        connection.execute(text(f"CREATE DATABASE {fresh}"))
    return server.rsplit("/", 1)[0] + f"/{fresh}"


def test_a_workshop_is_prepared_with_its_agenda_its_people_and_a_code(room: Room) -> None:
    one = room.workshop
    assert [item.statement_id for item in one.items] == ["LM1", "LM2", "LM3"]
    assert (one.people, len(one.code), one.screen) == (("Ann Lee", "Bob"), 6, Screen.LOBBY)
    assert workshops.workshops_of(room.desk)[0].id == one.id


def test_a_plan_proposes_the_agenda_it_would_prepare(room: Room) -> None:
    plan = Plan(room.workshop.round_id, room.workshop.team_id, (), Cover.PICKED, ("SP2", "LM1"))
    assert workshops.propose(room.desk, plan) == ("SP2", "LM1")


def test_an_empty_agenda_is_refused_in_words(room: Room) -> None:
    with pytest.raises(Invalid, match="agenda is empty"):
        workshops.prepare(room.desk, Plan(room.workshop.round_id, room.workshop.team_id, ()))


def test_a_vote_is_counted_at_once_and_seen_only_after_the_reveal(room: Room) -> None:
    room.vote(Vote.RED, Vote.GREEN, Vote.NOT_SURE)
    before = room.item
    assert (before.phase, before.rounds[0].voted, before.tallies) == (Phase.VOTING, 3, ())
    assert "Tally" not in repr(workshops.get_workshop(room.desk, room.workshop.id))
    room.reveal()
    assert room.item.tallies == (Tally(red=1, green=1, not_sure=1),)


def test_a_vote_can_change_until_the_reveal_and_stays_one_vote(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    assert room.cast(device, Vote.AMBER).mine is Vote.AMBER
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


def test_two_hundred_devices_join_and_vote_once_each(room: Room) -> None:
    room.vote(*[Vote.AMBER] * 200)
    room.reveal()
    assert room.item.tallies == (Tally(amber=200),)


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


def test_the_agreed_rating_is_kept_with_its_votes_its_minority_and_its_history(room: Room) -> None:
    room.vote(Vote.RED, Vote.AMBER, Vote.AMBER)
    room.reveal()
    workshop, judgement = workshop_running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    assert workshop.items[0].agreed is Rating.AMBER
    assert judgement == room.judgement("LM1")
    assert read_votes(judgement.votes) == (Tally(red=1, amber=2),)
    assert judgement.minority_note == "1 of 3 saw it differently: 1 Red."
    changed = {entry.field for entry in viewing.statement_history(room.desk, "LM1")}
    assert changed == {"rating", "votes", "minority_note"}


def test_a_minority_note_somebody_wrote_is_not_overwritten(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    judging.write(room.desk, **ids, statement_id="LM1", field="minority_note", text="Ann disagrees.", seen="")
    room.vote(Vote.RED, Vote.AMBER)
    room.reveal()
    workshop_running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    assert room.judgement("LM1").minority_note == "Ann disagrees."


def test_a_minority_note_of_ours_follows_when_another_rating_is_agreed(room: Room) -> None:
    room.vote(Vote.RED, Vote.AMBER)
    room.reveal()
    workshop_running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    workshop_running.agree(room.desk, **room.ids(), rating=Rating.RED)
    assert room.judgement("LM1").minority_note == "1 of 2 saw it differently: 1 Amber."


def test_no_rating_is_agreed_over_an_open_vote(room: Room) -> None:
    room.vote(Vote.RED)
    with pytest.raises(Refused, match="still voting"):
        workshop_running.agree(room.desk, **room.ids(), rating=Rating.GREEN)
    assert room.judgement("LM1").rating is None


def test_a_statement_can_be_rated_without_a_vote_and_cleared_again(room: Room) -> None:
    for rating in (Rating.RED, Rating.NOT_APPLICABLE, None):
        workshop_running.agree(room.desk, **room.ids(), rating=rating)
        assert room.judgement("LM1").rating is rating


def test_a_window_that_shows_another_statement_changes_nothing(room: Room) -> None:
    seen = room.ids()
    room.go_to(3)
    for verb in (voting.open_vote, voting.reveal, workshop_running.park):
        with pytest.raises(Refused, match="moved the workshop on"):
            verb(room.desk, **seen)
    with pytest.raises(Refused, match="moved the workshop on"):
        workshop_running.agree(room.desk, **seen, rating=Rating.RED)


def test_undo_takes_back_one_rating_after_another_to_what_stood_before(room: Room) -> None:
    for rating in (Rating.RED, Rating.AMBER):
        workshop_running.agree(room.desk, **room.ids(), rating=rating)
    assert workshop_running.undo(room.desk, workshop_id=room.workshop.id)[0].items[0].agreed is Rating.RED
    room.go_to(3)
    workshop, item = workshop_running.undo(room.desk, workshop_id=room.workshop.id)
    assert (item.statement_id, workshop.items[0].agreed, room.judgement("LM1").rating) == ("LM1", None, None)
    with pytest.raises(Refused, match="nothing to undo"):
        workshop_running.undo(room.desk, workshop_id=room.workshop.id)


def test_undo_leaves_alone_what_was_changed_on_another_page(room: Room) -> None:
    workshop_running.agree(room.desk, **room.ids(), rating=Rating.RED)
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    judging.rate(room.desk, **ids, statement_id="LM1", rating=Rating.GREEN)
    with pytest.raises(Refused, match="another page"):
        workshop_running.undo(room.desk, workshop_id=room.workshop.id)
    assert room.judgement("LM1").rating is Rating.GREEN


def test_a_closed_round_refuses_votes_and_ratings_but_the_workshop_can_be_read(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    rounds.close_round(room.desk, round_id=room.workshop.round_id)
    with pytest.raises(Refused, match="round is closed"):
        room.cast(device, Vote.GREEN)
    room.reveal()
    for verb in (voting.open_vote, workshop_running.agree):
        more = {"rating": Rating.RED} if verb is workshop_running.agree else {}
        with pytest.raises(Refused, match="closed"):
            verb(room.desk, **room.ids(), **more)
    assert room.item.tallies == (Tally(red=1),)


def test_a_vote_that_nobody_joined_leaves_no_trace_when_revealed(room: Room) -> None:
    room.open_vote()
    room.reveal()
    assert room.item.rounds == ()


def test_a_show_of_hands_is_a_round_of_votes_of_its_own(room: Room) -> None:
    voting.count_hands(room.desk, **room.ids(), hands=Tally(2, 5, 1))
    assert (room.item.phase, room.item.tallies) == (Phase.REVEALED, (Tally(2, 5, 1),))


def test_hands_counted_while_phones_vote_stand_beside_them(room: Room) -> None:
    room.vote(Vote.RED)
    voting.count_hands(room.desk, **room.ids(), hands=Tally(9, 9, 9))
    voting.count_hands(room.desk, **room.ids(), hands=Tally(0, 2, 0))
    assert room.item.rounds[0].voted == 3
    room.reveal()
    assert room.item.tallies == (Tally(red=1, amber=2),)


def test_paper_ballots_wait_for_the_reveal_and_keyed_again_take_their_own_place(room: Room) -> None:
    voting.key_in_paper(room.desk, workshop_id=room.workshop.id, number=1, marks="111")
    workshop, late = voting.key_in_paper(room.desk, workshop_id=room.workshop.id, number=1, marks="3 - 0")
    assert [item.rounds[0].voted for item in workshop.items] == [1, 1, 1]
    assert (late, workshop.devices, workshop.items[0].phase) == ((), 0, Phase.VOTING)
    room.reveal()
    assert room.item.tallies == (Tally(green=1),)
    assert voting.key_in_paper(room.desk, workshop_id=room.workshop.id, number=2, marks="2")[1] == ("LM1",)
    assert room.item.tallies == (Tally(green=1),)


@pytest.mark.parametrize(("marks", "said"), [("1x2", "not a mark"), ("1111", "4 marks for 3"), ("---", "no marks")])
def test_a_paper_keyed_wrongly_is_refused_whole(room: Room, marks: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        voting.key_in_paper(room.desk, workshop_id=room.workshop.id, number=1, marks=marks)
    assert all(item.rounds == () for item in workshops.get_workshop(room.desk, room.workshop.id).items)


def test_a_parked_statement_waits_and_is_taken_up_when_it_is_rated(room: Room) -> None:
    workshop_running.park(room.desk, **room.ids())
    assert [item.statement_id for item in workshops.get_workshop(room.desk, room.workshop.id).parked] == ["LM1"]
    workshop_running.agree(room.desk, **room.ids(), rating=Rating.RED)
    assert workshops.get_workshop(room.desk, room.workshop.id).parked == ()


def test_two_clicks_on_next_from_the_same_place_move_one_step(room: Room) -> None:
    for _ in range(2):
        workshop_running.step(room.desk, workshop_id=room.workshop.id, seen=2, by=1)
    assert workshops.get_workshop(room.desk, room.workshop.id).place == 3


def test_nobody_moves_past_either_end(room: Room) -> None:
    room.go_to(99)
    assert workshops.get_workshop(room.desk, room.workshop.id).screen is Screen.END
    room.go_to(-9)
    assert workshops.get_workshop(room.desk, room.workshop.id).screen is Screen.LOBBY


def test_names_can_be_hidden_and_changed_while_it_runs(room: Room) -> None:
    workshop_running.set_safe(room.desk, workshop_id=room.workshop.id, safe=True)
    found = workshops.say_who_is_here(room.desk, workshop_id=room.workshop.id, people="Zoë")
    assert (found.safe, found.people) == (True, ("Zoë",))


def test_nothing_changes_in_a_closed_workshop(room: Room) -> None:
    workshops.close(room.desk, workshop_id=room.workshop.id)
    with pytest.raises(Refused, match="closed"):
        room.go_to(0)
    with pytest.raises(Refused, match="closed"):
        workshops.close(room.desk, workshop_id=room.workshop.id)


def test_another_organisations_workshop_is_not_there(room: Room) -> None:
    with pytest.raises(NotFound, match="no such workshop"):
        workshops.get_workshop(room.desk, room.workshop.id + LONGEST_NAME)


def test_the_minutes_hold_what_was_agreed_who_was_there_and_actions_planned_meanwhile(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    room.vote(Vote.RED, Vote.AMBER, Vote.AMBER)
    room.reveal()
    workshop_running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
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
    assert (found.devices, found.voted) == (2, 6)
    assert found.version == workshops.get_workshop(room.desk, room.workshop.id).version
    with pytest.raises(NotFound):
        workshops.glance(room.desk, 999)


def test_a_window_that_shows_what_is_no_longer_true_reads_it_again_before_it_rates(room: Room) -> None:
    known = workshops.get_workshop(room.desk, room.workshop.id)
    room.vote(Vote.RED)
    with pytest.raises(Refused, match="still voting"):
        workshop_running.agree(room.desk, **room.ids(), rating=Rating.RED, known=known)
    room.reveal()
    shown = workshops.get_workshop(room.desk, room.workshop.id)
    after, judgement = workshop_running.agree(room.desk, **room.ids(), rating=Rating.AMBER, known=shown)
    assert after == workshops.get_workshop(room.desk, room.workshop.id)
    assert read_votes(judgement.votes) == (Tally(red=1),)
