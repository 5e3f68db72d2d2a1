"""The first screen of Results: counts and tiles, filters and a statement that stand in the address, the way to act."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round, Team
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, counted
from tests.ui.visit import begin_elm, coming_to, desk

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm("Spring", OrganisationKind.FE_COLLEGE)


def newest() -> Round:
    return viewing.rounds_of(desk())[-1]


def rate(statement_id: str, rating: Rating, *, team: Team | None = None, why: str = "") -> None:
    round_ = newest()
    team_id = (team or round_.teams[0]).id
    judging.rate(desk(), round_id=round_.id, team_id=team_id, statement_id=statement_id, rating=rating)
    if why:
        write("commentary", why, statement_id=statement_id, team_id=team_id)


def write(field: str, text: str, *, statement_id: str = "LM3", team_id: int | None = None) -> None:
    ids = {"round_id": newest().id, "team_id": team_id or newest().teams[0].id}
    judging.write(desk(), **ids, statement_id=statement_id, field=field, text=text, seen="")


def plan(text: str = "Do it") -> None:
    draft = Draft(text, "Ann")
    planning.plan_action(desk(), round_id=newest().id, team_id=None, statements=("LM3",), draft=draft)


def arriving(**address: str) -> AppTest:
    """Somebody who has just come to the page at an address; it is not drawn yet."""
    return coming_to("results", **address)


def opened(**address: str) -> AppTest:
    """The page of the whole app at an address."""
    page = arriving(**address).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return " ".join(one.proto.body for one in page.get("html"))


def cells(part: str, **address: str) -> list[dict[str, str]]:
    """What each cell of one row of the heat map asks the page for."""
    rows = html(opened(**address)).partition('aria-label="Heat map"')[2]
    row = rows.partition(f">{part}")[2].partition("</tr>")[0]
    return [dict(parse_qsl(unescape(asked))) for asked in re.findall(r'<td><a href="[^"?]*[?]([^"]*)"', row)]


def names(page: AppTest) -> list[str]:
    """What the tiles are called."""
    return [unescape(one) for one in re.findall(r'class="tile [^>]*? aria-label="([^"]*)"', html(page))]


def words(page: AppTest) -> str:
    """The text of all HTML on the page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html(page))).split())


def test_every_statement_asked_is_a_tile_and_the_counts_say_what_they_are_of() -> None:
    rate("LM1", G)
    rate("LM3", A)
    rounds.start_round(desk(), name="Autumn")
    rate("LM3", R)
    plan()

    page = opened()

    assert len(names(page)) == 91
    assert names(page)[:3] == ["LM1: Not rated", "LM2: Not rated", "LM3: Red, slipped, open action"]
    assert "1 ▲ Red 0 ◆ Amber 0 ● Green 90 ○ Not rated 0 – Not applicable of 91 asked" in words(page)
    assert "Since Spring: ↓ slipped · • an action is open" in words(page)


def test_a_rating_that_was_only_carried_forward_has_a_hollow_mark_and_a_count_of_its_own() -> None:
    rate("LM1", G)
    rounds.start_round(desk(), name="Autumn", carry_forward_from=newest().id)

    page = opened()

    assert names(page)[0] == "LM1: Green, carried forward"
    assert "1 □ Carried forward of 91 asked" in words(page)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ({"rated": "Red"}, ["LM3"]),
        ({"section": "1.2 Duty to admit"}, [f"LM{number}" for number in range(11, 18)]),
        ({"section": "3 Work-based learning", "duty": "The guide says must"}, ["WBL4"]),
        ({"rated": "Amber", "ofsted": "Leadership and governance"}, ["LM4"]),
    ],
)
def test_the_address_holds_the_filters(address: dict[str, str], shown: list[str]) -> None:
    rate("LM3", R)
    rate("LM4", A)

    page = opened(**address)

    assert [name.partition(":")[0] for name in names(page)] == shown


def test_what_nothing_fits_says_so_and_leads_back_to_everything() -> None:
    rate("LM3", R)
    page = opened(section="1.2 Duty to admit", rated="Red")
    assert "No statement fits these filters. Show all statements" in words(page)
    assert "of 7 asked that fit the filters (91 in all)" in words(page)


def test_a_team_sees_its_own_ratings_and_the_charts_below_follow() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM1", R)
    rate("LM1", G, team=tutors)

    page = opened()
    assert names(page)[0] == "LM1: Red"
    assert "where teams differ, the lower counts" in words(page)
    assert "1 of 91 statements is rated" in " ".join(one.value for one in page.markdown)

    page.selectbox(key="whose").select("Tutors").run()
    page.run()

    assert names(page)[0] == "LM1: Green"
    assert "of 27 asked" in words(page)
    assert "1 of 27 statements is rated" in " ".join(one.value for one in page.markdown)
    assert f"team={page.query_params['team']}&amp;statement=LM1" in html(page)


