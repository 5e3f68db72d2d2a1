"""Agreeing, undoing, and rooms without phones, on SQLite and on PostgreSQL."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.votes import Tally, Vote, read_votes
from sendsat.assessment.workshop.workshop import Phase, Step
from sendsat.errors import Conflict, Invalid, Refused
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds
from sendsat.services.workshop import running, voting, workshops
from tests.services.workshop.meeting import Room


def test_the_agreed_rating_is_kept_with_its_votes_its_minority_and_its_history(room: Room) -> None:
    room.vote(Vote.RED, Vote.AMBER, Vote.AMBER)
    room.reveal()
    workshop, (_, judgement) = running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
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
    running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    assert room.judgement("LM1").minority_note == "Ann disagrees."


def test_a_minority_note_of_ours_gives_way_to_what_somebody_was_writing_meanwhile(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    room.vote(Vote.RED, Vote.AMBER, Vote.AMBER)
    room.reveal()
    running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    assert room.judgement("LM1").minority_note == "1 of 3 saw it differently: 1 Red."
    judging.write(room.desk, **ids, statement_id="LM1", field="minority_note", text="Ann disagrees.", seen="")
    assert room.judgement("LM1").minority_note == "Ann disagrees."
    with pytest.raises(Conflict):
        judging.write(room.desk, **ids, statement_id="LM1", field="minority_note", text="Bob does.", seen="")


def test_a_minority_note_of_ours_follows_when_another_rating_is_agreed(room: Room) -> None:
    room.vote(Vote.RED, Vote.AMBER)
    room.reveal()
    running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    running.agree(room.desk, **room.ids(), rating=Rating.RED)
    assert room.judgement("LM1").minority_note == "1 of 2 saw it differently: 1 Amber."


def test_no_rating_is_agreed_over_an_open_vote(room: Room) -> None:
    room.vote(Vote.RED)
    with pytest.raises(Refused, match="still voting"):
        running.agree(room.desk, **room.ids(), rating=Rating.GREEN)
    assert room.judgement("LM1").rating is None


def test_a_statement_can_be_rated_without_a_vote_and_cleared_again(room: Room) -> None:
    for rating in (Rating.RED, Rating.NOT_APPLICABLE, None):
        running.agree(room.desk, **room.ids(), rating=rating)
        assert room.judgement("LM1").rating is rating


def test_a_window_that_shows_another_statement_changes_nothing(room: Room) -> None:
    seen = room.ids()
    room.go_to(3)
    for verb in (voting.open_vote, voting.reveal, running.park):
        with pytest.raises(Refused, match="moved the workshop on"):
            verb(room.desk, **seen)
    with pytest.raises(Refused, match="moved the workshop on"):
        running.agree(room.desk, **seen, rating=Rating.RED)


def test_undo_takes_back_one_rating_after_another_to_what_stood_before(room: Room) -> None:
    for rating in (Rating.RED, Rating.AMBER):
        running.agree(room.desk, **room.ids(), rating=rating)
    assert running.undo(room.desk, workshop_id=room.workshop.id)[0].items[0].agreed is Rating.RED
    room.go_to(3)
    workshop, (_, restored) = running.undo(room.desk, workshop_id=room.workshop.id)
    assert (restored.statement_id, workshop.items[0].agreed, room.judgement("LM1").rating) == ("LM1", None, None)
    with pytest.raises(Refused, match="nothing to undo"):
        running.undo(room.desk, workshop_id=room.workshop.id)


def test_the_agreed_rating_pressed_again_is_no_decision_of_its_own_so_one_undo_takes_it_back(room: Room) -> None:
    for _ in range(3):
        running.agree(room.desk, **room.ids(), rating=Rating.RED)
    workshop, _ = running.undo(room.desk, workshop_id=room.workshop.id)
    assert (room.judgement("LM1").rating, workshop.items[0].agreed) == (None, None)


def test_a_rating_that_stood_before_counts_as_agreed_once_the_room_presses_it(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    judging.rate(room.desk, **ids, statement_id="LM1", rating=Rating.GREEN)
    workshop, _ = running.agree(room.desk, **room.ids(), rating=Rating.GREEN)
    assert workshop.items[0].agreed is Rating.GREEN
    assert room.item.agreed is Rating.GREEN


def test_a_cleared_rating_comes_back_by_one_undo(room: Room) -> None:
    running.agree(room.desk, **room.ids(), rating=Rating.RED)
    for _ in range(2):
        running.agree(room.desk, **room.ids(), rating=None)
    workshop, _ = running.undo(room.desk, workshop_id=room.workshop.id)
    assert (room.judgement("LM1").rating, workshop.items[0].agreed) == (Rating.RED, Rating.RED)


def test_undo_leaves_alone_what_was_changed_on_another_page(room: Room) -> None:
    running.agree(room.desk, **room.ids(), rating=Rating.RED)
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    judging.rate(room.desk, **ids, statement_id="LM1", rating=Rating.GREEN)
    with pytest.raises(Refused, match="another page"):
        running.undo(room.desk, workshop_id=room.workshop.id)
    assert room.judgement("LM1").rating is Rating.GREEN


def test_a_closed_round_refuses_votes_and_ratings_but_the_workshop_can_be_read(room: Room) -> None:
    (device,) = room.vote(Vote.RED)
    rounds.close_round(room.desk, round_id=room.workshop.round_id)
    with pytest.raises(Refused, match="round is closed"):
        room.cast(device, Vote.GREEN)
    room.reveal()
    for verb in (voting.open_vote, running.agree):
        more = {"rating": Rating.RED} if verb is running.agree else {}
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


def test_undo_takes_back_our_note_and_leaves_the_one_somebody_wrote(room: Room) -> None:
    ids = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    room.vote(Vote.RED, Vote.AMBER)
    room.reveal()
    running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    running.undo(room.desk, workshop_id=room.workshop.id)
    assert room.judgement("LM1").minority_note == ""
    running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    seen = room.judgement("LM1").minority_note
    judging.write(room.desk, **ids, statement_id="LM1", field="minority_note", text="Ann disagrees.", seen=seen)
    running.undo(room.desk, workshop_id=room.workshop.id)
    assert (room.judgement("LM1").rating, room.judgement("LM1").minority_note) == (None, "Ann disagrees.")


def test_what_was_agreed_before_the_latest_votes_is_agreed_again_with_them(room: Room) -> None:
    devices = room.vote(Vote.RED, Vote.AMBER, Vote.AMBER)
    room.reveal()
    workshop, _ = running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    assert workshop.step is Step.GO_ON
    assert workshops.get_workshop(room.desk, room.workshop.id).step is Step.GO_ON
    room.open_vote()
    for device in devices:
        room.cast(device, Vote.AMBER)
    room.reveal()
    assert workshops.get_workshop(room.desk, room.workshop.id).step is Step.AGREE
    workshop, (_, judgement) = running.agree(room.desk, **room.ids(), rating=Rating.AMBER)
    assert (workshop.step, len(read_votes(judgement.votes))) == (Step.GO_ON, 2)
    assert workshops.get_workshop(room.desk, room.workshop.id).step is Step.GO_ON


def test_undo_gives_back_what_it_restored(room: Room) -> None:
    for rating in (Rating.AMBER, Rating.RED):
        running.agree(room.desk, **room.ids(), rating=rating)
    _, changed = running.undo(room.desk, workshop_id=room.workshop.id)
    assert (changed.before.rating, changed.after.rating) == (Rating.RED, Rating.AMBER)


def test_phones_hands_and_papers_are_counted_apart(room: Room) -> None:
    room.vote(Vote.RED, Vote.AMBER)
    voting.count_hands(room.desk, **room.ids(), hands=Tally(0, 2, 3))
    voting.key_in_paper(room.desk, workshop_id=room.workshop.id, number=1, marks="1")
    found = workshops.glance(room.desk, room.workshop.id)
    assert (found.devices, found.voted, found.hands, found.papers) == (2, 2, 5, 1)
    latest = room.item.rounds[-1]
    assert (latest.voted, latest.hands, latest.papers) == (8, 5, 1)
