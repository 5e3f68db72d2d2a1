"""The whole story with the keyboard alone: no click is ever made."""

import sqlite3

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled

REACHED = """([name, role]) => {
  const one = document.activeElement;
  if (!one || one === document.body) return false;
  const label = (one.getAttribute("aria-label") || one.innerText || one.labels?.[0]?.innerText || "").trim();
  return label.includes(name) && (!role || one.matches(role));
}"""


def go_to(page: Page, name: str, role: str = "", most: int = 150) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(REACHED, [name, role]):
            return
    raise AssertionError(f"Tab never reached {name!r}")


def press(page: Page, name: str, key: str = "Enter", role: str = "") -> None:
    go_to(page, name, role)
    page.keyboard.press(key)
    settled(page)


def test_the_whole_story_can_be_done_with_the_keyboard(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_role("button", name="Start rating")).to_be_visible()
    go_to(page, "Name of your organisation", "input")
    page.keyboard.type("Ash College")
    press(page, "Start rating", role="button")
    expect(page.get_by_role("button", name="Start rating: 1.1")).to_be_visible()
    press(page, "Start rating: 1.1", role="button")
    expect(page.get_by_role("heading", name="1.1 Duty to co-operate")).to_be_visible()
    expect(page.locator("#LM10")).to_be_visible()
    settled(page)

    go_to(page, "Show what each colour looks like")
    go_to(page, "Red", "[role=radio]")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Red").first).to_be_checked()
    expect(page.locator(".saved").first).to_contain_text("Saved")
    go_to(page, "Why this rating? (LM1)", "textarea")
    page.keyboard.type("Nothing in writing yet.")
    press(page, "Evidence, actions and more", role="button")
    expect(page.get_by_label("Another action: what will be done?")).to_be_visible()
    go_to(page, "Another action", "textarea")
    page.keyboard.type("Write a strategy")
    press(page, "Add action", role="button")
    expect(page.get_by_text("✓ Action added.")).to_be_visible()

    press(page, "Rounds and teams", role="a")
    expect(page.get_by_role("heading", name="Rounds and teams")).to_be_visible()
    press(page, "Close this round", role="button")
    expect(page.get_by_role("button", name="Close it now")).to_be_visible()
    press(page, "Close it now", role="button")
    expect(page.get_by_text("is closed.").first).to_be_visible()
    press(page, "Start the round", role="button")
    expect(page.get_by_text("has started.")).to_be_visible()
    press(page, "Progress", role="a")
    expect(page.get_by_role("heading", name="Progress")).to_be_visible()
    press(page, "Action plan", role="a")
    expect(page.get_by_role("heading", name="Action plan")).to_be_visible()
    with page.expect_download():
        press(page, "Download the action plan", role="button")

    with sqlite3.connect(server.database) as connection:
        said = connection.execute("select rating, commentary from judgement where statement_id = 'LM1'").fetchall()
        planned = connection.execute("select text from action").fetchall()
    assert said == [("red", "Nothing in writing yet.")]
    assert planned == [("Write a strategy",)]
