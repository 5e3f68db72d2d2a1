"""After a long break, or a new start of sendsat, the buttons within what folds or opens on a page still answer.

Beside `test_after_a_break.py`, which presses what stands on the pages themselves and tells what a break is. The pages
are all those with something that folds or opens and that holds a button which can be pressed at once.
"""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.access.test_focus_after_acts import Region
from tests.browser.conftest import Server, becomes, settled
from tests.browser.files.test_after_a_break import OPENED, answers, drawings, gathered, open_at, region
from tests.browser.people.test_sign_in import administrator_with_a_reader
from tests.sign_in.college import open_college

__all__ = ["gathered", "region"]

FEWEST = {"rounds": 6}
"""How many kinds of button stand within what folds or opens on each page of a college, at least."""
OF_A_GROUP, OF_AN_AUTHORITY = {"set-up-sites": 2, "group": 3}, {"area": 1, "providers": 40}
SIGNED_IN = {"people": 2}
FOLDS = "[data-testid=stMain] [data-testid=stExpander] summary, [data-testid=stMain] [data-testid=stPopover] button"
KINDS = """(folds) => {
  const kinds = {};
  for (const fold of folds) {
    if (!fold.checkVisibility() || fold.disabled) continue;
    const named = fold.closest("[class*=st-key-]");
    const key = named ? [...named.classList].find((name) => name.startsWith("st-key-")) : "";
    const words = fold.innerText.replace(/\\s*expand_(more|less)\\s*/, "");
    kinds[`${key} ${words}`.replace(/[A-Z]*\\d+/g, "#")] ??= [key, words];
  }
  return kinds;
}"""
PLACE = """(folds, [key, words]) => folds.findIndex((fold) => fold.checkVisibility()
  && fold.innerText.replace(/\\s*expand_(more|less)\\s*/, "") === words
  && (!key || fold.closest(`.${CSS.escape(key)}`)))"""
IS_OPEN = "(fold) => fold.closest('details')?.open || fold.ariaExpanded === 'true'"
WITHIN = """(buttons) => {
  const kinds = {};
  for (const button of buttons) {
    if (button.disabled || !button.innerText.trim() || !button.checkVisibility()) continue;
    const files = Boolean(button.closest("[data-testid=stDownloadButton]"));
    if (button.closest("[data-testid=stFileUploader],[data-testid=stElementToolbar],[aria-checked=true]")) continue;
    kinds[button.innerText.replace(/[A-Z]*\\d+/g, "#")] ??= [button.innerText, files];
  }
  return Object.values(kinds);
}"""


@pytest.mark.soak
@pytest.mark.parametrize("address", FEWEST)
def test_no_button_in_a_fold_is_silent_after_the_visit_has_ended(page: Page, college: Server, address: str) -> None:
    assert_none_is_silent(college, page, address, FEWEST[address])


@pytest.mark.soak
@pytest.mark.parametrize("path", [*OF_A_GROUP, *OF_AN_AUTHORITY])
def test_no_button_in_a_fold_of_a_group_or_an_authority_is_silent(
    page: Page, region: Server, gathered: Region, path: str
) -> None:
    whose = gathered.authority if path in OF_AN_AUTHORITY else gathered.college
    assert_none_is_silent(region, page, f"{path}?org={whose}", (OF_A_GROUP | OF_AN_AUTHORITY)[path])


@pytest.mark.soak
@pytest.mark.parametrize("path", SIGNED_IN)
def test_no_button_in_a_fold_is_silent_for_somebody_who_signed_in(
    browser: Browser, demo_database: Path, tmp_path: Path, path: str
) -> None:
    with open_college(Path(shutil.copy(demo_database, tmp_path / "sendsat.db"))) as college:
        ada = administrator_with_a_reader(browser, college)
        assert_none_is_silent(college, ada, path, SIGNED_IN[path])


def assert_none_is_silent(server: Server, page: Page, address: str, fewest: int) -> None:
    """Open a page, end the visit, and press each kind of button in each kind of what folds or opens there."""
    open_at(page, f"{server.url}/{address}")
    drawn = drawings(page)
    server.kill()
    server.start()
    becomes(page, lambda: bool(drawn), True)
    expect(page.locator(FOLDS).filter(visible=True).first).to_be_attached()
    settled(page)
    pressed = pressed_in_folds(page, drawn)
    assert [words for words, answered in pressed if not answered] == []
    assert len(pressed) >= fewest


def pressed_in_folds(page: Page, drawn: list[str]) -> list[tuple[str, bool]]:
    """Open each kind of fold, also within others, and press each kind of button in it; what each says, and whether it
    answered."""
    home, pressed, done = page.url, [], set[str]()
    while kinds := {kind: fold for kind, fold in page.locator(FOLDS).evaluate_all(KINDS).items() if kind not in done}:
        kind, (key, words) = next(iter(kinds.items()))
        done.add(kind)
        within = opened(page, key, words)
        for label, is_for_a_file in within.locator("button").evaluate_all(WITHIN) if within else ():
            within = opened(page, key, words)
            button = button_in(within, label) if within else None
            if button is None:
                continue  # what was pressed before has put something else in its place
            pressed.append((f"{words} > {label}", answers(page, button, drawn, is_for_a_file)))
            closed_again(page, home)
        closed_again(page, home)
    return pressed


def opened(page: Page, key: str, words: str) -> Locator | None:
    """What a fold holds, once it is open; None where there is no such fold now."""
    for closed in page.locator("[data-testid=stMain] details:not([open]) summary").all():
        if closed.is_visible() and page.locator(FOLDS).evaluate_all(PLACE, [key, words]) < 0:
            closed.click()  # what is looked for may stand within
            settled(page)
    place = page.locator(FOLDS).evaluate_all(PLACE, [key, words])
    if place < 0:
        return None
    fold = page.locator(FOLDS).nth(place)
    if not fold.evaluate(IS_OPEN):
        fold.click()
    within = fold.locator("xpath=ancestor::details[1]")
    within = within if within.count() else page.locator("[data-testid=stPopoverBody]")
    expect(within).to_be_visible()
    settled(page)
    return within


def button_in(within: Locator, label: str) -> Locator | None:
    """The first button of just these words that can be pressed."""
    alike = within.locator("button").all()
    return next((one for one in alike if one.inner_text() == label and one.is_visible() and one.is_enabled()), None)


def closed_again(page: Page, home: str) -> None:
    """Close what opens over the page, and come back where a button led elsewhere."""
    if page.locator(OPENED).count():
        page.keyboard.press("Escape")
    if page.url.partition("?")[0] != home.partition("?")[0]:
        open_at(page, home)
