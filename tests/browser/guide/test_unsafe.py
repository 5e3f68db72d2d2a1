"""A Red that leaves somebody unsafe, in a real browser: told at once, planned for today, in the plan, on the wall."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled, violations
from tests.browser.meeting import press, stored

TEAM = "team=Vocational+studies"
WORDS = "Somebody may be unsafe now."


def part(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/study-programmes?part=2.3&{TEAM}")
    expect(page.locator("#SP8")).to_be_visible()
    settled(page)


def rate(page: Page, statement_id: str, word: str) -> None:
    page.get_by_role("radiogroup", name=f"Rating of {statement_id}").get_by_role("radio", name=word).click()


def test_a_red_that_leaves_somebody_unsafe_is_told_planned_for_today_and_heads_the_plan(
    page: Page, college: Server
) -> None:
    part(page, college)
    rate(page, "SP8", "Amber")
    expect(page.get_by_role("note").filter(has_text=WORDS)).to_have_count(0)
    rate(page, "SP8", "Red")
    note = page.get_by_role("note").filter(has_text=WORDS)
    expect(note).to_contain_text("Today (Duty manager): Ask today's tutors who may not get out alone")
    assert violations(page) == []

    page.goto(f"{college.url}/actions?{TEAM}")
    expect(page.get_by_role("alert").filter(has_text=WORDS)).to_contain_text("SP8 (")

    part(page, college)
    page.locator("[class*=st-key-turn_]").filter(has_text="Evidence").nth(1).get_by_role("button").click()
    step = page.get_by_text("For today.").locator("xpath=ancestor::*[@data-testid='stHorizontalBlock'][1]")
    step.get_by_role("button", name="Plan this").click()
    expect(note).to_contain_text("It is in the action plan.")
    [(owner, due, priority)] = stored(college, "SELECT owner, due, priority FROM action ORDER BY id DESC LIMIT 1")
    assert (owner, priority.casefold()) == ("Duty manager", "high")
    assert due == datetime.now(UTC).date().isoformat()
    page.goto(f"{college.url}/actions?{TEAM}")
    expect(page.get_by_role("alert").filter(has_text=WORDS)).to_be_visible()


def test_the_wall_says_at_the_key_that_somebody_may_be_unsafe_and_what_to_do_today(page: Page, college: Server) -> None:
    page.goto(f"{college.url}/workshop?{TEAM}")
    page.get_by_text("A list I pick").click()
    page.get_by_role("textbox", name="Find statements by number or words").fill("SP7")
    page.get_by_role("textbox", name="Find statements by number or words").press("Enter")
    page.get_by_role("button", name="Add SP7").click()
    page.get_by_role("button", name="Prepare this workshop").click()
    expect(page.locator(".wall-code")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".wall-where b").first).to_have_text("SP7")
    settled(page)

    press(page, "1", "Saved")

    note = page.get_by_role("note")
    expect(note).to_contain_text(WORDS)
    expect(note).to_contain_text("Today (Duty manager): List who is in class today")
    bottom, controls = note.bounding_box(), page.locator(".st-key-wall_controls").bounding_box()
    assert bottom is not None
    assert controls is not None
    assert bottom["y"] + bottom["height"] <= controls["y"], "the buttons cover what to do today"
    press(page, "2", "Saved")
    expect(note).to_have_count(0)
