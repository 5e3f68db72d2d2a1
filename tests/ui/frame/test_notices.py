"""A notice that is shown once reaches whoever it is for, however soon something else is pressed."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.visit import begin_elm


def _page() -> None:
    """A page that says what was saved; while "again" is set, something else is pressed before its drawing ends."""
    import streamlit as st

    from sendsat.ui.frame import notices
    from sendsat.ui.frame.notices import Notice
    from tests.ui.visit import arrive

    arrive()
    st.button("Keep", on_click=notices.say, args=("page", Notice("saved", "Kept")))
    st.button("Refuse", on_click=notices.say, args=("page", Notice("failed", "Not kept")))
    st.button("Something else")
    notices.show_once("page")
    if st.session_state.pop("again", False):
        st.rerun()


@pytest.fixture
def page(own_database: None) -> AppTest:
    begin_elm()
    return AppTest.from_function(_page, default_timeout=20).run()


def press(page: AppTest, label: str, *, again: bool = False) -> list[str]:
    """Press a button, with `again` as if something else were pressed in the middle of the drawing; what is told."""
    page.session_state["again"] = again
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return [one.value for one in (*page.success, *page.error)]


@pytest.mark.parametrize(("label", "told"), [("Keep", "Kept"), ("Refuse", "Not kept")])
def test_a_notice_is_told_though_its_first_drawing_gives_way(page: AppTest, label: str, told: str) -> None:
    assert press(page, label, again=True) == [told]


@pytest.mark.parametrize("again", [False, True])
def test_the_next_press_takes_a_notice_away(page: AppTest, again: bool) -> None:
    press(page, "Keep", again=again)
    assert press(page, "Something else") == []
    assert press(page, "Something else") == []


def test_the_next_notice_takes_the_place_of_the_one_before(page: AppTest) -> None:
    press(page, "Keep")
    assert press(page, "Refuse", again=True) == ["Not kept"]
