"""The action plan: what could not be saved is held, a finished action stays in reach, downloads say what they hold."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.values import Action, Status
from sendsat.services import viewing
from sendsat.services.plan import importing, milestones, planning, removing
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


def bring_in(text: str, owner: str) -> None:
    """Bring a file in that adds an action and gives "Later" to somebody else."""
    later = stored("Later")
    rows = [
        ["Action id", "Statement id", "Action", "Owner"],
        [str(later.id), "LM1", "Later", owner],
        ["", "LM1", text, ""],
    ]
    data = "\n".join(",".join(row) for row in rows).encode()
    importing.import_plan(desk(), seen=importing.preview_plan(desk(), data, "plan_2027.csv"))


def press(page: AppTest, label: str) -> AppTest:
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    """All that the page says, without the marks that keep people's words from being taken for Markdown."""
    shown = [words(page), *(str(one.value) for one in (*page.error, *page.warning, *page.success))]
    return " ".join(shown).replace("\\", "")


def test_a_plan_that_was_brought_in_is_undone_in_another_visit() -> None:
    bring_in("Brand new", "Cy")
    page = opened(**IMPORT)
    assert "plan_2027.csv: 2 actions" in told(page)
    press(page, "Undo this import")
    assert [one.text for one in viewing.actions_of(desk())] == ["Later", "Sooner"]
    assert stored("Later").owner == "*Ann*"
    assert "was undone" in told(page)
    assert "“Brand new”: removed" in told(page)
    assert "Undo this import" not in [one.label for one in page.button]


def test_an_undo_names_what_came_later_and_keeps_it_when_told_to() -> None:
    bring_in("Brand new", "Cy")
    planning.note_progress(desk(), action_id=stored("Brand new").id, text="Met on Monday")
    page = press(opened(**IMPORT), "Undo this import")
    assert "The import of plan_2027.csv was not undone yet. These were changed since:" in told(page)
    assert "“Brand new”: it has a note by now" in told(page)
    assert stored("Later").owner == "Cy"

    press(page, "Undo the rest and keep these")

    assert [one.text for one in stored("Brand new").notes] == ["Met on Monday"]
    assert stored("Later").owner == "*Ann*"
    assert "Kept, because it was changed since the import:" in told(page)
    assert "“Later”: as before the import" in told(page)


def test_after_an_undo_that_stopped_everything_can_be_left_as_it_is() -> None:
    bring_in("Brand new", "Cy")
    planning.note_progress(desk(), action_id=stored("Brand new").id, text="Met on Monday")
    page = press(press(opened(**IMPORT), "Undo this import"), "Leave everything as it is")
    assert (stored("Later").owner, stored("Brand new").owner) == ("Cy", "")
    assert "Undo the rest" not in " ".join(one.label for one in page.button)
    assert "Undo this import" in [one.label for one in page.button]


def test_a_success_measure_is_kept_as_it_is_typed_and_the_history_tells_it() -> None:
    action = stored("Sooner")
    page = opened(plan_one=action.id)
    next(one for one in page.text_area if one.label.startswith("How will you know")).input("Nine in ten").run()

    assert not page.exception
    assert stored("Sooner").success_measure == "Nine in ten"
    assert [one.field for one in viewing.action_history(desk(), action.id)] == ["success_measure", "planned"]


def test_a_success_measure_that_somebody_else_wrote_meanwhile_is_not_written_over() -> None:
    action = stored("Sooner")
    page = opened(plan_one=action.id)
    planning.change_action(desk(), action=replace(action, success_measure="Theirs"))
    next(one for one in page.text_area if one.label.startswith("How will you know")).input("Mine").run()

    assert stored("Sooner").success_measure == "Theirs"
    assert "Mine" in words(page)
    next(one for one in page.button if one.label == "Keep both").click().run()
    assert stored("Sooner").success_measure == "Theirs\n\nMine"


def box(page: AppTest, label: str) -> Any:
    return next(one for one in page.text_area if one.label.startswith(label))


def test_a_milestone_is_added_ticked_reworded_and_removed_in_the_action_in_full() -> None:
    action = stored("Sooner")
    page = opened(plan_one=action.id)
    box(page, "Another milestone").input("A *draft* is out")
    press(page, "Add milestone")
    assert "**Milestones**: 0 of 1 milestone done" in words(page)
    assert box(page, "Another milestone").value == ""

    assert r"A \*draft\* is out" in words(page)
    next(one for one in page.checkbox if one.label == "Done").check().run()
    assert stored("Sooner").milestones[0].done
    press(page, "Change")
    assert box(page, "What will be reached").value == "A *draft* is out"
    box(page, "What will be reached").input("Two drafts").run()
    page.date_input[0].set_value(date(2027, 3, 3)).run()
    assert stored("Sooner").milestones[0].words == "Two drafts (by 3 March 2027, done)"
    press(page, "Remove this milestone")
    assert not page.exception
    assert stored("Sooner").milestones == ()


def test_a_milestone_without_words_is_not_added_and_the_page_says_why() -> None:
    page = press(opened(plan_one=stored("Sooner").id), "Add milestone")
    assert "says nothing yet" in " ".join(one.value for one in page.error)


def test_a_milestone_that_somebody_else_reworded_meanwhile_is_shown_beside_what_was_typed() -> None:
    action = stored("Sooner")
    step = milestones.add_milestone(desk(), action_id=action.id, text="A draft")
    page = press(opened(plan_one=action.id), "Change")
    milestones.change_milestone(desk(), action_id=action.id, seen=step, wanted=replace(step, text="Theirs"))
    box(page, "What will be reached").input("Mine").run()
    assert stored("Sooner").milestones[0].text == "Theirs"
    assert "**New, not saved yet**  \nMine" in words(page)
    press(page, "Close")
    assert "**New, not saved yet**  \nMine" in words(page)
    press(page, "Take what is new")
    assert stored("Sooner").milestones[0].text == "Mine"
