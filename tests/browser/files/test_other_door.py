"""A file chosen on the wrong page: one button opens its own page with it already in its preview, and nothing is written
before somebody has looked."""

import sqlite3
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled, violations
from tests.browser.files.test_import import stored
from tests.browser.plan.test_plan_undo import open_box


def actions(server: Server) -> int:
    with sqlite3.connect(server.database) as connection:
        [(number,)] = connection.execute("SELECT count(*) FROM action")
        return int(number)


def test_a_plan_chosen_at_import_and_export_is_looked_at_in_the_plan(
    page: Page, college: Server, tmp_path: Path
) -> None:
    before, file = actions(college), tmp_path / "our plan.csv"
    file.write_text("Statement id,Action,Status\nLM1,Start a club that meets,Done\n")
    page.goto(f"{college.url}/files")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text("This is an action plan.")).to_be_visible()
    expect(page.get_by_role("button", name="Bring in")).to_have_count(0)
    page.get_by_role("button", name="Look at it on the page Action plan").click()

    expect(page.get_by_role("heading", name="Action plan", exact=True)).to_be_visible()
    expect(page.get_by_text("1 action, 0 conflicts")).to_be_in_viewport()
    assert actions(college) == before
    settled(page)
    assert violations(page) == []
    page.get_by_role("button", name="Bring in 1 action").click()
    expect(page.get_by_text("1 action came in from your file.")).to_be_visible()
    assert actions(college) == before + 1


def test_a_workbook_chosen_at_the_plan_is_looked_at_in_its_round(page: Page, college: Server, tmp_path: Path) -> None:
    file = tmp_path / "audit.xlsx"
    page.goto(f"{college.url}/files")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the Excel workbook").click()
    download.value.save_as(file)
    book = load_workbook(file)
    sheet = book["1 Leadership and management"]
    sheet[f"E{next(cell.row for cell in sheet['A'] if cell.value == 'LM1')}"] = "r"
    book.save(file)
    before = stored(college, "LM1")

    open_box(page, college)
    page.set_input_files("input[type=file]", file)
    expect(page.get_by_text("This is a round with its ratings, not an action plan.")).to_be_visible()
    page.get_by_role("button", name="Look at it on the page Import and export").click()

    expect(page.get_by_role("heading", name="Import and export")).to_be_visible()
    expect(page.get_by_text("1 change, 0 conflicts")).to_be_in_viewport()
    assert stored(college, "LM1") == before
    page.get_by_role("button", name="Bring in 1 change").click()
    expect(page.get_by_text("1 change came in from audit.xlsx")).to_be_visible()
    assert stored(college, "LM1")[0] == "red"
