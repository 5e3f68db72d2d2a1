"""Every page, light and dark, at laptop and phone size: axe-core finds no WCAG 2.2 A or AA violation."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, comes_true, settled, violations

PAGES = [
    "",
    "leadership?part=1.1&team=Whole+college+leadership",
    "study-programmes?part=2.4&team=Vocational+studies",
    "work-based-learning?part=3.1",
    "local-authorities?part=4.4&team=Whole+college+leadership",
    "supplement-2026",
    "results",
    "results?statement=WBL11",
    "results?tab=Heat+map",
    "results?tab=Where+teams+differ",
    "progress",
    "actions",
    "rounds",
    "record",
    "remove-words",
    "one-person",
    "files",
    "backups",
    "report",
    "pack",
    "workshop",
    "search?q=enployer",
    "glossary",
    "resources",
    "changes",
    "about",
    "privacy",
    "accessibility",
]


# A colour that is on its way to another would be judged half way.
STILL = """() => document.fonts.status === "loaded"
  && document.getAnimations().every((moving) => moving.playState !== "running"
    || moving.effect.getTiming().iterations === Infinity)"""


BACKGROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def look(page: Page, server: Server, address: str, *, drawn: str = "") -> None:
    """Open a page and wait until `drawn` is there: by default the sidebar's menu, or its button on a phone."""
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("h1")
    settled(page)
    page.wait_for_selector(drawn or ".st-key-menu a >> nth=-1", state="attached")
    page.wait_for_load_state("networkidle")  # parts of the page are files of their own, loaded after the script ends
    comes_true(page, STILL)


SIZES = {"laptop": {}, "phone": {"width": 390, "height": 844}}


def faults_in_light_and_dark(page: Page) -> dict[str, list[str]]:
    """What axe-core finds on an open page in light and then in dark: its colours follow the browser's."""
    found = {"light": violations(page)}
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    comes_true(page, f"light => ({BACKGROUND})() !== light", light)
    comes_true(page, STILL)
    return found | {"dark": violations(page)}


CLEAN: dict[str, list[str]] = {"light": [], "dark": []}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_violation_in_light_or_dark(
    demo_server: Server, open_page: Callable[..., Page], address: str, size: dict[str, int]
) -> None:
    page = open_page(**size)
    look(page, demo_server, address)
    assert faults_in_light_and_dark(page) == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_opened_statement_has_no_violation(demo_server: Server, page: Page) -> None:
    look(page, demo_server, "leadership?part=1.1&team=Whole+college+leadership")
    statement = page.locator('[data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] #LM3)')
    statement.get_by_text("What each colour looks like").click()
    statement.get_by_text("Evidence, actions and more").click()
    expect(statement.get_by_text("The same thing elsewhere")).to_be_visible()
    assert faults_in_light_and_dark(page) == CLEAN


def test_the_first_page_has_no_violation(server: Server, open_page: Callable[..., Page]) -> None:
    for size in SIZES.values():
        page = open_page(**size)
        look(page, server, "", drawn="form button, [data-testid=stForm] button")
        assert faults_in_light_and_dark(page) == CLEAN


def test_a_phone_shows_statements_first_and_nothing_runs_over_the_edge(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=390, height=844)
    look(page, demo_server, "leadership?part=1.1&team=Whole+college+leadership")
    first = page.locator("#LM1").bounding_box()
    guidance = page.locator("#guidance-start").bounding_box()
    assert first is not None
    assert guidance is not None
    assert first["y"] < guidance["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def test_the_resources_fit_the_smallest_phone(demo_server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(width=320, height=568)
    look(page, demo_server, "resources")
    panel = page.locator(".panel")
    expect(panel.get_by_role("heading", name="Added by us, not in the guide")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert panel.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert panel.evaluate("(one) => one.getBoundingClientRect().right <= innerWidth")
    assert faults_in_light_and_dark(page) == CLEAN
