"""The action plan's table, changed as in a spreadsheet: a cell is saved, two people on one cell, an action finished."""

import sqlite3

from playwright.sync_api import Locator, Page, expect

from sendsat.ui.plan.action_table import ROW_HEIGHT
from tests.browser.conftest import Server, becomes, pick, settled

COLUMNS = {"Action": 200, "Status": 910}
NUMBERS = {"Action": 1, "Status": 7}
HEAD = 36


def cell(page: Page, column: str, row: int, text: str) -> None:
    """Type into a cell of the table, which is one picture to the browser, and leave it."""
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + COLUMNS[column], box["y"] + HEAD + ROW_HEIGHT * (row + 0.5))
    expect(page.locator(f"#glide-cell-{NUMBERS[column]}-{row}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    editor = page.locator("#portal :is(textarea, input)").first
    editor.fill(text)
    expect(editor).to_have_value(text)
    if editor.get_attribute("role") == "combobox":
        expect(page.locator("#portal [role=option]")).to_have_text([text])
    editor.press("Enter")


def plan(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/actions")
    expect(page.get_by_role("heading", name="Action plan")).to_be_visible()
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()
    settled(page)
    expect(page.locator("#glide-cell-0-0")).to_be_attached()  # the table has its rows, and its place


def somebody_else(server: Server, text: str) -> None:
    """Change every action's text behind this visitor's back."""
    with sqlite3.connect(server.database) as connection:
        connection.execute("update action set text = ?", (text,))


def texts(server: Server) -> set[str]:
    with sqlite3.connect(server.database) as connection:
        return {text for (text,) in connection.execute("select text from action")}


def test_two_people_on_one_cell_see_both_texts_and_neither_is_lost(page: Page, college: Server) -> None:
    plan(page, college)
    somebody_else(college, "Theirs")

    cell(page, "Action", 0, "Mine")

    expect(page.get_by_text("Both texts are shown: choose which to keep.")).to_be_visible()
    assert texts(college) == {"Theirs"}
    page.get_by_role("button", name="Keep both").click()
    expect(page.get_by_text("✓ Saved")).to_be_visible()
    assert texts(college) == {"Theirs", "Theirs\n\nMine"}


def test_finishing_an_action_in_the_table_offers_to_rate_its_statement_again(page: Page, college: Server) -> None:
    plan(page, college)
    cell(page, "Status", 0, "Done")
    expect(page.get_by_label("What shows that it worked?")).to_be_visible()
    expect(page.get_by_role("button", name="Change LM").first).to_be_visible()


def test_no_table_offers_a_csv_whose_cells_could_run_as_formulas(page: Page, college: Server) -> None:
    plan(page, college)
    page.locator("[data-testid=stDataFrame]").first.hover()
    expect(page.locator("[data-testid=stElementToolbar]").first).to_be_visible()
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)


def test_downloads_are_named_after_the_organisation_what_they_hold_and_the_rounds(page: Page, college: Server) -> None:
    with sqlite3.connect(college.database) as connection:
        connection.execute("""update judgement set commentary = '=HYPERLINK("http://evil")'""")
        [(earlier,), (later,)] = connection.execute("select name from round order by id desc limit 2").fetchall()[::-1]
    page.goto(f"{college.url}/progress")
    page.get_by_text("All statements as a table").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the comparison (CSV)").click()
    name, content = waiting.value.suggested_filename, waiting.value.path().read_bytes()
    assert name.startswith(f"Riverbank College - Comparison - {earlier} to {later} - ")
    assert content.startswith(b"\xef\xbb\xbf")
    assert b",\"'=HYPERLINK(" in content
    assert b',"=HYPERLINK(' not in content


def test_the_words_of_a_chart_stand_out_from_the_page_light_and_dark(page: Page, college: Server) -> None:
    page.goto(f"{college.url}/actions?view=Timeline")
    page.get_by_text("The same in words and numbers, and downloads").click()
    label = page.locator(".js-plotly-plot .ytick text").first
    expect(label).to_have_css("fill", "rgb(74, 88, 96)")
    page.emulate_media(color_scheme="dark")
    expect(label).to_have_css("fill", "rgb(174, 186, 194)")


SENT = """() => Object.entries(localStorage).filter(([name]) => name.startsWith("sendsat-draft:draft_"))
  .reduce((sum, [, draft]) => sum + JSON.parse(draft).own.length, 0)"""
"""How often the words of boxes that are only held were sent."""


def note_of_first(page: Page, server: Server) -> Locator:
    """Open the plan and its first action, and give the box for a note."""
    plan(page, server)
    pick(page.get_by_role("combobox", name="Action"))
    return page.get_by_label("A note on progress")


def test_a_note_that_was_typed_and_not_added_is_still_there_after_a_reload(page: Page, college: Server) -> None:
    note = note_of_first(page, college)
    note.press_sequentially("The first half is done")
    sent = page.evaluate(SENT)

    note = note_of_first(page, college)

    expect(note).to_have_value("The first half is done")
    becomes(page, lambda: page.evaluate(SENT) > sent, True)  # words that come back are sent a moment after they show
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_text("✓ Note added.")).to_be_visible()
    expect(note).to_have_value("")
