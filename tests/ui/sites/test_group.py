"""A group is started and joined on its page, and the menu shows it once there is something to see."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping
from sendsat.services.organisation.founding import found_another
from sendsat.services.rounds import agreeing, judging, teams
from tests.ui.numbers.counting import words as said
from tests.ui.sites.test_sites import opened, told
from tests.ui.visit import begin_elm, desk


@pytest.fixture
def elm(own_database: None) -> None:
    """Elm has rated LM1 red."""
    begin_elm()
    rate(Rating.RED)


def rate(rating: Rating, at: object = None) -> None:
    """The first team of the newest round says this of LM1, in Elm or at another desk."""
    here = at or desk()
    round_ = viewing.rounds_of(here)[-1]  # type: ignore[arg-type]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id}
    judging.rate(here, **ids, statement_id="LM1", rating=rating)  # type: ignore[arg-type]


@pytest.fixture
def group(elm: None) -> Desk:
    """Elm and Oak are in one group; Oak has rated LM1 green."""
    started = grouping.start_group(desk(), name="The Trees")
    oak = found_another(desk(), name="Oak", kind=OrganisationKind.PROVIDER, round_name="Autumn")
    at_oak = replace(desk(), organisation=oak)
    grouping.join_group(at_oak, code=started.uid)
    rate(Rating.GREEN, at_oak)
    return at_oak


def menu(page: AppTest) -> list[str]:
    return [one.proto.label or one.proto.page for one in page.sidebar.get("page_link")]


@pytest.mark.usefixtures("elm")
def test_a_group_is_started_and_its_code_is_told() -> None:
    page = opened("group")
    page.text_input(key="new_group").set_value("The Trees")
    next(one for one in page.button if one.label == "Start the group").click()
    page.run()

    assert page.success[0].value == "The Trees has started\\."
    assert "The Trees has started." in "".join(
        one.proto.body for one in page.get("html") if "data-said" in one.proto.body
    )
    assert page.title[0].value == "The Trees"
    assert not any("Group" in one for one in menu(page)), "one college alone is no group to look at"


@pytest.mark.usefixtures("elm")
def test_a_wrong_code_is_refused_and_told() -> None:
    page = opened("group")
    page.text_input(key="group_code").set_value("nothing")
    next(one for one in page.button if one.label == "Join the group").click()
    page.run()
    assert "No group has this code" in page.error[0].value


@pytest.mark.usefixtures("group")
def test_the_menu_leads_to_the_group_once_one_sees_two_colleges_of_it() -> None:
    page = opened("group")
    assert "Group" in menu(page)
    words = told(page)
    assert "Oak" in words
    assert "Elm" in words
    assert not page.info


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("Where colleges differ", "2 of 2 colleges have rated it."),
        ("Where colleges differ", "Red: Elm. Green: Oak."),
        ("Who can we learn from?", "<b>Ask Oak.</b>"),
    ],
)
def test_it_says_where_colleges_differ_and_whom_to_ask(tab: str, words: str) -> None:
    page = opened("group")
    page.session_state["group_tab"] = tab
    page.run()
    assert words in told(page)


@pytest.mark.usefixtures("group")
def test_a_round_is_started_in_every_college_from_the_group() -> None:
    page = opened("group")
    page.text_input(key="common_round_1").set_value("Spring 2030")
    next(one for one in page.button if one.label == "Start it in every college").click()
    page.run()
    assert not page.exception
    assert page.success[0].value == "Spring 2030 has started in 2 colleges\\."
    assert told(page).count("Spring 2030, open") == 2


@pytest.mark.usefixtures("group")
def test_what_is_still_to_rate_stands_there_as_text_to_copy() -> None:
    page = opened("group")
    page.session_state["group_tab"] = "Still to rate"
    page.run()
    assert "Elm, Autumn\n- Whole organisation:" in page.code[0].value
    assert "Oak, Autumn" in page.code[0].value


@pytest.mark.usefixtures("group")
def test_rounds_that_colleges_share_stand_in_a_table_with_a_text_for_who_is_not_done() -> None:
    page = opened("group")
    page.session_state["group_tab"] = "Common rounds"
    grouping.start_common_round(desk(), name="Spring 2030")
    rate(Rating.GREEN)
    page.run()
    assert not page.exception
    assert page.selectbox(key="common_round_shown").options == ["Spring 2030", "Autumn"]
    rows = {row["College"]: row for row in page.table[0].value.to_dict("records")}
    asked = rows["Elm"]["Rated or confirmed"].removeprefix("1 of ")
    assert rows["Elm"]["Rated or confirmed"] == f"1 of {asked}"
    assert (rows["Oak"]["Rated or confirmed"], rows["Oak"]["State"]) == (f"0 of {asked}", "Open")
    assert "Oak, Spring 2030\n- Whole organisation: " in page.code[0].value


@pytest.mark.usefixtures("group")
def test_the_summary_and_the_common_rounds_show_one_number_for_a_college() -> None:
    teams.add_team(desk(), name="Second", sections=("leadership",))
    grouping.start_common_round(desk(), name="Spring 2030")
    rate(Rating.GREEN)
    page = opened("group")
    page.session_state["group_tab"] = "Common rounds"
    page.run()
    rows = {row["College"]: row["Rated or confirmed"] for row in page.table[0].value.to_dict("records")}
    assert rows["Elm"].startswith("1 of ")
    for name, words in rows.items():
        [cell] = re.findall(rf">{name}</a>.*?<span class=\"of\">([^<]*) rated or confirmed</span>", told(page))
        assert cell == words
    assert any("a statement that two teams are asked counts twice" in one.value for one in page.caption)
    assert any("a statement that two teams are asked counts twice" in one.value for one in page.markdown)


@pytest.mark.usefixtures("elm")
def test_a_group_of_one_has_no_common_rounds_and_says_so() -> None:
    grouping.start_group(desk(), name="The Trees")
    page = opened("group")
    page.session_state["group_tab"] = "Common rounds"
    page.run()
    assert "No two colleges have a round of the same name yet." in " ".join(one.value for one in page.markdown)


@pytest.mark.usefixtures("elm")
@pytest.mark.parametrize("tab", ["Where colleges differ", "Who can we learn from?"])
def test_a_group_of_one_says_that_there_is_nothing_to_compare_and_how_another_joins(tab: str) -> None:
    grouping.start_group(desk(), name="The Trees")
    page = opened("group")
    page.session_state["group_tab"] = tab
    page.run()
    words = [one.value for one in page.markdown]
    assert any(
        "You see one college" in one and "joins with the code below, under **Who is in this group**" in one
        for one in words
    )
    assert "There are no two colleges to compare here yet." in words
    assert not any("side by side" in one for one in words)


def test_it_says_by_which_rule_each_college_makes_one_rating_of_its_teams(group: Desk) -> None:
    assert "Each college makes one rating of its own teams." in said(opened("group"))

    teams.add_team(desk(), name="Tutors", sections=("leadership",))
    assert "makes one rating of its own teams: where teams differ, the lower counts." in said(opened("group"))

    teams.add_team(group, name="Tutors", sections=("leadership",))
    agreeing.set_roll_up(group, round_id=viewing.rounds_of(group)[-1].id, roll_up=RollUp.COMMON)
    told_now = said(opened("group"))
    assert "Not all go by the same rule where teams differ: " in told_now
    assert "the lower counts in Elm; the most common counts in Oak." in told_now
