"""The governors' pack on a phone: its tables keep their words whole and move sideways by themselves."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.serving import Server

BROKEN = """() => [...document.querySelectorAll('.pack-pages :is(th, td)')].filter((cell) =>
  ['anywhere', 'break-word'].includes(getComputedStyle(cell).overflowWrap)
  && cell.textContent.split(/\\s+/).some((word) => {
    const wide = Object.assign(document.createElement('span'), { textContent: word });
    wide.style.cssText = 'position:absolute; white-space:nowrap';
    cell.append(wide);
    const is_wider = wide.getBoundingClientRect().width > cell.clientWidth;
    wide.remove();
    return is_wider;
  })).map((cell) => cell.textContent)"""
SIDEWAYS = "(region) => region.scrollWidth > region.clientWidth"


def test_no_word_of_its_tables_is_cut_and_the_page_does_not_move_sideways(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=390, height=844)
    page.goto(f"{demo_server.url}/pack")
    page.wait_for_selector(".pack-pages table")
    settled(page)
    assert page.evaluate(BROKEN) == []
    regions = page.locator(".pack-pages .across")
    expect(regions.first).to_have_attribute("tabindex", "0")
    assert regions.evaluate_all(f"(all) => all.some({SIDEWAYS})")
    assert page.locator("[data-testid=stMain]").evaluate(SIDEWAYS) is False
