"""A plan is brought in; after a reload and a restart it can still be undone, and a note added meanwhile stays."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.serving import Server

BOX = "Bring back an edited action plan (CSV or Excel)"
NOTED, OTHER = "Start a club that meets", "Buy a second kettle"


def open_box(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/actions")
    page.get_by_text(BOX).click()


def bring_in(page: Page, folder: Path) -> None:
    file = folder / "plan.csv"
    file.write_text(f"Statement id,Action\nLM1,{NOTED}\nLM2,{OTHER}\n")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Bring in 2 actions").click()
    expect(page.get_by_text("2 actions came in from your file.")).to_be_visible()


def add_note(page: Page) -> None:
    page.locator(".st-key-plan_one input").click()
    page.get_by_role("option", name=NOTED).click()
    page.get_by_role("textbox", name="A note on progress").fill("Met on Monday")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_text("✓ Note added.")).to_be_visible()


def test_a_note_added_after_an_import_outlives_its_undo(page: Page, college: Server, tmp_path: Path) -> None:
    open_box(page, college)
    bring_in(page, tmp_path)
    add_note(page)
    college.kill()
    college.start()
    open_box(page, college)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("not undone yet. These were changed since:")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="it has a note by now")).to_contain_text(NOTED)

    page.get_by_role("button", name="Undo the rest and keep these").click()

    expect(page.get_by_text("The import of plan.csv was undone.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=OTHER)).to_contain_text("removed")
    expect(page.get_by_role("listitem").filter(has_text=NOTED)).to_contain_text("it has a note by now")
