"""Results on one screen: counts and tiles in view, a statement opened by keyboard, an address that opens it again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import CLEAN, SIZES, faults_in_light_and_dark, look
from tests.browser.conftest import Server, settled

TILES, COUNTS = ".tile", ".counts .count"
LOWEST = "(all) => Math.max(...all.map((one) => one.getBoundingClientRect().bottom))"
UNSCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop === 0 && scrollY === 0"


def lowest(page: Page, selector: str) -> float:
    """How far down the lowest of these reaches, in pixels of the window."""
    return float(page.locator(selector).evaluate_all(LOWEST))


def top(page: Page, selector: str) -> float:
    """How far down the first of these begins, in pixels of the window."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


def opened(page: Page, statement: str) -> None:
    """Wait until this statement is open and the keyboard has gone to it."""
    expect(page.locator(f".leaders[data-statement={statement}]")).to_be_visible()
    expect(page.locator("#leaders-title")).to_be_focused()
    settled(page)


def test_counts_and_every_tile_are_in_view_on_a_laptop_without_scrolling(page: Page, demo_server: Server) -> None:
    look(page, demo_server, "results")
    expect(page.locator(TILES)).to_have_count(91)
    expect(page.locator(COUNTS)).to_have_count(5)
    assert page.evaluate(UNSCROLLED)
    assert lowest(page, TILES) <= 768
    assert lowest(page, ".key") <= 768
    assert lowest(page, COUNTS) < top(page, TILES)

    page.locator("#tile-LM3").click()
    opened(page, "LM3")
    assert page.evaluate(UNSCROLLED)
    assert lowest(page, TILES) <= 768
    assert top(page, "#leaders-title") < 300


SMALL = """() => [...document.querySelectorAll('.counts *, .tiles *, .key')]
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 14)
  .map((one) => one.className || one.tagName)"""
CUT = """() => [...document.querySelectorAll('.tile')].filter((tile) => {
  const [name, signs] = [...tile.children].map((part) => part.getBoundingClientRect());
  const whole = tile.getBoundingClientRect();
  return name.right > signs.left || signs.right > whole.right || name.left < whole.left || whole.height < 24;
}).map((tile) => tile.id)"""
"""Tiles whose number and signs lie over one another or beyond the tile, and those too low to be pressed."""


def test_no_word_on_the_first_screen_is_smaller_than_14_pixels_and_each_tile_holds_its_own(
    page: Page, demo_server: Server
) -> None:
    look(page, demo_server, "results")
    expect(page.locator(TILES)).to_have_count(91)
    assert (page.evaluate(SMALL), page.evaluate(CUT)) == ([], [])

    page.locator("#tile-LM3").click()
    opened(page, "LM3")
    assert (page.evaluate(SMALL), page.evaluate(CUT)) == ([], [])


def test_a_tile_opens_its_statement_by_keyboard_without_loading_the_page_and_closing_leads_back(
    page: Page, demo_server: Server
) -> None:
    look(page, demo_server, "results")
    page.evaluate("window.stillHere = true")
    tile = page.get_by_role("link", name="LM24: Amber, slipped, open action")
    tile.focus()
    page.keyboard.press("Enter")
    opened(page, "LM24")
    assert page.evaluate("window.stillHere")
    assert "statement=LM24" in page.url
    expect(page.locator("#tile-LM24")).to_have_attribute("aria-current", "true")

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".leaders")).to_have_count(0)
    expect(page.locator("#tile-LM24")).to_be_focused()
    assert "statement" not in page.url


def test_the_address_opens_the_same_statement_and_filters_again(
    open_page: Callable[..., Page], demo_server: Server
) -> None:
    page = open_page()
    look(page, demo_server, "results")
    page.get_by_role("link", name="26 Amber: show only these").click()
    expect(page.locator(TILES)).to_have_count(26)
    page.locator("#tile-SP8").click()
    opened(page, "SP8")
    expect(page.locator(TILES)).to_have_count(26)

    again = open_page()
    again.goto(page.url)
    for one in (page, again):
        one.reload()
        expect(one.locator(".leaders[data-statement=SP8]")).to_be_visible()
        expect(one.locator(TILES)).to_have_count(26)
        expect(one.locator(COUNTS)).to_have_count(5)


