"""A workbook goes out, is filled offline, comes back through a preview, is saved, and can be taken back."""

import io
import sqlite3
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.serving import Server


def rating(server: Server, statement_id: str) -> str | None:
    with sqlite3.connect(server.database) as connection:
        found = connection.execute(
            "select rating from judgement where round_id = 3 and statement_id = ?", (statement_id,)
        ).fetchone()
    return found[0] if found else None


def filled(content: bytes) -> bytes:
    """The workbook with "g" typed as the rating of LM11."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            heading = next((cell for cell in row if cell.value == "RAG rating"), None)
            if heading is None or "Leadership" not in sheet.title:
                continue
            for number in range(heading.row + 1, sheet.max_row + 1):
                if sheet.cell(number, 1).value == "LM11":
                    sheet.cell(number, heading.column, "g")
                    out = io.BytesIO()
                    book.save(out)
                    return out.getvalue()
    raise AssertionError("no cell for statement 11 was found")


def test_a_filled_workbook_comes_back_and_can_be_taken_back(page: Page, college: Server, tmp_path: Path) -> None:
    before = rating(college, "LM11")
    page.goto(f"{college.url}/files?team=Whole+college+leadership")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the Excel workbook").click()
    file = tmp_path / waiting.value.suggested_filename
    file.write_bytes(filled(Path(waiting.value.path()).read_bytes()))
    page.set_input_files("input[type=file]", file)
    accept = page.get_by_role("button", name="Bring in 1 change")
    expect(accept).to_be_visible()
    assert rating(college, "LM11") == before
    accept.click()
    expect(page.get_by_text("1 change came in from")).to_be_visible()
    assert rating(college, "LM11") == "green"
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator(".notice", has_text="The import was undone.")).to_be_visible()
    assert rating(college, "LM11") == before


def test_a_file_that_is_no_workbook_gets_one_plain_sentence(page: Page, college: Server, tmp_path: Path) -> None:
    page.goto(f"{college.url}/files?team=Whole+college+leadership")
    (tmp_path / "fake.xlsx").write_bytes(b"this is no workbook")
    page.set_input_files("input[type=file]", tmp_path / "fake.xlsx")
    expect(page.get_by_role("alert").first).to_be_visible()
    assert "Traceback" not in page.inner_text("body")
