"""Open rounds follow the sites of their teams: also those that were in the bin, or closed, when sites changed."""

import pytest

from sendsat.assessment.groups.merging import moves_of
from sendsat.assessment.groups.placing import behind
from sendsat.assessment.values import Round, Site, Team
from sendsat.errors import NotFound, Overtaken, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import merging, placing, sites
from sendsat.services.records import binning
from sendsat.services.rounds import rounds, teams
from sendsat.services.work import reading
from sendsat.storage.queries.sites import sites_of
from tests.conftest import add_desk
from tests.services.prepared import noted


@pytest.fixture
def north(desk: Desk, first_round: Round) -> Site:
    """Where the first team is; there is another round, so that the first may go to the bin."""
    north = sites.add_site(desk, name="North")
    place(desk, north)
    rounds.start_round(desk, name="Spring")
    return north


@pytest.fixture
def south(desk: Desk, north: Site) -> Site:
    return sites.add_site(desk, name="South")


def team_of(desk: Desk) -> Team:
    return viewing.teams_of(desk)[0]


def place(desk: Desk, site: Site | None) -> Team:
    return sites.place_team(desk, team_id=team_of(desk).id, site_id=site.id if site else None)


def merge(desk: Desk, site: Site, into: Site) -> None:
    moves = moves_of(site, viewing.teams_of(desk), viewing.rounds_of(desk))
    merging.merge_site(desk, site_id=site.id, into_id=into.id, seen=moves.seen)


def in_rounds(desk: Desk, team_id: int) -> list[str]:
    """The names of the sites that a team counts for, round by round, oldest first."""
    parts = [round_.team(team_id) for round_ in viewing.rounds_of(desk)]
    return [part.site.name if part.site else "" for part in parts if part]


def late(desk: Desk) -> list[tuple[str, str]]:
    """Which open rounds hold which older sites."""
    found = behind(viewing.teams_of(desk), viewing.rounds_of(desk))
    return [(one.round.name, one.before.name if one.before else "") for one in found]


def put_back(desk: Desk, round_: Round) -> list[tuple[str, str, str]]:
    """A round comes back from the bin: team, site before and site now, as they are told."""
    followed = binning.take_out_of_bin(desk, round_id=round_.id).followed
    names = [(one.before and one.before.name, one.team.site and one.team.site.name) for one in followed]
    return [(one.team.name, before or "", now or "") for one, (before, now) in zip(followed, names, strict=True)]


def test_a_round_from_the_bin_counts_where_its_team_has_moved_and_says_so(
    desk: Desk, first_round: Round, south: Site
) -> None:
    binning.put_in_bin(desk, round_id=first_round.id)
    place(desk, south)
    team = team_of(desk)
    assert put_back(desk, first_round) == [(team.name, "North", "South")]
    assert in_rounds(desk, team.id) == ["South", "South"]
    told = {(one.field, one.old, one.new, one.round_id) for one in noted(desk.store) if one.verb == "take_out_of_bin"}
    assert ("team's site", "North", "South", first_round.id) in told


def test_undoing_the_move_takes_a_round_along_that_came_back_meanwhile(
    desk: Desk, first_round: Round, south: Site
) -> None:
    binning.put_in_bin(desk, round_id=first_round.id)
    place(desk, south)
    put_back(desk, first_round)
    team = team_of(desk)
    assert team.placed is not None
    way = placing.undo_place(desk, team_id=team.id, seen=team.placed.at).way
    assert way.rounds == (first_round.name, "Spring")
    assert in_rounds(desk, team.id) == ["North", "North"]


def test_a_round_from_the_bin_lands_at_the_site_that_took_the_place_of_its_own_and_goes_back_with_it(
    desk: Desk, first_round: Round, north: Site, south: Site
) -> None:
    west, team = sites.add_site(desk, name="West"), team_of(desk)
    binning.put_in_bin(desk, round_id=first_round.id)
    merge(desk, north, south)
    merge(desk, south, west)
    assert put_back(desk, first_round) == [(team.name, "North", "West")]
    merging.undo_merge(desk, site_id=south.id)
    assert in_rounds(desk, team.id) == ["South", "South"]
    merging.undo_merge(desk, site_id=north.id)
    assert in_rounds(desk, team.id) == ["North", "North"]


def test_a_round_that_was_in_the_bin_while_a_merging_was_undone_is_named_and_follows(
    desk: Desk, first_round: Round, north: Site, south: Site
) -> None:
    merge(desk, north, south)
    binning.put_in_bin(desk, round_id=first_round.id)
    [left] = merging.undo_merge(desk, site_id=north.id).left
    assert "if it comes back from the bin open, it follows its teams" in left
    assert put_back(desk, first_round) == [(team_of(desk).name, "South", "North")]


