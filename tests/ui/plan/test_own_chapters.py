"""Chapters of one's own on the report's page: no word of one is lost, whoever moves it or takes it out."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.report import chapters
from sendsat.settings import DEMONSTRATION
from sendsat.ui.frame import workplace
from tests.factories import STARTED
from tests.ui.visit import desk


def _page() -> None:
    import streamlit as st

    from sendsat.ui.plan import report
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive(in_team=False)
    report.draw()


@pytest.fixture
def page(own_database: None) -> AppTest:
    load_demonstration(workplace.store(), workplace.library(), DEMONSTRATION, now=STARTED)
    page = AppTest.from_function(_page, default_timeout=20).run()
    return page.selectbox(key="report_part").select("Our own chapters").run()


def shown(page: AppTest) -> str:
    """What is written on the page, also in lines of our own."""
    return " ".join((*(str(one.value) for one in page.markdown), *(one.proto.body for one in page.get("html"))))


def press(page: AppTest, label: str) -> AppTest:
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def test_a_chapter_is_added_named_written_moved_and_taken_out_without_losing_a_word(page: AppTest) -> None:
    press(page, "Add a chapter")
    press(page, "Add a chapter")
    for what, words in (("title", "The year ahead"), ("text", "We open a base *here*.")):
        place = f"report_3_chapter_2_{what}"
        page.button(key=f"edit_{place}").click().run()
        page.text_area(key=f"text_{place}").input(words).run()
        page.run()
    assert [one.value for one in page.subheader] == ["Our chapter 1", "The year ahead"]

    press(page, "Move up")
    assert [one.value for one in page.subheader] == ["The year ahead", "Our chapter 1"]
    assert "The year ahead" in shown(page)

    press(page, "Take out")
    assert [one.value for one in page.subheader] == ["Our chapter 1"]
    assert "We open a base \\*here\\*\\." in shown(page)

    page.selectbox(key="report_part").select("Overall position").run()
    press(page, "Bring back “The year ahead”")
    assert page.selectbox(key="report_part").value == "Our own chapters"
    assert [one.value for one in page.subheader] == ["Our chapter 1", "The year ahead"]
    assert not [one for one in page.button if one.label.startswith("Bring back")]
    assert "Saved." in shown(page)


def test_words_on_their_way_into_a_chapter_that_somebody_else_takes_out_are_kept_and_shown(page: AppTest) -> None:
    press(page, "Add a chapter")
    for what in ("title", "text"):
        page.button(key=f"edit_report_3_chapter_1_{what}").click().run()
        page.run()
    chapters.arrange(desk(), round_id=3, team_id=None, numbers=(), seen=("1",))
    page.text_area(key="text_report_3_chapter_1_title").input("The year ahead")
    page.text_area(key="text_report_3_chapter_1_text").input("We open a base.").run()
    assert not page.exception
    assert not page.subheader
    assert "We open a base\\." in shown(page)
    assert "The year ahead" in shown(page)
    assert "Saved under “Texts that no longer have a place”" in shown(page)
