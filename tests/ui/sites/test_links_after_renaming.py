"""A link opens the same view after what it asks for was renamed: the address holds ids. Old links hold names."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, sites
from sendsat.services.organisation.founding import found_another
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import rounds, teams
from tests.ui.sites.test_group import elm, group  # noqa: F401
from tests.ui.sites.test_sites import opened, two_sites  # noqa: F401
from tests.ui.visit import desk

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def planned(two_sites: None) -> None:  # noqa: F811
    """The team at North plans to buy ramps, the one at South to train tutors."""
    [round_] = viewing.rounds_of(desk())
    for team, text in zip(round_.teams, ("Buy ramps", "Train tutors"), strict=True):
        where = {"round_id": round_.id, "team_id": team.id}
        planning.plan_action(desk(), **where, statements=("LM1",), draft=Draft(text))


def box(page: AppTest, key: str) -> Any:
    return page.selectbox(key=key)


def chosen(page: AppTest, key: str) -> str:
    """What a box shows."""
    return str(box(page, key).options[box(page, key).index])


def asked(page: AppTest, key: str) -> str:
    """What the address says."""
    said = page.query_params[key]
    return said if isinstance(said, str) else str(said[0])


def pick(page: AppTest, key: str, name: str) -> AppTest:
    box(page, key).select_index(box(page, key).options.index(name)).run()
    assert not page.exception
    return page


def rename_team(name: str, new: str) -> None:
    [team] = [one for one in viewing.teams_of(desk()) if one.name == name]
    teams.change_team(desk(), team_id=team.id, name=new, sections=team.sections)


def rename_site(name: str, new: str) -> None:
    [site_id] = {one.site.id for one in viewing.teams_of(desk()) if one.site and one.site.name == name}
    sites.rename_site(desk(), site_id=site_id, name=new)


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("key", "name", "rename"), [("plan_team", "Second", rename_team), ("plan_site", "South", rename_site)]
)
def test_a_link_to_the_plan_of_a_team_or_site_opens_it_under_its_new_name(key: str, name: str, rename: Any) -> None:
    link = asked(pick(opened("actions"), key, name), key)
    rename(name, "Riverside")

    page = opened("actions", **{key: link})

    assert chosen(page, key) == "Riverside"
    assert "1 of 2 actions shown." in [one.value for one in page.caption]


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("key", "name"),
    [("plan_team", "Second"), ("plan_site", "South"), ("plan_section", "1 Leadership and management")],
)
def test_an_old_link_with_a_name_opens_too_and_then_holds_the_id(key: str, name: str) -> None:
    page = opened("actions", **{key: name})
    assert chosen(page, key) == name
    assert asked(page, key) != name
    assert chosen(opened("actions", **{key: asked(page, key)}), key) == name


@pytest.mark.usefixtures("planned")
def test_any_takes_the_filter_out_of_the_address_and_shows_all() -> None:
    page = pick(pick(opened("actions"), "plan_team", "Second"), "plan_team", "Any")
    assert "plan_team" not in page.query_params
    assert "2 of 2 actions shown." in [one.value for one in page.caption]


@pytest.mark.usefixtures("planned")
def test_who_did_what_in_a_team_is_asked_for_by_id_and_by_any_name_it_has_had() -> None:
    link = asked(pick(opened("record"), "of_team", "Second"), "of_team")
    rename_team("Second", "Riverside")
    assert [chosen(opened("record", of_team=one), "of_team") for one in (link, "Riverside")] == ["Riverside"] * 2


def test_a_link_to_a_round_that_colleges_share_opens_it_under_its_new_name(group: Desk) -> None:  # noqa: F811
    grouping.start_common_round(desk(), name="Spring 2030")
    key = "common_round_shown"
    page = pick(opened("group", group_tab="Common rounds"), key, "Autumn")
    link = asked(page, key)
    for here in (desk(), group):
        [autumn] = [one for one in viewing.rounds_of(here) if one.name == "Autumn"]
        rounds.rename_round(here, round_id=autumn.id, name="The first term")

    for said in (link, "The first term"):
        page = opened("group", group_tab="Common rounds", **{key: said})
        assert (chosen(page, key), asked(page, key)) == ("The first term", link)


def test_a_link_to_a_round_that_colleges_share_outlives_another_name_in_any_one_of_them(group: Desk) -> None:  # noqa: F811
    ash = found_another(desk(), name="Ash", kind=OrganisationKind.PROVIDER, round_name="Autumn")
    at_ash = replace(desk(), organisation=ash)
    trees = grouping.start_group(at_ash, name="The Ashes")
    for here in (group, desk()):
        grouping.leave_group(here)
        grouping.join_group(here, code=trees.uid)
    grouping.start_common_round(desk(), name="Spring 2030")
    key = "common_round_shown"
    link = asked(pick(opened("group", group_tab="Common rounds"), key, "Autumn"), key)
    for here in (desk(), group, at_ash):
        [autumn] = [one for one in viewing.rounds_of(here) if one.name == "Autumn"]
        rounds.rename_round(here, round_id=autumn.id, name="Our first")
        assert chosen(opened("group", group_tab="Common rounds", **{key: link}), key) == "Autumn"
        rounds.rename_round(here, round_id=autumn.id, name="Autumn")
