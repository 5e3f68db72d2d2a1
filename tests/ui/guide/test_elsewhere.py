"""The page of the leadership section says beside a statement what teams said of the same thing."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds
from tests.ui.guide.section_page import html, leadership_page
from tests.ui.visit import desk

pytestmark = pytest.mark.usefixtures("own_database")


def told(page: AppTest, statement_id: str) -> str:
    [text] = [one for one in html(page) if f'id="{statement_id}"' in one]
    return text


def rate_every_related() -> None:
    round_ = viewing.rounds_of(desk())[-1]
    [snapshot] = viewing.snapshots(desk(), round_.id)
    for _, other in snapshot.edition.related_to["LM1"]:
        if other in snapshot.asked:
            judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id=other, rating=Rating.RED)


def test_what_teams_said_of_the_same_thing_stands_beside_a_leadership_statement() -> None:
    page = leadership_page()
    before = told(page, "LM1")
    assert "What teams say of the same thing" in before
    assert "Not every team asked has rated" in before
    assert "You can still rate" not in before

    rate_every_related()
    after = told(page.run(), "LM1")

    assert "Every team asked has rated these." in after
    assert '<span class="rag-red">▲ Red</span>' in after


def test_in_a_closed_round_nobody_is_told_to_rate() -> None:
    page = leadership_page()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)

    shown = told(page.run(), "LM1")
    assert "Not every team asked has rated" in shown
    assert "You can still rate" not in shown
