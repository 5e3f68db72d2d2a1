"""Reading settings: they work at once and everywhere, stay in this browser, and push nothing over the edge."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import CLEAN, TOO_WIDE, faults_in_light_and_dark, look
from tests.browser.conftest import Server, comes_true, settled, violations
from tests.browser.meeting import prepare, start
from tests.browser.stage import SENDSAT, Stage
from tests.browser.workshop.test_phone import REVEALED, STATE, out_of_view, show
from tests.often import everyday

KEPT = "sendsat-reading-settings"
SCRIPT = "ui/frame/reading_settings.js"
READY = "() => window.sendsatReadingSettings"
SECTION = "leadership?part=1.1&team=Whole+college+leadership"
ALL = {"size": "200", "spacing": True, "lines": True, "contrast": True, "still": True, "aloud": True}
SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
TURN_ON = """([key, settings]) => {
  localStorage.setItem(key, JSON.stringify(settings));
  dispatchEvent(new StorageEvent("storage", { key }));
}"""


COVERED = """() => { const over = document.getElementById("reading-opener").getBoundingClientRect();
  return [...document.querySelectorAll(".wall-bar > *")].map((one) => [one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.right > over.left && box.bottom > over.top && box.top < over.bottom)
    .map(([text]) => text); }"""
"""The words of the desk's line on top that the button for the settings covers."""
LOW = "selector => document.querySelector(selector).getBoundingClientRect().height <= innerHeight * 0.41"


def turn_on(page: Page, settings: dict[str, Any]) -> None:
    """Choose these, as another window of the same browser does."""
    comes_true(page, READY)
    page.evaluate(TURN_ON, [KEPT, settings])


def attributes(page: Page) -> dict[str, str]:
    """What stands at the root of the page."""
    return dict(
        page.evaluate(
            """() => [...document.documentElement.attributes].filter((one) => one.name.startsWith("data-read-"))
            .map((one) => [one.name.slice("data-read-".length), one.value])"""
        )
    )


@pytest.fixture
def stage(page: Page) -> Stage:
    """A made-up page that follows the settings."""
    staged = Stage(page, SCRIPT, "<main><button>Other</button></main>")
    staged.call("setReading")
    return staged


@pytest.mark.parametrize(
    ("kept", "counts"),
    [
        (None, {}),
        ("not ours", {}),
        ("null", {}),
        ('{"size":"300","spacing":"yes","colour":true}', {}),
        ('{"size":"150","spacing":true,"colour":true}', {"size": "150", "spacing": True}),
        (json.dumps(ALL), ALL),
    ],
)
def test_only_settings_that_are_known_count(stage: Stage, kept: str | None, counts: dict[str, Any]) -> None:
    assert stage.call("readingFrom", kept) == counts


def test_the_first_button_of_a_page_opens_them_and_each_works_at_once(stage: Stage) -> None:
    page = stage.page
    page.keyboard.press("Tab")
    opener = page.get_by_role("button", name="Reading settings")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Reading settings")).to_be_visible()
    page.get_by_label("Large", exact=True).check()
    page.get_by_label("More contrast").check()
    assert attributes(page) == {"size": "150", "contrast": ""}
    page.get_by_label("More contrast").uncheck()
    assert attributes(page) == {"size": "150"}
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_they_are_there_again_after_a_reload_and_go_at_one_press(stage: Stage) -> None:
    page = stage.page
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_label("Shorter lines").check()
    page.reload()
    page.add_script_tag(content=(SENDSAT / SCRIPT).read_text("utf-8"))
    stage.call("setReading")
    assert attributes(page) == {"lines": ""}
    page.get_by_role("button", name="Reading settings").click()
    expect(page.get_by_label("Shorter lines")).to_be_checked()
    page.get_by_role("button", name="All as usual").click()
    expect(page.get_by_label("Shorter lines")).not_to_be_checked()
    assert attributes(page) == {}
    assert page.evaluate("key => localStorage.getItem(key)", KEPT) is None
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_another_window_of_the_browser_follows(stage: Stage) -> None:
    turn_on(stage.page, {"spacing": True})
    assert attributes(stage.page) == {"spacing": ""}


def test_where_the_browser_keeps_nothing_they_last_as_long_as_the_page(page: Page) -> None:
    page.add_init_script("Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error(); }")
    stage = Stage(page, SCRIPT, "<main></main>")
    stage.call("setReading")
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_label("Less movement").check()
    assert attributes(page) == {"still": ""}


def test_they_change_every_page_at_once_and_the_wall(demo_server: Server, page: Page) -> None:
    look(page, demo_server, SECTION)
    turn_on(page, {"size": "150", "contrast": True})
    assert page.evaluate(SIZE) == 24
    page.locator(".st-key-menu").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", name="Glossary", level=1)).to_be_visible()
    settled(page)
    assert page.evaluate(SIZE) == 24
    opener = page.get_by_role("button", name="Reading settings").first
    opener.press("Enter")
    expect(page.get_by_role("dialog", name="Reading settings")).to_be_visible()
    assert faults_in_light_and_dark(page) == CLEAN
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.goto(f"{demo_server.url}/reading?at=LM3&team=Whole+college+leadership")
    page.wait_for_selector(".st-key-alone_large h1")
    settled(page)
    comes_true(page, READY)
    large = page.evaluate(SIZE)
    turn_on(page, {})
    assert page.evaluate(SIZE) == pytest.approx(large / 1.5, abs=0.1)
    page.keyboard.press("?")
    page.locator("#wall-keys").get_by_role("button", name="Reading settings").press("Enter")
    expect(page.get_by_role("dialog", name="Reading settings")).to_be_visible()
    page.keyboard.press("ArrowRight")  # in the panel it moves nothing but the panel's own choice
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Reading settings")).to_have_count(0)
    settled(page)
    expect(page.locator("h1#LM3")).to_be_visible()


WIDEST = ["", SECTION, "results", "actions", "rounds", "accessibility"]


@pytest.mark.parametrize("address", everyday(WIDEST, only=(SECTION, "results")))
def test_with_all_of_them_nothing_runs_over_the_edge_of_the_smallest_phone(
    demo_server: Server, open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(width=320, height=568)
    look(page, demo_server, address)
    turn_on(page, ALL)
    settled(page)
    assert page.evaluate(TOO_WIDE) <= 0
    page.set_viewport_size({"width": 1366, "height": 768})
    settled(page)
    assert page.evaluate(TOO_WIDE) <= 0, "on a laptop"


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (844, 390)])
def test_phones_that_join_follow_them_and_keep_every_choice_in_view(
    open_page: Callable[..., Page], width: int, height: int
) -> None:
    phone = open_page(width=width, height=height)
    told = show(phone, STATE)
    expect(phone.locator("#statement")).not_to_be_empty()
    phone.get_by_role("button", name="Reading settings").click()
    panel = phone.get_by_role("dialog", name="Reading settings")
    for words in ("Twice the size", "More space between letters, words and lines", "Shorter lines", "More contrast"):
        panel.get_by_label(words).check()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert violations(phone) == []
    panel.get_by_role("button", name="Done").click()
    assert out_of_view(phone) == []
    told.append(REVEALED)
    expect(phone.locator("#say")).to_contain_text("7 of 9")
    assert out_of_view(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= width
    phone.goto(phone.url)
    expect(phone.locator("html")).to_have_attribute("data-read-size", "200")


def test_the_page_of_a_phone_has_one_button_for_them(open_page: Callable[..., Page]) -> None:
    phone = open_page(width=390, height=844)
    show(phone, {"joined": False})
    expect(phone.get_by_label("Code")).to_be_visible()
    expect(phone.get_by_role("button", name="Reading settings")).to_have_count(1)


def test_the_line_of_keys_covers_no_word_of_a_statement_in_large_text(demo_server: Server, page: Page) -> None:
    page.goto(f"{demo_server.url}/reading?at=LM1&team=Whole+college+leadership")
    page.wait_for_selector(".st-key-alone_large h1")
    settled(page)
    turn_on(page, ALL)
    settled(page)
    covered = page.evaluate(
        """() => {
          const end = document.querySelector(".alone-hints").getBoundingClientRect().top;
          return document.querySelector(".st-key-alone_large h1").getBoundingClientRect().bottom > end;
        }"""
    )
    assert not covered


def test_in_the_largest_text_the_desk_keeps_room_for_the_statement_and_the_wall_fits_a_phone(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    start(page)
    desk = open_page()
    desk.goto(page.url.replace("/wall", "/desk"))
    controls = desk.locator("[data-testid=stLayoutWrapper]:has(> .st-key-wall_controls)")
    expect(controls).to_be_visible()
    expect(desk.locator("#reading-opener")).to_be_visible()
    assert desk.evaluate(COVERED) == []
    turn_on(desk, {"size": "200"})
    comes_true(desk, LOW, "[data-testid=stLayoutWrapper]:has(> .st-key-wall_controls)")
    assert desk.evaluate(COVERED) == []
    phone = open_page(width=390, height=844)
    phone.goto(page.url)
    expect(phone.locator(".wall-colours")).to_be_visible()
    turn_on(phone, {"size": "200"})
    comes_true(phone, "() => document.documentElement.dataset.readSize === '200'")
    settled(phone)
    assert phone.evaluate(TOO_WIDE) == 0
