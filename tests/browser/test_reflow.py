"""Nothing runs over the edge: at 320 pixels, with wider spacing of text, and with text of twice the size."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Server, settled
from tests.browser.test_accessibility import PAGES

TOO_WIDE = """() => ["[data-testid=stMain]", "html"].map((part) => document.querySelector(part))
  .reduce((most, part) => Math.max(most, part.scrollWidth - part.clientWidth), 0)"""
"""By how many pixels what scrolls is too wide: the page's main part, which is not the document."""
SPACING = """* {line-height:1.5 !important; letter-spacing:.12em !important; word-spacing:.16em !important}
p {margin-bottom:2em !important}"""
"""What WCAG 1.4.12 lets a reader set."""


def too_wide(page: Page, server: Server, after: Callable[[Page], object]) -> dict[str, int]:
    """The pages that scroll sideways, and by how much, once `after` has changed each."""
    found = {}
    for address in PAGES:
        page.goto(f"{server.url}/{address}")
        page.wait_for_selector("h1")
        settled(page)
        page.wait_for_load_state("networkidle")
        after(page)
        settled(page)
        found[address] = page.evaluate(TOO_WIDE)
    return {address: pixels for address, pixels in found.items() if pixels}


def test_no_page_scrolls_sideways_at_320_pixels_even_with_wider_spacing(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=320, height=568)
    assert too_wide(page, demo_server, lambda seen: seen.add_style_tag(content=SPACING)) == {}


def test_no_page_scrolls_sideways_with_text_of_twice_the_size(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=640, height=900)
    assert (
        too_wide(page, demo_server, lambda seen: seen.evaluate("document.documentElement.style.fontSize = '200%'"))
        == {}
    )


def test_a_part_that_is_too_wide_is_noticed(demo_server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(width=320, height=568)
    page.goto(f"{demo_server.url}/glossary")
    page.wait_for_selector("h1")
    settled(page)
    page.evaluate("document.querySelector('.panel').style.width = '400px'")
    assert page.evaluate(TOO_WIDE) > 0
