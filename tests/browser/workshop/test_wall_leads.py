"""The wall leads: one key presses what comes next, each press counts, and whoever is overtaken is told."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import turn
from tests.browser.conftest import Server, becomes, settled
from tests.browser.meeting import join, on_wall, prepare, press, start, stored, unfold, vote


def leads(wall: Page, says: str) -> None:
    """Wait until the one prominent button says this."""
    prominent = wall.locator(":is(.st-key-wall_controls, .st-key-wall_moves) [data-testid=stBaseButton-primary]")
    expect(prominent).to_contain_text([says])


def test_a_clicker_with_two_buttons_runs_the_room_from_the_lobby_to_the_minutes(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    phone = join(open_page, college, prepare(page, college))
    leads(page, "Start with the first statement")
    page.keyboard.press("PageDown")
    on_wall(page, "LM1")
    leads(page, "Open the vote")
    page.keyboard.press("PageDown")
    leads(page, "Reveal the votes")
    expect(phone.get_by_role("button", name="Amber")).to_have_attribute("aria-disabled", "false")
    vote(phone, "Amber")
    expect(page.locator(".wall-bar")).to_contain_text("1 of 1 phone has voted")
    page.keyboard.press("PageDown")
    leads(page, "Agree Amber")
    expect(page.locator("[class*=st-key-wall_vote]:not([data-retained])")).to_contain_text("Vote again")
    page.keyboard.press("PageDown")
    expect(page.locator(".wall-colours .amber")).to_contain_text("agreed")
    leads(page, "Next statement")
    page.keyboard.press("PageDown")
    on_wall(page, "LM2")
    page.keyboard.press("PageUp")
    on_wall(page, "LM1")
    leads(page, "Next statement")
    for number in range(2, 11):
        page.keyboard.press("Shift+ArrowRight")
        on_wall(page, f"LM{number}")
    page.keyboard.press("3")
    leads(page, "See what we agreed")
    page.keyboard.press(" ")
    leads(page, "Close the workshop")
    page.keyboard.press("PageDown")
    leads(page, "Yes, close it")
    settled(page)
    page.keyboard.press("PageDown")
    expect(page.get_by_text("This workshop is closed")).to_be_visible()
    assert stored(college, "SELECT rating FROM workshop_decision ORDER BY id") == [("amber",), ("green",)]


CLOCKS = """const begin = window.setInterval; window.clocks = [];
window.setInterval = (act, ...more) => {
  if (String(act).includes("sendUpdateWidgetsMessage")) window.clocks.push(act);
  return begin(act, ...more);
};"""
PRESS_AS_THE_CLOCK_TICKS = """async () => {
  document.querySelector("[class*=st-key-wall_vote]:not([data-retained]) button").click();
  await null;
  for (const tick of window.clocks) tick();
}"""


def test_a_press_counts_once_also_where_the_clock_ticks_before_it_was_sent(page: Page, college: Server) -> None:
    page.add_init_script(CLOCKS)
    prepare(page, college)
    start(page)
    assert page.evaluate("window.clocks.length") > 0
    page.evaluate(PRESS_AS_THE_CLOCK_TICKS)
    leads(page, "Reveal the votes")
    settled(page)
    press(page, "v", "Nobody voted")
    done = stored(college, "SELECT field FROM change WHERE field LIKE 'vote%' ORDER BY id")
    assert done == [("vote opened",), ("votes revealed",)]


def test_two_presses_one_right_after_the_other_both_count_by_key_and_by_hand(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_timeout(80)
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM3")
    for key in ("1", "2"):
        page.keyboard.press(key)
        page.wait_for_timeout(80)
    expect(page.locator(".wall-colours .amber")).to_contain_text("agreed")
    assert stored(college, "SELECT rating FROM workshop_decision ORDER BY id") == [("red",), ("amber",)]
    settled(page)
    unfold(page)
    skip = page.locator(".st-key-wall_next button").bounding_box()
    assert skip is not None
    # At once: the statement that comes first may have moved the button before a later press.
    page.mouse.dblclick(skip["x"] + 5, skip["y"] + 5)
    on_wall(page, "LM5")


def test_hammering_on_past_the_last_statement_does_not_close_the_workshop(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    for _ in range(14):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("heading", name="What we agreed")).to_be_visible()
    page.keyboard.press("PageUp")
    on_wall(page, "LM10")
    page.keyboard.press("3")
    for _ in range(4):
        page.keyboard.press(" ")
    leads(page, "Close the workshop")
    settled(page)
    assert stored(college, "SELECT count(*) FROM workshop WHERE closed_at IS NULL") != [(0,)]


def test_space_presses_the_button_that_tab_led_to(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    unfold(page)
    page.locator(".st-key-wall_guidance button").focus()
    page.keyboard.press(" ")
    expect(page.get_by_role("region", name="Guidance")).to_be_visible()
    assert stored(college, "SELECT count(*) FROM vote_round") == [(0,)]


def test_the_vote_is_open_is_said_until_the_reveal_also_after_a_reload_and_coming_back(
    page: Page, college: Server
) -> None:
    prepare(page, college)
    start(page)
    press(page, "v", "The vote is open")
    page.reload()
    on_wall(page, "LM1")
    expect(page.locator("#wall-saved")).to_have_text("The vote is open")
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    expect(page.locator("#wall-saved")).not_to_contain_text("open")
    page.keyboard.press("ArrowLeft")
    on_wall(page, "LM1")
    expect(page.locator("#wall-saved")).to_have_text("The vote is open")
    press(page, "v", "Nobody voted")
    expect(page.locator("#wall-saved")).to_have_class("told")
    expect(page.locator("#wall-saved")).not_to_contain_text("✓")


def test_of_two_facilitators_the_one_who_was_overtaken_is_told(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    other = open_page()
    other.goto(page.url)
    start(page)
    on_wall(other, "LM1")
    press(page, "2", "Saved")
    expect(other.locator(".wall-colours .amber")).to_contain_text("agreed")
    expect(other.locator("#wall-saved")).to_have_text("Another window: LM1 is now Amber")
    press(other, "1", "Saved")
    expect(page.locator("#wall-saved")).to_have_text("Another window: LM1 is now Red")
    expect(page.locator(".wall-colours .red")).to_contain_text("agreed")
    press(page, "u", "Undone: LM1, Amber is back.")


def test_after_coming_back_to_what_was_set_aside_next_leads_to_the_end(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    press(page, "p", "Set aside")
    leads(page, "Next statement")
    for number in range(2, 11):
        page.keyboard.press("Shift+ArrowRight")
        on_wall(page, f"LM{number}")
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Come back to LM1").click()
    on_wall(page, "LM1")
    leads(page, "Open the vote")
    press(page, "2", "Saved")
    leads(page, "See what we agreed")
    page.keyboard.press(" ")
    expect(page.get_by_role("heading", name="What we agreed")).to_be_visible()


def test_boxes_opened_for_one_statement_do_not_stand_over_the_next_ones_colours(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    press(page, "2", "Saved")
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    for leave in ("Shift+ArrowRight", "u"):
        page.keyboard.press("w")
        expect(page.get_by_label("Why this rating?").first).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press(leave)
        expect(page.locator(".st-key-wall_panel")).to_have_count(0)
        expect(page.locator(".wall-colours")).to_be_visible()


def test_where_no_phone_can_join_the_lobby_shows_no_qr_code_and_says_what_to_do(page: Page, college: Server) -> None:
    prepare(page, college)
    expect(page.get_by_role("heading", name="Show hands, or print the ballot")).to_be_visible()
    expect(page.locator(".wall-qr")).to_have_count(0)
    expect(page.locator(".wall-bar")).to_contain_text("Vote by hands or on paper")
    expect(page.locator(".wall-bar")).to_contain_text("Starting now, we end about")


def test_more_phones_than_people_are_shown_at_once_and_joining_can_be_locked(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    code = prepare(page, college)
    here = page.get_by_role("spinbutton", name="How many people are here?")
    here.fill("1")
    here.press("Enter")
    becomes(page, lambda: stored(college, "SELECT people_here FROM workshop ORDER BY id DESC LIMIT 1"), [(1,)])
    for _ in range(2):
        join(open_page, college, code)
    expect(page.locator(".wall-bar .many")).to_have_text("2 phones joined, but 1 person is here")
    page.get_by_role("button", name="Lock joining").click()
    expect(page.locator(".wall-bar")).to_contain_text("Joining is locked")
    late = open_page(width=320, height=568)
    late.goto(f"{college.url}/join")
    late.get_by_label("Code").fill(code)
    late.get_by_role("button", name="Join").click()
    expect(late.locator("#say")).to_contain_text("No more phones can join this workshop.")


def test_the_page_to_join_shows_no_empty_box(open_page: Callable[..., Page], college: Server) -> None:
    phone = open_page(width=320, height=568)
    phone.goto(f"{college.url}/join")
    expect(phone.get_by_label("Code")).to_be_visible()
    drawn = "box => { const look = getComputedStyle(box); return [look.backgroundColor, look.borderLeftColor] }"
    assert phone.locator("#say").evaluate(drawn) == ["rgba(0, 0, 0, 0)"] * 2
    turn(phone, "dark")
    assert phone.locator("#say").evaluate(drawn) == ["rgba(0, 0, 0, 0)"] * 2


def test_clearing_stands_apart_from_the_ratings(open_page: Callable[..., Page], college: Server) -> None:
    wall = open_page(width=1920, height=1080)
    prepare(wall, college)
    start(wall)
    unfold(wall)
    boxes = [wall.locator(f".st-key-wall_rate_{name} button").bounding_box() for name in ("green", "clear")]
    green, clear = [box for box in boxes if box is not None]
    assert clear["x"] - (green["x"] + green["width"]) >= 150
    left = wall.locator(".st-key-wall_rate_clear").evaluate("box => parseFloat(getComputedStyle(box).marginLeft)")
    assert left >= 30
