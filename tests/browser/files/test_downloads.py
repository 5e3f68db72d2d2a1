"""A download comes after a long break and after sendsat was started again; one that cannot be made says why."""

import sqlite3

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, becomes, settled
from tests.often import everyday

COUNT_RUNS = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  window.runs = 0;
  new MutationObserver(() => { window.runs += app.dataset.testScriptState === "running"; })
    .observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
}"""


def opened(page: Page, server: Server, address: str) -> Locator:
    """Open a page; gives its buttons that download."""
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("[data-testid=stDownloadButton]")
    settled(page)
    return page.locator("[data-testid=stDownloadButton] button")


@pytest.mark.parametrize("address", everyday(["actions", "report", "files"], only=["files"]))
def test_every_download_comes_after_the_session_has_ended(page: Page, college: Server, address: str) -> None:
    buttons = opened(page, college, address)
    names = buttons.all_inner_texts()
    page.evaluate(COUNT_RUNS)

    college.kill()
    college.start()
    becomes(page, lambda: page.evaluate("window.runs > 0"), True)
    settled(page)

    assert names
    for name in names:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.path().stat().st_size > 500


def test_a_file_that_cannot_be_made_says_so_and_comes_once_the_cause_is_gone(page: Page, college: Server) -> None:
    button = opened(page, college, "actions").first

    with sqlite3.connect(college.database) as connection:
        connection.execute("alter table action rename to gone")
    button.click()
    expect(page.get_by_text("The database refused what was asked")).to_be_visible()

    with sqlite3.connect(college.database) as connection:
        connection.execute("alter table gone rename to action")
    with page.expect_download() as waiting:
        button.click()
    assert waiting.value.suggested_filename.endswith(".csv")
