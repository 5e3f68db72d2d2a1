"""Sites are set up on their own page, and a round is seen site by site."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.organisation import sites
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, teams
from sendsat.ui.frame import workplace
from tests.ui.visit import begin_elm, coming_to, desk

pytestmark = pytest.mark.usefixtures("own_database")


def opened(address: str, **asked: str) -> AppTest:
    """A page, with what its address asks for."""
    page = coming_to(address, **asked).run()
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    """All HTML of a page."""
    return " ".join(one.proto.body for one in page.get("html"))


@pytest.fixture
def two_sites(own_database: None) -> None:
    """Elm has a team at North, which rated LM1 green and says why, and one at South, which rated it red."""
    round_ = begin_elm()
    second = teams.add_team(desk(), name="Second", sections=("leadership",))
    first = viewing.teams_of(desk())[0]
    places: Any = ((first, "North", Rating.GREEN), (second, "South", Rating.RED))
    for team, name, rating in places:
        site = sites.add_site(desk(), name=name)
        sites.place_team(desk(), team_id=team.id, site_id=site.id)
        here = {"round_id": round_.id, "team_id": team.id, "statement_id": "LM1"}
        judging.rate(desk(), **here, rating=rating)
    judging.write(
        desk(), round_id=round_.id, team_id=first.id, statement_id="LM1", field="evidence", text="Plan <2>", seen=""
    )


def test_a_site_is_added_a_team_placed_there_and_the_page_says_so() -> None:
    begin_elm()
    page = opened("set-up-sites")
    page.text_input(key="new_site_name_0").set_value("North")
    next(one for one in page.button if one.label == "Add site").click()
    page.run()
    assert page.success[0].value == "North is added\\."

    [north] = [one for one in page.selectbox if one.label == "Whole organisation"]
    assert north.options == ["No site", "North"]
    north.select(1).run()

    site = viewing.teams_of(desk())[0].site
    assert site is not None
    assert site.name == "North"
    assert page.success[0].value == "Whole organisation now belongs to North\\."


@pytest.mark.usefixtures("two_sites")
def test_a_site_whose_team_rates_says_why_it_is_not_retired() -> None:
    page = opened("set-up-sites")
    page.button(key="retire_site_1").click().run()
    assert "still has teams that rate" in page.error[0].value


@pytest.mark.usefixtures("two_sites")
def test_a_round_is_seen_site_by_site() -> None:
    page = opened("sites")
    words = told(page)
    assert "North" in words
    assert "Whole organisation" in words
    assert any("where teams differ, the lower counts" in one.value for one in page.markdown)


@pytest.mark.usefixtures("two_sites")
@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("Where sites differ", "2 of 2 sites have rated it."),
        ("Where sites differ", "Red: South. Green: North."),
        ("Who can we learn from?", "<b>Ask North</b>: ● Green"),
        ("Who can we learn from?", "Evidence: Plan &lt;2&gt;"),
    ],
)
def test_it_says_where_sites_differ_and_who_can_be_learnt_from(tab: str, words: str) -> None:
    page = opened("sites")
    page.session_state["sites_tab"] = tab
    page.run()
    assert words in told(page)


@pytest.mark.usefixtures("two_sites")
def test_reasons_of_several_teams_of_a_site_stand_under_their_names() -> None:
    round_ = viewing.rounds_of(desk())[0]
    third = teams.add_team(desk(), name="Third", sections=("leadership",))
    first = viewing.teams_of(desk())[0]
    assert first.site is not None
    sites.place_team(desk(), team_id=third.id, site_id=first.site.id)
    for team, why in ((first, "It is new."), (third, "All know it.")):
        here = {"round_id": round_.id, "team_id": team.id, "statement_id": "LM1"}
        judging.rate(desk(), **here, rating=Rating.GREEN)
        judging.write(desk(), **here, field="commentary", text=why, seen="")

    page = opened("sites")
    page.session_state["sites_tab"] = "Who can we learn from?"
    page.run()

    assert "Why: Whole organisation: It is new.\n\nThird: All know it." in told(page)


@pytest.mark.usefixtures("two_sites")
def test_every_statement_stands_in_a_table() -> None:
    page = opened("sites")
    page.session_state["sites_tab"] = "Every statement"
    page.run()
    row = page.dataframe[0].value.set_index("Statement").loc["LM1"]
    assert (row["Sites that rated it"], row["Sites asked"], row["They differ"]) == (2, 2, "Yes")
    assert (row["North"], row["South"]) == ("Green", "Red")


def test_without_sites_the_page_says_what_it_will_show() -> None:
    begin_elm()
    assert "No team of this round belongs to a site" in opened("sites").info[0].value
    assert len(sites_shown()) == 0


def sites_shown() -> list[str]:
    """The links on Results that lead to the sites."""
    return [one.proto.label for one in opened("results").get("page_link") if "sites" in one.proto.label]


@pytest.mark.usefixtures("two_sites")
def test_results_lead_there_once_there_are_sites() -> None:
    assert sites_shown() == ["See your sites side by side"]
    assert workplace.organisation() is not None


def test_the_plan_of_one_site_is_asked_for_held_by_the_address_and_downloaded(two_sites: None) -> None:
    [round_] = viewing.rounds_of(desk())
    for team, text in zip(round_.teams, ("Buy ramps", "Train tutors"), strict=True):
        where = {"round_id": round_.id, "team_id": team.id}
        planning.plan_action(desk(), **where, statements=("LM1",), draft=Draft(text))
    page = opened("actions")
    assert page.selectbox(key="plan_site").options == ["Any", "North", "South"]
    page.selectbox(key="plan_site").select_index(2).run()
    assert not page.exception
    assert "1 of 2 actions shown." in [one.value for one in page.caption]
    assert "Only the 1 shown" in [option for one in page.selectbox for option in one.options]
    for asked, value, filters in (("North", 1, "More filters: 1"), ("Nowhere", "", "More filters")):
        page = opened("actions", plan_site=asked)
        assert page.selectbox(key="plan_site").value == value
        assert filters in [one.proto.popover.label for one in page.get("popover")], (
            "a link says that it leaves some out"
        )


def test_a_round_without_sites_has_no_filter_by_site(own_database: None) -> None:
    begin_elm()
    [round_] = viewing.rounds_of(desk())
    [team] = round_.teams
    planning.plan_action(desk(), round_id=round_.id, team_id=team.id, statements=("LM1",), draft=Draft("Buy ramps"))
    assert "Site" not in [one.label for one in opened("actions").selectbox]


@pytest.mark.usefixtures("two_sites")
def test_a_site_is_merged_once_one_has_read_what_moves_and_put_back() -> None:
    page = opened("set-up-sites")
    assert "merge_1_into_2" not in [one.key for one in page.button]
    page.selectbox(key="merge_into_1").set_value(2).run()
    said = " ".join(one.value for one in page.markdown).replace("\\", "")
    assert "1 team (Whole organisation) in 1 open round (" in said
    assert "moves from North to South, with every rating, text and action. Closed rounds keep North." in said
    page.button(key="merge_1_into_2").click().run()
    assert not page.exception
    assert "North is merged into South: 1 team" in page.success[0].value.replace("\\", "")
    assert "Merged into South." in [one.value.replace("\\", "") for one in page.caption]
    assert "back_site_1" not in [one.key for one in page.button], "there is one way back"
    page.button(key="unmerge_1").click().run()
    assert "North is back: 1 team (Whole organisation)" in page.success[0].value.replace("\\", "")
    assert {team.name: team.site and team.site.name for team in viewing.teams_of(desk())} == {
        "Whole organisation": "North",
        "Second": "South",
    }


@pytest.mark.usefixtures("two_sites")
def test_before_a_merging_is_undone_one_reads_what_stays() -> None:
    page = opened("set-up-sites")
    page.selectbox(key="merge_into_1").set_value(2).run()
    page.button(key="merge_1_into_2").click().run()
    sites.place_team(desk(), team_id=viewing.teams_of(desk())[0].id, site_id=None)
    page.run()
    assert "- Whole organisation belongs to no site by now" in [one.value.replace("\\", "") for one in page.markdown]
    page.button(key="unmerge_1").click().run()
    assert "Left as it is: Whole organisation belongs to no site by now." in page.success[0].value.replace("\\", "")


@pytest.mark.usefixtures("two_sites")
def test_a_teams_move_is_undone_where_it_was_made_also_after_a_reload() -> None:
    page = opened("set-up-sites")
    page.selectbox(key="team_site_2").set_value(1).run()
    assert "Second now belongs to North." in page.success[0].value.replace("\\", "")
    page = opened("set-up-sites")
    said = [one.value.replace("\\", "") for one in page.markdown]
    assert any("Second goes back to South, in 1 open round (" in one for one in said)
    page.button(key="unplace_2").click().run()
    assert not page.exception
    assert "Second goes back to South, in 1 open round" in page.success[0].value.replace("\\", "")
    assert page.selectbox(key="team_site_2").value == 2
    assert "unplace_2" not in [one.key for one in page.button]


@pytest.mark.usefixtures("two_sites")
def test_a_move_that_cannot_be_undone_now_says_why_in_place_of_its_button() -> None:
    sites.place_team(desk(), team_id=2, site_id=1)
    sites.retire_site(desk(), site_id=2)
    page = opened("set-up-sites")
    assert "unplace_2" not in [one.key for one in page.button]
    assert "South takes no team now: it is retired. Bring it back first." in [
        one.value.replace("\\", "") for one in page.markdown
    ]


@pytest.mark.usefixtures("two_sites")
def test_an_address_opens_report_and_pack_of_one_site_and_other_pages_show_all_teams_then() -> None:
    known = [team.site for team in viewing.rounds_of(desk())[-1].teams if team.site]
    north = next(str(site.id) for site in known if site.name == "North")
    page = opened("report", site=north)
    assert page.selectbox(key="whose").value == "Site: North"
    assert ", at North" in " ".join(one.value for one in page.markdown)
    page = opened("pack", site=north)
    assert page.selectbox(key="whose").value == "Site: North"
    assert "Elm, North · " in told(page)
    for address in ("results", "progress"):
        page = opened(address, site=north)
        assert {one.value for one in page.selectbox if one.key == "whose"} <= {"All teams together"}
