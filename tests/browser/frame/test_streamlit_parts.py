"""Streamlit still draws every part of its pages that our rules and scripts name."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sendsat.ui.frame.streamlit_hooks import CHOOSING, OPENED, PARTS, PHONE, SECTION, TIMELINE, WALL
from tests.browser.conftest import Server, becomes, settled
from tests.browser.meeting import prepare, start


def arrive(open_page: Callable[..., Page], server: Server, name: str) -> Page:
    """A visitor on the page of this name in `streamlit_hooks`."""
    page = open_page(width=390, height=844) if name == PHONE else open_page()
    if name == WALL:
        prepare(page, server)
        start(page)
        return page
    page.goto(f"{server.url}/{SECTION if name in (OPENED, CHOOSING) else '' if name == PHONE else name}")
    page.wait_for_selector("h1")
    settled(page)
    if name == TIMELINE:
        page.get_by_text("The same in words and numbers, and downloads").click()
    if name in (OPENED, CHOOSING):
        page.get_by_text("Evidence, actions and more").first.click()
        expect(page.get_by_text("Ofsted areas").first).to_be_visible()
        settled(page)
    if name == CHOOSING:
        becomes(page, lambda: choices_open(page), True)
    return page


def choices_open(page: Page) -> bool:
    """Whether the list is open. The first press after a drawer was opened may only give its box the focus."""
    box = page.get_by_label("Priority").first
    if box.get_attribute("aria-expanded") != "true":
        box.click()
    return page.locator("[role=option]").count() > 0


@pytest.mark.parametrize("name", sorted({one.page for one in PARTS}))
def test_a_page_has_every_part_that_rules_and_scripts_name(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], name: str
) -> None:
    server = request.getfixturevalue("college" if name == WALL else "demo_server")
    page = arrive(open_page, server, name)

    for part in (one for one in PARTS if one.page == name):
        expect(page.locator(part.selector).first, part.selector).to_be_attached()