def test_the_browsers_way_back_closes_what_was_opened_last(page: Page, demo_server: Server) -> None:
    look(page, demo_server, "results")
    page.locator("#tile-LM3").click()
    opened(page, "LM3")
    page.locator("#tile-LA5").click()
    opened(page, "LA5")
    page.go_back()
    expect(page.locator(".leaders[data-statement=LM3]")).to_be_visible()


def test_three_clicks_lead_from_a_tile_to_its_statement_to_a_planned_action(page: Page, demo_server: Server) -> None:
    look(page, demo_server, "results")
    page.locator("#tile-LM3").click()
    opened(page, "LM3")
    page.get_by_role("link", name="Plan an action").click()
    expect(page.get_by_role("heading", name="Leadership and management")).to_be_visible()
    box = page.locator('[class*="st-key-draft_new_"] textarea')
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()


@pytest.mark.parametrize("seen", SIZES.values(), ids=SIZES)
def test_an_open_statement_has_no_violation_and_nothing_runs_over_the_edge(
    demo_server: Server, open_page: Callable[..., Page], seen: dict[str, int]
) -> None:
    page = open_page(**seen)
    look(page, demo_server, "results?statement=WBL11", drawn=".leaders")
    page.get_by_text("History", exact=True).click()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    settled(page)
    assert faults_in_light_and_dark(page) == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_brings_the_statement_into_view_below_the_tiles(
    open_page: Callable[..., Page], demo_server: Server
) -> None:
    page = open_page(width=390, height=844)
    look(page, demo_server, "results")
    page.locator("#tile-LM3").click()
    opened(page, "LM3")
    expect(page.locator("#leaders-title")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_to_a_statement_brings_it_to_the_top_of_a_phone(
    open_page: Callable[..., Page], demo_server: Server
) -> None:
    page = open_page(width=390, height=844)
    look(page, demo_server, "results?statement=SP5", drawn=".leaders")
    expect(page.locator("#leaders-title")).to_be_in_viewport()
    expect(page.get_by_text("What each team says")).to_be_in_viewport()


def test_results_and_progress_load_no_chart_library_until_somebody_opens_a_chart_to_keep(
    page: Page, demo_server: Server
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("results", "progress"):
        look(page, demo_server, address, drawn=".looked-at .seg")
    assert [one for one in asked if "plotly" in one.lower()] == []

    page.get_by_text("The same in words and numbers, and downloads").last.click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_three_presses_of_the_keyboard_lead_from_a_bar_to_its_statements_to_one_of_them_to_a_plan(
    page: Page, demo_server: Server
) -> None:
    look(page, demo_server, "results")
    page.get_by_role("link", name="Study programmes: Amber, 11 of 22 statements: show them").focus()
    page.keyboard.press("Enter")
    expect(page.locator(TILES)).to_have_count(11)
    expect(page.locator("#results-shown")).to_be_in_viewport()
    assert "rated=Amber" in page.url
    page.locator("#tile-SP8").focus()
    page.keyboard.press("Enter")
    opened(page, "SP8")
    page.get_by_role("link", name="Plan an action").first.focus()
    page.keyboard.press("Enter")
    box = page.locator('[class*="st-key-draft_new_"] textarea')
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()


def test_a_bar_of_a_team_shows_that_teams_statements_and_the_charts_follow(page: Page, demo_server: Server) -> None:
    look(page, demo_server, "results?tab=Where+teams+differ", drawn=".looked-at .seg")
    bar = page.get_by_role("link", name=re.compile("^Foundation learning: Green, ")).first
    number = int(str(bar.inner_text()).split()[-1])
    bar.click()
    expect(page.locator(TILES)).to_have_count(number)
    expect(page.get_by_role("tab", name="Where teams differ")).to_have_count(0)
    expect(page.locator(".looked-at .seg").first).to_be_visible()
