"""A rating is cleared by a button of its own, says what it was, and comes back by Undo unless somebody chose since."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.errors import StorageError
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds
from tests.ui.guide.section_page import (
    box,
    commentary,
    html,
    labels,
    leadership_page,
    open_drawer,
    press,
    rated,
    rating,
    somebody_else_rates,
)
from tests.ui.visit import desk


@pytest.fixture
def page(own_database: None) -> AppTest:
    return leadership_page()


UNDO = "Undo: LM1 back to Amber"


def test_only_a_rating_that_is_there_can_be_cleared(page: AppTest) -> None:
    open_drawer(page)
    assert "Clear rating" not in labels(page)
    rating(page).set_value(Rating.AMBER).run()
    assert "Clear rating" in labels(page)
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    page.run()
    assert "Clear rating" not in labels(page)


def cleared(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    press(page, "Clear rating")


def test_clearing_says_what_it_was_and_undo_waits_through_other_clicks(page: AppTest) -> None:
    cleared(page)
    assert any("LM1 cleared: it was Amber. Saved" in one for one in html(page))
    assert (rated(), rating(page).value, "Clear rating" in labels(page)) == (None, None, False)
    press(page, "Hide evidence, actions and more")
    box(page).set_value("Because.").run()
    page.run()
    page.button(key="go_1.2").click().run()
    page.button(key="go_1.1").click().run()
    press(page, UNDO)
    assert any("LM1 is Amber again. Saved" in one for one in html(page))
    assert (rated(), rating(page).value, commentary(), UNDO in labels(page)) == (
        Rating.AMBER, Rating.AMBER, "Because.", False,
    )  # fmt: skip


def test_another_rating_takes_the_place_of_undo(page: AppTest) -> None:
    cleared(page)
    rating(page).set_value(Rating.RED).run()
    assert not [one for one in labels(page) if one.startswith("Undo")]
    press(page, "Clear rating")
    assert [one for one in labels(page) if one.startswith("Undo")] == ["Undo: LM1 back to Red"]


def test_undo_does_not_overwrite_what_somebody_chose_since_and_shows_it(page: AppTest) -> None:
    cleared(page)
    somebody_else_rates(Rating.GREEN)
    press(page, UNDO)
    assert "LM1 has been changed since it was cleared and is Green now" in page.error[0].value
    assert (rated(), rating(page).value, UNDO in labels(page)) == (Rating.GREEN, Rating.GREEN, False)


def test_clearing_over_somebody_elses_newer_rating_says_so(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    somebody_else_rates(Rating.RED)
    press(page, "Clear rating")
    assert any("LM1 cleared: it was Red, which somebody else had chosen meanwhile." in one for one in html(page))
    press(page, "Undo: LM1 back to Red")
    assert rated() is Rating.RED


def test_clearing_what_somebody_else_cleared_leaves_nothing_to_undo(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    somebody_else_rates(None)
    press(page, "Clear rating")
    assert any("LM1 was cleared already" in one for one in html(page))
    assert not [one for one in labels(page) if one.startswith("Undo")]


@pytest.mark.parametrize(
    ("verb", "button", "stands"), [("rate", "Clear rating", None), ("put_back", UNDO, Rating.AMBER)]
)
def test_a_clearing_or_undo_that_could_not_be_saved_says_so_and_can_be_tried_again(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, verb: str, button: str, stands: Rating | None
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StorageError("The database is in use.", "Try again.")

    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    if verb == "put_back":
        press(page, "Clear rating")
    before = rated()
    with monkeypatch.context() as broken:
        broken.setattr(judging, verb, busy)
        press(page, button)
    assert "The database is in use" in page.error[0].value
    assert rated() is before
    press(page, "Try to save again" if verb == "rate" else button)
    assert not page.error
    assert (rated(), UNDO in labels(page)) == (stands, stands is None)
