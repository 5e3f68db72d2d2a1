"""After a long break, or a new start of sendsat, every kind of button on a page still does something to be seen.

A new start on the same database ends every visit, as a break of more than two minutes does: session and files are gone.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Server, becomes, settled
from tests.browser.test_accessibility import PAGES
from tests.browser.test_downloads import COUNT_RUNS

EVERY_DAY = ("rounds",)
AT_ONCE = 2
OTHERS = [address for address in (*PAGES, "wall", "desk") if address not in EVERY_DAY]
IN_TURN = [
    pytest.param(tuple(OTHERS[at : at + AT_ONCE]), 0, marks=pytest.mark.soak) for at in range(0, len(OTHERS), AT_ONCE)
]

SHOWN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const told = (part) => [part.ariaExpanded, part.ariaPressed, part.ariaChecked, part.checked, part.value];
  const parts = document.querySelectorAll("[aria-expanded],[aria-pressed],[aria-checked],[role=dialog],input");
  return JSON.stringify([window.runs, location.href, app.innerText, [...parts].map(told)]);
}"""
# What carries no words is Streamlit's own, beside a box: its help and its steps.
KINDS = """() => {
  const kinds = {}, theirs = "[data-testid=stFileUploader],[data-testid=stElementToolbar],[aria-checked=true]";
  for (const button of document.querySelectorAll("[data-testid=stMain] button")) {
    if (button.disabled || !button.innerText.trim() || !button.checkVisibility() || button.closest(theirs)) continue;
    const named = button.closest("[class*=st-key-]");
    const key = named ? [...named.classList].find((name) => name.startsWith("st-key-")) : "";
    const files = Boolean(button.closest("[data-testid=stDownloadButton]"));
    const kind = `${button.dataset.testid} ${(key || button.innerText).replace(/[A-Z]*\\d+/g, "#")}`;
    kinds[kind] ??= [key, button.innerText, files];
  }
  return Object.values(kinds);
}"""


@pytest.mark.parametrize(("addresses", "fewest"), [(EVERY_DAY, 4), *IN_TURN])
def test_no_button_is_silent_after_the_visit_has_ended(
    open_page: Callable[..., Page], college: Server, addresses: tuple[str, ...], fewest: int
) -> None:
    pages = {address: open_page() for address in addresses}
    for address, page in pages.items():
        page.goto(f"{college.url}/{address}")
        page.wait_for_selector("h1")
        settled(page)
        page.evaluate(COUNT_RUNS)

    college.kill()
    college.start()

    pressed = [(address, *told) for address, page in pages.items() for told in pressed_on(page)]
    assert [f"/{address}: {words}" for address, words, answered in pressed if not answered] == []
    assert len(pressed) >= fewest


def pressed_on(page: Page) -> list[tuple[str, bool]]:
    """Press each kind of button of a page that is back by itself; what each says and whether it answered."""
    becomes(page, lambda: page.evaluate("window.runs > 0"), True)
    settled(page)
    home, kinds = page.url, page.evaluate(KINDS)
    pressed = []
    for key, words, is_for_a_file in kinds:
        button = button_of(page, key, words)
        if not button.is_visible() or not button.is_enabled():
            continue  # what was pressed before has put something else in its place
        pressed.append((words, answers(page, button, is_for_a_file)))
        page.keyboard.press("Escape")
        if page.url.partition("?")[0] != home.partition("?")[0]:
            page.goto(home)
            page.wait_for_selector("h1")
            settled(page)
            page.evaluate(COUNT_RUNS)
    return pressed


def button_of(page: Page, key: str, words: str) -> Locator:
    """The button of this key and these words, wherever it is drawn now."""
    within = page.locator(f".{key}") if key else page.locator("[data-testid=stMain]")
    return within.locator("button").filter(has_text=words.split("\n")[0]).first


def answers(page: Page, button: Locator, is_for_a_file: bool) -> bool:
    """Press a button: whether something was to be seen, or a file came where the button is for one."""
    files: list[object] = []
    page.once("download", lambda download: files.append(download))
    before = page.evaluate(SHOWN)
    button.click()
    try:
        becomes(page, lambda: bool(files) if is_for_a_file else page.evaluate(SHOWN) != before, True, most=30)
    except AssertionError:
        return False
    settled(page)
    return True
