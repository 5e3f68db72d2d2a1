"""A round site by site: each by the rule of the round, nothing added up that was not said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.groups.sites import NO_SITE, across_sites, by_site, lessons
from sendsat.assessment.rating import Rating, Waiting
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Site
from tests.factories import make_judgement, make_round, make_snapshot, make_team

R, A, G, N = Rating
NORTH, SOUTH = Site(1, "North"), Site(2, "South")
SAID = st.lists(
    st.tuples(st.sampled_from([NORTH, SOUTH, None]), st.sampled_from([*Rating, None])), min_size=1, max_size=8
)


def a_round(*said: tuple[Site | None, Rating | None], rule: RollUp = RollUp.LOWER) -> Snapshot:
    """A round in which each team, at its site, says this of LM1."""
    teams = tuple(
        replace(make_team(number, f"Team {number}"), site=site) for number, (site, _) in enumerate(said, start=1)
    )
    judgements = [make_judgement("LM1", rating, team_id=number) for number, (_, rating) in enumerate(said, start=1)]
    return make_snapshot(*judgements, round_=replace(make_round(teams=teams), roll_up=rule))


def stands(snapshot: Snapshot) -> dict[str, object]:
    return {one.name: one.unit.stands["LM1"] for one in by_site(snapshot)}


@pytest.mark.parametrize(
    ("rule", "north"), [(RollUp.LOWER, R), (RollUp.COMMON, G), (RollUp.LEADERS, Waiting.NOT_AGREED)]
)
def test_a_site_stands_at_what_the_rule_of_the_round_makes_of_its_own_teams(rule: RollUp, north: object) -> None:
    snapshot = a_round((NORTH, R), (NORTH, G), (NORTH, G), (SOUTH, A), rule=rule)
    assert stands(snapshot) == {"North": north, "South": A}


def test_teams_without_a_site_stand_last_together() -> None:
    assert list(stands(a_round((SOUTH, G), (None, R), (NORTH, A), (None, G))).items()) == [
        ("North", A), ("South", G), (NO_SITE, R),
    ]  # fmt: skip


def test_a_round_without_sites_has_none() -> None:
    assert by_site(a_round((None, G), (None, R))) == ()


def test_two_sites_that_once_had_one_name_are_told_apart() -> None:
    assert list(stands(a_round((NORTH, G), (replace(SOUTH, name="North"), R)))) == ["North (1)", "North (2)"]


def test_the_best_site_is_named_with_what_it_wrote() -> None:
    snapshot = a_round((NORTH, R), (SOUTH, G))
    snapshot = snapshot.with_judgement(replace(snapshot.judgement(2, "LM1"), evidence="The plan of May"))
    sites = by_site(snapshot)

    [lesson] = lessons(sites, across_sites(sites, snapshot))

    assert [(name, standing.evidence(snapshot.team_names)) for name, standing in lesson.best] == [
        ("South", "The plan of May")
    ]
    assert lesson.across.who == "Red: North. Green: South."


@given(SAID)
def test_every_team_that_is_asked_stands_at_one_site(said: list[tuple[Site | None, Rating | None]]) -> None:
    snapshot = a_round(*said)
    sites = by_site(snapshot)
    placed = [team.id for one in sites for team in one.snapshot.teams]
    assert sorted(placed) == ([team.id for team in snapshot.teams] if sites else [])


@given(SAID)
def test_a_site_without_ratings_changes_no_other(said: list[tuple[Site | None, Rating | None]]) -> None:
    more = stands(a_round(*said, (Site(3, "West"), None)))
    assert more.pop("West") is None
    before = stands(a_round(*said))
    assert {name: more[name] for name in before} == before


@given(SAID, st.sampled_from([RollUp.LOWER, RollUp.COMMON]))
def test_one_site_of_all_teams_stands_where_the_organisation_does(
    said: list[tuple[Site | None, Rating | None]], rule: RollUp
) -> None:
    snapshot = a_round(*((NORTH, rating) for _, rating in said), rule=rule)
    assert stands(snapshot) == {"North": snapshot.standings["LM1"].state}
