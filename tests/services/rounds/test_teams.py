"""Teams are added, changed and retired; what they said stays."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds, teams
from tests.services.seat import Seat
from tests.services.snapshots import every_snapshot


def names(desk: Desk) -> list[list[str]]:
    """The names of the teams in each round."""
    return [[team.name for team in one.teams] for one in viewing.rounds_of(desk)]


def test_a_new_team_joins_every_open_round_and_no_closed_one(desk: Desk, first_round: Round) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    rounds.start_round(desk, name="Spring 2026")

    team = teams.add_team(desk, name=" Teachers ", sections=("study-programmes", "leadership"))

    assert (team.name, team.sections) == ("Teachers", ("leadership", "study-programmes"))
    assert names(desk) == [["Whole organisation"], ["Whole organisation", "Teachers"]]


def test_a_team_changes_its_name_and_sections_and_keeps_what_it_said(desk: Desk, first_round: Round) -> None:
    team = first_round.teams[0]
    Seat(desk, first_round, "SP1").rate(Rating.GREEN)

    teams.change_team(desk, team_id=team.id, name="Leaders", sections=("leadership",))
    assert every_snapshot(desk)[0].rating("SP1") is None
    with pytest.raises(Refused, match="Leaders does not rate this section"):
        Seat(desk, first_round, "SP1").rate(Rating.RED)

    teams.change_team(desk, team_id=team.id, name="Leaders", sections=("leadership", "study-programmes"))
    assert every_snapshot(desk)[0].rating("SP1") is Rating.GREEN


@pytest.mark.parametrize(
    ("name", "sections"),
    [("", ("leadership",)), ("WHOLE organisation", ("leadership",)), ("Teachers", ()), ("Teachers", ("cooking",))],
)
def test_a_team_needs_a_name_of_its_own_and_a_section(desk: Desk, name: str, sections: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        teams.add_team(desk, name=name, sections=sections)
    assert names(desk) == [["Whole organisation"]]


def test_a_team_that_has_said_nothing_leaves_the_open_round_when_it_retires(desk: Desk) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))

    assert teams.retire_team(desk, team_id=team.id).retired

    assert names(desk) == [["Whole organisation"]]


def test_a_team_that_has_spoken_stays_in_the_round_and_out_of_the_next(desk: Desk, first_round: Round) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))
    Seat(desk, first_round, team_id=team.id).rate(Rating.RED)

    teams.retire_team(desk, team_id=team.id)
    rounds.start_round(desk, name="Spring 2026")

    assert names(desk) == [["Whole organisation", "Teachers"], ["Whole organisation"]]
    assert every_snapshot(desk)[0].rating("LM1") is Rating.RED


def test_the_last_team_cannot_retire(desk: Desk, first_round: Round) -> None:
    with pytest.raises(Refused, match="only team"):
        teams.retire_team(desk, team_id=first_round.teams[0].id)


def test_a_retired_team_comes_back(desk: Desk) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))
    teams.retire_team(desk, team_id=team.id)

    teams.bring_back_team(desk, team_id=team.id)

    assert names(desk) == [["Whole organisation", "Teachers"]]
    assert not any(one.retired for one in viewing.teams_of(desk))


def test_a_retired_team_that_is_renamed_stays_out_of_open_rounds(desk: Desk) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))
    teams.retire_team(desk, team_id=team.id)

    changed = teams.change_team(desk, team_id=team.id, name="Old teachers", sections=("study-programmes",))

    assert (changed.name, changed.sections, changed.retired) == ("Old teachers", ("study-programmes",), True)
    assert names(desk) == [["Whole organisation"]]


def test_a_retired_team_that_still_stands_in_an_open_round_is_renamed_there_and_asked_the_same(
    desk: Desk, first_round: Round
) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))
    Seat(desk, first_round, team_id=team.id).rate(Rating.RED)
    teams.retire_team(desk, team_id=team.id)

    teams.change_team(desk, team_id=team.id, name="Old teachers", sections=("study-programmes",))

    assert names(desk) == [["Whole organisation", "Old teachers"]]
    assert every_snapshot(desk)[0].rating("LM1") is Rating.RED
    with pytest.raises(Invalid, match="already a team called Old teachers"):
        teams.add_team(desk, name="Old teachers", sections=("leadership",))


def test_a_retired_team_whose_name_was_taken_needs_another_one_first(desk: Desk) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))
    teams.retire_team(desk, team_id=team.id)
    teams.add_team(desk, name="Teachers", sections=("leadership",))

    with pytest.raises(Invalid, match="already a team called Teachers"):
        teams.bring_back_team(desk, team_id=team.id)
    teams.change_team(desk, team_id=team.id, name="Old teachers", sections=("leadership",))
    teams.bring_back_team(desk, team_id=team.id)

    assert names(desk) == [["Whole organisation", "Old teachers", "Teachers"]]


def test_a_team_that_is_not_there_cannot_be_changed(desk: Desk) -> None:
    for verb in (teams.retire_team, teams.bring_back_team):
        with pytest.raises(NotFound):
            verb(desk, team_id=99)


def test_two_teams_of_one_name_never_stand_in_the_same_round(desk: Desk, first_round: Round) -> None:
    team = teams.add_team(desk, name="Teachers", sections=("leadership",))
    Seat(desk, first_round, team_id=team.id).rate(Rating.RED)
    teams.retire_team(desk, team_id=team.id)

    with pytest.raises(Invalid, match="already a team called Teachers"):
        teams.add_team(desk, name="Teachers", sections=("leadership",))
    teams.change_team(desk, team_id=team.id, name="Teachers", sections=("leadership",))

    rounds.close_round(desk, round_id=first_round.id)
    rounds.start_round(desk, name="Spring 2026")
    teams.add_team(desk, name="Teachers", sections=("leadership",))
    assert names(desk) == [["Whole organisation", "Teachers"], ["Whole organisation", "Teachers"]]
