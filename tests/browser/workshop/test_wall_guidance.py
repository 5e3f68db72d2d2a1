"""Guidance on the wall: read page by page below the statement, which it never hides, in this window alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.meeting import on_wall, prepare, press, start, stored

LIES = """() => {
  const place = (one) => document.querySelector(one).getBoundingClientRect();
  const text = place("h1.wall-text"), sheet = place(".paged"), buttons = place(".st-key-wall_controls");
  return { shown: text.top >= 0 && text.bottom <= sheet.top + 1, whole: sheet.bottom <= buttons.top + 1 };
}"""
"""Whether the statement stands on the screen above the guidance, and the guidance above the buttons."""


def test_guidance_is_read_to_its_end_with_space_below_the_statement_and_others_see_colours(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    other = open_page()
    other.goto(page.url)
    start(page)
    on_wall(other, "LM1")
    page.keyboard.press("g")
    place, sheet = page.locator("#guidance-page"), page.locator(".whole-guidance")
    expect(place).to_contain_text("Page 1 of ")
    settled(page)
    pages = int(place.inner_text().split()[-1])
    assert pages > 2
    for number in range(2, pages + 1):
        page.keyboard.press("Space" if number % 2 else "PageDown")
        expect(place).to_have_text(f"Page {number} of {pages}")
        assert page.evaluate(LIES) == {"shown": True, "whole": True}
    assert sheet.evaluate("one => one.scrollHeight - one.clientHeight - one.scrollTop") < 2
    page.keyboard.press("Space")
    press(page, "3", "Saved")
    expect(place).to_have_text(f"Page {pages} of {pages}")
    on_wall(page, "LM1")
    page.keyboard.press("PageUp")
    expect(place).to_have_text(f"Page {pages - 1} of {pages}")
    on_wall(other, "LM1")
    expect(other.locator(".paged")).to_have_count(0)
    expect(other.locator(".wall-colours")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".paged")).to_have_count(0)
    expect(page.locator(".wall-colours")).to_be_visible()
    assert stored(college, "SELECT rating FROM workshop_decision") == [("green",)]
    page.keyboard.press("g")
    expect(place).to_contain_text("Page 1 of ")
    page.keyboard.press("g")
    expect(page.locator(".paged")).to_have_count(0)
