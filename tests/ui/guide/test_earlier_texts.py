"""An earlier text comes back with one click: it is saved like any other, noted, and overwrites nobody unseen."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from sendsat.services import viewing
from sendsat.services.rounds import rounds
from tests.ui.guide.section_page import box, commentary, html, leadership_page, open_drawer, somebody_else_writes
from tests.ui.visit import desk


@pytest.fixture
def page(own_database: None) -> AppTest:
    return leadership_page()


def write(page: AppTest, *texts: str) -> None:
    for text in texts:
        box(page).set_value(text).run()


def put_back(page: AppTest) -> list[Button]:
    return [one for one in page.button if one.label == "Put this back"]


def test_an_earlier_text_comes_back_with_one_click_and_the_later_one_the_same_way(page: AppTest) -> None:
    write(page, "First words", "Others instead")
    open_drawer(page)
    [earlier] = put_back(page)
    earlier.click().run()
    assert (commentary(), box(page).value) == ("First words", "First words")

    page.run()
    [earlier] = put_back(page)
    earlier.click().run()
    assert (commentary(), box(page).value) == ("Others instead", "Others instead")
    newest = viewing.statement_history(desk(), "LM1")[0]
    assert (newest.verb, newest.old, newest.new) == ("write", "First words", "Others instead")


def test_a_text_that_was_emptied_comes_back(page: AppTest) -> None:
    write(page, "All my words", "")
    open_drawer(page)
    put_back(page)[0].click().run()
    assert commentary() == "All my words"


def test_a_text_that_a_round_began_with_comes_back_too(page: AppTest) -> None:
    write(page, "Of last round")
    first = viewing.rounds_of(desk())[-1]
    rounds.start_round(desk(), name="Spring", carry_forward_from=first.id)
    later = AppTest.from_function(_of_spring, default_timeout=20).run()
    write(later, "Of this round")
    open_drawer(later)
    assert any("Before that" in one for one in html(later))
    put_back(later)[0].click().run()
    assert box(later).value == "Of last round"


def _of_spring() -> None:
    from sendsat.ui.guide import section
    from tests.ui.visit import arrive

    arrive()
    section.draw("leadership")


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_but_both_are_shown(page: AppTest) -> None:
    write(page, "First words", "")
    open_drawer(page)
    [earlier] = put_back(page)
    somebody_else_writes("Theirs")
    earlier.click().run()

    assert commentary() == "Theirs"
    assert box(page).value == "First words"
    assert {"Keep what is stored", "Take what is new"} <= {one.label for one in page.button}


def test_a_closed_round_offers_nothing_to_put_back(page: AppTest) -> None:
    write(page, "First words", "Others instead")
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    page = AppTest.from_function(_of_spring, default_timeout=20).run()
    open_drawer(page)
    assert put_back(page) == []
    assert any("First words" in one for one in html(page))
