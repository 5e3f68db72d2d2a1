"""Check before closing: what is open, each with a way to mend it; a closed round shows what was open then."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from tests.ui.visit import begin_elm, desk


def _page(name: str) -> None:
    import importlib

    import streamlit as st

    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive()
    importlib.import_module(f"sendsat.ui.manage.{name}").draw()


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm("Autumn *2026*", OrganisationKind.FE_COLLEGE)


def opened(name: str = "close_check") -> AppTest:
    page = AppTest.from_function(_page, args=(name,), default_timeout=20).run()
    assert not page.exception
    return page


def newest() -> Round:
    return viewing.rounds_of(desk())[-1]


def rate(statement_id: str, rating: Rating) -> None:
    round_ = newest()
    judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id=statement_id, rating=rating)


def words(page: AppTest) -> str:
    return "\n".join(str(one.value) for one in page.markdown)


def headings(page: AppTest) -> list[str]:
    return [one.value for one in page.header]


def test_each_kind_is_counted_and_legal_duties_come_first() -> None:
    rate("LM1", Rating.GREEN)
    rate("LM2", Rating.RED)
    page = opened()
    assert page.title[0].value == r"Check before closing: Autumn \*2026\*"
    assert headings(page) == [
        "Not rated (89)",
        "Red or Amber without an open action (1)",
        "Green without a reason or evidence (1)",
    ]
    assert "**91 points still open.** They do not stop you" in words(page)
    listed = next(one.value for one in page.markdown if one.value.startswith("- ["))
    assert len(listed.splitlines()) == 12
    assert all("**Law.**" in line for line in listed.splitlines())


def test_the_rest_of_a_long_list_is_behind_a_click() -> None:
    page = opened()
    rest = next(one for one in page.expander if one.label == "The other 79")
    assert not rest.markdown
    page.session_state["close_check_rest_not_rated"] = True
    shown = words(page.run())
    ids = re.findall(r"^- \[([A-Z]+\d+)\]", shown, re.MULTILINE)
    assert len(ids) == len(set(ids)) == 91


def test_a_finding_leads_to_its_statement_as_the_team_that_is_silent() -> None:
    teams.add_team(desk(), name="Foundation", sections=("leadership",))
    rounds.close_round(desk(), round_id=newest().id)
    rounds.start_round(desk(), name="Spring")
    round_ = newest()
    judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=Rating.RED)
    page = opened()
    page.session_state["close_check_rest_not_rated"] = True
    shown = words(page.run())
    line = next(one for one in shown.splitlines() if one.startswith("- [LM1](") and "Foundation" in one)
    assert "/leadership?part=1.1&team=Foundation&at=LM1" in line
    assert ":small[(Foundation)]" in line


def test_of_several_silent_teams_each_has_its_own_way_to_the_statement() -> None:
    teams.add_team(desk(), name="Foundation", sections=("leadership",))
    rounds.close_round(desk(), round_id=newest().id)
    rounds.start_round(desk(), name="Spring")
    first = newest().teams[0].name
    page = opened()
    page.session_state["close_check_rest_not_rated"] = True
    shown = words(page.run())
    line = next(one for one in shown.splitlines() if "at=LM1)" in one)
    ways = dict(re.findall(r"\[([^\[\]]*)\]\((/leadership\?[^)]*at=LM1)\)", line))
    assert ways["Foundation"] == "/leadership?part=1.1&team=Foundation&at=LM1"
    assert ways["LM1"] == ways[first] == f"/leadership?part=1.1&team={first.replace(' ', '+')}&at=LM1"


def line_of(page: AppTest, heading: str) -> str:
    """The lines under a heading."""
    told = [str(one.value) for one in page.main if one.type in ("header", "markdown")]
    at = next(number for number, one in enumerate(told) if one.startswith(heading))
    return next(one for one in told[at + 1 :] if one.startswith("- "))


def test_what_needs_an_action_leads_to_the_box_for_it_as_a_team_that_rates_the_statement() -> None:
    whole = newest().teams[0]
    tutors = teams.add_team(desk(), name="Tutors", sections=("study-programmes",))
    teams.change_team(desk(), team_id=whole.id, name=whole.name, sections=("leadership",))
    judging.rate(desk(), round_id=newest().id, team_id=tutors.id, statement_id="SP5", rating=Rating.RED)
    rate("LM2", Rating.RED)
    listed = line_of(opened(), "Red or Amber without an open action")
    assert f"](/study-programmes?part=2.2&team={tutors.id}&at=SP5&plan=SP5)" in listed
    assert f"](/leadership?part=1.1&team={whole.id}&at=LM2&plan=LM2)" in listed

    rounds.close_round(desk(), round_id=newest().id)
    assert "plan=" not in line_of(opened(), "Red or Amber without an open action")


def test_where_teams_differ_one_click_shows_what_each_says_side_by_side() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM2", Rating.RED)
    judging.rate(desk(), round_id=newest().id, team_id=tutors.id, statement_id="LM2", rating=Rating.GREEN)
    assert "- [LM2](/results?statement=LM2)" in line_of(opened(), "Teams differ")


def test_actions_without_owner_or_date_lead_to_the_plan_that_shows_just_them() -> None:
    round_ = newest()
    draft = Draft(text="Write <b>it</b>")
    where = {"round_id": round_.id, "team_id": round_.teams[0].id, "statements": ("LM1",)}
    action = planning.plan_action(desk(), **where, draft=draft)
    page = opened()
    assert "Open actions without an owner (1)" in headings(page)
    shown = words(page)
    assert "(/actions?show=Nobody+yet)" in shown
    assert "(/actions?show=No+date)" in shown
    assert rf"- [Write \<b\>it\</b\>](/actions?show=Nobody+yet&plan_one={action.id})" in shown
    assert rf"- [Write \<b\>it\</b\>](/actions?show=No+date&plan_one={action.id})" in shown

    planning.plan_action(desk(), **where, draft=draft)
    alike = r"- [Write \<b\>it\</b\>](/actions?show=No+date&containing=Write+%3Cb%3Eit%3C%2Fb%3E)"
    assert words(opened()).count(alike) == 2


def test_closing_here_freezes_the_round_and_the_page_then_shows_what_was_open() -> None:
    rate("LM1", Rating.GREEN)
    page = opened()
    page.button(key=f"close_{newest().id}").click().run()
    assert not newest().is_open
    page = opened()
    assert "**91 points open when the round was closed on" in words(page)
    assert headings(page) == ["Not rated (90)", "Green without a reason or evidence (1)"]
    assert not [one for one in page.button if one.label == "Close it now"]
    assert f"/check?round={newest().id}" in words(opened("rounds"))


def test_the_popover_on_rounds_and_teams_says_how_much_is_open() -> None:
    shown = words(opened("rounds"))
    assert "**91 of 91 statements not rated.** They stay so." in shown
    assert f"[91 points still open](/check?round={newest().id}). They do not stop you." in shown
