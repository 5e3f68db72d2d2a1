"""A team's workbook in a real browser: download, fill in, bring back, look, decide, bring in, undo."""

import sqlite3
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled, violations


def stored(server: Server, statement_id: str) -> tuple[str | None, str]:
    """Rating and commentary of the first team in the newest round."""
    with sqlite3.connect(server.database) as connection:
        sql = "SELECT rating, commentary FROM judgement WHERE round_id = 3 AND team_id = 1 AND statement_id = ?"
        found: tuple[str | None, str] = connection.execute(sql, [statement_id]).fetchone()
        return found


def change_here(server: Server, statement_id: str, text: str) -> None:
    """Somebody else writes meanwhile."""
    with sqlite3.connect(server.database) as connection:
        sql = "UPDATE judgement SET commentary = ? WHERE round_id = 3 AND team_id = 1 AND statement_id = ?"
        connection.execute(sql, [text, statement_id])


def test_a_workbook_goes_out_and_comes_back(page: Page, college: Server, tmp_path: Path) -> None:
    page.goto(f"{college.url}/files")
    expect(page.get_by_role("heading", name="Import and export")).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the Excel workbook").click()
    assert download.value.suggested_filename.startswith("Riverbank College - Whole college leadership - Ratings")
    file = tmp_path / "filled.xlsx"
    download.value.save_as(file)

    book = load_workbook(file)
    sheet = book["1 Leadership and management"]
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    sheet[f"E{rows['LM1']}"] = "r"
    sheet[f"F{rows['LM2']}"] = "Said <b>offline</b> *here*"
    sheet[f"E{rows['LM4']}"] = "amber/green"
    sheet[f"E{rows['LM6']}"] = "purple"
    book.save(file)
    before = {one: stored(college, one) for one in ("LM1", "LM2", "LM4", "LM6")}
    change_here(college, "LM2", "Said here")

    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text("2 changes, 1 conflict, 1 guess, 1 problem")).to_be_visible()
    expect(page.get_by_text("Said <b>offline</b> *here*")).to_be_visible()
    assert stored(college, "LM1") == before["LM1"]
    settled(page)
    assert violations(page) == []

    page.get_by_role("radio", name="Keep both").locator("xpath=ancestor::label").click()
    page.get_by_role("button", name="Bring in 3 changes").click()
    expect(page.get_by_text("3 changes came in from filled.xlsx")).to_be_visible()
    assert stored(college, "LM1")[0] == "red"
    assert stored(college, "LM2")[1] == "Said here\n\nSaid <b>offline</b> *here*"
    assert stored(college, "LM4")[0] == "amber"
    assert stored(college, "LM6") == before["LM6"]

    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("The import was undone.")).to_be_visible()
    assert stored(college, "LM1") == before["LM1"]
    assert stored(college, "LM2")[1] == "Said here"
    assert stored(college, "LM4") == before["LM4"]
