"""The rule of a round and what leaders agree on: kept, noted, copied, refused where it may not be."""

import json

import pytest

from sendsat.assessment.rating import Rating, Waiting
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Standing
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.report import exporting
from sendsat.services.rounds import agreeing, judging, rounds, teams
from tests.services.workshop.meeting import Room

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN


@pytest.fixture
def elm(room: Room) -> Desk:
    """Two teams differ on LM1: the first says Red, the second Green."""
    first, second = room.workshop.team_id, teams.add_team(room.desk, name="Second", sections=("leadership",)).id
    for team_id, rating in ((first, R), (second, G)):
        judging.rate(room.desk, round_id=1, team_id=team_id, statement_id="LM1", rating=rating)
    return room.desk


def standing(desk: Desk) -> Standing:
    return viewing.snapshots(desk, 1)[0].standings["LM1"]


def agree(desk: Desk, rating: Rating = A, reason: str = "Most of our learners see this.") -> None:
    agreeing.agree_rating(desk, round_id=1, statement_id="LM1", rating=rating, reason=reason, seen=standing(desk))


def leave_it_to_leaders(desk: Desk) -> None:
    agreeing.set_roll_up(desk, round_id=1, roll_up=RollUp.LEADERS)


def test_the_rule_of_a_round_decides_what_counts(elm: Desk) -> None:
    found = []
    for rule in RollUp:
        agreeing.set_roll_up(elm, round_id=1, roll_up=rule)
        found.append(standing(elm).state)

    assert found == [R, R, Waiting.NOT_AGREED]


def test_leaders_set_what_counts_and_history_has_the_reason(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    agree(elm)
    agree(elm, G, "We looked again.")

    agreed = standing(elm).agreed
    assert agreed is not None
    assert (standing(elm).state, agreed.reason) == (G, "We looked again.")
    told = [(one.field, one.old, one.new) for one in viewing.statement_history(elm, "LM1")[:2]]
    assert set(told) == {
        ("rating leaders agreed", "Amber", "Green"),
        ("leaders' reason", "Most of our learners see this.", "We looked again."),
    }


def test_what_leaders_agreed_can_be_taken_back(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    agree(elm)
    agreeing.forget_agreed(elm, round_id=1, statement_id="LM1")

    assert standing(elm).state is Waiting.NOT_AGREED
    with pytest.raises(NotFound, match="agreed on nothing"):
        agreeing.forget_agreed(elm, round_id=1, statement_id="LM1")


def test_leaders_cannot_agree_on_what_a_team_has_changed_meanwhile(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    seen = standing(elm)
    judging.rate(elm, round_id=1, team_id=seen.judgements[0].team_id, statement_id="LM1", rating=A)

    with pytest.raises(Refused, match="changed its rating meanwhile"):
        agreeing.agree_rating(elm, round_id=1, statement_id="LM1", rating=G, reason="So.", seen=seen)


def test_leaders_agree_only_where_the_round_asks_them_and_teams_differ(elm: Desk) -> None:
    with pytest.raises(Refused, match="the lower counts"):
        agree(elm)
    leave_it_to_leaders(elm)
    with pytest.raises(Invalid, match="needs a reason"):
        agree(elm, reason="  ")
    judging.rate(elm, round_id=1, team_id=standing(elm).judgements[0].team_id, statement_id="LM1", rating=G)
    with pytest.raises(Refused, match="do not differ"):
        agree(elm)
    with pytest.raises(NotFound, match="asks no statement"):
        agreeing.agree_rating(elm, round_id=1, statement_id="XX", rating=G, reason="So.", seen=standing(elm))


def test_nothing_of_this_changes_in_a_closed_round(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    agree(elm)
    rounds.close_round(elm, round_id=1)

    for verb in (
        lambda: agreeing.set_roll_up(elm, round_id=1, roll_up=RollUp.LOWER),
        lambda: agree(elm, G),
        lambda: agreeing.forget_agreed(elm, round_id=1, statement_id="LM1"),
    ):
        with pytest.raises(Refused, match="is closed"):
            verb()
    assert standing(elm).state is A


def test_another_rule_keeps_what_leaders_agreed_out_of_sight(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    agree(elm)
    agreeing.set_roll_up(elm, round_id=1, roll_up=RollUp.LOWER)
    assert standing(elm).state is R
    leave_it_to_leaders(elm)
    assert standing(elm).state is A


def test_a_new_round_goes_by_the_rule_of_the_one_before_or_of_the_one_it_starts_from(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    second = rounds.start_round(elm, name="Spring")
    agreeing.set_roll_up(elm, round_id=second.id, roll_up=RollUp.COMMON)
    third = rounds.start_round(elm, name="Summer")
    fourth = rounds.start_round(elm, name="Next", carry_forward_from=1)

    kept = {one.name: one.roll_up for one in viewing.rounds_of(elm)}
    assert (second.roll_up, third.roll_up, fourth.roll_up) == (RollUp.LEADERS, RollUp.COMMON, RollUp.LEADERS)
    assert (kept["Spring"], kept["Summer"], kept["Next"]) == (RollUp.COMMON, RollUp.COMMON, RollUp.LEADERS)


def test_the_file_of_a_round_holds_its_rule_and_what_leaders_agreed(elm: Desk) -> None:
    leave_it_to_leaders(elm)
    agree(elm)
    document = json.loads(exporting.round_json(elm, 1)[1])

    assert document["roll_up"] == "leaders"
    [kept] = document["agreed"]
    assert (kept["statement_id"], kept["rating"]) == ("LM1", "amber")
    assert kept["reason"] == "Most of our learners see this."
    assert [one["rating"] for one in kept["teams_said"]] == ["red", "green"]


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_file_made_under_another_rule_says_so_and_changes_no_rule(elm: Desk, kind: str) -> None:
    team_id = standing(elm).judgements[0].team_id
    name, content = exporting.export_round(elm, kind=kind, round_id=1, team_id=team_id)
    same = importing.preview_import(elm, 1, team_id, content, name)
    agreeing.set_roll_up(elm, round_id=1, roll_up=RollUp.COMMON)
    other = importing.preview_import(elm, 1, team_id, content, name)

    told = "The round's own rule stays: where teams differ, the most common counts"
    assert not any(told in note for note in same.notes)
    assert any(told in note for note in other.notes)
