"""A team goes to the bin, where nothing shows or counts it, and comes back whole.

On SQLite and on PostgreSQL.
"""

from typing import Any

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.records.bin import What
from sendsat.assessment.records.records import Asked
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.workshop.votes import Vote
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.importing import importing
from sendsat.services.organisation import grouping
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import binning, recording
from sendsat.services.report import exporting, reporting
from sendsat.services.rounds import agreeing, judging, rounds, teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.searching import search
from sendsat.services.visit.visiting import visiting
from sendsat.services.work import reading
from sendsat.services.workshop import workshops
from sendsat.services.workshop.workshops import Plan
from tests.services.prepared_rounds import TWO_TEAMS
from tests.services.records.test_binning import SECRET, everything
from tests.services.workshop.meeting import LIBRARY, Room

NAME = "Kitchens"
NOT_COMPARED = {Part.RECORD, Part.BIN, Part.WORDS}
"""What the bin page and the record tell of by right; the words are searched instead."""


def where(room: Room, team_id: int) -> dict[str, Any]:
    return {"round_id": room.workshop.round_id, "team_id": team_id}


def shown(room: Room) -> Any:
    """Everything that pages are drawn from, every text that leaves as a file, and what a search finds."""
    round_id = room.workshop.round_id
    with visiting(room.desk.store, LIBRARY) as visit:
        assert visit is not None
        seen = visit.look(round_id, set(Part) - NOT_COMPARED)
        outlines = visit.look(round_id, {Part.OUTLINES}).outlines
    found = search(room.desk, SECRET)
    csv = exporting.round_csv(room.desk, round_id)[1]
    whole = reporting.report(room.desk, round_id)
    return seen, outlines, bool(found.groups or found.apart), csv, whole


@pytest.fixture
def before(room: Room) -> Any:
    """What is shown while the team is not there yet, in a round where leaders agree, of an organisation in a group."""
    grouping.start_group(room.desk, name="North")
    agreeing.set_roll_up(room.desk, round_id=room.workshop.round_id, roll_up=RollUp.LEADERS)
    judging.rate(room.desk, **where(room, room.workshop.team_id), statement_id="LM1", rating=Rating.GREEN)
    return shown(room)


@pytest.fixture
def team_id(room: Room, before: Any) -> int:
    """A team with something in every table that may belong to it; its id."""
    team = teams.add_team(room.desk, name=NAME, sections=TWO_TEAMS)
    at = where(room, team.id)
    judging.rate(room.desk, **at, statement_id="LM1", rating=Rating.RED)
    judging.write(room.desk, **at, statement_id="LM1", field="commentary", text=SECRET, seen="")
    action = planning.plan_action(room.desk, **at, statements=("LM1",), draft=Draft(f"{SECRET} policy"))
    planning.note_progress(room.desk, action_id=action.id, text=SECRET)
    done = planning.plan_action(room.desk, **at, statements=("LM1",), draft=Draft(f"{SECRET} list"))
    planning.note_progress(room.desk, action_id=done.id, text=SECRET)
    item = reporting.report(room.desk, room.workshop.round_id, team.id).summary
    reporting.edit_item(room.desk, round_id=room.workshop.round_id, item=item, text=SECRET, seen=item.text)
    _file_in(room, team.id)
    _meet(room, team.id)
    return team.id


def _file_in(room: Room, team_id: int) -> None:
    content = exporting.round_csv(room.desk, room.workshop.round_id, team_id)[1]
    changed = content.replace(SECRET.encode(), f"{SECRET} in the file".encode())
    preview = importing.preview_import(room.desk, content=changed, filename="f.csv", **where(room, team_id))
    importing.apply_import(room.desk, preview)


def _meet(room: Room, team_id: int) -> None:
    """A workshop of the team with votes, closed."""
    kept = workshops.prepare(room.desk, Plan(room.workshop.round_id, team_id, ("1.1",), people=SECRET))
    own = Room(room.desk, room.door, kept)
    own.go_to(1)
    own.vote(Vote.GREEN, Vote.RED)
    own.reveal()
    workshops.close(room.desk, workshop_id=kept.id)


def in_bin(room: Room) -> list[tuple[What, str]]:
    with visiting(room.desk.store, LIBRARY) as visit:
        assert visit is not None
        return [(one.what, one.name) for one in visit.look(visit.rounds[-1].id, {Part.BIN}).binned or ()]


def test_nothing_shows_or_counts_a_team_in_the_bin(room: Room, before: Any, team_id: int) -> None:
    assert shown(room) != before
    binning.put_team_in_bin(room.desk, team_id=team_id)

    for now, then in zip(shown(room), before, strict=True):
        assert now == then
    assert in_bin(room) == [(What.TEAM, NAME)]
    assert NAME not in [one.name for one in viewing.teams_of(room.desk)]
    assert SECRET not in str(viewing.statement_history(room.desk, "LM1"))
    with reading(room.desk) as scope:
        told = recording.record_within(scope, Asked()).entries
    assert not any(SECRET in one.new for one in told)
    assert any((one.field, one.new) == ("team put in the bin", NAME) for one in told)


def test_nothing_can_be_done_with_a_team_in_the_bin(room: Room, team_id: int) -> None:
    action, workshop = viewing.actions_of(room.desk)[-1], workshops.workshops_of(room.desk)[0]
    binning.put_team_in_bin(room.desk, team_id=team_id)
    at = where(room, team_id)

    with pytest.raises(Refused):
        judging.rate(room.desk, **at, statement_id="LM1", rating=Rating.GREEN)
    for ask in (
        lambda: teams.change_team(room.desk, team_id=team_id, name="Ovens", sections=TWO_TEAMS),
        lambda: teams.retire_team(room.desk, team_id=team_id),
        lambda: reporting.report(room.desk, **at),
        lambda: exporting.round_csv(room.desk, **at),
        lambda: planning.note_progress(room.desk, action_id=action.id, text="On"),
        lambda: workshops.get_workshop(room.desk, workshop.id),
        lambda: workshops.reopen(room.desk, workshop_id=workshop.id),
        lambda: binning.put_team_in_bin(room.desk, team_id=team_id),
    ):
        with pytest.raises(NotFound):
            ask()


