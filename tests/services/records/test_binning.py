"""A round goes to the bin and comes back whole; erased for good it is gone everywhere, and a certificate says so."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from sendsat.assessment.rating import Rating
from sendsat.assessment.records.bin import KEPT_FOR, WORDS
from sendsat.assessment.records.records import Asked
from sendsat.assessment.workshop.votes import Vote
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import binning, recording
from sendsat.services.records.emptying import empty_bins
from sendsat.services.report import reporting
from sendsat.services.rounds import judging, rounds
from sendsat.services.visit.searching import search
from sendsat.services.work import reading
from sendsat.services.workshop import workshops
from sendsat.storage.queries.records.bins import binned_of
from sendsat.storage.queries.rounds import rounds_of
from sendsat.storage.tables.rounds import RoundRow
from tests.services.prepared import noted
from tests.services.test_every_verb import room as room
from tests.services.workshop.meeting import Room

SECRET = "Zebrafish"


@pytest.fixture
def full(room: Room) -> int:
    """A round with something in every table that belongs to it, closed, beside another round; its id."""
    here: dict[str, Any] = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}
    judging.rate(room.desk, **here, statement_id="LM1", rating=Rating.RED)
    judging.write(room.desk, **here, statement_id="LM1", field="commentary", text=SECRET, seen="")
    action = planning.plan_action(room.desk, **here, statements=("LM1",), draft=Draft(f"{SECRET} policy"))
    planning.note_progress(room.desk, action_id=action.id, text=SECRET)
    item = reporting.report(room.desk, here["round_id"]).summary
    reporting.edit_item(room.desk, round_id=here["round_id"], item=item, text=SECRET, seen=item.text)
    room.vote(Vote.GREEN, Vote.RED)
    room.reveal()
    workshops.close(room.desk, workshop_id=room.workshop.id)
    rounds.close_round(room.desk, round_id=here["round_id"])
    rounds.start_round(room.desk, name="Next")
    return int(here["round_id"])


def everything(room: Room) -> dict[str, set[Any]]:
    """Every row of every table but the history's."""
    with room.desk.store.looking() as session:
        tables = [one for one in SQLModel.metadata.sorted_tables if one.name != "change"]
        return {
            one.name: {tuple(map(repr, row)) for row in session.connection().execute(select(one))} for one in tables
        }


def finds(room: Room) -> bool:
    found = search(room.desk, SECRET)
    return bool(found.groups or found.apart)


def bin_of(room: Room) -> list[int]:
    with room.desk.store.reading(room.desk.organisation.id) as scope:
        return [one.id for one in binned_of(scope)]


def test_nothing_shows_a_round_in_the_bin(room: Room, full: int) -> None:
    assert finds(room)
    binning.put_in_bin(room.desk, round_id=full)

    assert [one.name for one in viewing.rounds_of(room.desk)] == ["Next"]
    assert viewing.actions_of(room.desk) == ()
    assert workshops.workshops_of(room.desk) == ()
    assert viewing.statement_history(room.desk, "LM1") == ()
    with reading(room.desk) as scope:
        told = recording.record_within(scope, Asked()).entries
    assert not any(SECRET in one.new for one in told)
    assert any(one.field == "round put in the bin" for one in told)
    assert not finds(room)
    for ask in (lambda: viewing.snapshots(room.desk, full), lambda: reporting.report(room.desk, full)):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(NotFound):
        workshops.get_workshop(room.desk, room.workshop.id)


def test_it_comes_back_whole(room: Room, full: int) -> None:
    before = everything(room)
    binning.put_in_bin(room.desk, round_id=full)
    assert bin_of(room) == [full]
    binning.take_out_of_bin(room.desk, round_id=full)

    assert everything(room) == before
    assert bin_of(room) == []
    assert finds(room)


def test_erased_for_good_no_table_holds_a_word_of_it_and_the_certificate_counts_what_went(
    room: Room, full: int
) -> None:
    binning.put_in_bin(room.desk, round_id=full)
    erased = binning.erase_round(room.desk, round_id=full)

    assert SECRET not in str(everything(room))
    assert SECRET not in str(noted(room.desk.store))
    assert set(erased.counts) == set(WORDS)
    nothing = {table for table, count in erased.counts.items() if not count}
    assert nothing <= {"agreed_rating", "import_batch", "workshop_decision"}
    name, content = binning.certificate_file(room.desk, erased)
    text = content.decode()
    assert name.endswith(".md")
    for line in ("Round: Autumn", "By: Kim", "- 1 action\n", "- 2 votes kept one by one"):
        assert line in text


def test_a_round_that_was_erased_leaves_its_number_to_no_other(room: Room, full: int) -> None:
    binning.put_in_bin(room.desk, round_id=full)
    binning.erase_round(room.desk, round_id=full)
    with room.desk.store.looking() as session:
        row = session.get(RoundRow, full)
        assert row is not None
        assert (row.name, row.binned_at, row.removed_at is None) == ("", None, False)
    with pytest.raises(NotFound):
        binning.take_out_of_bin(room.desk, round_id=full)


def test_nothing_is_erased_that_is_not_in_the_bin(room: Room, full: int) -> None:
    before = everything(room)
    with pytest.raises(NotFound):
        binning.erase_round(room.desk, round_id=full)
    assert everything(room) == before


def test_the_only_round_and_one_with_a_workshop_that_runs_stay(room: Room) -> None:
    with pytest.raises(Refused, match="only round"):
        binning.put_in_bin(room.desk, round_id=room.workshop.round_id)
    rounds.start_round(room.desk, name="Next")
    with pytest.raises(Refused, match="workshop"):
        binning.put_in_bin(room.desk, round_id=room.workshop.round_id)
    assert bin_of(room) == []


def test_a_round_whose_name_is_taken_by_now_waits_in_the_bin(room: Room, full: int) -> None:
    binning.put_in_bin(room.desk, round_id=full)
    rounds.start_round(room.desk, name="Autumn")
    with pytest.raises(Invalid):
        binning.take_out_of_bin(room.desk, round_id=full)
    assert bin_of(room) == [full]


def test_after_thirty_days_it_is_erased_by_itself_and_not_a_day_sooner(room: Room, full: int) -> None:
    binning.put_in_bin(room.desk, round_id=full)
    now = room.desk.now()
    assert empty_bins(room.desk.store, now=now + KEPT_FOR - timedelta(hours=1)) == 0
    assert empty_bins(room.desk.store, now=now + KEPT_FOR + timedelta(hours=1)) == 1

    newest = noted(room.desk.store)[0]
    assert (newest.person, newest.field, newest.old) == ("sendsat", "round erased for good", "Autumn")
    with room.desk.store.reading(room.desk.organisation.id) as scope:
        assert [one.name for one in rounds_of(scope)] == ["Next"]
    assert SECRET not in str(everything(room))
