"""The large reading mode: rated and moved with keys that never act while somebody types; and the page it comes from."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import CLEAN, SIZES, TOO_WIDE, faults_in_light_and_dark, look
from tests.browser.conftest import Server, becomes, settled
from tests.browser.meeting import stored

TEAM = "team=Whole+college+leadership"
REASON = "Why this rating? (LM13)"
RATINGS = "SELECT count(*) FROM change WHERE field = 'rating'"
NEWEST = "SELECT rating FROM judgement WHERE statement_id = 'LM13' ORDER BY updated_at DESC LIMIT 1"
ON_SCREEN = """() => {
  const end = document.querySelector(".alone-hints").getBoundingClientRect().top;
  const parts = document.querySelectorAll("h1.alone-text, .alone-colours tr, .st-key-alone_statement textarea");
  return [...parts].map((one) => one.getBoundingClientRect()).every((box) => box.top >= 0 && box.bottom <= end);
}"""
"""Whether statement, colours and the box for the reason are all on the screen at once."""


def at(page: Page, statement_id: str) -> None:
    expect(page.locator("[data-alone]")).to_have_attribute("data-alone", statement_id)
    settled(page)


def read(page: Page, server: Server, statement_id: str) -> None:
    page.goto(f"{server.url}/reading?at={statement_id}&{TEAM}")
    at(page, statement_id)


def test_a_part_is_shown_on_the_wall_rated_with_keys_and_left_and_a_link_opens_the_same_statement(
    page: Page, college: Server
) -> None:
    page.goto(f"{college.url}/leadership?part=1.2&{TEAM}")
    page.get_by_role("link", name="Show on the wall").click()
    expect(page).to_have_url(re.compile(r"/reading\?.*at=LM1"))
    first = page.locator("[data-alone]").get_attribute("data-alone") or ""
    settled(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    at(page, first)
    read(page, college, "LM13")
    before = stored(college, RATINGS)[0][0]
    page.keyboard.press("1")
    expect(page.locator(".alone-colours tr.red.stands")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("3")
    expect(page.locator(".alone-colours tr.green.stands")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("2")
    at(page, "LM14")
    expect(page.locator(".alone-colours tr.amber.stands")).to_be_visible()
    page.keyboard.press("PageUp")
    at(page, "LM13")
    expect(page.locator(".alone-colours tr.green.stands")).to_be_visible()
    assert stored(college, NEWEST) == [("green",)]
    assert stored(college, RATINGS)[0][0] <= before + 3
    page.reload()
    at(page, "LM13")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/statement\?.*at=LM13"))
    expect(page.get_by_role("link", name="Whole part 1.2")).to_be_visible()
    page.reload()
    at(page, "LM13")
    expect(page.get_by_role("radio", name="Green")).to_be_checked()


def test_typing_never_rates_and_keys_rest_when_the_box_is_gone_until_escape(page: Page, college: Server) -> None:
    read(page, college, "LM13")
    before = stored(college, RATINGS)
    page.keyboard.type("w3 people said 1, 2 or 3? G")
    box = page.get_by_label(REASON)
    expect(box).to_be_focused()
    expect(box).to_have_value(re.compile(r"3 people said 1, 2 or 3\? G$"))
    page.keyboard.press("Tab")
    page.keyboard.type("321")
    page.evaluate("document.activeElement.blur()")
    expect(page.locator("#wall-rest")).to_have_text("Keys rest. Press Esc or click to use them again.")
    page.keyboard.type("321g")
    page.keyboard.press("ArrowRight")
    at(page, "LM13")
    assert stored(college, RATINGS) == before
    page.keyboard.press("Escape")
    expect(page.locator("#wall-rest")).to_have_text("")
    expect(page).to_have_url(re.compile("/reading"))
    page.keyboard.press("?")
    page.get_by_role("switch", name="Single keys work").click()
    page.keyboard.type("321")
    page.keyboard.press("ArrowRight")
    at(page, "LM13")
    assert stored(college, RATINGS) == before
    kept = "SELECT count(*) FROM judgement WHERE commentary LIKE '%3 people said 1, 2 or 3? G'"
    becomes(page, lambda: stored(college, kept), [(1,)])


@pytest.mark.parametrize("statement_id", ["WBL4", "LM1", "SP9", "LM7"])
def test_a_projector_shows_all_of_a_statement_large_also_beside_its_guidance(
    demo_server: Server, open_page: Callable[..., Page], statement_id: str
) -> None:
    page = open_page(width=1920, height=1080)
    team = {"W": "Apprenticeships+and+employability", "S": "Vocational+studies"}.get(statement_id[0], TEAM[5:])
    page.goto(f"{demo_server.url}/reading?at={statement_id}&team={team}")
    at(page, statement_id)
    expect(page.locator(".st-key-alone_statement textarea")).to_be_visible()
    size = "() => parseFloat(getComputedStyle(document.querySelector('h1.alone-text')).fontSize)"
    assert page.evaluate(size) >= 48
    assert page.evaluate(ON_SCREEN)
    expect(page.locator("[data-testid=stSidebar]")).not_to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("#guidance-page")).to_contain_text("Page 1 of ")
    page.keyboard.press("Space")
    expect(page.locator("#guidance-page")).to_contain_text("Page 2 of ")
    assert page.evaluate(size) >= 40
    assert page.evaluate(ON_SCREEN)
    page.keyboard.press("Escape")
    expect(page.locator(".paged")).to_have_count(0)
    expect(page).to_have_url(re.compile("/reading"))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_reading_mode_has_no_violation_with_guidance_open(
    demo_server: Server, open_page: Callable[..., Page], size: dict[str, int]
) -> None:
    page = open_page(**size)
    look(page, demo_server, f"reading?at=LM4&{TEAM}", drawn=".st-key-alone_tools button")
    page.get_by_role("button", name="Guidance").click()
    expect(page.locator(".paged")).to_be_visible()
    assert faults_in_light_and_dark(page) == CLEAN
    page.set_viewport_size({"width": 320, "height": 568})
    settled(page)
    assert page.evaluate(TOO_WIDE) == 0


def test_keys_rate_on_a_section_page_only_where_asked_for_and_where_the_focus_is(page: Page, college: Server) -> None:
    page.goto(f"{college.url}/leadership?part=1.2&{TEAM}&at=LM13")
    card = page.locator('[data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] #LM13)')
    drawer = card.get_by_role("button", name="Evidence, actions and more")
    before = stored(college, RATINGS)[0][0]
    expect(drawer).to_be_visible()
    settled(page)
    drawer.focus()
    page.keyboard.press("1")
    switch = page.get_by_role("switch", name="Keys 1, 2, 3 rate where the focus is")
    expect(switch).not_to_be_checked()
    switch.click()
    expect(switch).to_be_checked()
    page.keyboard.press("2")
    assert stored(college, RATINGS)[0][0] == before
    drawer.focus()
    expect(drawer).to_be_focused()
    page.keyboard.press("1")
    expect(card.get_by_role("radio", name="Red")).to_be_checked()
    expect(card.locator(".saved")).to_contain_text("Saved")
    card.get_by_label(REASON).focus()
    page.keyboard.type("3")
    drawer.focus()
    page.keyboard.press("3")
    expect(page.locator("#wall-rest")).to_contain_text("Keys rest.")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(card.get_by_role("radio", name="Amber")).to_be_checked()
    becomes(page, lambda: stored(college, RATINGS)[0][0], before + 2)
