"""The page of the governors' pack: what is picked is kept and shown, and every file is offered."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.services import viewing
from sendsat.services.organisation import sites
from sendsat.services.report import reporting
from sendsat.services.rounds import teams
from tests.ui.sites.two_sites import choose_north
from tests.ui.visit import begin_demonstration, begin_elm, desk

STRENGTHS = "pack_picks_3_None_strength"


def _page() -> None:
    import streamlit as st

    from sendsat.ui.plan.pack import governors_pack
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive(in_team=False)
    governors_pack.draw()


@pytest.fixture
def page(begin_with: Callable[[Callable[[], object]], None]) -> AppTest:
    begin_with(begin_demonstration)
    return AppTest.from_function(_page, default_timeout=60).run()


def pages_of(page: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in page.get("html"))


def test_the_pack_is_shown_and_offered_as_word_slides_and_print_page(page: AppTest) -> None:
    assert not page.exception
    labels = [one.proto.label for one in page.get("download_button")]
    assert labels == ["Download: Word document", "Download: PowerPoint slides", "Download: Print page"]
    assert "Where we stand" in pages_of(page)
    assert "What is not rated" in pages_of(page)


def test_what_is_picked_is_kept_and_stands_first(page: AppTest) -> None:
    page.multiselect(key=STRENGTHS).set_value(["LM7", "LM2"]).run()
    assert not page.exception
    assert [point.statement_id for point in reporting.report(desk(), 3).brief.strengths] == ["LM7", "LM2"]
    assert "Strengths (2 of 21)" in pages_of(page)
    page.multiselect(key=STRENGTHS).set_value([]).run()
    assert "Strengths (5 of 21)" in pages_of(page)


def test_a_round_without_a_rating_says_what_will_come(own_database: None) -> None:
    begin_elm()
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    assert "Nothing is rated in this round yet" in page.info[0].value


@pytest.fixture
def at_sites(page: AppTest) -> AppTest:
    """The teams of the demonstration's newest round work at two sites, and North is chosen."""
    return choose_north(page)


def test_the_pack_of_one_site_is_chosen_where_a_team_is_and_says_whose_it_is(at_sites: AppTest) -> None:
    assert not at_sites.exception
    name = desk().organisation.name
    assert f"{name}, North · " in pages_of(at_sites)
    assert "This pack is of North alone" in " ".join(one.value for one in at_sites.caption)
    assert not at_sites.multiselect, "picks belong to the pack of all teams, or of one"
    assert not [one for one in at_sites.button if one.label == "Add a chapter"]
    at_sites.selectbox(key="whose").select("All teams together").run()
    assert f"{name}, North" not in pages_of(at_sites)
    assert len(at_sites.multiselect) == 2


def test_a_site_that_no_team_works_at_by_now_leaves_the_pack_of_all_teams(at_sites: AppTest) -> None:
    for team in viewing.rounds_of(desk())[-1].teams:
        sites.place_team(desk(), team_id=team.id, site_id=None)
    at_sites.run()
    assert not at_sites.exception
    assert at_sites.selectbox(key="whose").value == "All teams together"
    assert len(at_sites.multiselect) == 2


def test_a_site_that_has_rated_nothing_says_what_will_come(at_sites: AppTest) -> None:
    west = sites.add_site(desk(), name="West")
    idle = teams.add_team(desk(), name="Idle", sections=("leadership",))
    sites.place_team(desk(), team_id=idle.id, site_id=west.id)
    at_sites.run()
    at_sites.selectbox(key="whose").select("Site: West").run()
    assert not at_sites.exception
    assert "Nothing is rated in this round yet" in at_sites.info[0].value


def press(page: AppTest, label: str) -> AppTest:
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def write(page: AppTest, number: int, what: str, words: str) -> None:
    place = f"report_3_chapter_{number}_{what}"
    page.button(key=f"edit_{place}").click().run()
    page.text_area(key=f"text_{place}").input(words).run()
    page.run()


def test_chapters_are_added_ordered_and_left_out_where_the_pack_is_looked_at(page: AppTest) -> None:
    press(page, "Add a chapter")
    press(page, "Add a chapter")
    for number, title in ((1, "The year ahead"), (2, "Our building")):
        write(page, number, "title", title)
        write(page, number, "text", f"About *{title}*.")
    assert pages_of(page).index("About *The year ahead*.") < pages_of(page).index("About *Our building*.")

    press(page, "Move up")
    assert pages_of(page).index("About *Our building*.") < pages_of(page).index("About *The year ahead*.")

    press(page, "Take out")
    assert [one.value for one in page.subheader] == ["The year ahead"]
    assert "About *Our building*." not in pages_of(page)
    press(page, "Bring back “Our building”")
    assert [chapter.heading for chapter in reporting.report(desk(), 3).chapters] == ["The year ahead", "Our building"]
