"""The chosen rating pressed again, by mouse and by keys, stays; it is cleared by a button of its own, with Undo."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.meeting import on_wall, prepare, press, start
from tests.browser.test_story import begin, card, rate, stored

RATING = "select rating from judgement where statement_id = 'LM3'"
RATINGS = "select new from change where statement_id = 'LM3' and field = 'rating' order by id"


def visit(page: Page, server: Server) -> Locator:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=1.1")
    expect(page.locator("#LM10")).to_be_visible()
    settled(page)
    return card(page, "LM3")


def rate_next(page: Page) -> None:
    """Rate the statement after, and wait for it: whatever was sent before has been dealt with then."""
    rate(page, "LM4", "Green")
    settled(page)


def test_the_chosen_rating_pressed_again_stays_as_it_is_stored(page: Page, server: Server) -> None:
    one = visit(page, server)
    rate(page, "LM3", "Amber")
    chosen = one.get_by_role("radio", name="Amber")
    chosen.click()
    chosen.dblclick()
    for key in ("Space", "Enter", "Space"):
        chosen.press(key)
    rate_next(page)
    expect(chosen).to_be_checked()
    assert (stored(server, RATING), stored(server, RATINGS)) == ([("amber",)], [("amber",)])
    page.reload()
    expect(chosen).to_be_checked()


def test_a_rating_is_cleared_by_its_button_and_comes_back_by_undo_with_the_keyboard_at_hand(
    page: Page, server: Server
) -> None:
    one = visit(page, server)
    rate(page, "LM3", "Amber")
    one.get_by_role("button", name="Evidence, actions and more").click()
    one.get_by_role("button", name="Clear rating").press("Enter")
    expect(one.locator(".saved")).to_contain_text("LM3 cleared: it was Amber. Saved")
    expect(one.get_by_role("button", name="Clear rating")).to_have_count(0)
    expect(one.get_by_role("radio", checked=True)).to_have_count(0)
    assert stored(server, RATING) == [(None,)]
    undo = one.get_by_role("button", name="Undo: LM3 back to Amber")
    expect(undo).to_be_focused()

    one.get_by_role("textbox", name="Why this rating? (LM3)").fill("Still to be talked about.")
    expect(one.locator(".saved")).not_to_contain_text("cleared")
    rate_next(page)
    undo.press("Enter")
    expect(one.locator(".saved")).to_contain_text("LM3 is Amber again. Saved")
    expect(one.get_by_role("radio", name="Amber")).to_be_focused()
    expect(one.get_by_role("radio", name="Amber")).to_be_checked()
    expect(undo).to_have_count(0)
    assert stored(server, RATING) == [("amber",)]
    assert stored(server, RATINGS) == [("amber",), ("",), ("amber",)]


def test_a_key_of_the_wall_pressed_again_changes_nothing_and_clearing_is_undone(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    on_wall(page, "LM1")
    press(page, "1", "Saved")
    press(page, "3", "Saved")
    press(page, "3", "Saved")
    press(page, "0", "LM1 cleared: it was Green.")
    press(page, "u", "Undone: LM1, Green is back.")
    newest = "select rating from judgement where statement_id = 'LM1' order by updated_at desc limit 1"
    assert stored(college, newest) == [("green",)]
    press(page, "u", "Undone: LM1, Red is back.")
    assert stored(college, newest) == [("red",)]
