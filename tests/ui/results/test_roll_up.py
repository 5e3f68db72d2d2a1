"""The rule that makes one rating of several teams' on the pages: chosen, shown beside its numbers, left to leaders."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating, Waiting
from sendsat.assessment.roll_up import RollUp
from sendsat.services import viewing
from sendsat.services.report import reporting
from sendsat.services.rounds import agreeing, judging, rounds, teams
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, counted
from tests.ui.results.test_results_screen import elm as elm  # a college with one round and one team
from tests.ui.results.test_results_screen import names, opened, words
from tests.ui.visit import coming_to, desk

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN
LM1 = {"statement_id": "LM1"}


@pytest.fixture(autouse=True)
def two_teams(elm: None) -> None:
    """The first team says that LM1 is Red, the second that it is Green."""
    round_ = viewing.rounds_of(desk())[0]
    second = teams.add_team(desk(), name="North", sections=("leadership",))
    for team_id, rating in ((round_.teams[0].id, R), (second.id, G)):
        judging.rate(desk(), round_id=round_.id, team_id=team_id, **LM1, rating=rating)


def go_by(rule: RollUp, round_id: int = 1) -> None:
    agreeing.set_roll_up(desk(), round_id=round_id, roll_up=rule)


def page_at(address: str, **asked: str) -> AppTest:
    return coming_to(address, **asked).run()


def said(page: AppTest) -> str:
    """All that a page says."""
    parts = [*page.markdown, *page.caption, *page.success]
    return " ".join([words(page), *(one.value for one in parts)]).replace("\\", "")


def now() -> object:
    return viewing.snapshots(desk(), 1)[0].standings["LM1"].state


def test_the_rule_is_chosen_on_rounds_and_teams() -> None:
    page = page_at("rounds")
    choice = page.selectbox(key="roll_up_1")
    assert choice.value == "lower"

    choice.select("common").run()

    assert viewing.rounds_of(desk())[0].roll_up is RollUp.COMMON
    assert "the most common counts, and the lower of a tie" in said(page)


def test_a_closed_round_only_says_its_rule() -> None:
    rounds.close_round(desk(), round_id=1)

    page = page_at("rounds")

    assert not [one for one in page.selectbox if one.key == "roll_up_1"]
    assert "Where teams differ, the lower counts." in said(page)


@pytest.mark.parametrize("rule", list(RollUp))
def test_the_rule_stands_beside_every_number_that_it_makes(rule: RollUp) -> None:
    go_by(rule)
    rounds.start_round(desk(), name="Autumn")
    pages = {
        "results": opened(round="Spring"),
        "progress": page_at("progress"),
    }

    assert rule.phrase in said(pages["results"])
    assert rule.sentence in said(pages["progress"])
    assert rule.sentence in reporting.report(desk(), 1).summary.text


def test_not_agreed_yet_is_a_tile_and_a_count_of_its_own() -> None:
    go_by(RollUp.LEADERS)

    page = opened()

    assert "LM1: Not agreed yet" in names(page)
    assert "1 ◐ Not agreed yet" in words(page)
    assert "0 ▲ Red" in words(page)


def test_leaders_set_the_rating_with_a_reason_beside_what_every_team_says() -> None:
    go_by(RollUp.LEADERS)
    page = opened(statement="LM1")
    assert "Leaders have not agreed yet what counts." in words(page)

    page.button(key="set_1_LM1").click().run()
    assert "Choose Red, Amber, Green or Not applicable first" in page.error[0].value
    page.button_group(key="agreed_rating_1_LM1").set_value(A)
    page.button(key="set_1_LM1").click().run()
    assert "This needs a reason" in page.error[0].value
    page.text_area(key="draft_agreed_1_LM1").set_value("It holds for most of our learners.")
    page.button(key="set_1_LM1").click().run()

    assert not page.exception
    assert now() is A
    assert "Leaders agreed on ◆ Amber. It counts. It holds for most of our learners." in words(page)
    assert "LM1: Amber" in names(page)
    assert page.text_area(key="draft_agreed_1_LM1").value == ""

    page.button(key="forget_1_LM1").click().run()
    assert now() is Waiting.NOT_AGREED


def test_where_the_rule_is_another_leaders_set_nothing() -> None:
    page = opened(statement="LM1")

    assert not [one for one in page.button if one.key == "set_1_LM1"]
    assert "Leaders have not agreed" not in words(page)


def test_what_leaders_agree_costs_no_page_more_than_six_statements() -> None:
    go_by(RollUp.LEADERS)
    seen = viewing.snapshots(desk(), 1)[0].standings["LM1"]
    agreeing.agree_rating(desk(), round_id=1, **LM1, rating=A, reason="So.", seen=seen)

    for address in ("", "results", "progress", "report", "actions"):
        with counted() as cost:
            page = page_at(address)
        assert not page.exception
        assert cost.transactions <= 2  # the catalogue opens Home first
        assert len(cost.statements) <= 2 * MOST_STATEMENTS


def test_leaders_may_set_a_statement_to_not_applicable() -> None:
    go_by(RollUp.LEADERS)
    page = opened(statement="LM1")
    page.button_group(key="agreed_rating_1_LM1").set_value(Rating.NOT_APPLICABLE)
    page.text_area(key="draft_agreed_1_LM1").set_value("We have no such learners.")
    page.button(key="set_1_LM1").click().run()

    assert not page.exception
    assert now() is Rating.NOT_APPLICABLE
    assert "LM1: Not applicable" in names(page)
    assert "0 ▲ Red" in words(page)
