"""The 2026 supplement: switched on for a round, rated on a page of its own that says whose it is, counted apart."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds
from sendsat.ui.frame import workplace
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, catalogue, counted, drawn, opened
from tests.ui.visit import begin_elm, desk

SUPPLEMENT, PAGE = "supplement-2026", "supplement-2026"
SWITCH = "Also ask the 2026 supplement (12 statements, sendsat's own)"


@pytest.fixture(autouse=True)
def college(own_database: None) -> None:
    begin_elm(kind=OrganisationKind.FE_COLLEGE)


def switch_on() -> None:
    rounds.set_supplements(desk(), round_id=1, supplements=(SUPPLEMENT,))


def rate(statement_id: str, rating: Rating) -> None:
    judging.rate(desk(), round_id=1, team_id=1, statement_id=statement_id, rating=rating)


def html(page: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in page.get("html"))


def words(page: AppTest) -> str:
    """What stands on a page, without the signs that keep names from being read as Markdown."""
    return "\n".join(one.value for one in (*page.markdown, *page.caption, *page.info)).replace("\\", "")


def menu(page: AppTest) -> list[str]:
    return [one.proto.label for one in page.sidebar.get("page_link")]


def test_it_is_off_at_first_and_its_page_says_how_to_switch_it_on() -> None:
    page = opened(PAGE)

    assert not page.exception
    assert "2026 supplement" not in menu(page)
    assert "The 2026 supplement (12 statements) is not asked in Autumn" in words(page)
    assert [one.proto.label for one in page.main.get("page_link")] == ["Switch it on under Rounds and teams"]
    assert not page.get("button_group")


def test_a_switch_on_rounds_and_teams_puts_its_page_in_the_menu_and_takes_it_out_again() -> None:
    page = opened("rounds")
    [switch] = [one for one in page.toggle if one.label == SWITCH]
    assert "sendsat's own, 2026; not part of the 2016 guide" in words(page)
    assert "what was rated is kept, and comes back with them" in words(page)

    switch.set_value(True).run()
    assert menu(page)[4:6] == ["4 Local authorities", "2026 supplement"]
    assert viewing.rounds_of(desk())[0].supplements == (SUPPLEMENT,)

    next(one for one in page.toggle if one.label == SWITCH).set_value(False).run()
    assert "2026 supplement" not in menu(page)
    assert "no longer asks the 2026 supplement" in page.success[0].value
    assert viewing.rounds_of(desk())[0].supplements == ()


def test_a_closed_round_has_no_switch_and_its_page_says_so() -> None:
    rounds.close_round(desk(), round_id=1)

    assert not opened("rounds").toggle
    assert "This round is closed." in words(opened(PAGE))


def test_its_page_says_whose_it_is_and_a_rating_there_moves_no_count_of_the_guide() -> None:
    switch_on()
    page = opened(PAGE)
    assert "sendsat's own, not part of the 2016 guide." in html(page)
    assert "of the guide ·" not in html(page)
    before = viewing.snapshots(desk(), 1)[0].counts()

    [rating] = [one for one in page.get("button_group") if str(one.key).startswith("rating_")]
    rating.set_value(Rating.GREEN).run()

    assert not page.exception
    assert "5.1 Inclusion strategy and the Inclusive Mainstream Fund · 1/1 ✓" in html(page)
    snapshot = viewing.snapshots(desk(), 1)[0]
    assert snapshot.counts() == before
    assert snapshot.judgement(1, "SU1").rating is Rating.GREEN


@pytest.mark.parametrize("part", [f"5.{number}" for number in range(1, 13)])
def test_every_part_of_it_is_drawn_with_its_guidance_and_everything_else_one_click_away(part: str) -> None:
    switch_on()
    page = opened(PAGE)
    page.query_params["part"] = part
    page.run()
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()

    assert not page.exception
    assert not page.error
    assert "##### Ofsted areas" in words(page)
    next(one for one in page.button if one.label == "Plan this").click().run()
    assert not page.exception
    assert len(viewing.actions_of(desk())) == 1


def test_its_page_costs_no_more_than_others() -> None:
    switch_on()
    [wanted] = [one for one in catalogue() if one.url_path == PAGE]

    cost = drawn(wanted)

    assert cost.transactions == 1
    assert len(cost.statements) <= MOST_STATEMENTS


def test_a_rating_in_it_takes_as_many_statements_as_one_in_the_guide() -> None:
    switch_on()
    with counted() as cost:
        rate("SU1", Rating.GREEN)
    assert len([one for one in cost.statements if "organisation.uid" not in one]) == 3


def test_last_rounds_rating_stands_beside_it_and_carried_forward_waits_to_be_confirmed() -> None:
    switch_on()
    rate("SU1", Rating.AMBER)
    rounds.start_round(desk(), name="Spring", carry_forward_from=1)

    page = opened(PAGE)

    assert 'Autumn: <span class="rag-amber">' in html(page)
    assert any(one.label == "Still true" for one in page.button)


def test_an_action_for_it_shows_its_rating_in_the_plan_and_keeps_its_statement_when_others_are_added() -> None:
    switch_on()
    rate("SU3", Rating.RED)
    planning.plan_action(desk(), round_id=1, team_id=1, statements=("SU3",), draft=Draft("Ask for help"))
    page = opened("actions")
    assert "[SU3](/supplement-2026?" in "".join(one.value for one in page.warning)  # its Red cannot wait
    page.selectbox(key="plan_one").set_value(1).run()
    assert "[SU3](/supplement-2026?part=5.3" in words(page)
    assert ":red[▲ Red]" in words(page)

    page.multiselect(key="plan_statements_1").set_value(["SU3", "LM1"]).run()

    assert viewing.actions_of(desk())[0].statements == ("SU3", "LM1")


def test_the_plan_is_filtered_by_its_section_and_its_ratings() -> None:
    switch_on()
    rate("SU1", Rating.GREEN)
    planning.plan_action(desk(), round_id=1, team_id=1, statements=("SU1",), draft=Draft("Write it"))
    page = opened("actions")
    page.selectbox(key="plan_rating").set_value("Green").run()
    assert page.selectbox(key="plan_section").options[-1] == "5 What has come since: a supplement for 2026"
    page.selectbox(key="plan_section").select_index(5).run()
    assert "1 of 1 action shown." in words(page)
    page.selectbox(key="plan_rating").set_value("○ Not rated").run()
    assert "0 of 1 action shown." in words(page)


APART = "2026 supplement, counted apart: 1 Green, 1 Amber and 10 Not rated."


@pytest.mark.parametrize("guide_is_rated", [False, True])
def test_results_and_home_count_it_apart_in_a_line_with_a_link_and_only_while_it_is_on(guide_is_rated: bool) -> None:
    if guide_is_rated:
        rate("LM1", Rating.RED)
    assert "supplement" not in words(opened("results"))
    assert "supplement" not in words(opened(""))
    switch_on()
    rate("SU1", Rating.GREEN)
    rate("SU2", Rating.AMBER)

    results, home = opened("results"), opened("")

    assert APART in words(results)
    assert APART in words(home)
    assert "Open the 2026 supplement" in [one.proto.label for one in results.main.get("page_link")]
    assert "2026 supplement" in [one.proto.label for one in home.main.get("page_link")]
    told = "1 of 91 statements is rated" if guide_is_rated else "none of the 91 statements is rated yet"
    assert told in words(home)


def test_home_leads_on_to_it_once_everything_of_the_guide_has_an_answer() -> None:
    switch_on()
    for statement_id in workplace.library().current.statements:
        rate(statement_id, Rating.NOT_APPLICABLE)

    page = opened("")

    assert "**5.1 Inclusion strategy and the Inclusive Mainstream Fund** has 1 statement not yet rated." in words(page)
    assert [one.label for one in page.button if "5.1" in one.label] == [
        "Go on rating: 5.1 Inclusion strategy and the Inclusive Mainstream Fund"
    ]


def test_the_downloads_say_what_holds_it_and_offer_a_file_of_its_own() -> None:
    name = "2026 supplement as CSV"
    assert name not in [one.proto.label for one in opened("files").get("download_button")]
    switch_on()

    page = opened("files")

    assert name in [one.proto.label for one in page.get("download_button")]
    assert "a sheet of its own in the workbook" in words(page)
    assert "The CSV of the whole round holds the guide's statements only." in words(page)


def test_the_report_page_says_that_the_report_is_about_the_guide() -> None:
    rate("LM1", Rating.GREEN)
    switch_on()
    assert "Its notes say where the 2026 supplement stands, apart." in words(opened("report"))


def headings(page: AppTest) -> list[str]:
    return [one.value.replace("\\", "") for one in (*page.header, *page.subheader)]


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_check_before_closing_looks_at_it_apart_and_keeps_what_was_open_in_it(is_closed: bool) -> None:
    rate("LM1", Rating.GREEN)
    before = [one.value for one in opened("check").header]
    switch_on()
    rate("SU1", Rating.GREEN)
    rate("SU2", Rating.RED)
    if is_closed:
        rounds.close_round(desk(), round_id=1)

    page = opened("check")

    still = "" if is_closed else "still "
    assert headings(page) == [
        *before,
        f"2026 supplement: 12 points {still}open",
        "Not rated (10)",
        "Red or Amber without an open action (1)",
        "Green without a reason or evidence (1)",
    ]
    assert "[SU3](/supplement-2026?part=5.3" in words(page)
    assert "It is sendsat's own, not part of the 2016 guide, and counted apart." in words(page)
    assert "**91 points" in words(page)


def test_an_action_answers_for_a_red_of_it_in_the_check() -> None:
    switch_on()
    rate("SU2", Rating.RED)
    planning.plan_action(desk(), round_id=1, team_id=1, statements=("SU2",), draft=Draft("Ask", owner="Jo"))
    assert "Red or Amber without an open action (1)" not in headings(opened("check"))


def test_closing_says_of_guide_and_supplement_apart_how_much_is_open() -> None:
    switch_on()
    told = words(opened("rounds"))
    assert "[91 points still open]" in told
    assert "2026 supplement, counted apart: [12 points open]" in told
