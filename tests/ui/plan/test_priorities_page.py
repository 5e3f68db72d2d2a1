"""Priorities: the most pressing first, why each stands there, an action planned in its row, and what stands beside."""

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round, Team
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from sendsat.ui.frame import view, workplace
from tests.ui.visit import begin_elm, coming_to, desk

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm("Spring", OrganisationKind.FE_COLLEGE)


def newest() -> Round:
    return viewing.rounds_of(desk())[-1]


def rate(statement_id: str, rating: Rating, *, team: Team | None = None) -> None:
    round_ = newest()
    team_id = (team or round_.teams[0]).id
    judging.rate(desk(), round_id=round_.id, team_id=team_id, statement_id=statement_id, rating=rating)


def opened(url_path: str = "priorities", **address: str) -> AppTest:
    page = coming_to(url_path, **address).run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*page.markdown, *page.caption))


def rows(page: AppTest) -> list[str]:
    return [one.value for one in page.markdown if "\\. **[" in one.value]


def press(page: AppTest, label: str, number: int = 0) -> AppTest:
    [*found] = [one for one in page.button if one.label == label]
    found[number].click().run()
    assert not page.exception
    return page


def test_a_round_with_nothing_red_says_so_and_names_what_nobody_has_rated() -> None:
    rate("LM1", G)
    page = opened()
    assert "**No statement is Red, and none slipped\\.**" in words(page)
    assert "Left out, because nothing counts for them yet: 90 statements not rated yet." in words(page)
    assert "There is no earlier round, so nothing can have moved." in words(page)
    assert rows(page) == []


def test_each_row_says_why_it_stands_there_and_the_lists_beside_say_what_moved() -> None:
    for name in ("Summer", "Autumn", "Winter"):
        rate("SP1", R)
        rate("SP2", R if name == "Autumn" else G)
        rate("SP3", R)
        rounds.start_round(desk(), name=name)
    for statement_id, rating in (("SP1", R), ("SP2", A), ("SP3", G), ("LM1", G)):
        rate(statement_id, rating)
    page = opened()
    first, second = rows(page)
    assert "statement=SP1)" in first
    assert "Red the last 4 times it was rated · No open action" in first
    assert "SP2" in second
    assert "Slipped since Autumn" in second
    assert "**2 statements need you\\: 1 is Red, 1 more slipped since Autumn\\.**" in words(page)
    assert [one.value.removeprefix(":small[").removesuffix("]") for one in page.header] == [
        "Red 3 times running, or more (1)",
        "Gone backwards since Autumn (1)",
        "Most improved since Autumn (1)",
    ]
    assert "Red to Green" in words(page)
    assert "Green to Amber" in words(page)


def test_an_action_is_planned_in_the_row_and_the_row_says_so_at_once() -> None:
    rate("LM3", R)
    page = press(opened(), "Plan an action")
    [box] = [one for one in page.text_area if one.label.startswith("Another action")]
    box.input("Write the policy")
    press(page, "Add action")
    assert "1 open action" in rows(page)[0]
    [action] = viewing.actions_of(desk())
    assert (action.text, action.statements, action.team_id) == ("Write the policy", ("LM3",), newest().teams[0].id)
    press(page, "Close LM3")
    assert not page.text_area


def test_what_is_planned_belongs_to_the_team_that_is_looked_at() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM3", R, team=tutors)
    page = press(opened(whose="Tutors"), "Plan an action")
    assert "What you add here is planned for Tutors." in words(page)
    next(one for one in page.text_area if one.label.startswith("Another action")).input("Ask")
    press(page, "Add action")
    [action] = viewing.actions_of(desk())
    assert action.team_id == tutors.id


def test_the_address_holds_team_and_section() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM3", R)
    rate("LM4", R, team=tutors)
    rate("SP1", R)
    assert len(rows(opened())) == 3
    assert ["LM4" in one for one in rows(opened(whose="Tutors"))] == [True]
    page = opened(section="2 Study programmes")
    assert ["SP1" in one for one in rows(page)] == [True]
    assert "1 of 3 statements shown." in words(page)


def test_many_reds_are_drawn_a_dozen_at_first_and_all_on_paper() -> None:
    for number in range(1, 15):
        rate(f"LM{number}", R)
    page = opened()
    assert len(rows(page)) == 12
    paper = " ".join(one.proto.body for one in page.get("html") if "paper-only" in one.proto.body)
    assert paper.count("<li>") == 2
    press(page, "Show the other 2")
    assert len(rows(page)) == 14


def test_an_overdue_action_is_named_and_a_reader_is_offered_nothing_to_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    rate("LM3", R)
    draft = Draft("Do it", due=date(2020, 1, 1))
    planning.plan_action(desk(), round_id=newest().id, team_id=None, statements=("LM3",), draft=draft)
    assert "1 open action, 1 overdue" in rows(opened())[0]
    monkeypatch.setattr("sendsat.ui.plan.priorities.may", lambda *_: False)
    assert not [one for one in opened().button if one.label == "Plan an action"]


def test_a_supplement_is_counted_apart() -> None:
    [supplement, *_] = desk().library.supplements
    rounds.set_supplements(desk(), round_id=newest().id, supplements=(supplement.id,))
    statement_id = next(iter(supplement.statements))
    rate("LM3", R)
    rate(statement_id, R)
    page = opened()
    assert "**1 statement needs you\\: 1 is Red\\.**" in words(page)
    assert any("counted apart" in one.value for one in page.header)
    assert [one.partition("[")[2].partition("]")[0] for one in rows(page)] == ["LM3", statement_id]


def test_home_and_results_lead_here() -> None:
    rate("LM3", R)
    home = opened("")
    assert any(one.proto.label.startswith("Priorities") for one in home.main.get("page_link"))
    results = " ".join(one.proto.body for one in opened("results").get("html"))
    assert 'href="/priorities?' in results


def test_a_view_as_a_team_leaves_the_view_it_came_from_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", kept)
    with visiting(workplace.store(), workplace.library()) as visit:
        everyone = view.load(visit, newest().id, None, (Part.ROUND,))

    own = view.of_team(everyone, 7)

    assert (everyone.team_id, own.team_id) == (None, 7)
    assert view.current() is own
    assert own.seen is everyone.seen
