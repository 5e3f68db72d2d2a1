"""The wall's keys: they act only when nobody types, and what was asked for gets the cursor."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import becomes
from tests.browser.meeting import on_wall, prepare, press, start, stored
from tests.browser.serving import ROOT, Server
from tests.browser.stage import ADDRESS, Stage

RESTS = "Keys rest. Press Esc or click to use them again."
QUIET = dict.fromkeys(
    ("inBox", "awaits", "rests", "hasNumbers", "hasGuidance", "onButton", "isBlank", "isOff"), False
) | {"isOurs": True}
REASON = "Why this rating? (LM1)"


@pytest.mark.parametrize(
    ("key", "now", "does"),
    [
        ("3", {}, "act"),
        ("n", {}, "act"),
        ("x", {"isOurs": False}, "pass"),
        ("3", {"inBox": True}, "pass"),
        ("3", {"inBox": True, "rests": True, "hasNumbers": True}, "pass"),
        ("Escape", {"inBox": True, "rests": True}, "leave"),
        ("n", {"rests": True}, "rest"),
        ("PageDown", {"rests": True}, "rest"),
        ("x", {"rests": True, "isOurs": False}, "pass"),
        ("Escape", {"rests": True}, "wake"),
        ("3", {"awaits": True}, "keep"),
        ("x", {"awaits": True, "isOurs": False}, "keep"),
        ("ArrowRight", {"awaits": True}, "rest"),
        ("3", {"hasNumbers": True}, "number"),
        ("9", {"hasNumbers": True, "isOurs": False}, "number"),
        ("3", {"hasNumbers": True, "rests": True}, "rest"),
        ("n", {"hasNumbers": True}, "act"),
        (" ", {}, "act"),
        ("3", {"isOff": True}, "rest"),
        ("?", {"isOff": True}, "rest"),
        (" ", {"isOff": True}, "pass"),
        ("Escape", {"isOff": True}, "wake"),
        ("x", {"isOff": True, "inBox": True}, "pass"),
        (" ", {"onButton": True}, "pass"),
        (" ", {"inBox": True}, "pass"),
        ("PageDown", {"onButton": True}, "act"),
        ("3", {"isBlank": True}, "show"),
        ("b", {"isBlank": True, "rests": True}, "show"),
        ("x", {"isBlank": True, "isOurs": False}, "show"),
        ("b", {"inBox": True}, "pass"),
        (" ", {"hasGuidance": True}, "page"),
        ("PageUp", {"hasGuidance": True}, "page"),
        ("3", {"hasGuidance": True}, "act"),
        ("ArrowRight", {"hasGuidance": True}, "act"),
        ("Escape", {"hasGuidance": True}, "close"),
        ("Escape", {"hasGuidance": True, "rests": True}, "wake"),
        ("Escape", {"hasGuidance": True, "inBox": True}, "leave"),
        (" ", {"hasGuidance": True, "inBox": True}, "pass"),
        ("PageDown", {"hasGuidance": True, "rests": True}, "rest"),
        (" ", {"hasGuidance": True, "onButton": True}, "pass"),
        ("PageDown", {"hasGuidance": True, "isOff": True}, "pass"),
    ],
)
def test_what_a_key_does_is_decided_from_what_is_so_now(page: Page, key: str, now: dict[str, bool], does: str) -> None:
    source = (ROOT / "sendsat/ui/frame/keys.js").read_text("utf-8")
    call = f"([press, now]) => {{ {source}; return keyDoes(press, now) }}"
    assert page.evaluate(call, [{"key": key}, QUIET | now]) == does


@pytest.mark.parametrize("held", ["ctrl", "meta", "alt"])
def test_a_key_pressed_with_another_is_not_the_walls(page: Page, held: str) -> None:
    source = (ROOT / "sendsat/ui/frame/keys.js").read_text("utf-8")
    call = f"([press, now]) => {{ {source}; return keyDoes(press, now) }}"
    pressed: dict[str, Any] = {"key": "3", held: True}
    assert page.evaluate(call, [pressed, QUIET]) == "pass"
    assert page.evaluate(call, [pressed, QUIET | {"awaits": True}]) == "pass"


def decisions(server: Server) -> list[tuple[Any, ...]]:
    return stored(server, "SELECT rating FROM workshop_decision ORDER BY id")


def test_h_then_digits_count_hands_and_w_puts_the_cursor_in_its_box_however_fast_one_types(
    page: Page, college: Server
) -> None:
    prepare(page, college)
    start(page)
    page.keyboard.type("h2")
    red = page.locator("[class*=st-key-wall_count_] input").first
    expect(red).to_be_focused()
    expect(red).to_have_value("2")
    page.keyboard.press("Tab")
    page.keyboard.type("17")
    page.keyboard.press("Escape")
    page.keyboard.type("3")
    expect(page.locator("[class*=st-key-wall_count_] input").nth(1)).to_have_value("3")
    page.keyboard.press("Enter")
    expect(page.locator(".wall-colours .red .votes b")).to_have_text("2")
    expect(page.locator(".wall-colours .amber .votes b")).to_have_text("3")
    assert decisions(college) == []
    press(page, "2", "Saved")
    page.keyboard.type("win 3 pupils said no, v.")
    expect(page.get_by_label(REASON)).to_be_focused()
    expect(page.get_by_label(REASON)).to_have_value(re.compile(r"in 3 pupils said no, v\.$"))
    page.keyboard.press("Tab")
    page.keyboard.type("nobody")
    expect(page.get_by_label("Who saw it differently, and why? (LM1)")).to_have_value(re.compile("nobody$"))


def test_keys_rest_when_a_box_that_had_the_focus_goes_away_until_escape_or_a_click(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    rest = page.locator("#wall-rest")
    for wake in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").first.click()):
        page.keyboard.press("w")
        expect(page.get_by_label(REASON)).to_be_focused()
        page.evaluate("document.activeElement.blur()")
        expect(rest).to_have_text(RESTS)
        page.keyboard.type("321nvup0")
        page.keyboard.press("PageDown")
        on_wall(page, "LM1")
        expect(rest).to_have_text(RESTS)
        assert decisions(college) == []
        wake()
        expect(rest).to_have_text("")
        page.keyboard.press("w")
        expect(page.locator(".wall-colours")).to_be_visible()
    press(page, "3", "Saved")


def test_a_scribes_box_stays_on_its_statement_until_they_leave_it(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    scribe = open_page()
    scribe.goto(page.url)
    start(page)
    on_wall(scribe, "LM1")
    scribe.keyboard.type("w")
    box = scribe.get_by_label(REASON)
    expect(box).to_be_focused()
    box.evaluate("box => { window.sameBox = box }")
    scribe.keyboard.type("Half a ")
    page.keyboard.press("Shift+ArrowRight")
    expect(scribe.get_by_text("Still for LM1")).to_be_visible()
    scribe.keyboard.type("sentence.")
    for number in range(2, 11):
        on_wall(page, f"LM{number}")
        page.keyboard.press("Shift+ArrowRight")
    expect(scribe.get_by_role("heading", name="What we agreed")).to_be_visible()
    expect(box).to_be_focused()
    scribe.keyboard.type(" 123")
    expect(box).to_have_value(re.compile(r"Half a sentence\. 123$"))
    assert scribe.evaluate("document.activeElement === window.sameBox")
    page.keyboard.press("ArrowLeft")
    scribe.get_by_role("button", name="Go to LM10, where the room is now").click()
    expect(scribe.get_by_label("Why this rating? (LM10)")).to_be_focused()
    written = "SELECT count(*) FROM judgement WHERE commentary LIKE '%Half a sentence. 123' AND statement_id = 'LM1'"
    becomes(page, lambda: stored(college, written), [(1,)])
    assert decisions(college) == []


def test_b_blanks_the_wall_and_the_next_key_only_brings_it_back(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    blank = page.locator("#wall-blank")
    for wake in (lambda: page.keyboard.press("b"), lambda: page.keyboard.press("3"), lambda: page.mouse.click(9, 9)):
        page.keyboard.press("b")
        expect(blank).to_be_visible()
        assert blank.bounding_box() == {"x": 0, "y": 0, "width": 1366, "height": 768}
        assert blank.evaluate("sheet => getComputedStyle(sheet).backgroundColor") == "rgb(0, 0, 0)"
        wake()
        expect(blank).to_have_count(0)
    press(page, "2", "Saved")
    assert decisions(college) == [("amber",)]
    page.keyboard.press("w")
    expect(page.get_by_label(REASON)).to_be_focused()
    page.keyboard.type("bbb")
    expect(blank).to_have_count(0)
    expect(page.get_by_label(REASON)).to_have_value(re.compile("bbb$"))


def test_more_unfolds_every_other_button_and_each_key_works_while_they_are_folded(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    shown = page.locator(".st-key-wall_controls [data-testid=stButton] button:visible")
    expect(shown).to_have_count(1)
    more = page.get_by_role("button", name="More")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(shown).to_have_count(15)
    page.keyboard.press("m")
    expect(shown).to_have_count(1)
    press(page, "p", "Set aside")
    press(page, "n", "Saved")
    expect(shown).to_have_count(1)


def test_single_keys_can_be_switched_off_and_this_browser_remembers_it(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    page.get_by_role("button", name="Keys ?").click()
    switch = page.get_by_role("switch", name="Single keys work")
    expect(switch).to_be_checked()
    switch.press("Space")
    expect(switch).not_to_be_checked()
    page.reload()
    on_wall(page, "LM1")
    expect(page.get_by_text("Single keys are off: use the buttons.")).to_be_visible()
    before = page.locator("#wall-saved").get_attribute("data-stamp")
    for key in ("3", "v", "w", "ArrowRight", "b"):
        page.keyboard.press(key)
    page.get_by_role("button", name="More").press("Enter")
    page.get_by_role("button", name="Amber", exact=False).first.click()
    expect(page.locator("#wall-saved")).to_contain_text("Saved")
    on_wall(page, "LM1")
    assert stored(
        college, "SELECT new FROM change WHERE statement_id = 'LM1' AND field = 'rating' AND way = 'wall'"
    ) == [("amber",)]
    assert int(page.locator("#wall-saved").get_attribute("data-stamp") or 0) == int(before or 0) + 1


def test_a_wall_that_was_left_without_its_buttons_is_drawn_again(page: Page) -> None:
    script = "".join(
        (ROOT / "sendsat/ui/workshop" / name).read_text("utf-8") for name in ("wall_presses.js", "wall.js")
    )
    bare = '<div data-testid="stApp" data-test-script-state="notRunning"><div class="st-key-wall_screen">%s</div></div>'
    stage = Stage(page, "ui/frame/keys.js", bare % '<div data-testid="stButton"></div>', f"{ADDRESS}wall")
    page.add_script_tag(content=script)
    page.evaluate("() => { window.drawn = 0; window.sendsatDrawAgain = () => { window.drawn += 1 } }")
    stage.pass_by(5)
    assert page.evaluate("window.drawn") == 0

    stage.show(bare % "")
    stage.pass_by(0.9)
    assert page.evaluate("window.drawn") == 0
    stage.pass_by(0.8)
    assert page.evaluate("window.drawn") == 1

    stage.show((bare % "").replace("notRunning", "running"))
    stage.pass_by(5)
    assert page.evaluate("window.drawn") == 1

    stage.show('<div data-testid="stApp" data-test-script-state="notRunning"></div>')
    stage.pass_by(1.7)
    assert page.evaluate("window.drawn") == 2


def test_a_wall_that_stays_empty_is_loaded_again(page: Page) -> None:
    script = "".join(
        (ROOT / "sendsat/ui/workshop" / name).read_text("utf-8") for name in ("wall_presses.js", "wall.js")
    )
    stage = Stage(page, "ui/frame/keys.js", '<div data-testid="stApp" data-test-script-state="notRunning"></div>',
                  f"{ADDRESS}wall")  # fmt: skip
    page.add_script_tag(content=script)
    page.evaluate("() => { window.sameVisit = true }")
    with page.expect_event("load"):
        stage.pass_by(6)
    assert page.evaluate("window.sameVisit === undefined")
