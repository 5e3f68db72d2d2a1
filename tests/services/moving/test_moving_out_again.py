"""A round that moved in moves out again, unless somebody works with it by now; its numbers go to no other."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.moving import moving
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import recording
from sendsat.services.rounds import judging, rounds, teams
from tests.services.filling import everything
from tests.services.moving.round_that_moves import arrive, leaving


def test_a_round_that_moved_in_moves_out_again_and_history_keeps_its_words(desk: Desk, elsewhere: Desk) -> None:
    content, before = leaving(desk), everything(elsewhere)
    import_id = arrive(elsewhere, content)
    assert everything(elsewhere) != before
    assert moving.undo_move(elsewhere, import_id) == ()
    assert everything(elsewhere) == before
    assert viewing.ofsted_choices(elsewhere) == {}
    assert [team.name for team in viewing.teams_of(elsewhere)] == ["Whole organisation"]
    assert {("commentary", "All in place"), ("rating", "green")} <= {
        (one.field, one.new) for one in viewing.statement_history(elsewhere, "LM1")
    }
    with pytest.raises(NotFound):
        moving.undo_move(elsewhere, import_id)


def test_a_round_that_was_changed_since_stays(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    [batch] = moving.moved_rounds(elsewhere)
    recording.take_away(elsewhere, file="a.csv", make=lambda: b"", round_id=batch.round_id)
    judging.rate(elsewhere, round_id=batch.round_id, team_id=1, statement_id="LM2", rating=Rating.RED)
    before = everything(elsewhere)
    with pytest.raises(Refused, match=r"Autumn 2025 \(2\) stays: 1 change was made in it since"):
        moving.undo_move(elsewhere, import_id)
    assert everything(elsewhere) == before


def test_a_round_from_which_another_was_started_stays(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    [batch] = moving.moved_rounds(elsewhere)
    rounds.start_round(elsewhere, name="Next", carry_forward_from=batch.round_id)
    with pytest.raises(Refused, match="another round was started from it"):
        moving.undo_move(elsewhere, import_id)


def test_a_new_team_that_is_used_by_now_stays(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    rounds.start_round(elsewhere, name="Next")
    assert moving.undo_move(elsewhere, import_id) == ("Foundation",)
    assert [team.name for team in viewing.teams_of(elsewhere)] == ["Whole organisation", "Foundation"]


def test_a_round_that_is_out_again_leaves_its_number_to_no_other(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    import_id = arrive(elsewhere, content)
    [batch] = moving.moved_rounds(elsewhere)
    moving.undo_move(elsewhere, import_id)
    real = rounds.start_round(elsewhere, name="Real spring")
    assert real.id != batch.round_id
    with pytest.raises(NotFound):
        judging.rate(elsewhere, round_id=batch.round_id, team_id=1, statement_id="LM1", rating=Rating.RED)
    again = arrive(elsewhere, content)
    assert again != import_id
    moving.undo_move(elsewhere, again)
    assert [round_.name for round_ in viewing.rounds_of(elsewhere)][-1] == "Real spring"


def test_a_team_and_an_action_that_moved_out_leave_their_numbers_to_no_other(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    came = max(team.id for team in viewing.teams_of(elsewhere))
    [action] = viewing.actions_of(elsewhere)
    moving.undo_move(elsewhere, import_id)
    assert teams.add_team(elsewhere, name="Estates", sections=("leadership",)).id > came
    draft = Draft("Something else")
    assert planning.plan_action(elsewhere, round_id=1, team_id=1, statements=("LM1",), draft=draft).id > action.id


def test_rounds_go_out_in_the_reverse_of_the_order_they_came_in(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    first = arrive(elsewhere, content)
    second = arrive(elsewhere, content)
    plan = viewing.actions_of(elsewhere)
    with pytest.raises(Refused, match="moved in after it"):
        moving.undo_move(elsewhere, first)
    assert viewing.actions_of(elsewhere) == plan
    moving.undo_move(elsewhere, second)
    assert [action.text for action in viewing.actions_of(elsewhere)] == [action.text for action in plan]
    moving.undo_move(elsewhere, first)
