"""Where a Red means that somebody may be unsafe now, there is something to do today, and somebody who can do it."""

import re

import pytest

from sendsat.guide.model import NextStep
from tests.content.shipped import ours, statements

UNSAFE_IF_RED = ["LM19", "LM20", "SP7", "SP8", "SP9", "SP18", "WBL4", "WBL5", "WBL11"]
INTERIM = r"buddy|ground-floor|trained|named supervisor|watch over|pause|[Ss]top any task|bring the learner back"


def first_step(statement_id: str) -> NextStep:
    return next(ours(one).next_steps[0] for one in statements() if one.id == statement_id)


def test_these_reds_mean_that_a_plan_or_a_look_at_a_risk_is_missing_for_somebody_who_is_there() -> None:
    assert [one.id for one in statements() if ours(one).unsafe_if_red] == UNSAFE_IF_RED


def test_no_red_that_speaks_of_such_a_plan_is_left_out() -> None:
    speaks = re.compile(r"PEEP|health care plan|risk assessment|[Rr]isk is looked at|checked safety", re.IGNORECASE)
    assert [one.id for one in statements() if speaks.search(ours(one).rag.red) and not ours(one).unsafe_if_red] == []


@pytest.mark.parametrize("statement_id", UNSAFE_IF_RED)
def test_the_first_step_is_for_today_by_the_duty_manager_with_something_that_holds_meanwhile(statement_id: str) -> None:
    step = first_step(statement_id)
    assert (step.from_, step.owner, step.when) == ("red", "Duty manager", "today")
    assert re.search(INTERIM, step.text)
    assert len(step.text.split()) <= 40


@pytest.mark.parametrize("statement_id", UNSAFE_IF_RED)
def test_what_lasts_follows_within_two_months(statement_id: str) -> None:
    lasting = next(ours(one).next_steps[1] for one in statements() if one.id == statement_id)
    assert lasting.from_ == "red"
    assert 1 <= lasting.weeks <= 8


@pytest.mark.parametrize("statement_id", UNSAFE_IF_RED)
def test_a_red_that_means_danger_is_about_today_so_that_mending_it_leads_out(statement_id: str) -> None:
    red = next(ours(one).rag.red for one in statements() if one.id == statement_id)
    assert re.search(r"this year|past year|last year", red, re.IGNORECASE) is None
