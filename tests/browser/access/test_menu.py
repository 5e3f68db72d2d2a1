"""The menu: on a phone it stays out of the way of what is read, and shut it is no stop for the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, comes_true, settled

PHONE = {"width": 390, "height": 844}
MENU = "[data-testid=stSidebar]"
OPENER = "[data-testid=stExpandSidebarButton]"
COVERED = "document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right"
STOPS_INSIDE = """() => document.activeElement.closest("[data-testid=stSidebar]") !== null"""


def arrive(page: Page, server: Server, address: str = "leadership?part=1.1") -> None:
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("h1")
    settled(page)
    comes_true(page, "() => window.sendsatMenu")  # the script that looks after the menu is at work


def shut(page: Page) -> None:
    """The menu is shut, covers nothing, and its button is there."""
    expect(page.locator(MENU)).to_have_attribute("data-collapsed", "true")
    expect(page.locator(OPENER)).to_be_visible()
    comes_true(page, f"{COVERED} <= 0")


def open_menu(page: Page) -> Locator:
    page.locator(OPENER).click()
    expect(page.locator(MENU)).to_have_attribute("data-collapsed", "false")
    return page.locator(".st-key-menu")


def test_a_phones_menu_shuts_after_a_choice_and_stays_shut_wherever_one_goes(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(**PHONE)
    arrive(page, demo_server)
    shut(page)
    open_menu(page).get_by_role("link", name="Results").click()
    expect(page.get_by_role("heading", name="Results", level=1)).to_be_visible()
    shut(page)
    expect(page.locator(OPENER)).to_be_focused()
    page.reload()
    shut(page)
    arrive(page, demo_server, "actions")
    shut(page)


def test_a_phones_menu_left_open_is_shut_after_a_reload(demo_server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE)
    arrive(page, demo_server)
    open_menu(page)
    page.reload()
    page.wait_for_selector("h1")
    shut(page)
    arrive(page, demo_server, "results")
    shut(page)


def test_escape_shuts_a_phones_menu_and_the_keyboard_goes_on_at_its_button(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(**PHONE)
    arrive(page, demo_server)
    page.locator(OPENER).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Collapse sidebar")).to_be_focused()
    page.keyboard.press("Escape")
    shut(page)
    expect(page.locator(OPENER)).to_be_focused()


@pytest.mark.parametrize("seen", [PHONE, {}], ids=["phone", "laptop"])
def test_a_shut_menu_has_no_stop_for_the_keyboard(
    demo_server: Server, open_page: Callable[..., Page], seen: dict[str, int]
) -> None:
    page = open_page(**seen)
    arrive(page, demo_server, "glossary")
    if not seen:
        page.locator(MENU).hover()
        page.get_by_role("button", name="Collapse sidebar").click()
    shut(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(STOPS_INSIDE)


def test_a_laptops_menu_stays_open_after_a_choice(demo_server: Server, page: Page) -> None:
    arrive(page, demo_server)
    page.locator(".st-key-menu").get_by_role("link", name="Results").click()
    expect(page.get_by_role("heading", name="Results", level=1)).to_be_visible()
    settled(page)
    expect(page.locator(MENU)).to_have_attribute("data-collapsed", "false")


@pytest.mark.parametrize("link", ["2 Study programmes", "1 Leadership and management"])
def test_one_press_of_back_leaves_a_section_that_the_menu_opened(demo_server: Server, page: Page, link: str) -> None:
    arrive(page, demo_server, "glossary")
    entries = page.evaluate("history.length")
    page.locator(".st-key-menu").get_by_role("link", name=link).click()
    expect(page.locator("h2.part")).to_be_visible()
    settled(page)
    assert "part=" in page.url
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    expect(page.get_by_role("heading", name="Glossary", level=1)).to_be_visible()
