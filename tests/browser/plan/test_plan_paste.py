"""Pasting into the plan's table, emptying a selection, Undo: nothing is overwritten unasked, and all can go back."""

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from sendsat.ui.plan.action_table import ROW_HEIGHT
from tests.browser.conftest import Server, settled
from tests.browser.plan.test_action_table import HEAD, plan, texts

COLUMNS = {"Action": 200, "Owner": 600, "Due": 720}
Point = tuple[float, float]


@pytest.fixture
def at_plan(page: Page, college: Server) -> Page:
    """The action plan, in a window that shows several rows, with the clipboard."""
    page.set_viewport_size({"width": 1366, "height": 1000})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan(page, college)
    return page


def point(page: Page, column: str, row: int) -> Point:
    """Where a cell is: the table is one picture to the browser."""
    table = page.locator("[data-testid=stDataFrame] canvas").first
    box = table.bounding_box()
    assert box is not None
    return box["x"] + COLUMNS[column], box["y"] + HEAD + ROW_HEIGHT * (row + 0.5)


def choose(page: Page, column: str, row: int) -> None:
    """Press a cell, and wait until the table has taken it for chosen."""
    page.mouse.click(*point(page, column, row))
    expect(page.locator("[data-testid=stDataFrame] td[aria-selected=true]")).to_have_count(1)


def paste(page: Page, column: str, row: int, text: str) -> None:
    """Choose a cell and paste into it, as from Excel or Word."""
    choose(page, column, row)
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def select(page: Page, column: str, first: int, last: int) -> None:
    """Select cells of a column as people do: from the first to the last with the button held."""
    page.mouse.move(*point(page, column, first))
    page.mouse.down()
    page.mouse.move(*point(page, column, last), steps=8)
    page.mouse.up()


def column_of(server: Server, name: str) -> dict[int, str]:
    with sqlite3.connect(server.database) as connection:
        return dict(connection.execute(f"select id, {name} from action order by id"))


def changed(before: dict[int, str], after: dict[int, str]) -> dict[int, str]:
    return {number: after[number] for number in before if after[number] != before[number]}


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settled(page)


def test_three_pasted_lines_are_asked_about_and_can_all_go_into_one_action(at_plan: Page, college: Server) -> None:
    before = column_of(college, "text")
    paste(at_plan, "Action", 0, "Line one\nLine two\nLine three")
    expect(at_plan.get_by_text("This would change 3 actions. Nothing is saved yet.")).to_be_visible()
    assert column_of(college, "text") == before

    pressed(at_plan, "Put all 3 lines into")

    expect(at_plan.get_by_text("1 action changed")).to_be_visible()
    assert list(changed(before, column_of(college, "text")).values()) == ["Line one\nLine two\nLine three"]


def test_three_pasted_lines_can_be_left(at_plan: Page, college: Server) -> None:
    before = texts(college)
    paste(at_plan, "Action", 0, "Line one\nLine two\nLine three")
    pressed(at_plan, "Leave the plan as it is")
    expect(at_plan.get_by_text("This would change")).to_have_count(0)
    assert texts(college) == before


def test_delete_on_a_selection_is_asked_about_and_one_undo_puts_all_back(at_plan: Page, college: Server) -> None:
    before = column_of(college, "owner")
    select(at_plan, "Owner", 0, 2)
    at_plan.keyboard.press("Delete")
    expect(at_plan.get_by_text("This would change 3 actions. Nothing is saved yet.")).to_be_visible()
    assert column_of(college, "owner") == before
    pressed(at_plan, "Save all 3 changes")
    expect(at_plan.get_by_text("3 actions changed")).to_be_visible()
    assert list(changed(before, column_of(college, "owner")).values()) == ["", "", ""]
    at_plan.get_by_label("Containing").fill("Nobody has this")
    at_plan.get_by_label("Containing").press("Enter")
    expect(at_plan.get_by_text("No action fits this filter.")).to_be_visible()

    pressed(at_plan, "Undo all 3 changes")

    expect(at_plan.get_by_text("✓ Put back.")).to_be_visible()
    assert column_of(college, "owner") == before


def test_undo_leaves_a_cell_that_somebody_else_changed_meanwhile(at_plan: Page, college: Server) -> None:
    before = column_of(college, "owner")
    select(at_plan, "Owner", 0, 2)
    at_plan.keyboard.press("Delete")
    pressed(at_plan, "Save all 3 changes")
    expect(at_plan.get_by_text("3 actions changed")).to_be_visible()
    theirs = min(changed(before, column_of(college, "owner")))
    with sqlite3.connect(college.database) as connection:
        connection.execute("update action set owner = 'Theirs' where id = ?", (theirs,))

    pressed(at_plan, "Undo all 3 changes")

    expect(at_plan.get_by_text("was not put back: somebody has changed it since.")).to_be_visible()
    assert changed(before, column_of(college, "owner")) == {theirs: "Theirs"}


def test_pasted_dates_are_day_first_and_what_is_none_keeps_its_words(at_plan: Page, college: Server) -> None:
    before = column_of(college, "due")
    paste(at_plan, "Due", 0, "01/02/2027\n31/12/2026\n12/31/2026")
    expect(at_plan.get_by_text("2 actions changed")).to_be_visible()
    assert set(changed(before, column_of(college, "due")).values()) == {"2027-02-01", "2026-12-31"}
    expect(at_plan.get_by_text("“12/31/2026” is not a date, day first").first).to_be_visible()

    box = at_plan.get_by_label("Due, new and not saved yet")
    expect(box).to_have_value("12/31/2026")
    box.fill("30/12/2026")
    box.press("Enter")
    pressed(at_plan, "Take what is new")

    expect(at_plan.get_by_text("1 action changed")).to_be_visible()
    assert "2026-12-30" in changed(before, column_of(college, "due")).values()


def test_the_keyboard_keeps_its_place_when_a_cell_is_saved(at_plan: Page, college: Server) -> None:
    before = column_of(college, "owner")
    choose(at_plan, "Owner", 0)
    for name in ("Zoe", "Yan"):
        at_plan.keyboard.press("Enter")
        editor = at_plan.locator("#portal textarea")
        editor.fill(name)
        editor.press("Enter")
        expect(at_plan.get_by_text(f"→ {name}")).to_be_visible()
        settled(at_plan)
    assert set(changed(before, column_of(college, "owner")).values()) == {"Zoe", "Yan"}
    expect(at_plan.locator("td:focus")).to_have_count(1)
