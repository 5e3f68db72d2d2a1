"""In large text nothing that a box shows or offers is cut: a long value stands below its box as well."""

import json
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, pick, settled

LONG = "Curriculum, teaching and training"
BELOW = "box => getComputedStyle(box, '::after').content"
CUT = "parts => parts.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"


def largest(page: Page) -> None:
    settings = json.dumps({"size": "200", "spacing": True})
    page.add_init_script(f"localStorage.setItem('sendsat-reading-settings', '{settings}')")


def chosen(page: Page, server: Server) -> Locator:
    """The box of Results in which a long value was chosen."""
    page.goto(f"{server.url}/results")
    box = page.get_by_test_id("stSelectbox").filter(has=page.get_by_label("Ofsted area"))
    settled(page)
    box.get_by_role("combobox").click()
    expect(page.get_by_role("option", name=LONG)).to_be_visible()
    assert page.locator("[role=option] [data-item-hl]").evaluate_all(CUT) == []
    pick(box.get_by_role("combobox"), LONG)
    expect(box.get_by_role("combobox")).to_have_value(LONG)
    settled(page)
    return box


def test_a_value_that_its_box_cuts_stands_below_it_whole(open_page: Callable[..., Page], demo_server: Server) -> None:
    page = open_page(width=390, height=844)
    largest(page)
    box = chosen(page, demo_server)
    expect(box).to_have_attribute("data-whole", LONG)
    assert LONG in box.evaluate(BELOW)
    pick(box.get_by_role("combobox"), "All Ofsted areas")
    expect(box).not_to_have_attribute("data-whole", LONG)
    assert box.evaluate(BELOW) == "none"


def test_a_value_that_fits_is_shown_once(page: Page, demo_server: Server) -> None:
    box = chosen(page, demo_server)
    expect(box).to_have_attribute("data-whole", LONG)  # five boxes share the width of a laptop
    pick(box.get_by_role("combobox"), "Safeguarding")
    expect(box.get_by_role("combobox")).to_have_value("Safeguarding")
    expect(page.locator("[data-whole]")).to_have_count(0)


def test_a_tag_shows_all_its_words_in_large_text(open_page: Callable[..., Page], demo_server: Server) -> None:
    page = open_page(width=320, height=568)
    largest(page)
    page.goto(f"{demo_server.url}/workshop")
    tag = page.locator("[data-tag]").first
    expect(tag).to_be_visible()
    assert page.locator("[data-tag] > [title]").evaluate_all(CUT) == []