def test_it_comes_back_whole(room: Room, team_id: int) -> None:
    stored, seen = everything(room), shown(room)
    binning.put_team_in_bin(room.desk, team_id=team_id)
    assert binning.take_team_out_of_bin(room.desk, team_id=team_id).joined == ()

    assert everything(room) == stored
    assert shown(room) == seen
    assert in_bin(room) == []


def test_it_takes_part_in_rounds_that_began_while_it_was_in_the_bin(room: Room, team_id: int) -> None:
    binning.put_team_in_bin(room.desk, team_id=team_id)
    rounds.start_round(room.desk, name="Next")
    assert not viewing.rounds_of(room.desk)[-1].team(team_id)
    assert binning.take_team_out_of_bin(room.desk, team_id=team_id).joined == ("Next",)
    assert viewing.rounds_of(room.desk)[-1].team(team_id)


def test_a_retired_team_comes_back_retired(room: Room) -> None:
    team = teams.add_team(room.desk, name=NAME, sections=TWO_TEAMS)
    teams.retire_team(room.desk, team_id=team.id)
    binning.put_team_in_bin(room.desk, team_id=team.id)
    rounds.start_round(room.desk, name="Next")
    assert binning.take_team_out_of_bin(room.desk, team_id=team.id).joined == ()
    assert viewing.teams_of(room.desk)[-1].retired
    assert not any(one.team(team.id) for one in viewing.rounds_of(room.desk))


def test_its_name_may_be_used_again_and_then_it_waits_until_the_name_is_free(room: Room, team_id: int) -> None:
    binning.put_team_in_bin(room.desk, team_id=team_id)
    other = teams.add_team(room.desk, name=NAME, sections=TWO_TEAMS)
    assert other.id != team_id
    with pytest.raises(Invalid, match=NAME):
        binning.take_team_out_of_bin(room.desk, team_id=team_id)
    assert in_bin(room) == [(What.TEAM, NAME)]
    teams.change_team(room.desk, team_id=other.id, name="Ovens", sections=TWO_TEAMS)
    binning.take_team_out_of_bin(room.desk, team_id=team_id)
    assert [one.name for one in viewing.teams_of(room.desk)][-2:] == [NAME, "Ovens"]


def test_a_team_that_took_part_in_a_closed_round_stays_also_while_that_round_is_in_the_bin(
    room: Room, team_id: int
) -> None:
    here = room.workshop.round_id
    workshops.close(room.desk, workshop_id=room.workshop.id)
    rounds.close_round(room.desk, round_id=here)
    rounds.start_round(room.desk, name="Next")
    with pytest.raises(Refused, match=r"Autumn, which is closed and stays as it was. Retire the team instead."):
        binning.put_team_in_bin(room.desk, team_id=team_id)
    binning.put_in_bin(room.desk, round_id=here)
    with pytest.raises(Refused, match="took part in Autumn"):
        binning.put_team_in_bin(room.desk, team_id=team_id)
    assert in_bin(room) == [(What.ROUND, "Autumn")]


def test_a_round_that_was_closed_without_it_is_not_changed_by_its_coming_back(room: Room, team_id: int) -> None:
    here = room.workshop.round_id
    binning.put_team_in_bin(room.desk, team_id=team_id)
    workshops.close(room.desk, workshop_id=room.workshop.id)
    rounds.close_round(room.desk, round_id=here)
    with pytest.raises(Refused, match="Autumn was closed while Kitchens was in the bin"):
        binning.take_team_out_of_bin(room.desk, team_id=team_id)
    assert in_bin(room) == [(What.TEAM, NAME)]
    rounds.reopen_round(room.desk, round_id=here)
    binning.take_team_out_of_bin(room.desk, team_id=team_id)
    assert SECRET in str(viewing.snapshots(room.desk, here)[0].judgement(team_id, "LM1"))


def test_the_only_team_and_one_with_a_workshop_that_runs_stay(room: Room) -> None:
    with pytest.raises(Refused, match="only team"):
        binning.put_team_in_bin(room.desk, team_id=room.workshop.team_id)
    teams.add_team(room.desk, name=NAME, sections=TWO_TEAMS)
    with pytest.raises(Refused, match="workshop"):
        binning.put_team_in_bin(room.desk, team_id=room.workshop.team_id)
    assert in_bin(room) == []


def test_no_round_is_left_without_any_team(room: Room) -> None:
    here, first = room.workshop.round_id, room.workshop.team_id
    workshops.close(room.desk, workshop_id=room.workshop.id)
    rounds.close_round(room.desk, round_id=here)
    second = teams.add_team(room.desk, name=NAME, sections=TWO_TEAMS)
    rounds.reopen_round(room.desk, round_id=here)
    with pytest.raises(Refused, match="No other team takes part in Autumn"):
        binning.put_team_in_bin(room.desk, team_id=first)

    rounds.start_round(room.desk, name="Next")
    binning.put_in_bin(room.desk, round_id=here)
    binning.put_team_in_bin(room.desk, team_id=first)
    with pytest.raises(Refused, match="Every team of Autumn is in the bin"):
        binning.take_out_of_bin(room.desk, round_id=here)
    assert [one.name for one in viewing.rounds_of(room.desk)] == ["Next"]
    assert [one.id for one in viewing.rounds_of(room.desk)[0].teams] == [second.id]
