"""Cells changed in the plan's table: several are asked about, all are told with Undo, refused ones keep their words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.values import Action, Status
from sendsat.errors import StorageError
from sendsat.services import viewing
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from tests.ui.visit import begin_elm, desk

NAMES = ("One", "Two", "Three")


def _page() -> None:
    import streamlit as st

    from sendsat.ui.plan import action_plan, changes
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive()
    changes.take(st.session_state.pop("go", ()))
    arrive()
    action_plan.draw()


@pytest.fixture(autouse=True)
def elm(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_elm)


def _elm() -> None:
    round_ = begin_elm()
    for text in NAMES:
        draft = Draft(text, "Ann", date(2027, 1, 31))
        planning.plan_action(desk(), round_id=round_.id, team_id=None, statements=("LM1",), draft=draft)


def actions() -> tuple[Action, ...]:
    return viewing.actions_of(desk())


def changing(column: str, *typed: str) -> AppTest:
    """A page on which one cell after the other of a column was changed, in one go."""
    from sendsat.ui.plan.cells import Cell

    page = AppTest.from_function(_page, default_timeout=20)
    page.session_state["go"] = tuple(Cell(one, column, words) for one, words in zip(actions(), typed, strict=False))
    return drawn(page)


def drawn(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(one for one in page.button if label in one.label).click()
    return drawn(page)


def words(page: AppTest) -> str:
    """What the page says, without the marks that keep Markdown from working in it."""
    return " ".join(
        str(one.value) for one in (*page.markdown, *page.get("html"), *page.caption, *page.error, *page.warning)
    ).replace("\\", "")


def labels(page: AppTest) -> set[str]:
    return {one.label for one in page.button}


def test_words_in_several_actions_are_not_replaced_before_somebody_says_yes() -> None:
    page = changing("Action", "A", "B", "C")
    assert "This would change 3 actions. Nothing is saved yet." in words(page)
    assert "Two → B" in words(page)
    assert [one.text for one in actions()] == list(NAMES)

    page = press(page, "Save all 3 changes")

    assert [one.text for one in actions()] == ["A", "B", "C"]
    assert "3 actions changed" in words(page)


def test_a_paste_of_several_lines_goes_into_one_cell_if_asked() -> None:
    page = press(changing("Action", "A", "B", "C"), "Put all 3 lines into “One”")
    assert [one.text for one in actions()] == ["A\nB\nC", "Two", "Three"]
    assert "1 action changed" in words(page)


def test_somebody_who_says_no_leaves_the_plan_as_it_is() -> None:
    page = press(changing("Owner", "", "", ""), "Leave the plan as it is")
    assert {one.owner for one in actions()} == {"Ann"}
    assert "This would change" not in words(page)


@pytest.mark.parametrize(
    ("column", "typed", "asked"),
    [
        ("Owner", ("", ""), True),
        ("Owner", ("Bob", "Cay"), True),
        ("Due", ("", ""), True),
        ("Action", ("A", "B"), True),
        ("Due", ("1/2/2027", "2/2/2027"), False),
        ("Status", ("Done", "Done"), False),
        ("Owner", ("",), False),
        ("Action", ("A",), False),
    ],
)
def test_only_a_go_that_takes_words_from_several_cells_is_asked_about(
    column: str, typed: tuple[str, ...], asked: bool
) -> None:
    page = changing(column, *typed)
    assert ("Nothing is saved yet" in words(page)) is asked
    assert any("Undo" in one for one in labels(page)) is not asked


def test_undo_puts_every_cell_back_also_after_filters_and_other_clicks() -> None:
    before = actions()
    page = press(changing("Owner", "", "", ""), "Save all 3 changes")
    assert {one.owner for one in actions()} == {""}
    page.selectbox(key="show").select("Overdue")
    page = drawn(drawn(page))

    page = press(page, "Undo all 3 changes")

    assert [one.owner for one in actions()] == [one.owner for one in before]
    assert "Put back" in words(page)
    assert not any("Undo" in one for one in labels(page))


def test_undo_leaves_what_somebody_else_changed_since_and_says_so() -> None:
    page = press(changing("Owner", "", "", ""), "Save all 3 changes")
    planning.change_action(desk(), action=replace(actions()[1], owner="Theirs"))

    page = press(page, "Undo all 3 changes")

    assert [one.owner for one in actions()] == ["Ann", "Theirs", "Ann"]
    assert "Owner of “Two” was not put back: somebody has changed it since" in words(page)
    assert "Before your change it was: Ann" in words(page)


def test_undo_of_an_action_that_was_removed_says_so() -> None:
    page = changing("Owner", "")
    removing.remove_action(desk(), action_id=actions()[0].id)
    page = press(page, "Undo this change")
    assert "Owner of “One” was not put back" in words(page)
    assert "Put back" not in words(page)


def test_dates_are_read_day_first_and_what_is_none_waits_with_its_words() -> None:
    page = changing("Due", "01/02/2027", "31/12/2026", "12/31/2026")
    assert [one.due for one in actions()] == [date(2027, 2, 1), date(2026, 12, 31), date(2027, 1, 31)]
    assert "Due of “Three”: “12/31/2026” is not a date, day first" in words(page)
    assert "31 January 2027 → 1 February 2027" in words(page)
    box = next(one for one in page.text_input if one.label == "Due, new and not saved yet")
    assert box.value == "12/31/2026"

    box.input("31/12/2026")
    press(drawn(page), "Take what is new")

    assert actions()[2].due == date(2026, 12, 31)


def test_a_name_that_is_too_long_is_kept_to_be_made_shorter() -> None:
    page = changing("Owner", "y" * 201)
    assert actions()[0].owner == "Ann"
    assert "too long" in words(page)
    assert next(one for one in page.text_input if "not saved yet" in one.label).value == "y" * 201


def test_an_action_is_not_emptied_and_the_page_says_how_it_is_removed() -> None:
    page = changing("Action", " ")
    assert actions()[0].text == "One"
    assert "Action of “One” was not emptied" in words(page)


def test_several_conflicts_of_one_paste_all_wait_with_both_texts() -> None:
    page = changing("Owner", "Bob", "Cay")
    for action in actions():
        planning.change_action(desk(), action=replace(action, owner="Theirs"))
    page = press(page, "Save all 2 changes")
    assert {one.owner for one in actions()} == {"Theirs"}
    for mine in ("Bob", "Cay"):
        assert f"New, not saved yet**  \n{mine}" in words(page)


def test_what_the_database_did_not_take_waits_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    verb: Callable[..., object] = planning.change_actions
    monkeypatch.setattr(planning, "change_actions", failing)
    page = changing("Owner", "Bob")
    assert "The disk is full" in words(page)
    assert "not saved yet**  \nBob" in words(page)
    monkeypatch.setattr(planning, "change_actions", verb)
    press(page, "Take what is new")
    assert actions()[0].owner == "Bob"


def test_an_action_finished_in_a_go_opens_below() -> None:
    page = changing("Status", "done")
    assert actions()[0].status is Status.DONE
    assert page.selectbox(key="plan_one").value == actions()[0].id
