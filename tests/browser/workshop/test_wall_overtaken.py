"""On a slow line a press counts for the statement and the step that were to be seen, or for none."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.line import Line
from tests.browser.meeting import join, on_wall, prepare, press, start, stored, vote
from tests.often import everyday_rows

AGREED = "SELECT rating FROM workshop_decision"
VOTES = "SELECT field FROM change WHERE field IN ('vote opened', 'votes revealed') ORDER BY id"
DRAWN = "Leave the {}"


def beside(open_page: Callable[..., Page], page: Page, server: Server) -> tuple[Page, str]:
    """The wall as another facilitator has it, on the statement that the first one begins with; and the code to join."""
    code = prepare(page, server)
    start(page)
    other = open_page()
    other.goto(page.url)
    on_wall(other, "LM1")
    return other, code


LATE_PRESSES = itertools.product(["wall", "desk"], ["Green", "Set aside"])
EVERY_DAY = [("wall", "Green"), ("desk", "Set aside")]


@pytest.mark.parametrize(
    ("where", "name"), everyday_rows(LATE_PRESSES, only=[("wall", "Green"), ("desk", "Set aside")])
)
def test_a_press_on_a_statement_that_another_has_left_does_nothing_to_the_next(
    page: Page, open_page: Callable[..., Page], college: Server, where: str, name: str
) -> None:
    line = Line(page)
    other, _ = beside(open_page, page, college)
    if where == "desk":
        page.goto(page.url.replace("/wall", "/desk"))
        expect(page.get_by_text("Leave the desk")).to_be_visible()
        settled(page)
    line.hold()
    other.keyboard.press("Shift+ArrowRight")
    on_wall(other, "LM2")
    line.comes(DRAWN.format(where))
    if where == "wall":
        page.keyboard.press({"Green": "3", "Set aside": "p"}[name])
    else:
        page.get_by_role("button", name=name).click()
    line.comes("moved the workshop on")
    line.let_go()
    expect(page.locator("#wall-saved")).to_contain_text("NOT SAVED. Another window moved the workshop on")
    assert stored(college, AGREED) == []
    assert stored(college, "SELECT count(*) FROM workshop_item WHERE parked") == [(0,)]
    press(other, "2", "Saved")
    assert stored(college, AGREED) == [("amber",)]


def test_votes_that_another_has_shown_are_not_asked_for_again_by_a_late_press(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    line = Line(page)
    other, code = beside(open_page, page, college)
    phone = join(open_page, college, code)
    press(other, "v", "The vote is open")
    expect(page.locator("[class*=st-key-wall_vote]:not([data-retained])")).to_contain_text("Reveal the votes")
    vote(phone, "Amber")
    settled(page)
    line.hold()
    press(other, "v", "Votes shown")
    line.comes("Vote again")
    page.keyboard.press("v")
    line.comes("moved the workshop on")
    line.let_go()
    expect(page.locator("[class*=st-key-wall_vote]:not([data-retained])")).to_contain_text("Vote again")
    assert stored(college, VOTES) == [("vote opened",), ("votes revealed",)]
