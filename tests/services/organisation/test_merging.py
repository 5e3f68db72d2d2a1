"""A site is merged into another: all that belongs to it goes along, and comes back exactly."""

from collections.abc import Callable
from typing import Any

import pytest

from sendsat.assessment.groups.merging import moves_of
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round, Site
from sendsat.errors import Invalid, NotFound, Overtaken, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import merging, sites
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.work import reading
from sendsat.storage.queries import actions
from sendsat.storage.queries.sites import sites_of
from tests.conftest import Clock, add_desk
from tests.services.prepared import noted


@pytest.fixture
def two(desk: Desk, first_round: Round) -> tuple[Site, Site]:
    """North, with the first team, and South, with a second."""
    north, south = (sites.add_site(desk, name=name) for name in ("North", "South"))
    second = teams.add_team(desk, name="Second", sections=("leadership",))
    sites.place_team(desk, team_id=viewing.teams_of(desk)[0].id, site_id=north.id)
    sites.place_team(desk, team_id=second.id, site_id=south.id)
    return north, south


def found(desk: Desk, site_id: int) -> Site:
    with reading(desk) as scope:
        return next(site for site in sites_of(scope) if site.id == site_id)


def merge(desk: Desk, site: Site, into: Site) -> None:
    moves = moves_of(site, viewing.teams_of(desk), viewing.rounds_of(desk))
    merging.merge_site(desk, site_id=site.id, into_id=into.id, seen=moves.seen)


