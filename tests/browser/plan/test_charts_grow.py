"""Charts are read from the back of a room: what is written in them grows with the screen, and nothing is cut."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.access.test_accessibility import look
from tests.browser.conftest import Server, comes_true

SIZES = """(charts) => [...document.querySelectorAll(charts)].flatMap((chart) => {
  const found = [], walker = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const one = text.parentElement, box = one.getBoundingClientRect();
    if (!text.data.trim() || box.width < 3 || one.closest('.sr-only')) continue;
    found.push(parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom);
  }
  return found;
})"""
"""How large every word of these is on the screen, in pixels."""
CUT = """() => [...document.querySelectorAll('.seg, .chip, .matrix th > span')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""
NO_WIDER = """() => { const page = document.querySelector('[data-testid=stMain]');
  return page.scrollWidth <= page.clientWidth; }"""
LOWEST = (
    "() => Math.max(...[...document.querySelectorAll('.tile, .key')].map((one) => one.getBoundingClientRect().bottom))"
)
CHARTS = [
    ("results", ".looked-at", ".tiles, .counts, .key"),
    ("results?tab=Heat+map", ".heat table"),
    ("results?tab=Where+teams+differ", ".divided"),
    ("progress?trend=Each+team", ".looked-at", ".matrix"),
    ("actions?view=Timeline", ".looked-at"),
]


def least(page: Page, charts: str) -> float:
    """How large the smallest word of these charts is."""
    page.wait_for_selector(charts)
    return min(map(float, page.evaluate(SIZES, charts)))


@pytest.mark.parametrize(("address", "charts"), [(address, charts) for address, *charts in CHARTS])
def test_words_in_charts_are_at_least_14_pixels_and_about_20_on_a_projector(
    open_page: Callable[..., Page], demo_server: Server, address: str, charts: list[str]
) -> None:
    page = open_page()
    look(page, demo_server, address)
    found = []
    for width, height in ((390, 844), (1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        found.append(min(least(page, each) for each in charts))
        assert page.evaluate(CUT) == []
        comes_true(page, NO_WIDER)  # the menu makes room a moment later
    assert min(found) >= 14
    assert found[-1] >= 19


def test_every_tile_is_still_in_view_on_a_projector_and_does_not_grow_where_it_would_not_be(
    open_page: Callable[..., Page], demo_server: Server
) -> None:
    page = open_page(width=1920, height=1080)
    look(page, demo_server, "results")
    assert page.evaluate(LOWEST) <= 1080
    page.set_viewport_size({"width": 1920, "height": 800})
    comes_true(page, f"() => ({LOWEST})() <= 800")
