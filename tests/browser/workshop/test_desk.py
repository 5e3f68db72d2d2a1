"""The desk runs the room from another screen: it drives the wall, follows it, and what is typed there rates nothing."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import turn
from tests.browser.conftest import Server, becomes, settled, violations
from tests.browser.meeting import PHONE, join, on_wall, prepare, press, start, stored, vote
from tests.often import everyday

REASON = "Why this rating? ({})"


def desk_of(open_page: Callable[..., Page], wall: Page, **look: object) -> Page:
    """The desk of the workshop that the wall shows, in a window of its own."""
    desk = open_page(**look)
    desk.goto(wall.url.replace("/wall", "/desk"))
    expect(desk.locator("#wall-saved")).to_be_attached()
    settled(desk)
    return desk


def does(desk: Page, button: str, says: str) -> None:
    """Press a button of the desk and wait for what came of it."""
    before = desk.locator("#wall-saved").get_attribute("data-stamp")
    desk.locator(".st-key-wall_controls").get_by_role("button", name=button).click()
    expect(desk.locator("#wall-saved")).not_to_have_attribute("data-stamp", before or "")
    expect(desk.locator("#wall-saved")).to_contain_text(says)
    settled(desk)


def test_the_desk_drives_the_wall_from_the_lobby_to_the_next_statement(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    phone = join(open_page, college, prepare(page, college))
    desk = desk_of(open_page, page)
    desk.get_by_role("button", name="Start with the first statement").click()
    on_wall(page, "LM1")
    expect(desk.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    expect(desk.locator(".desk-next")).to_contain_text("LM2")
    expect(desk.get_by_role("region", name="Guidance")).to_contain_text("Ask")
    does(desk, "Open the vote", "The vote is open")
    expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    vote(phone, "Amber")
    for window in (page, desk):
        expect(window.locator(".wall-voting .number")).to_have_text("Everyone has voted")
    does(desk, "Reveal the votes", "Votes shown")
    expect(page.locator(".wall-reveal .amber .votes b")).to_have_text("1")
    expect(desk.locator(".wall-told")).to_contain_text("The one vote says Amber.")
    does(desk, "Agree Amber", "Saved")
    expect(page.locator(".wall-colours .amber")).to_contain_text("agreed")
    expect(desk.locator(".wall-stands")).to_contain_text("Agreed: ◆ Amber")
    desk.get_by_role("button", name="Next statement").click()
    on_wall(page, "LM2")
    expect(desk.get_by_label(REASON.format("LM2"))).to_be_visible()
    assert stored(college, "SELECT rating FROM workshop_decision") == [("amber",)]
    assert stored(college, "SELECT DISTINCT way FROM change WHERE verb = 'agree'") == [("desk",)]


def test_what_is_typed_at_the_desk_while_the_wall_moves_is_all_kept_and_rates_nothing(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    start(page)
    desk = desk_of(open_page, page)
    box = desk.get_by_label(REASON.format("LM1"))
    box.click()
    box.press("Control+End")
    box.evaluate("box => { window.sameBox = box }")
    desk.keyboard.type(" 1 half 2 a b ")
    for number in (2, 3, 4):
        page.keyboard.press("Shift+ArrowRight")
        on_wall(page, f"LM{number}")
        expect(desk.locator(".wall-where b").first).to_have_text(f"LM{number}")
        desk.keyboard.type(f"3 v n 0 u p {number} ")
    expect(desk.get_by_text("Still for LM1")).to_be_visible()
    assert desk.evaluate("document.activeElement === window.sameBox")
    typed = "1 half 2 a b 3 v n 0 u p 2 3 v n 0 u p 3 3 v n 0 u p 4"
    written = f"SELECT count(*) FROM judgement WHERE statement_id = 'LM1' AND trim(commentary) LIKE '%{typed}'"
    becomes(desk, lambda: stored(college, written), [(1,)])
    desk.get_by_role("button", name="Go to LM4, where the room is now").click()
    expect(desk.get_by_label(REASON.format("LM4"))).to_be_visible()
    assert stored(college, "SELECT count(*) FROM workshop_decision") == [(0,)]
    assert stored(college, "SELECT count(*) FROM vote_round") == [(0,)]
    assert stored(college, "SELECT place FROM workshop ORDER BY id DESC LIMIT 1") == [(4,)]


def test_boxes_that_nobody_touched_follow_the_room_and_evidence_is_ticked_beside_them(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    start(page)
    desk = desk_of(open_page, page)
    expect(desk.get_by_label(REASON.format("LM1"))).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    expect(desk.get_by_label(REASON.format("LM2"))).to_be_visible()
    before = stored(college, "SELECT seen_evidence FROM judgement WHERE statement_id = 'LM2' ORDER BY id DESC")
    desk.locator(".st-key-wall_capture [data-testid=stCheckbox] label").first.click()
    sql = "SELECT seen_evidence FROM judgement WHERE statement_id = 'LM2' ORDER BY id DESC"
    becomes(desk, lambda: stored(college, sql) != before, True)
    press(page, "2", "Saved")
    expect(desk.locator(".wall-stands")).to_contain_text("Agreed: ◆ Amber")


@pytest.mark.parametrize("in_lobby", everyday(["light", "dark"], only=["light"]))
def test_the_desk_has_no_violation_and_fits_every_screen(
    page: Page, open_page: Callable[..., Page], college: Server, in_lobby: Literal["light", "dark"]
) -> None:
    prepare(page, college)
    desk = desk_of(open_page, page, dark=in_lobby == "dark")
    assert violations(desk) == []
    turn(desk, "light" if in_lobby == "dark" else "dark")
    start(page)
    expect(desk.get_by_label(REASON.format("LM1"))).to_be_visible()
    press(page, "v", "The vote is open")
    expect(desk.locator(".wall-voting")).to_be_visible()
    settled(desk)
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.set_viewport_size(PHONE)
    settled(desk)
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_desk_without_a_workshop_says_where_one_is_prepared(page: Page, college: Server) -> None:
    page.goto(f"{college.url}/desk")
    expect(page.get_by_text("The desk is for whoever leads a workshop")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Prepare a workshop"))).to_be_visible()
