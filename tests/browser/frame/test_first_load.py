"""Before anything of Streamlit runs: people read that sendsat is opening, and the browser fetches all at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from sendsat.serving.first_load.bundle import SCRIPT, bundle
from tests.browser.conftest import comes_true, settled
from tests.browser.serving import Server

FETCHED = """() => performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js"))
  .map((one) => [one.name.split("/").pop(), one.encodedBodySize, one.decodedBodySize])"""

DRAWN_LATER = "[data-testid=stFileUploader]"
FOLDERS = """() => performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js"))
  .map((one) => new URL("./", one.name).pathname)"""

ASKED_BY = """() => performance.getEntriesByType("resource").filter((one) => one.name.includes("/_stcore/"))
  .map((one) => one.initiatorType)"""


@pytest.mark.parametrize("path", ["/", "/leadership?part=1.1"])
def test_every_script_comes_in_one_packed_file(demo_server: Server, open_page: Callable[..., Page], path: str) -> None:
    page = open_page()
    page.goto(demo_server.url + path)
    page.wait_for_selector("h1")
    settled(page)
    ((name, packed, whole),) = page.evaluate(FETCHED)
    assert name == SCRIPT
    assert packed < whole / 3


def test_a_script_that_comes_later_works_with_those_that_came(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{demo_server.url}/files")
    expect(page.locator(DRAWN_LATER).first).to_be_visible()
    settled(page)
    folders, made = page.evaluate(FOLDERS), bundle()
    assert made is not None
    assert len(folders) > 3
    assert set(folders) == {made.folder}


@pytest.mark.parametrize("path", ["/", "/leadership?part=1.1"])
def test_the_server_is_asked_twice_before_it_is_connected_to_and_at_once(
    demo_server: Server, open_page: Callable[..., Page], path: str
) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(demo_server.url)))
    page.goto(demo_server.url + path)
    page.wait_for_selector("h1")
    settled(page)
    before = [one for one in asked if "_stcore" in one]
    assert sorted(before) == ["/_stcore/health", "/_stcore/host-config"]
    assert page.evaluate(ASKED_BY) == ["link", "link"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_says_that_it_is_opening_until_it_is_drawn(
    demo_server: Server, open_page: Callable[..., Page], *, dark: bool
) -> None:
    page = open_page(dark=dark)
    held = []
    page.route(re.compile(r"/static/js-\w+/bundle\.js"), lambda route: held.append(route))
    page.goto(demo_server.url, wait_until="commit")
    words = page.get_by_role("status").filter(has_text="sendsat is opening").locator("span")
    expect(words).to_be_visible()
    expect(words).to_have_css("opacity", "1")
    assert page.title() == "sendsat"
    assert page.locator("html").get_attribute("lang") == "en-GB"
    for route in held:
        route.continue_()
    page.wait_for_selector("h1")
    expect(page.get_by_text("sendsat is opening")).to_have_count(0)


ICON = ".st-key-menu [data-testid=stIconMaterial]"
FONT = re.compile(r"/MaterialSymbols")


def test_the_names_of_icons_never_lie_over_words(demo_server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page()
    held: list[Route] = []
    page.route(FONT, lambda route: held.append(route))
    page.goto(f"{demo_server.url}/rounds", wait_until="commit")
    icon = page.locator(ICON).first
    expect(icon).to_have_css("visibility", "hidden")
    comes_true(page, "() => [...document.fonts].some((face) => face.status === 'loading')")
    expect(icon).to_have_css("visibility", "hidden")
    for route in held:
        route.continue_()
    expect(icon).to_have_css("visibility", "visible")


def test_where_the_font_of_icons_is_not_let_in_every_button_still_shows_something(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.route(FONT, lambda route: route.abort())
    page.goto(f"{demo_server.url}/rounds", wait_until="commit")
    comes_true(page, "() => document.documentElement.dataset.icons === 'error'")
    settled(page)
    expect(page.locator(ICON).first).to_have_css("visibility", "hidden")
    sign = "(button) => getComputedStyle(button, '::after').content"
    shut = page.locator("[data-testid=stSidebarCollapseButton] button")
    assert shut.evaluate(sign) == '"\u00ab"'
    shut.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-testid=stExpandSidebarButton]").evaluate(sign) == '"\u00bb"'


LINKS = """<p style="position: fixed; z-index: 9"><a target="_blank" href="/rounds">Rounds</a>
  <a target="_blank" href="https://www.gov.uk">Far</a></p>"""


def test_a_link_pressed_before_anything_has_come_opens_in_its_tab(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.route(re.compile(r"/static/js-\w+/bundle\.js"), lambda route: route.abort())
    page.goto(demo_server.url)
    page.evaluate("(links) => document.body.insertAdjacentHTML('beforeend', links)", LINKS)
    far = page.get_by_role("link", name="Far")
    far.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    far.click()
    assert far.get_attribute("target") == "_blank"
    page.get_by_role("link", name="Rounds").click()
    page.wait_for_url("**/rounds")
    assert len(page.context.pages) == 1
