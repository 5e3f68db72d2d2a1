"""A laptop is shut for more than two minutes, so that the server lets the visit go, and is opened again.

For `make soak`: the break takes its time. `test_after_a_break.py` presses far more buttons, and ends the visit by a new
start of the server instead.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.closed_lid import Way
from tests.browser.conftest import Server, becomes, settled
from tests.browser.meeting import stored

BREAK = 200_000
SECTION = "leadership?part=1.1&team=Whole+college+leadership"
SAID = "Typed before the lid was shut."


@pytest.fixture
def way(college: Server) -> Iterator[Way]:
    one = Way(college.port)
    yield one
    one.close()


@pytest.mark.soak
def test_after_200_seconds_every_download_comes_a_rating_is_stored_and_no_word_is_lost(
    open_page: Callable[..., Page], college: Server, way: Way
) -> None:
    pages = {address: open_page() for address in ("actions", "report", "files", "pack", SECTION)}
    for address, page in pages.items():
        page.goto(f"http://localhost:{way.port}/{address}")
        page.wait_for_selector("h1")
        settled(page)
    section = pages.pop(SECTION)
    box = section.get_by_role("textbox", name="Why this rating? (LM5)")
    box.fill(SAID)
    reason = "SELECT commentary FROM judgement WHERE statement_id = 'LM5' ORDER BY updated_at DESC LIMIT 1"
    becomes(section, lambda: stored(college, reason), [(SAID,)])
    box.press_sequentially(" And this while it was shut.")
    way.cut()
    section.wait_for_timeout(BREAK)
    way.mend()

    came = 0
    for page in pages.values():
        for name in page.locator("[data-testid=stDownloadButton] button").all_inner_texts():
            with page.expect_download() as waiting:
                page.get_by_role("button", name=name, exact=True).first.click()
            assert waiting.value.path().stat().st_size > 500
            came += 1
    assert came >= 10
    becomes(section, lambda: stored(college, reason), [(f"{SAID} And this while it was shut.",)])
    section.locator("[class*=st-key-rating_][class*=_LM5]").get_by_role("radio", name="Red").click()
    rating = "SELECT rating FROM judgement WHERE statement_id = 'LM5' ORDER BY updated_at DESC LIMIT 1"
    becomes(section, lambda: stored(college, rating), [("red",)])
    expect(box).to_have_value(f"{SAID} And this while it was shut.")
