"""The end of a workshop: a tally that offers what still lacks, one question before it closes, and a way back."""

from collections.abc import Callable

from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled, violations
from tests.browser.meeting import download, join, on_wall, prepare, press, start, stored


def to_the_end(wall: Page) -> None:
    """Skip from the second statement to the closing screen."""
    for number in range(3, 11):
        wall.keyboard.press("Shift+ArrowRight")
        on_wall(wall, f"LM{number}")
    wall.keyboard.press("Shift+ArrowRight")
    expect(wall.get_by_role("heading", name="What we agreed")).to_be_visible()
    settled(wall)


def test_the_close_offers_what_has_no_reason_asks_once_and_can_be_taken_back(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    phone = join(open_page, college, prepare(page, college))
    start(page)
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    press(page, "1", "Saved")
    page.keyboard.press("w")
    box = page.get_by_label("Why this rating? (LM2)")
    box.fill("")
    box.press("Control+Enter")
    expect(page.get_by_text("Rated without a reason so far: LM2.")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    page.keyboard.press("w")
    expect(page.locator(".wall-colours")).to_be_visible()
    to_the_end(page)
    expect(page.locator(".wall-tally tbody tr").nth(1)).to_contain_text("▲ Red")
    expect(page.locator(".wall-tally tbody tr").nth(2)).to_contain_text("Not agreed")
    assert violations(page) == []
    page.get_by_role("button", name="LM2: no reason").click()
    on_wall(page, "LM2")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="What we agreed")).to_be_visible()
    settled(page)

    page.get_by_role("button", name="Close the workshop").click()
    assert stored(college, "SELECT count(*) FROM workshop WHERE closed_at IS NULL") == [(1,)]
    page.get_by_role("button", name="Yes, close it").click()
    expect(page.get_by_text("This workshop is closed")).to_be_visible()
    expect(phone.get_by_text("Was this worth the time?")).to_be_visible()
    word = download(page, "Download the minutes: Word document")
    first = Document(str(word.path())).tables[0]
    assert [cell.text for cell in first.rows[2].cells][:2] == ["LM2", "▲ Red"]
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_role("button", name="Close the workshop")).to_be_visible()
    assert stored(college, "SELECT count(*) FROM workshop WHERE closed_at IS NULL") == [(1,)]
    page.keyboard.press("ArrowLeft")
    on_wall(page, "LM10")
    phone.reload()
    expect(phone.locator("#where")).to_contain_text("LM10")
