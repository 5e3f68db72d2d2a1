"""A supplement in workshops, minutes, the close check and search: marked as ours and counted apart."""

from dataclasses import replace
from datetime import UTC

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import Gap
from sendsat.assessment.values import Round
from sendsat.assessment.workshop.agenda import Cover
from sendsat.assessment.workshop.closing import closing
from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import Invalid, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds
from sendsat.services.visit import searching
from sendsat.services.workshop import following, joining, minutes, running, voting, workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.serving.phones.told import tell
from sendsat.storage.queries import close_checks
from tests.services.supplements.asked import EXTRA, OFF, ON, beside, rate, switch


def plan(round_: Round, *parts: str, cover: Cover = Cover.ALL, picked: tuple[str, ...] = ()) -> Plan:
    return Plan(round_.id, round_.teams[0].id, parts, cover=cover, picked=picked)


def agenda(desk: Desk, wanted: Plan) -> tuple[str, ...]:
    return tuple(item.statement_id for item in workshops.prepare(desk, wanted).items)


def test_a_workshop_takes_its_parts_after_the_guides_and_what_is_picked_in_the_order_of_picking(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    assert agenda(desk, plan(first_round, "1.1", "5.1")) == ("LM1", "LM2", "SU1", "SU2")
    picked = plan(first_round, cover=Cover.PICKED, picked=("SU2", "LM1"))
    assert agenda(desk, picked) == ("SU2", "LM1")


def test_a_workshop_takes_none_of_it_in_a_round_that_does_not_ask_it(desk: Desk, first_round: Round) -> None:
    assert agenda(desk, plan(first_round, "1.1", "5.1")) == ("LM1", "LM2")
    with pytest.raises(Invalid, match="No statement fits"):
        workshops.prepare(desk, plan(first_round, cover=Cover.PICKED, picked=("SU1",)))


def test_a_workshop_looks_back_at_what_was_red_of_it_last_time(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round, "SU2", Rating.RED)
    spring = rounds.start_round(desk, name="Spring 2026")
    switch(desk, spring)

    kept = workshops.prepare(desk, plan(spring, "1.1", "5.1", cover=Cover.RED_OR_AMBER))

    assert [(item.statement_id, item.before) for item in kept.items] == [("SU2", Rating.RED)]


def agreed_on_both(desk: Desk, round_: Round) -> Workshop:
    """A workshop in which LM1 and SU1 were voted on and agreed."""
    switch(desk, round_)
    kept = workshops.prepare(desk, plan(round_, cover=Cover.PICKED, picked=("LM1", "SU1")))
    device = joining.new_device()
    door = Door(desk.store, desk.library, desk.now)
    joining.enter(door, device=device, code=kept.code)
    for place, item in enumerate(kept.items, start=1):
        running.go_to(desk, workshop_id=kept.id, place=place)
        voting.open_vote(desk, workshop_id=kept.id, item_id=item.id)
        where = {"workshop_id": kept.id, "statement_id": item.statement_id, "vote_round": 1}
        joining.cast(door, device=device, vote=Vote.GREEN, **where)
        voting.reveal(desk, workshop_id=kept.id, item_id=item.id)
        running.agree(desk, workshop_id=kept.id, item_id=item.id, rating=Rating.GREEN)
    return workshops.get_workshop(desk, kept.id)


MARK = "New supplement, sendsat's own"


def test_a_room_votes_on_it_and_agrees_and_the_guide_is_counted_as_before(desk: Desk, first_round: Round) -> None:
    kept = agreed_on_both(desk, first_round)

    assert [item.agreed for item in kept.items] == [Rating.GREEN, Rating.GREEN]
    assert beside(desk, first_round).standings["SU1"].judgements[0].votes
    assert viewing.snapshots(desk, first_round.id)[0].counts().green == 1
    assert beside(desk, first_round).counts().green == 1


def test_the_minutes_mark_it_as_ours_and_count_it_apart(desk: Desk, first_round: Round) -> None:
    kept = agreed_on_both(desk, first_round)
    told = minutes.minutes_of(desk, workshop_id=kept.id, zone=UTC)

    assert [entry.place for entry in told.entries] == ["1.1 Part 1.1", f"5.1 Part 5.1 ({MARK})"]
    tally = closing(told.entries)
    assert tally.told == f"1 of 1 rated, 0 changed. {MARK}, counted apart: 1 of 1 rated."
    assert [line.name for line in tally.lines] == ["LM1", f"SU1 ({MARK})"]
    for kind in minutes.WRITERS:
        assert minutes.minutes_file(desk, kind, workshop_id=kept.id, zone=UTC)


def test_minutes_and_phones_still_know_it_after_it_was_switched_off(desk: Desk, first_round: Round) -> None:
    kept = agreed_on_both(desk, first_round)
    switch(desk, first_round, OFF)
    door = Door(desk.store, desk.library, desk.now)
    followed = following.follow(door, kept.id)
    assert followed is not None

    room = tell(door, followed, 1).room

    assert (room["statement"]["id"], room["statement"]["part"]) == ("SU1", f"5.1 Part 5.1 · {MARK}")
    assert minutes.minutes_of(desk, workshop_id=kept.id, zone=UTC).entries[1].text == "We do what SU1 asks."


def test_what_was_switched_off_while_a_room_discusses_it_is_refused_and_not_lost_in_an_error(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    kept = workshops.prepare(desk, plan(first_round, cover=Cover.PICKED, picked=("SU1",)))
    running.go_to(desk, workshop_id=kept.id, place=1)
    switch(desk, first_round, OFF)

    with pytest.raises(Refused):
        voting.open_vote(desk, workshop_id=kept.id, item_id=kept.items[0].id)


def test_closing_keeps_what_was_open_in_it_with_the_round(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round, rating=Rating.RED)
    rounds.close_round(desk, round_id=first_round.id)
    with desk.store.reading(desk.organisation.id) as scope:
        at_close = close_checks.of_round(scope, first_round.id)
    kept = at_close.findings if at_close else ()
    apart = [(finding.gap, finding.statement_id) for finding in kept if finding.statement_id in EXTRA.statements]
    assert apart == [(Gap.NOT_RATED, "SU2"), (Gap.NO_ACTION, "SU1")]


@pytest.mark.parametrize("words", ["work with others", "we do what", "LM1"])
def test_search_finds_in_the_guide_what_it_found_without_it(desk: Desk, first_round: Round, words: str) -> None:
    without, beside_it = searching.search(desk, words), searching.search(desk, words, beside=ON)
    assert replace(beside_it, apart=()) == without
    assert (without.total_apart, beside_it.total_apart > 0) == (0, words != "LM1")
