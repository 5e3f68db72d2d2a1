"""Sites: teams belong to them, open rounds follow, closed rounds stay as they were, nothing is lost."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round, Site, Team
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import sites
from sendsat.services.rounds import judging, rounds, teams
from tests.conftest import add_desk


@pytest.fixture
def north(desk: Desk, first_round: Round) -> Site:
    return sites.add_site(desk, name="North")


def team_of(desk: Desk) -> Team:
    return viewing.teams_of(desk)[0]


def site_in(desk: Desk, round_id: int) -> Site | None:
    [snapshot] = viewing.snapshots(desk, round_id)
    return snapshot.round.teams[0].site


def test_a_team_belongs_to_a_site_in_open_rounds_and_in_those_to_come(
    desk: Desk, first_round: Round, north: Site
) -> None:
    sites.place_team(desk, team_id=team_of(desk).id, site_id=north.id)
    later = rounds.start_round(desk, name="Spring")

    assert team_of(desk).site == north
    assert site_in(desk, first_round.id) == site_in(desk, later.id) == north


def test_a_closed_round_keeps_the_site_a_team_had_and_its_name(desk: Desk, first_round: Round, north: Site) -> None:
    team = team_of(desk)
    sites.place_team(desk, team_id=team.id, site_id=north.id)
    rounds.close_round(desk, round_id=first_round.id)
    later = rounds.start_round(desk, name="Spring")
    south = sites.add_site(desk, name="South")

    sites.rename_site(desk, site_id=north.id, name="North Road")
    sites.place_team(desk, team_id=team.id, site_id=south.id)

    assert site_in(desk, first_round.id) == north
    assert site_in(desk, later.id) == south


def test_a_new_name_stands_in_open_rounds(desk: Desk, first_round: Round, north: Site) -> None:
    sites.place_team(desk, team_id=team_of(desk).id, site_id=north.id)
    sites.rename_site(desk, site_id=north.id, name="North Road")
    here = site_in(desk, first_round.id)
    assert here is not None
    assert here.name == "North Road"


def test_what_a_team_said_moves_with_it_and_moving_back_undoes_it(desk: Desk, first_round: Round, north: Site) -> None:
    team = team_of(desk)
    here = {"round_id": first_round.id, "team_id": team.id}
    judging.rate(desk, **here, statement_id="LM1", rating=Rating.GREEN)

    sites.place_team(desk, team_id=team.id, site_id=north.id)
    sites.place_team(desk, team_id=team.id, site_id=None)

    [snapshot] = viewing.snapshots(desk, first_round.id)
    assert snapshot.judgement(team.id, "LM1").rating is Rating.GREEN
    assert (team_of(desk).site, site_in(desk, first_round.id)) == (None, None)


def test_a_team_that_is_renamed_or_retired_and_brought_back_stays_at_its_site(desk: Desk, north: Site) -> None:
    team = teams.add_team(desk, name="Second", sections=("leadership",))
    sites.place_team(desk, team_id=team.id, site_id=north.id)

    teams.change_team(desk, team_id=team.id, name="Third", sections=("leadership",))
    teams.retire_team(desk, team_id=team.id)
    teams.bring_back_team(desk, team_id=team.id)

    assert viewing.teams_of(desk)[1].site == north


def test_a_site_whose_teams_rate_is_not_retired_until_they_moved(desk: Desk, north: Site) -> None:
    team = team_of(desk)
    sites.place_team(desk, team_id=team.id, site_id=north.id)
    with pytest.raises(Refused, match="still has teams that rate"):
        sites.retire_site(desk, site_id=north.id)

    sites.place_team(desk, team_id=team.id, site_id=None)
    assert sites.retire_site(desk, site_id=north.id).retired
    with pytest.raises(Refused, match="is retired"):
        sites.place_team(desk, team_id=team.id, site_id=north.id)

    sites.bring_back_site(desk, site_id=north.id)
    assert sites.place_team(desk, team_id=team.id, site_id=north.id).site == north


@pytest.mark.parametrize("name", ["", "  ", "north", "No site"])
def test_a_name_that_is_missing_or_taken_is_refused(desk: Desk, north: Site, name: str) -> None:
    with pytest.raises(Invalid):
        sites.add_site(desk, name=name)


def test_a_retired_site_comes_back_only_under_a_free_name(desk: Desk, north: Site) -> None:
    sites.retire_site(desk, site_id=north.id)
    sites.add_site(desk, name="North")
    with pytest.raises(Invalid):
        sites.bring_back_site(desk, site_id=north.id)


def test_another_organisations_site_is_not_here(desk: Desk, north: Site) -> None:
    elsewhere = add_desk(desk)
    team = viewing.teams_of(elsewhere)[0] if viewing.teams_of(elsewhere) else None
    with pytest.raises(NotFound):
        sites.rename_site(elsewhere, site_id=north.id, name="Mine")
    if team:
        with pytest.raises(NotFound):
            sites.place_team(elsewhere, team_id=team.id, site_id=north.id)
