"""A Red that leaves somebody unsafe heads the action plan and is marked in its rows, while the round is the newest."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.guide.model import NextStep
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds
from sendsat.ui.guide.action_editor import due_in
from sendsat.ui.plan import action_table
from tests.ui.visit import begin_elm, desk

MARK = "Somebody may be unsafe now."


def _page(round_id: int = 1) -> None:
    import streamlit as st

    from sendsat.ui.plan import action_plan
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive(round_id=round_id)
    action_plan.draw()


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm()


def rate(statement_id: str, rating: Rating) -> None:
    judging.rate(desk(), round_id=1, team_id=1, statement_id=statement_id, rating=rating)


def plan(statement_id: str) -> None:
    draft = Draft("Write the plans", "Ann", date(2027, 3, 1))
    planning.plan_action(desk(), round_id=1, team_id=1, statements=(statement_id,), draft=draft)


def opened(**state: object) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=20)
    for key, value in state.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def marks(page: AppTest) -> list[str]:
    return [one.value for one in page.warning if MARK in one.value]


def test_an_unsafe_red_heads_even_an_empty_plan_and_says_that_nothing_is_planned() -> None:
    rate("LM20", Rating.RED)

    (mark,) = marks(opened())

    assert "⚠" in mark
    assert "[LM20](" in mark
    assert "(nothing planned yet)" in mark


def test_it_counts_the_open_actions_of_each() -> None:
    rate("LM20", Rating.RED)
    rate("LM19", Rating.RED)
    plan("LM20")

    (mark,) = marks(opened())

    assert mark.index("LM19") < mark.index("LM20")
    assert "(1 open action)" in mark


@pytest.mark.parametrize(
    ("statement_id", "rating"), [("LM20", Rating.AMBER), ("LM20", Rating.GREEN), ("LM1", Rating.RED)]
)
def test_no_other_rating_is_marked(statement_id: str, rating: Rating) -> None:
    rate(statement_id, rating)
    plan(statement_id)

    assert marks(opened()) == []


def test_a_round_that_was_followed_by_another_no_longer_speaks_of_now() -> None:
    rate("LM20", Rating.RED)
    plan("LM20")
    rounds.start_round(desk(), name="Spring")

    assert marks(opened()) == []


def test_the_table_and_the_lists_mark_it_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    rate("LM20", Rating.RED)
    plan("LM20")
    drawn = []
    real = action_table.frame
    monkeypatch.setattr(action_table, "frame", lambda actions: drawn.append(real(actions)) or drawn[-1])

    opened()
    listed = opened(view="By owner")

    assert drawn[0]["Rating now"].tolist() == ["⚠ Red: may be unsafe"]
    assert any("Write the plans" in one.value and MARK in one.value for one in listed.markdown)


def test_a_step_for_today_falls_due_today() -> None:
    step = NextStep.model_validate({"from": "red", "to": "amber", "text": "Act", "owner": "Duty manager", "weeks": 0})
    assert due_in(step, date(2026, 11, 26)) == date(2026, 11, 26)