def test_the_statement_for_leaders_has_every_teams_words_side_by_side_its_rounds_and_its_actions() -> None:
    rate("LM3", A, why="We began.")
    tutors = teams.add_team(desk(), name="Tutors <b>", sections=("leadership",))
    rounds.start_round(desk(), name="Autumn")
    rate("LM3", R, why="It stopped & waits.")
    rate("LM3", G, team=tutors, why="Ours works.")
    plan("Start <again>")

    page = opened(statement="LM3", whose="Tutors <b>")
    told = words(page)

    assert "LM3 ▲ Red" in told
    assert "↓ Slipped since Spring" in told
    assert "Whole organisation ▲ Red It stopped & waits. Tutors <b> ● Green Ours works." in told
    assert "Round Together Whole organisation Tutors <b> Autumn ▲ Red ▲ Red ● Green Spring ◆ Amber ◆ Amber" in told
    assert "Start <again> Ann · no date · not started" in told
    assert '<b>">' not in html(page)


def test_votes_minority_views_and_evidence_stand_under_the_team_that_has_them() -> None:
    rate("LM3", A)
    write("minority_note", "Two of us say Red.")
    write("evidence", "The policy of May.")

    told = words(opened(statement="LM3"))

    assert "Minority view: Two of us say Red." in told
    assert "Evidence Whole organisation The policy of May." in told


def test_a_statement_that_is_not_in_the_edition_opens_nothing() -> None:
    rate("LM3", A)
    page = opened(statement="XX1")
    assert len(names(page)) == 91
    assert "data-statement" not in html(page)


def links(page: AppTest) -> dict[str, str]:
    """The addresses of links to other pages, by what they say."""
    return {one.proto.label: one.proto.query_string for one in page.main.get("page_link")}


def test_one_link_rates_it_and_one_plans_an_action_with_the_box_open() -> None:
    rate("LM3", A)
    found = links(opened(statement="LM3"))

    assert set(found) == {"Rate LM3", "Plan an action"}
    assert "at=LM3" in found["Rate LM3"]
    assert "plan=LM3" in found["Plan an action"]


def test_a_closed_round_leads_to_the_section_but_offers_no_change() -> None:
    rate("LM3", A)
    rounds.close_round(desk(), round_id=newest().id)
    assert set(links(opened(statement="LM3"))) == {"See LM3 in its section"}


def test_the_link_to_plan_opens_the_box_once_and_the_address_forgets_it() -> None:
    page = coming_to("leadership", part="1.1", plan="LM3").run()

    assert len(re.findall(r'data-box="draft_new_\w+_LM3" data-asked="\d+"', html(page))) == 1
    [shut] = [one for one in page.button if one.label == "Hide evidence, actions and more"]
    assert "plan" not in page.query_params
    shut.click().run()
    assert not [one for one in page.button if one.label == "Hide evidence, actions and more"]


@pytest.mark.parametrize("number", [1, 30])
def test_an_opened_statement_costs_no_more_statements_with_many_rounds(number: int) -> None:
    for name in range(1, number):
        rounds.start_round(desk(), name=f"Round {name}")
    rate("LM3", A)
    page = arriving(statement="LM3")
    with counted() as cost:
        page.run()

    assert "LM3 ◆ Amber" in words(page)
    assert cost.transactions == 1
    assert len(cost.statements) <= MOST_STATEMENTS


def test_how_many_elements_the_first_screen_draws_does_not_grow_with_its_tiles() -> None:
    rate("LM3", A)
    few, all_ = opened(section="1.2 Duty to admit"), opened()
    assert len(names(all_)) > len(names(few))
    assert len(all_.get("html")) == len(few.get("html"))


def test_the_heat_map_has_every_part_by_team_or_by_round_and_leads_to_its_statements() -> None:
    rate("LM3", A)
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rounds.start_round(desk(), name="Autumn")
    rate("LM3", R, team=tutors)

    page = opened(tab="Heat map")
    told = words(page)
    assert "Part Whole organisation Tutors 1.1 Duty to co-operate 10 Not rated, of 10" in told
    assert "1 Red, 9 Not rated, of 10 ▲ 1 ○ 9 1 of 10 rated" in told
    assert "section=1.1+Duty+to+co-operate" in html(page)

    page.session_state["results_heat"] = "By round"
    by_round = "Part Spring Autumn 1.1 Duty to co-operate 1 Amber, 9 Not rated, of 10"
    assert by_round in words(page.run())
    assert by_round in words(opened(tab="Heat map", results_heat="By round"))


def test_each_cell_of_the_heat_map_shows_the_statements_it_counts() -> None:
    rate("LM3", A)
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    first, second = newest(), rounds.start_round(desk(), name="Autumn")
    rate("LM3", R, team=tutors)

    theirs = cells("1.1 ", tab="Heat map")[1]
    assert theirs["section"] == "1.1 Duty to co-operate"
    assert theirs["team"] == str(tutors.id)
    assert "LM3: Red" in " ".join(names(opened(**theirs)))

    before, now = cells("1.1 ", tab="Heat map", results_heat="By round")
    assert (before["round"], now["round"]) == (str(first.id), str(second.id))
    assert "LM3: Amber" in " ".join(names(opened(**before)))


def test_where_teams_differ_the_most_divided_statement_comes_first_and_opens() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    for statement_id, theirs in (("LM1", A), ("LM2", R)):
        rate(statement_id, G)
        rate(statement_id, theirs, team=tutors)

    page = opened(tab="Where teams differ")
    listed = words(page).partition("of 91 asked")[2].rpartition("LM2 ▲ 1 ● 1 of 2 teams: 1 Red, 1 Green")[2]

    assert "LM1 ◆ 1 ● 1 of 2 teams: 1 Amber, 1 Green" in listed
    assert page.get("download_button")
