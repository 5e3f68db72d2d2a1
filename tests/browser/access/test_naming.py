"""What a screen reader is told of each page: its title and language, where one is, its headings, and what parts are."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, comes_true, settled
from tests.browser.stage import Stage

SECTION = "leadership?part=1.2&team=Whole+college+leadership"
NAMED = "() => window.sendsatNaming"


def arrive(page: Page, server: Server, address: str) -> None:
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("h1")
    settled(page)
    comes_true(page, NAMED)


def test_the_title_the_language_and_the_menu_say_where_one_is(page: Page, demo_server: Server) -> None:
    arrive(page, demo_server, SECTION)
    expect(page).to_have_title("1.2 Duty to admit · sendsat")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    menu = page.get_by_role("navigation", name="Pages")
    current = menu.locator("[aria-current=page]")
    expect(current).to_have_count(1)
    expect(current).to_contain_text("1 Leadership and management")
    menu.get_by_role("link", name="Home").click()
    expect(page).to_have_title("Home · sendsat")
    expect(current).to_have_count(1)
    expect(current).to_contain_text("Home")
    expect(page.get_by_role("progressbar", name="1 Leadership and management")).to_be_visible()


def test_a_statement_is_a_heading_that_names_its_ratings_and_a_term_a_button(page: Page, demo_server: Server) -> None:
    arrive(page, demo_server, "leadership?part=1.1&team=Whole+college+leadership")
    heading = page.locator("#LM3")
    expect(heading).to_have_role("heading")
    text = " ".join(heading.inner_text().split())
    group = page.locator("[class*=st-key-rating_][class*=_LM3] [role=radiogroup]")
    expect(group).to_have_accessible_name(f"Rating of LM3 {text}")
    term = page.locator(".term").first
    expect(term).to_have_role("button")
    term.focus()
    expect(term).to_have_accessible_name(term.evaluate("one => one.firstChild.textContent"))
    tip = term.locator(".tip")
    expect(tip).to_be_visible()
    term.press("Enter")
    expect(tip).to_be_hidden()
    term.press("Enter")
    expect(tip).to_be_visible()


@pytest.fixture
def staged(page: Page) -> Callable[[str], Stage]:
    """A made-up page whose parts are named."""

    def stage(html: str) -> Stage:
        made = Stage(page, "ui/frame/naming.js", f"<main>{html}</main>")
        made.call("nameParts")
        return made

    return stage


def test_a_box_whose_words_were_not_saved_is_invalid_until_they_are(staged: Callable[[str], Stage]) -> None:
    stage = staged('<div class="st-key-text_a"><textarea></textarea></div><p id="told"></p>')
    box = stage.page.locator("textarea")
    stage.page.evaluate("told.innerHTML = '<span data-invalid=text_a></span>'")
    stage.pass_by(0.1)
    expect(box).to_have_attribute("aria-invalid", "true")
    stage.page.evaluate("told.innerHTML = ''")
    stage.pass_by(0.1)
    expect(box).to_have_attribute("aria-invalid", "false")


def test_a_charts_numbers_are_said_with_its_name_and_not_once_more(staged: Callable[[str], Stage]) -> None:
    drawing = '<div class="js-plotly-plot"><svg class="main-svg"><text>41</text></svg><a>Save</a></div>'
    stage = staged(f'<div role="img" aria-label="41 Green"><i></i>{drawing}</div>{drawing}')
    hidden = stage.page.locator("svg[aria-hidden=true]")
    expect(hidden).to_have_count(1)