def places(desk: Desk) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Which team belongs where, by itself and in each round."""
    now = {team.name: team.site.name if team.site else "" for team in viewing.teams_of(desk)}
    then = {
        (round_.name, team.name): team.site.name if team.site else ""
        for round_ in viewing.rounds_of(desk)
        for team in round_.teams
    }
    return now, then


def test_the_teams_go_along_with_all_that_they_said_and_plan(
    desk: Desk, first_round: Round, two: tuple[Site, Site]
) -> None:
    team = viewing.teams_of(desk)[0]
    here = {"round_id": first_round.id, "team_id": team.id}
    judging.rate(desk, **here, statement_id="LM1", rating=Rating.GREEN)
    planning.plan_action(desk, **here, statements=("LM1",), draft=Draft("Buy ramps"))
    before = places(desk)
    merge(desk, *two)

    assert set(places(desk)[0].values()) == set(places(desk)[1].values()) == {"South"}
    [snapshot] = viewing.snapshots(desk, first_round.id)
    assert snapshot.judgement(team.id, "LM1").rating is Rating.GREEN
    with reading(desk) as scope:
        planned = actions.actions_of(scope)
    assert [(one.text, one.team_id) for one in planned] == [("Buy ramps", team.id)]
    north = found(desk, two[0].id)
    assert (north.retired, north.merged is not None) == (True, True)

    undone = merging.undo_merge(desk, site_id=north.id)
    assert undone.left == ()
    assert places(desk) == before
    assert (found(desk, north.id).retired, found(desk, north.id).merged) == (False, None)


def test_a_closed_round_keeps_its_sites_through_merging_and_undoing(
    desk: Desk, first_round: Round, two: tuple[Site, Site]
) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    before = places(desk)
    merge(desk, *two)
    assert places(desk)[1] == before[1]
    merging.undo_merge(desk, site_id=two[0].id)
    assert places(desk) == before


def test_a_retired_team_goes_along_and_comes_back_too(desk: Desk, two: tuple[Site, Site]) -> None:
    first = viewing.teams_of(desk)[0]
    teams.retire_team(desk, team_id=first.id)
    merge(desk, *two)
    assert places(desk)[0][first.name] == "South"
    merging.undo_merge(desk, site_id=two[0].id)
    assert places(desk)[0][first.name] == "North"


def to_no_site(desk: Desk, team_id: int, south: Site) -> None:
    sites.place_team(desk, team_id=team_id, site_id=None)


def to_a_third(desk: Desk, team_id: int, south: Site) -> None:
    sites.place_team(desk, team_id=team_id, site_id=sites.add_site(desk, name="West").id)


def into_a_third(desk: Desk, team_id: int, south: Site) -> None:
    merge(desk, south, sites.add_site(desk, name="West"))


@pytest.mark.parametrize(
    ("act", "where", "told"),
    [
        (to_no_site, "", "belongs to no site by now"),
        (to_a_third, "West", "belongs to West by now"),
        (into_a_third, "West", "belongs to West by now"),
    ],
)
def test_what_somebody_has_moved_since_stays_and_is_named(
    desk: Desk, two: tuple[Site, Site], act: Callable[..., None], where: str, told: str
) -> None:
    first = viewing.teams_of(desk)[0]
    merge(desk, *two)
    act(desk, first.id, two[1])
    undone = merging.undo_merge(desk, site_id=two[0].id)
    assert undone.left == (f"{first.name} {told}",)
    assert (undone.moves.teams, undone.moves.parts) == ((), ())
    now, then = places(desk)
    assert now[first.name] == where
    assert {place for (_, team), place in then.items() if team == first.name} == {where}


def test_merges_undone_the_other_way_round_put_everything_back(desk: Desk, two: tuple[Site, Site]) -> None:
    before, west = places(desk), sites.add_site(desk, name="West")
    merge(desk, *two)
    merge(desk, two[1], west)
    merging.undo_merge(desk, site_id=two[1].id)
    merging.undo_merge(desk, site_id=two[0].id)
    assert places(desk) == before


def test_a_round_begun_since_follows_and_one_closed_since_stays_and_is_named(
    desk: Desk, first_round: Round, two: tuple[Site, Site], clock: Clock
) -> None:
    first = viewing.teams_of(desk)[0]
    merge(desk, *two)
    clock.pass_by(minutes=1)
    rounds.close_round(desk, round_id=first_round.id)
    spring = rounds.start_round(desk, name="Spring")
    undone = merging.undo_merge(desk, site_id=two[0].id)
    assert undone.left == (f"{first_round.name} was closed since, and keeps the site it had then",)
    then = places(desk)[1]
    assert (then[first_round.name, first.name], then[spring.name, first.name]) == ("South", "North")
    assert (then[first_round.name, "Second"], then[spring.name, "Second"]) == ("South", "South")


def test_a_team_that_joined_the_other_site_since_stays_there(desk: Desk, two: tuple[Site, Site]) -> None:
    merge(desk, *two)
    third = teams.add_team(desk, name="Third", sections=("leadership",))
    sites.place_team(desk, team_id=third.id, site_id=two[1].id)
    merging.undo_merge(desk, site_id=two[0].id)
    assert places(desk)[0] == {viewing.teams_of(desk)[0].name: "North", "Second": "South", "Third": "South"}


def test_what_changed_since_somebody_looked_is_not_merged(desk: Desk, two: tuple[Site, Site]) -> None:
    seen = moves_of(two[0], viewing.teams_of(desk), viewing.rounds_of(desk)).seen
    sites.place_team(desk, team_id=viewing.teams_of(desk)[1].id, site_id=two[0].id)
    before = places(desk)
    with pytest.raises(Overtaken, match="has changed since you looked"):
        merging.merge_site(desk, site_id=two[0].id, into_id=two[1].id, seen=seen)
    assert places(desk) == before


def test_only_sites_in_use_are_merged_and_never_into_themselves(desk: Desk, two: tuple[Site, Site]) -> None:
    west = sites.add_site(desk, name="West")
    sites.retire_site(desk, site_id=west.id)
    for site, into in ((two[0], two[0]), (two[0], west), (west, two[0])):
        with pytest.raises(Refused, match="Only a site in use"):
            merge(desk, site, into)


def test_undoing_twice_or_what_was_never_merged_says_so(desk: Desk, two: tuple[Site, Site]) -> None:
    merge(desk, *two)
    merging.undo_merge(desk, site_id=two[0].id)
    for site in two:
        with pytest.raises(Refused, match="is not merged"):
            merging.undo_merge(desk, site_id=site.id)


def test_a_name_that_is_taken_by_now_is_asked_for_before_anything_is_put_back(
    desk: Desk, two: tuple[Site, Site]
) -> None:
    merge(desk, *two)
    sites.add_site(desk, name="North")
    with pytest.raises(Invalid):
        merging.undo_merge(desk, site_id=two[0].id)
    sites.rename_site(desk, site_id=two[0].id, name="Old North")
    assert merging.undo_merge(desk, site_id=two[0].id).site.name == "Old North"


def test_the_record_tells_it_and_names_each_team(desk: Desk, two: tuple[Site, Site]) -> None:
    first = viewing.teams_of(desk)[0]
    merge(desk, *two)
    told: list[Any] = [
        (one.field, one.old, one.new, one.team_id) for one in noted(desk.store) if one.verb == "merge_site"
    ]
    assert sorted(told) == [
        ("site merged", "North", "South", None),
        ("team's site", "North", "South", first.id),
    ]


def test_another_organisations_sites_are_not_here(desk: Desk, two: tuple[Site, Site]) -> None:
    elsewhere = add_desk(desk)
    with pytest.raises(NotFound):
        merging.merge_site(elsewhere, site_id=two[0].id, into_id=two[1].id, seen=frozenset())
