"""Texts that save themselves: what could not be saved stays, with a way on, and both texts of a conflict are shown."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.values import Action
from sendsat.errors import StorageError
from sendsat.services import viewing
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.ui.frame import two_texts, workplace
from tests.factories import STARTED
from tests.ui.visit import desk

UI = Path(two_texts.__file__).parents[1]


def _box() -> None:
    """A box on a page that can be left; its store fails, or was changed by somebody else, when the session says so."""
    import streamlit as st

    from sendsat.errors import Conflict, StorageError
    from sendsat.ui.frame import kept_text
    from sendsat.ui.frame.kept_text import KeptText
    from tests.ui.visit import arrive

    arrive()
    state = st.session_state
    stored = state.setdefault("stored", "Before")

    def save(text: str, seen: str) -> str:
        if state.get("broken"):
            raise StorageError("The database is in use.", "Try again.")
        if state["stored"] not in (seen, text):
            raise Conflict(field="text", stored=state["stored"], offered=text)
        state["stored"] = text
        return text

    if not st.toggle("Elsewhere", key="elsewhere"):
        kept_text.area(KeptText("text_it", stored, save, waits="it", told="it", undo=True), "It")


@pytest.fixture
def college(own_database: None) -> None:
    found_organisation(
        workplace.store(),
        workplace.library(),
        name="Elm",
        kind=OrganisationKind.PROVIDER,
        round_name="Autumn",
        now=STARTED,
    )


@pytest.fixture
def page(college: None) -> AppTest:
    return AppTest.from_function(_box, default_timeout=20).run()


def press(page: AppTest, label: str) -> None:
    next(one for one in page.button if one.label == label).click().run()


def unsaved(page: AppTest) -> AppTest:
    page.session_state["broken"] = True
    page.text_area(key="text_it").set_value("Mine").run()
    assert "NOT SAVED" in page.error[0].value
    return page


def test_what_could_not_be_saved_is_saved_by_trying_again(page: AppTest) -> None:
    unsaved(page).session_state["broken"] = False
    press(page, "Try to save again")
    assert (page.session_state["stored"], page.text_area(key="text_it").value, len(page.error)) == ("Mine", "Mine", 0)


def test_what_could_not_be_saved_comes_back_into_a_box_that_was_left(page: AppTest) -> None:
    unsaved(page).toggle(key="elsewhere").set_value(True).run()
    assert not page.text_area
    page.toggle(key="elsewhere").set_value(False).run()
    assert page.text_area(key="text_it").value == "Mine"


def test_what_could_not_be_saved_can_be_given_up(page: AppTest) -> None:
    press(unsaved(page), "Undo my change")
    assert (page.text_area(key="text_it").value, len(page.error)) == ("Before", 0)


def test_a_failure_while_a_choice_is_saved_keeps_the_words_chosen(page: AppTest) -> None:
    page.session_state["stored"] = "Theirs"
    page.text_area(key="text_it").set_value("Mine").run()
    page.session_state["broken"] = True
    press(page, "Keep both")
    assert page.text_area(key="text_it").value == "Theirs\n\nMine"
    page.session_state["broken"] = False
    press(page, "Try to save again")
    assert page.session_state["stored"] == "Theirs\n\nMine", "the choice was made over theirs: no second conflict"


def _section() -> None:
    from sendsat.ui.frame import view
    from sendsat.ui.guide import action_editor
    from tests.ui.visit import arrive

    arrive()
    action_editor.for_statement(view.current().edition.statements["LM1"], allowed=True)


def card() -> tuple[AppTest, Action]:
    round_ = viewing.rounds_of(desk())[-1]
    planning.plan_action(desk(), round_id=round_.id, team_id=None, statements=("LM1",), draft=Draft("Do it."))
    return AppTest.from_function(_section, default_timeout=20).run(), action()


def action() -> Action:
    [found] = viewing.actions_of(desk())
    return found


def field(found: Any, label: str) -> Any:
    return next(one for one in found if one.label == label)


def test_a_field_of_an_action_that_cannot_be_kept_does_not_hold_the_others_back(college: None) -> None:
    page, _ = card()
    field(page.text_area, "What will be done").set_value("").run()
    field(page.text_input, "Who").set_value("Ann").run()
    assert (action().text, action().owner) == ("Do it.", "Ann")
    assert "NOT SAVED" in page.error[0].value
    press(page, "Undo my change")
    assert (field(page.text_area, "What will be done").value, len(page.error)) == ("Do it.", 0)


@pytest.mark.parametrize(("choice", "kept"), [(two_texts.STORED, date(2027, 1, 1)), (two_texts.NEW, date(2027, 2, 2))])
def test_of_two_dates_one_is_chosen_and_they_are_not_joined(college: None, choice: str, kept: date) -> None:
    page, before = card()
    planning.change_action(desk(), action=replace(before, due=date(2027, 1, 1)))
    field(page.date_input, "Due").set_value(date(2027, 2, 2)).run()
    assert action().due == date(2027, 1, 1)
    assert two_texts.BOTH not in [one.label for one in page.button]
    press(page, choice)
    assert (action().due, field(page.date_input, "Due").value, len(page.warning)) == (kept, kept, 0)


def test_two_texts_of_an_action_can_be_kept_both(college: None) -> None:
    page, before = card()
    planning.change_action(desk(), action=replace(before, text="Theirs."))
    field(page.text_area, "What will be done").set_value("Mine.").run()
    press(page, two_texts.BOTH)
    assert action().text.split() == ["Theirs.", "Mine."]
    assert not page.warning


def test_an_action_field_that_the_database_did_not_take_waits_alone(
    college: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StorageError("The database is in use.", "Try again.")

    page, _ = card()
    with monkeypatch.context() as broken:
        broken.setattr(planning, "change_action", busy)
        field(page.text_input, "Who").set_value("Ann").run()
    assert field(page.text_input, "Who").value == "Ann"
    press(page, "Try to save again")
    assert (action().owner, len(page.error)) == ("Ann", 0)


def test_the_words_of_a_conflict_are_written_in_one_place() -> None:
    words = (
        *two_texts.CHOICES,
        "Stored now",
        "New, not saved yet",
        "Keep mine",
        "Keep theirs",
        "Take theirs",
        "Save mine",
    )
    found = {
        (path.name, node.value)
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(words)
    }
    assert {name for name, _ in found} == {"two_texts.py"}, found
