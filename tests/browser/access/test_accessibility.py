"""Every page, light and dark, at laptop and phone size: axe-core finds no WCAG 2.2 A or AA violation.

`make test` judges each page in one of these four looks, its neighbours in the others; `make soak` each in all four.

Each page is visited once for all that must hold of every page, since to load one costs more than to judge it.
"""

import itertools
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Server, comes_true, settled, violations
from tests.often import everyday_rows

PAGES = [
    "",
    "leadership?part=1.1&team=Whole+college+leadership",
    "study-programmes?part=2.4&team=Vocational+studies",
    "work-based-learning?part=3.1",
    "local-authorities?part=4.4&team=Whole+college+leadership",
    "supplement-2026",
    "statement?at=LM3&team=Whole+college+leadership",
    "results",
    "results?statement=WBL11",
    "results?tab=Heat+map",
    "results?tab=Where+teams+differ",
    "progress",
    "progress?trend=Each+team",
    "priorities",
    "actions",
    "rounds",
    "record",
    "remove-words",
    "one-person",
    "bin",
    "files",
    "share",
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
    "another",
    "sites",
    "group",
    "set-up-sites",
    "shared",
    "guide",
]


# A colour that is on its way to another would be judged half way.
STILL = """() => document.fonts.status === "loaded"
  && document.getAnimations().every((moving) => moving.playState !== "running"
    || moving.effect.getTiming().iterations === Infinity)"""


BACKGROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]') ?? document.body).backgroundColor"


def look(page: Page, server: Server, address: str, *, drawn: str = "") -> None:
    """Open a page and wait until `drawn` is there: by default the sidebar's menu, or its button on a phone."""
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("h1")
    settled(page)
    page.wait_for_selector(drawn or ".st-key-menu a >> nth=-1", state="attached")
    page.wait_for_load_state("networkidle")  # parts of the page are files of their own, loaded after the script ends
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached")  # and grey bars until then
    comes_true(page, STILL)


SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


def faults_in_light_and_dark(page: Page) -> dict[str, list[str]]:
    """What axe-core finds on an open page in light and then in dark: its colours follow the browser's.

    It is light again at the end.
    """
    found = {"light": violations(page)}
    turn(page, "dark")
    found["dark"] = violations(page)
    turn(page, "light")
    return found


def turn(page: Page, colours: Literal["light", "dark"]) -> None:
    """Wait until an open page that has the other colours is drawn in these."""
    before = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme=colours)
    comes_true(page, f"before => ({BACKGROUND})() !== before", before)
    comes_true(page, STILL)


CLEAN: dict[str, list[str]] = {"light": [], "dark": []}


LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1]))"
TOO_WIDE = """() => ["[data-testid=stMain]", "html"].map((part) => document.querySelector(part))
  .reduce((most, part) => Math.max(most, part.scrollWidth - part.clientWidth), 0)"""
"""By how many pixels what scrolls is too wide: the page's main part, which is not the document."""
SPACING = """* {line-height:1.5 !important; letter-spacing:.12em !important; word-spacing:.16em !important}
p {margin-bottom:2em !important}"""
"""What WCAG 1.4.12 lets a reader set."""


@pytest.fixture(scope="module")
def visited(browser: Browser) -> Iterator[Page]:
    """One page that goes from address to address, so that its files are loaded once."""
    context = browser.new_context(timezone_id="Europe/London", locale="en-GB", viewport=SIZES["laptop"])
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def resize(page: Page, width: int, height: int) -> None:
    """Change the size of the window; the menu is shut, as it is on a phone that opens the page."""
    if page.locator("[data-testid=stSidebar]").get_attribute("data-collapsed") == "false":
        page.evaluate("document.querySelector('[data-testid=stSidebarCollapseButton] button').click()")
        expect(page.locator("[data-testid=stSidebar]")).to_have_attribute("data-collapsed", "true")
    page.set_viewport_size({"width": width, "height": height})
    settled(page)
    comes_true(page, STILL)


def skipped_levels(page: Page) -> list[tuple[int, int]]:
    """The headings that leave out a level, each with the one before it."""
    levels = page.evaluate(LEVELS)
    assert levels[0] == 1
    return [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]


Colours = Literal["light", "dark"]
LOOKS: list[tuple[str, Colours]] = [("laptop", "light"), ("phone", "dark"), ("laptop", "dark"), ("phone", "light")]
VISITS = [(address, *look) for address in PAGES for look in LOOKS]
EVERY_DAY = [(address, *LOOKS[number % len(LOOKS)]) for number, address in enumerate(PAGES)]
"""Each page and the one look in which it is judged every day: axe costs more than all else here."""


@pytest.mark.parametrize(("address", "size", "colours"), everyday_rows(VISITS, only=EVERY_DAY))
def test_every_page_is_without_violation_and_nothing_of_it_runs_over_the_edge(
    demo_server: Server, visited: Page, address: str, size: str, colours: Colours
) -> None:
    page = visited
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size(SIZES["laptop"])
    look(page, demo_server, address)
    comes_true(page, "() => window.sendsatNaming")
    assert skipped_levels(page) == []
    assert page.evaluate(TOO_WIDE) <= 0
    if size == "laptop":
        assert violations(page) == []

    resize(page, **SIZES["phone"])
    assert page.evaluate(TOO_WIDE) <= 0
    if size == "phone":
        assert violations(page) == []

    resize(page, 640, 900)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settled(page)
    assert page.evaluate(TOO_WIDE) <= 0, "with text of twice the size"

    page.evaluate("document.documentElement.style.fontSize = ''")
    resize(page, 320, 568)
    page.add_style_tag(content=SPACING)
    settled(page)
    assert page.evaluate(TOO_WIDE) <= 0, "with wider spacing at 320 pixels"
    page.evaluate("localStorage.clear()")  # the next page opens with its menu


def test_a_part_that_is_too_wide_is_noticed(demo_server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(width=320, height=568)
    look(page, demo_server, "glossary")
    page.evaluate("document.querySelector('.panel').style.width = '400px'")
    assert page.evaluate(TOO_WIDE) > 0


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
