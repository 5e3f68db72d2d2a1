"""One choice of a team: the same on every page, to be seen there, and in the address, which opens the same view."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Team
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds, teams
from sendsat.ui.frame import navigation
from tests.ui.numbers.counting import words
from tests.ui.visit import begin_elm, coming_to, desk

TOGETHER = "All teams together"


@pytest.fixture(autouse=True)
def elm(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_elm)


def _elm() -> None:
    begin_elm("Spring", OrganisationKind.FE_COLLEGE)
    teams.add_team(desk(), name="Tutors", sections=("leadership",))
    for team, rating in zip(named().values(), (Rating.GREEN, Rating.RED), strict=True):
        judging.rate(desk(), round_id=1, team_id=team.id, statement_id="LM1", rating=rating)
    rounds.start_round(desk(), name="Autumn", carry_forward_from=1)
    for team, rating in zip(named().values(), (Rating.GREEN, Rating.RED), strict=True):
        judging.rate(desk(), round_id=2, team_id=team.id, statement_id="LM1", rating=rating)


def named() -> dict[str, Team]:
    return {team.name: team for team in viewing.rounds_of(desk())[-1].teams}


def opened(path: str, **asked: str) -> AppTest:
    return drawn(coming_to(path, **asked))


def drawn(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def on(page: AppTest, path: str) -> AppTest:
    """The same visitor on another page, by a way that says nothing of teams."""
    page._page_hash = calc_hash(path)
    page.query_params.clear()
    return drawn(page)


def shown(page: AppTest) -> list[str]:
    """Every choice of whose ratings or of a team that the page asks for, and what is chosen."""
    names = {team.id: name for name, team in named().items()}
    return [names.get(box.value, box.value) for box in page.selectbox if box.label in ("Team", "Whose ratings")]


def choose(page: AppTest, name: str) -> AppTest:
    [box] = [box for box in page.selectbox if box.label in ("Team", "Whose ratings")]
    box.select(named()[name].id if box.label == "Team" else name)
    return drawn(page)


@pytest.mark.parametrize("path", navigation.LOOKING)
def test_a_page_that_shows_ratings_asks_once_whose_and_begins_with_all_together(path: str) -> None:
    page = opened(path)
    assert shown(page) == [TOGETHER]
    choose(page, "Tutors")
    assert page.query_params["team"] == str(named()["Tutors"].id)
    assert shown(page) == ["Tutors"]
    choose(page, TOGETHER)
    assert page.query_params["team"] == "all"


@pytest.mark.parametrize("path", navigation.LOOKING)
def test_a_link_opens_the_same_team_also_after_a_rename(path: str) -> None:
    tutors = named()["Tutors"]
    teams.change_team(desk(), team_id=tutors.id, name="Teachers", sections=tutors.sections)
    page = opened(path, team=str(tutors.id))
    assert shown(page) == ["Teachers"]
    assert page.query_params["team"] == str(tutors.id)


@pytest.mark.parametrize("path", navigation.LOOKING)
def test_a_link_from_before_that_names_the_team_still_opens_it(path: str) -> None:
    page = opened(path, whose="Tutors")
    assert shown(page) == ["Tutors"]
    assert "whose" not in page.query_params
    assert shown(opened(path, whose=TOGETHER)) == [TOGETHER]


def test_a_team_that_is_chosen_on_one_page_is_the_team_on_every_other() -> None:
    page = choose(opened("results"), "Tutors")
    for path in ("progress", "report", "pack", "priorities", "leadership", "", "results"):
        assert shown(on(page, path)) == ["Tutors"], path
        assert page.query_params["team"] == str(named()["Tutors"].id), path


def test_the_team_of_the_sidebar_is_the_one_whose_results_are_shown() -> None:
    page = choose(opened("leadership"), "Tutors")
    assert shown(on(page, "results")) == ["Tutors"]
    assert "|1|▲|Red|" in words(page)
    first, _ = named()
    choose(on(page, "leadership"), first)
    assert shown(on(page, "results")) == [first]
    assert "|1|●|Green|" in words(page)


def test_whoever_looks_at_all_together_still_rates_as_their_own_team_and_comes_back_to_all() -> None:
    page = choose(opened("leadership"), "Tutors")
    choose(on(page, "results"), TOGETHER)
    assert shown(on(page, "leadership")) == ["Tutors"]
    assert shown(on(page, "progress")) == [TOGETHER]


def test_a_link_to_all_together_that_comes_to_a_section_asks_for_no_team_that_is_not_here() -> None:
    first, _ = named()
    page = opened("leadership", team="all")
    assert shown(page) == [first]
    assert "not here" not in words(page)


def test_a_team_called_as_all_together_is_looked_at_alone() -> None:
    tutors = named()["Tutors"]
    teams.change_team(desk(), team_id=tutors.id, name=TOGETHER, sections=tutors.sections)
    page = opened("results")
    assert shown(page) == [TOGETHER]
    choose(page, f"{TOGETHER} (2)")
    assert page.query_params["team"] == str(tutors.id)
    assert "of 27 asked" in words(page)


OF_ALL = [one for one in navigation.OF_ALL if one not in (navigation.AREA, navigation.PROVIDERS)]  # not of a college


def boxes(page: AppTest) -> list[str]:
    return [box.label for box in page.sidebar.selectbox]


@pytest.mark.parametrize("path", OF_ALL)
def test_pages_about_all_teams_say_so_and_have_no_box_that_seems_to_choose_one(path: str) -> None:
    page = opened(path)
    if path == navigation.RATES_TOO:
        assert boxes(page) == ["Round", "You rate as"]
        return
    assert boxes(page) == ["Round"]
    assert "This page is about all teams." in [one.value for one in page.sidebar.caption]


def test_pages_of_one_team_have_its_box_and_do_not_say_that_they_are_of_all() -> None:
    for path in ("", "leadership", "workshop"):
        page = opened(path)
        assert boxes(page) == ["Round", "Team"], path
        assert "This page is about all teams." not in [one.value for one in page.sidebar.caption], path


def test_a_page_about_all_teams_keeps_the_team_that_was_chosen() -> None:
    page = choose(opened("leadership"), "Tutors")
    for path in OF_ALL:
        on(page, path)
        assert shown(on(page, "leadership")) == ["Tutors"], path
    assert page.query_params["team"] == str(named()["Tutors"].id)


def test_the_link_to_a_team_still_holds_after_a_page_about_all_teams() -> None:
    page = opened(navigation.CLOSE_CHECK, team=str(named()["Tutors"].id))
    assert shown(on(page, "")) == ["Tutors"]


def test_a_team_that_takes_no_part_here_is_told_and_all_are_shown() -> None:
    page = opened("results", team="987")
    assert shown(page) == [TOGETHER]
    assert "This link asks for a team that is not here" in page.error[0].value
    assert "Gone" in opened("results", whose="Gone").error[0].value


def test_going_back_in_the_browser_to_before_a_team_was_chosen_shows_all_again() -> None:
    page = choose(opened("results"), "Tutors")
    page.query_params.clear()
    drawn(page)
    assert shown(page) == [TOGETHER]
    assert "team" not in page.query_params
    page.query_params["team"] = str(named()["Tutors"].id)
    assert shown(drawn(page)) == ["Tutors"]