def test_a_round_from_the_bin_has_the_name_a_site_was_given_meanwhile(
    desk: Desk, first_round: Round, north: Site
) -> None:
    binning.put_in_bin(desk, round_id=first_round.id)
    sites.rename_site(desk, site_id=north.id, name="North Hill")
    put_back(desk, first_round)
    assert in_rounds(desk, team_of(desk).id) == ["North Hill", "North Hill"]


def test_a_closed_round_from_the_bin_keeps_its_sites(desk: Desk, first_round: Round, north: Site, south: Site) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    binning.put_in_bin(desk, round_id=first_round.id)
    merge(desk, north, south)
    assert put_back(desk, first_round) == []
    assert in_rounds(desk, team_of(desk).id) == ["North", "South"]


def test_a_round_whose_sites_are_as_they_were_comes_back_as_it_was(desk: Desk, first_round: Round, north: Site) -> None:
    binning.put_in_bin(desk, round_id=first_round.id)
    assert put_back(desk, first_round) == []


def binned_team(desk: Desk, site: Site) -> Team:
    team = teams.add_team(desk, name="Second", sections=("leadership",))
    sites.place_team(desk, team_id=team.id, site_id=site.id)
    binning.put_team_in_bin(desk, team_id=team.id)
    return team


def test_a_team_from_the_bin_belongs_to_the_site_that_took_the_place_of_its_own_until_that_is_undone(
    desk: Desk, first_round: Round, north: Site, south: Site
) -> None:
    team = binned_team(desk, north)
    merge(desk, north, south)
    back = binning.take_team_out_of_bin(desk, team_id=team.id)
    assert (back.left and back.left.name, back.team.site and back.team.site.name) == ("North", "South")
    assert {one.round.name for one in back.followed} == {first_round.name, "Spring"}
    assert in_rounds(desk, team.id) == ["South", "South"]
    assert merging.undo_merge(desk, site_id=north.id).left == ()
    assert in_rounds(desk, team.id) == ["North", "North"]
    assert {one.site and one.site.name for one in viewing.teams_of(desk)} == {"North"}


def test_a_team_in_the_bin_while_its_merging_is_undone_is_told_of(desk: Desk, north: Site, south: Site) -> None:
    team = teams.add_team(desk, name="Second", sections=("leadership",))
    sites.place_team(desk, team_id=team.id, site_id=north.id)
    merge(desk, north, south)
    binning.put_team_in_bin(desk, team_id=team.id)
    [left] = merging.undo_merge(desk, site_id=north.id).left
    assert left == "a team that was deleted since stays as it is, also if it comes back from the bin"
    binning.take_team_out_of_bin(desk, team_id=team.id)
    assert in_rounds(desk, team.id) == ["South", "South"]


def test_a_round_opened_again_holds_its_site_until_its_team_is_placed_there_once_more(
    desk: Desk, first_round: Round, south: Site
) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    place(desk, south)
    rounds.reopen_round(desk, round_id=first_round.id)
    assert late(desk) == [(first_round.name, "North")]
    place(desk, south)
    assert late(desk) == []
    assert in_rounds(desk, team_of(desk).id) == ["South", "South"]


def test_rounds_that_hold_an_older_site_follow_at_one_press(desk: Desk, first_round: Round, south: Site) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    place(desk, south)
    rounds.reopen_round(desk, round_id=first_round.id)
    team = team_of(desk)
    assert placing.bring_rounds_along(desk, team_id=team.id, site_id=south.id) == (first_round.name,)
    assert placing.bring_rounds_along(desk, team_id=team.id, site_id=south.id) == ()
    assert in_rounds(desk, team.id) == ["South", "South"]


def test_an_old_page_lets_no_round_follow_to_a_site_its_team_has_left(
    desk: Desk, first_round: Round, north: Site, south: Site
) -> None:
    place(desk, south)
    with pytest.raises(Overtaken, match=r"placed .* anew since you looked"):
        placing.bring_rounds_along(desk, team_id=team_of(desk).id, site_id=north.id)
    with pytest.raises(NotFound):
        placing.bring_rounds_along(add_desk(desk), team_id=team_of(desk).id, site_id=south.id)


def test_an_old_page_neither_brings_back_a_merged_site_nor_places_a_team_there(
    desk: Desk, north: Site, south: Site
) -> None:
    merge(desk, north, south)
    with pytest.raises(Refused, match=r"merged into South since you looked\. Undo the merging instead"):
        sites.bring_back_site(desk, site_id=north.id)
    with pytest.raises(Refused, match="Choose South, or undo the merging first"):
        place(desk, north)
    with reading(desk) as scope:
        assert next(site for site in sites_of(scope) if site.id == north.id).retired
