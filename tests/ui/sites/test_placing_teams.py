"""On Set up sites a team is moved, its last move is undone for a while, and open rounds follow it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.organisation import sites
from sendsat.services.records import binning
from sendsat.services.rounds import rounds, teams
from sendsat.ui.frame.words import day
from tests.ui.sites.test_sites import opened
from tests.ui.sites.test_sites import two_sites as two_sites
from tests.ui.visit import desk

pytestmark = pytest.mark.usefixtures("own_database", "two_sites")


def keys(page: AppTest) -> list[str | None]:
    return [one.key for one in page.button]


def said(page: AppTest) -> list[str]:
    """All texts of a page, as they are to be seen."""
    return [one.value.replace("\\", "") for one in (*page.markdown, *page.success, *page.error)]


def reopened() -> str:
    """The first round, opened again after Second moved from South to North; its name."""
    [round_] = viewing.rounds_of(desk())
    rounds.close_round(desk(), round_id=round_.id)
    sites.place_team(desk(), team_id=2, site_id=1)
    rounds.reopen_round(desk(), round_id=round_.id)
    return round_.name


def test_a_first_site_is_no_move_to_undo() -> None:
    assert not [key for key in keys(opened("set-up-sites")) if key and key.startswith("unplace")]


def test_beside_the_undo_stands_until_when_and_that_it_takes_back_the_last_move_only() -> None:
    sites.place_team(desk(), team_id=2, site_id=1)
    told = f"You can undo this until {day(desk().today + timedelta(days=30))}. Only the last move can be undone."
    assert any(one.startswith(told) for one in said(opened("set-up-sites")))


@pytest.mark.parametrize(("days", "is_offered"), [(30, True), (31, False)])
def test_after_thirty_days_a_move_is_offered_no_longer(days: int, is_offered: bool) -> None:
    at = desk().now() - timedelta(days=days)
    sites.place_team(replace(desk(), now=lambda: at), team_id=2, site_id=1)
    assert ("unplace_2" in keys(opened("set-up-sites"))) is is_offered


def test_a_round_that_holds_an_older_site_is_named_and_follows_at_a_press() -> None:
    name = reopened()
    page = opened("set-up-sites")
    assert f"It still counts for South in {name}." in said(page)
    page.button(key="along_2").click().run()
    assert not page.exception
    assert f"Second now counts for North, in {name} too." in said(page)
    assert "along_2" not in keys(page)
    assert {team.site and team.site.name for team in viewing.rounds_of(desk())[0].teams} == {"North"}


def test_a_retired_teams_round_that_holds_an_older_site_is_named_too() -> None:
    name = reopened()
    teams.retire_team(desk(), team_id=2)
    page = opened("set-up-sites")
    assert "Second · retired" in said(page)
    assert f"It still counts for South in {name}." in said(page)
    page.button(key="along_2").click().run()
    assert f"Second now counts for North, in {name} too." in said(page)
    assert "Second · retired" not in said(page)


def test_a_press_on_an_old_page_moves_no_round_to_a_site_the_team_has_left() -> None:
    reopened()
    page = opened("set-up-sites")
    sites.place_team(desk(), team_id=2, site_id=None)
    page.button(key="along_2").click().run()
    assert not page.exception
    assert any("Somebody has placed Second anew since you looked." in one for one in said(page))
    assert page.selectbox(key="team_site_2").value == 0


def test_whoever_chooses_a_site_after_somebody_else_is_told() -> None:
    west = sites.add_site(desk(), name="West")
    page = opened("set-up-sites")
    sites.place_team(desk(), team_id=2, site_id=1)
    page.selectbox(key="team_site_2").set_value(west.id).run()
    assert "Second now belongs to West. Somebody had moved it since you looked." in said(page)


def test_a_site_merged_since_the_page_was_drawn_takes_no_team_and_says_where_it_went() -> None:
    west = sites.add_site(desk(), name="West")
    page, other = opened("set-up-sites"), opened("set-up-sites")
    other.selectbox(key=f"merge_into_{west.id}").set_value(1).run()
    other.button(key=f"merge_{west.id}_into_1").click().run()
    page.selectbox(key="team_site_2").set_value(west.id).run()
    assert not page.exception
    assert any("West was merged into North. Choose North, or undo the merging first." in one for one in said(page))
    assert page.selectbox(key="team_site_2").value == 2


def test_a_round_put_back_says_which_site_its_teams_count_for_now() -> None:
    [autumn] = viewing.rounds_of(desk())
    rounds.start_round(desk(), name="Next")
    binning.put_in_bin(desk(), round_id=autumn.id)
    sites.place_team(desk(), team_id=2, site_id=1)
    page = opened("bin")
    page.button(key=f"unbin_{autumn.id}").click().run()
    assert not page.exception
    assert (
        f"{autumn.name} is back. Its sites have changed meanwhile. In {autumn.name}, Second now counts for North "
        "(before: South)." in said(page)
    )


def test_a_round_put_back_says_what_its_teams_are_called_now_as_well() -> None:
    [autumn] = viewing.rounds_of(desk())
    rounds.start_round(desk(), name="Next")
    binning.put_in_bin(desk(), round_id=autumn.id)
    teams.change_team(desk(), team_id=2, name="Kit*chens*", sections=("study-programmes",))
    page = opened("bin")
    page.button(key=f"unbin_{autumn.id}").click().run()
    assert not page.exception
    there = f"In {autumn.name}, "
    assert (
        f"{autumn.name} is back. {there}Second is called Kit*chens* now. {there}Kit*chens* is asked the sections that "
        "it rates by now; what it said in others is kept." in said(page)
    )


def test_a_round_put_back_says_who_joined_it_and_who_left() -> None:
    [autumn] = viewing.rounds_of(desk())
    labs = teams.add_team(desk(), name="Labs", sections=("leadership",))
    rounds.start_round(desk(), name="Next")
    binning.put_in_bin(desk(), round_id=autumn.id)
    teams.add_team(desk(), name="Ha*lls", sections=("leadership",))
    teams.retire_team(desk(), team_id=labs.id)
    page = opened("bin")
    page.button(key=f"unbin_{autumn.id}").click().run()
    assert not page.exception
    assert (
        f"{autumn.name} is back. Ha*lls takes part in it too, as in every open round. Labs, retired meanwhile, said "
        "nothing in it and is asked no more." in said(page)
    )


def test_a_round_opened_again_says_what_its_teams_are_called_now() -> None:
    [autumn] = viewing.rounds_of(desk())
    rounds.close_round(desk(), round_id=autumn.id)
    teams.change_team(desk(), team_id=2, name="Kit*chens*", sections=("study-programmes",))
    page = opened("rounds")
    page.button(key=f"reopen_{autumn.id}").click().run()
    assert not page.exception
    assert f"{autumn.name} is open. In {autumn.name}, Second is called Kit*chens* now." in said(page)


def test_a_team_put_back_says_where_it_belongs_after_a_merging() -> None:
    binning.put_team_in_bin(desk(), team_id=2)
    page = opened("set-up-sites")
    page.selectbox(key="merge_into_2").set_value(1).run()
    page.button(key="merge_2_into_1").click().run()
    page = opened("bin")
    page.button(key="unbin_team_2").click().run()
    [told] = [one for one in said(page) if one.startswith("Second is back.")]
    assert "South was merged into another site meanwhile, so it belongs to North now." in told
    assert "Second now counts for North (before: South)." in told


def test_a_team_put_back_to_a_site_that_is_retired_is_told_to_choose_another() -> None:
    binning.put_team_in_bin(desk(), team_id=2)
    sites.retire_site(desk(), site_id=2)
    page = opened("bin")
    page.button(key="unbin_team_2").click().run()
    told = "Second is back, as it was. Its site, South, is retired: choose another on Set up sites."
    assert told in said(page)


def merge(site_id: int, into_id: int) -> None:
    """In another window: a site is merged into another."""
    page = opened("set-up-sites")
    page.selectbox(key=f"merge_into_{site_id}").set_value(into_id).run()
    page.button(key=f"merge_{site_id}_into_{into_id}").click().run()
    assert not page.exception


MEANWHILE: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: sites.rename_site(desk(), site_id=2, name="Far"), "Second goes back to Far, in 1 open round (Autumn)."),
    (lambda: sites.retire_site(desk(), site_id=2), "South takes no team now: it is retired. Bring it back first."),
    (lambda: merge(2, 1), "South takes no team now: it is retired. Undo its merging first."),
    (lambda: merge(1, 2), "Second has gone on since, with a merging of sites. Undo that first."),
    (lambda: teams.retire_team(desk(), team_id=2), "Second goes back to South, in 1 open round (Autumn)."),
    (lambda: binning.put_team_in_bin(desk(), team_id=2), "There is no such team here. Choose one from the list."),
    (
        lambda: rounds.close_round(desk(), round_id=1),
        "Second goes back to South. Left as it is: Autumn was closed since, and keeps the site it had then.",
    ),
    (
        lambda: sites.place_team(desk(), team_id=2, site_id=None),
        "Somebody has placed Second anew since you looked. Look again, then undo it.",
    ),
)


@pytest.mark.parametrize(("act", "told"), MEANWHILE, ids=range(len(MEANWHILE)))
def test_undoing_on_a_page_drawn_before_something_changed_ends_in_a_plain_sentence(
    act: Callable[[], object], told: str
) -> None:
    sites.place_team(desk(), team_id=2, site_id=1)
    page = opened("set-up-sites")
    act()
    page.button(key="unplace_2").click().run()
    assert not page.exception
    assert any(told in one for one in said(page))
    red = viewing.snapshots(desk(), 1)[0].judgements.get((2, "LM1"))
    assert red is None or red.rating is Rating.RED
