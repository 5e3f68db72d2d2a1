"""One action in full: its success measure and its milestones, and how a plan that came in is undone."""

from dataclasses import replace
from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from sendsat.services import viewing
from sendsat.services.plan import importing, milestones, planning
from tests.ui.plan.test_action_plan_page import IMPORT, elm, opened, stored, words
from tests.ui.visit import desk

__all__ = ["elm"]


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
