"""The action plan: what could not be saved is held, a finished action stays in reach, downloads say what they hold."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.values import Action, Status
from sendsat.services import viewing
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import rounds
from tests.ui.visit import begin_elm, desk


def _page() -> None:
    import streamlit as st

    from sendsat.ui.plan import action_plan
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive()
    action_plan.draw()


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    round_ = begin_elm()
    for text, owner, due in (("Later", "*Ann*", date(2027, 3, 1)), ("Sooner", "Bob", date(2027, 1, 1))):
        draft = Draft(text, owner, due)
        planning.plan_action(desk(), round_id=round_.id, team_id=None, statements=("LM1",), draft=draft)


def stored(text: str) -> Action:
    return next(one for one in viewing.actions_of(desk()) if text in one.text)


def opened(**state: object) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=20)
    for key, value in state.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def held(column: str, typed: str, why: str = "") -> AppTest:
    """A page where somebody's cell could not be saved, because the text is somebody else's by now."""
    from sendsat.ui.plan.cells import Cell
    from sendsat.ui.plan.changes import Unsaved

    action = stored("Later")
    planning.change_action(desk(), action=replace(action, text="Theirs"))
    return opened(plan_unsaved={1: Unsaved(Cell(action, column, typed), why)})


def words(page: AppTest) -> str:
    return " ".join(str(one.value) for one in (*page.markdown, *page.caption, *page.header))


@pytest.mark.parametrize(
    ("button", "kept"),
    [("Keep what is stored", "Theirs"), ("Take what is new", "Mine"), ("Keep both", "Theirs\n\nMine")],
)
def test_of_two_texts_in_the_table_both_are_shown_and_the_choice_is_kept(button: str, kept: str) -> None:
    page = held("Action", "Mine")
    assert "**Stored now**  \nTheirs" in words(page)
    assert "**New, not saved yet**  \nMine" in words(page)

    next(one for one in page.button if one.label == button).click().run()

    assert kept in [one.text for one in viewing.actions_of(desk())]
    assert "not saved yet" not in words(page)


def choices(page: AppTest) -> list[str]:
    return [one.label for one in page.button if one.label.startswith(("Keep", "Take", "Save"))]


def test_words_for_an_action_that_is_gone_are_still_shown() -> None:
    page = held("Action", "Mine")
    removing.remove_action(desk(), action_id=stored("Theirs").id)
    page.run()
    assert not page.exception
    assert "(removed from the plan)" in words(page)
    assert "not saved yet**  \nMine" in words(page)
    assert choices(page) == ["Keep what is stored"]


def test_a_date_in_conflict_offers_no_joining_of_texts() -> None:
    page = held("Due", "2027-05-05")
    assert choices(page) == [
        "Keep what is stored",
        "Take what is new",
    ]


def test_a_finished_action_opens_for_rating_again_although_only_open_ones_are_listed() -> None:
    action = stored("Sooner")
    planning.change_action(desk(), action=replace(action, status=Status.DONE))
    page = opened(plan_finished=action.id)
    assert page.selectbox(key="plan_one").value == action.id
    assert "Rate **LM1** again?" in words(page)
    page.run()
    assert page.selectbox(key="plan_one").value == action.id


def test_evidence_that_somebody_else_wrote_meanwhile_is_not_written_over() -> None:
    action = planning.change_action(desk(), action=replace(stored("Sooner"), status=Status.DONE))
    page = opened(plan_finished=action.id)
    planning.change_action(desk(), action=replace(action, closing_evidence="Theirs"))

    page.text_area(key=f"text_closing_{action.id}").input("Mine").run()

    assert stored("Sooner").closing_evidence == "Theirs"
    assert "**Stored now**  \nTheirs" in words(page)
    next(one for one in page.button if one.label == "Keep both").click().run()
    assert stored("Sooner").closing_evidence == "Theirs\n\nMine"


def test_a_box_shows_what_is_stored_by_now_and_not_what_it_showed_first() -> None:
    action = planning.change_action(desk(), action=replace(stored("Sooner"), status=Status.DONE))
    page = opened(plan_finished=action.id)
    planning.change_action(desk(), action=replace(action, closing_evidence="Theirs", statements=("LM1", "LM2")))
    page.run()
    assert page.text_area(key=f"text_closing_{action.id}").value == "Theirs"
    assert page.multiselect(key=f"plan_statements_{action.id}").value == ["LM1", "LM2"]


def test_owners_are_named_as_typed_and_months_follow_each_other() -> None:
    assert "\\*Ann\\* (1)" in [one.value for one in opened(view="By owner").header]
    months = [one.value for one in opened(view="By month", show="All").header]
    assert months[:2] == ["January 2027 (1)", "March 2027 (1)"]


def test_history_says_words_and_not_codes() -> None:
    action = planning.change_action(
        desk(), action=replace(stored("Sooner"), status=Status.IN_PROGRESS, due=date(2027, 2, 3))
    )
    page = opened(plan_one=action.id, **{f"history_{action.id}": True})
    assert "Status: Not started → In progress" in words(page)
    assert "Due: 1 January 2027 → 3 February 2027" in words(page)


def test_an_actions_earlier_text_comes_back_and_undo_takes_it_back() -> None:
    action = planning.change_action(desk(), action=replace(stored("Sooner"), text="Something else"))
    page = opened(plan_one=action.id, **{f"history_{action.id}": True})
    next(one for one in page.button if one.label == "Put back: Sooner").click().run()
    assert stored("Sooner").id == action.id

    next(one for one in page.button if "Undo" in one.label).click().run()
    assert stored("Something else").id == action.id


def test_an_actions_text_that_changed_meanwhile_is_not_overwritten() -> None:
    action = planning.change_action(desk(), action=replace(stored("Sooner"), text="Something else"))
    page = opened(plan_one=action.id, **{f"history_{action.id}": True})
    planning.change_action(desk(), action=replace(action, text="Theirs"))
    next(one for one in page.button if one.label == "Put back: Sooner").click().run()

    assert stored("Theirs").id == action.id
    assert any("changed" in one.value for one in page.error)


def holds(page: AppTest) -> list[str]:
    return next((one.options for one in page.selectbox if one.label == "Which holds"), [])


def test_the_page_says_how_many_are_shown_and_offers_them_or_the_whole_plan_as_a_file() -> None:
    everything = opened()
    assert "2 of 2 actions shown." in words(everything)
    assert not holds(everything)
    narrowed = opened(owner="Bob")
    assert "1 of 2 actions shown." in words(narrowed)
    assert holds(narrowed) == ["Only the 1 shown", "The whole plan"]


def test_an_older_round_in_the_sidebar_is_named_where_its_file_holds_less_than_the_page() -> None:
    first = viewing.rounds_of(desk())[0]
    rounds.start_round(desk(), name="Spring")

    def page(round_id: int) -> None:
        import streamlit as st

        from sendsat.ui.plan import action_plan
        from tests.ui.visit import arrive

        st.session_state["_pages"] = {}
        arrive(in_team=False, round_id=round_id)
        action_plan.draw()

    said = words(AppTest.from_function(page, args=(first.id,), default_timeout=20).run())
    assert "Without actions planned after Autumn, the round in the sidebar." in said


IMPORT = {"plan_import": True}
