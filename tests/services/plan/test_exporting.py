"""Taking the action plan out as a file."""

import io
from dataclasses import replace

import pandas as pd
import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound
from sendsat.services.desk import Desk
from sendsat.services.plan.exporting import WRITERS, plan_file
from sendsat.services.plan.planning import Draft, plan_action
from sendsat.services.rounds.judging import rate
from sendsat.services.rounds.rounds import start_round
from sendsat.services.rounds.teams import add_team
from sendsat.services.viewing import actions_of


def plan(desk: Desk, round_: Round, text: str, *statements: str, team_id: int | None = None) -> None:
    plan_action(desk, round_id=round_.id, team_id=team_id, statements=statements or ("LM1",), draft=Draft(text))


def frame(desk: Desk, round_id: int | None = None, team_id: int | None = None) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(plan_file(desk, "csv", round_id, team_id)[1]), keep_default_na=False)


def test_ratings_are_those_of_the_newest_round_and_the_one_before(desk: Desk, first_round: Round) -> None:
    plan(desk, first_round, "Write it")
    team = first_round.teams[0]
    rate(desk, round_id=first_round.id, team_id=team.id, statement_id="LM1", rating=Rating.RED)
    second = start_round(desk, name="Spring 2026")
    rate(desk, round_id=second.id, team_id=team.id, statement_id="LM1", rating=Rating.AMBER)
    assert frame(desk)[["Round", "Rating now", "Rating last round"]].iloc[0].tolist() == ["Autumn 2025", "Amber", "Red"]


def test_the_plan_of_an_earlier_round_leaves_out_what_was_planned_later(desk: Desk, first_round: Round) -> None:
    plan(desk, first_round, "Early")
    plan(desk, start_round(desk, name="Spring 2026"), "Late")
    assert sorted(frame(desk)["Action"]) == ["Early", "Late"]
    assert list(frame(desk, first_round.id)["Action"]) == ["Early"]


def test_a_teams_plan_has_its_own_actions_and_nobodys_in_its_sections(desk: Desk, first_round: Round) -> None:
    team = add_team(desk, name="Studies", sections=("study-programmes",))
    plan(desk, first_round, "Ours", "LM1", team_id=team.id)
    plan(desk, first_round, "Nobody's", "SP1")
    plan(desk, first_round, "Elsewhere", "LM1")
    plan(desk, first_round, "Theirs", "SP1", team_id=first_round.teams[0].id)
    assert sorted(frame(desk, team_id=team.id)["Action"]) == ["Nobody's", "Ours"]


def test_a_file_holds_only_the_actions_asked_for_and_none_that_is_gone(desk: Desk, first_round: Round) -> None:
    plan(desk, first_round, "Shown")
    plan(desk, first_round, "Filtered away")
    shown = next(one.id for one in actions_of(desk) if one.text == "Shown")
    for only, texts in (((shown, 999), ["Shown"]), ((), []), (None, ["Filtered away", "Shown"])):
        data = plan_file(desk, "csv", only=only)[1]
        assert sorted(pd.read_csv(io.BytesIO(data), keep_default_na=False)["Action"]) == texts


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_a_file_name_says_whose_which_round_and_when(desk: Desk, first_round: Round, kind: str) -> None:
    name, data = plan_file(desk, kind)
    assert name == f"Hill College - Action plan - Autumn 2025 - 2025-09-01.{kind}"
    assert data


def test_an_unknown_kind_or_round_is_refused(desk: Desk, other_desk: Desk) -> None:
    with pytest.raises(Invalid, match="cannot be written as 'pdf'"):
        plan_file(desk, "pdf")
    with pytest.raises(NotFound, match="There is no round 999 here"):
        plan_file(desk, "csv", 999)


def test_another_organisations_actions_stay_out(desk: Desk, first_round: Round, other_desk: Desk) -> None:
    plan(desk, first_round, "Ours")
    assert list(frame(replace(other_desk))["Action"]) == []
