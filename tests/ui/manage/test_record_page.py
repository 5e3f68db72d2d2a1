"""The page of who did what shows what is asked for, also where only the address asks."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.rounds import judging
from sendsat.ui.frame import state
from tests.ui.visit import coming_to, desk


@pytest.fixture
def page(demonstration: None) -> AppTest:
    round_ = viewing.rounds_of(desk())[-1]
    for rating in (Rating.RED, Rating.GREEN):
        judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM3", rating=rating)
    return coming_to("record")


def told(page: AppTest) -> str:
    assert not page.exception
    return " ".join(one.value for one in page.get("html"))


def test_it_says_who_rated_what_and_what_stood_there_before(page: AppTest) -> None:
    page.run()
    assert "Rated LM3 Green (was Red)" in told(page)
    assert "Someone at this computer" in told(page)
    assert "on a page" in told(page)


def test_a_filter_narrows_and_another_page_can_be_asked_for(page: AppTest) -> None:
    page.run()
    assert not page.button(key="older").disabled
    page.button(key="older").click().run()
    assert "Rated LM3 Green (was Red)" not in told(page)
    page.text_input(key=state.RECORD_STATEMENT).set_value("lm3").run()
    assert "Rated LM3 Green (was Red)" in told(page), "another filter begins with its first page"
    page.selectbox(key=state.RECORD_WAY).set_value("by phone").run()
    assert page.info[0].value == "Nothing fits this filter."


def test_the_address_alone_narrows(page: AppTest) -> None:
    page.query_params["statement"] = "LM3"
    page.query_params["about"] = "Ratings"
    page.query_params["since"] = "2026-99-99"
    page.query_params["page"] = "x"
    page.run()
    assert "LM3" in told(page)
    assert "LM1" not in told(page)
