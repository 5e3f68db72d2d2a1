"""A page that was used by a test comes to the next one as a visitor who has never been here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE
from tests.browser.visitors import Visitors, place_to_rest

LEFT = """() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie, window.left ?? null,
  matchMedia("print").matches, matchMedia("(prefers-color-scheme: dark)").matches,
  matchMedia("(prefers-reduced-motion: reduce)").matches, innerWidth, navigator.onLine, history.length]"""
NOTHING: list[object] = [[], [], "", None, False, False, False, 390, True, 2]
LEAVE = "localStorage.left = 'words'; sessionStorage.left = 'words'; document.cookie = 'left=words;max-age=999'"


def leave_all(page: Page, address: str, heard: list[str]) -> None:
    """Do to a page whatever tests do."""
    page.on("console", lambda message: heard.append(message.text))
    page.once("download", lambda download: heard.append(download.url))
    page.add_init_script("window.left = 'words'")
    page.route("**/other", lambda route: route.fulfill(body="left"))
    page.goto(address)
    page.evaluate(LEAVE)
    page.context.new_page().goto(address)
    page.context.set_offline(True)
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")


@pytest.fixture
def own(browser: Browser) -> Iterator[Visitors]:
    """Visitors of the test's own."""
    with place_to_rest() as rest, pytest.MonkeyPatch.context() as patch:
        visitors = Visitors(browser, rest, PATIENCE)
        visitors.watch(patch)
        yield visitors


def test_a_page_used_again_holds_nothing_of_the_visitor_before(own: Visitors) -> None:
    heard: list[str] = []
    with place_to_rest() as address:
        before = own.open(width=1366, height=768, dark=True)
        leave_all(before, address, heard)
        own.take_back(before)
        after = own.open(width=390, height=844, dark=False)
        after.goto(f"{address}other")

        assert after is before
        assert after.evaluate(LEFT) == NOTHING
        assert after.title() == "Rest"
        assert len(after.context.pages) == 1
        after.evaluate("console.log('said')")
        assert heard == []
        own.take_back(after)


def test_what_a_visitor_leaves_is_seen_by_the_test_above(own: Visitors) -> None:
    with place_to_rest() as address:
        page = own.open(width=1366, height=768, dark=True)
        leave_all(page, address, [])

        assert page.evaluate(LEFT) == [["left"], ["left"], "left=words", "words", True, True, True, 1366, False, 2]
        own.take_back(page)


def test_a_page_whose_clock_was_moved_is_not_used_again(own: Visitors) -> None:
    before = own.open(width=1366, height=768, dark=False)
    before.clock.install()
    own.take_back(before)
    after = own.open(width=1366, height=768, dark=False)

    assert before.is_closed()
    assert after is not before
    own.take_back(after)
