"""Workshops in which something goes wrong: a stopped server, lost phones, two windows, strangers on the network."""

import sqlite3
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, comes_true, settled, violations
from tests.browser.meeting import (
    PHONE,
    join,
    on_wall,
    prepare,
    prepare_on_page,
    press,
    start,
    stored,
    token,
    unfold,
    vote,
)

ADDRESSES = ["", "wall", "workshop", "leadership", "results", "actions", "rounds", "about", "_stcore/health", "join/x"]


def test_an_unanswered_rating_shows_not_saved_in_large_letters(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    press(page, "3", "Saved")
    college.freeze()
    page.keyboard.press("1")
    expect(page.locator("#wall-unsaved")).to_contain_text("NOT SAVED")


def test_a_rating_the_rules_forbid_shows_not_saved_and_why(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    press(page, "v", "The vote is open")
    press(page, "1", "NOT SAVED. People are still voting")
    with sqlite3.connect(college.database) as connection:
        connection.execute("UPDATE round SET closed_at = '2026-11-01 09:00:00'")
    press(page, "v", "")
    [(name,)] = stored(college, "SELECT name FROM round ORDER BY started_at DESC LIMIT 1")
    press(page, "1", f"NOT SAVED. {name} is closed")


def test_a_second_window_follows_the_first_and_cannot_rate_what_has_gone(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    prepare(page, college)
    other = open_page()
    other.goto(page.url)
    expect(other.locator(".wall-code")).to_be_visible()
    start(page)
    on_wall(other, "LM1")
    press(other, "1", "Saved")
    expect(page.locator(".wall-colours .red")).to_contain_text("agreed")
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    on_wall(other, "LM2")


def test_a_key_pressed_as_soon_as_the_wall_is_seen_again_counts_once(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    for key, says in (("2", "Saved"), ("v", "The vote is open")):
        page.reload(wait_until="commit")
        page.wait_for_selector(".wall-text")
        page.keyboard.press(key)
        expect(page.locator("#wall-saved")).to_contain_text(says)
        settled(page)
        expect(page.locator("#wall-saved")).to_have_attribute("data-stamp", "1")
    assert stored(college, "SELECT count(*) FROM workshop_decision") == [(1,)]
    assert stored(college, "SELECT count(*) FROM vote_round") == [(1,)]


def test_a_phone_says_what_is_wrong_and_loses_no_vote(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    code = prepare(page, college)
    phone = open_page(**PHONE)
    phone.goto(f"{college.url}/join")
    phone.get_by_label("Code").fill("222-222")
    phone.get_by_role("button", name="Join").click()
    expect(phone.locator("#say")).to_contain_text("That code opens no workshop")
    phone.goto(f"{college.url}/join?code={code}")
    expect(phone.get_by_role("heading", name="You have joined")).to_be_visible()
    assert phone.url == f"{college.url}/join"
    start(page)
    press(page, "v", "The vote is open")
    expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Red").click()
    expect(phone.locator("#say")).to_contain_text("Not sent yet: Red")
    phone.context.set_offline(False)
    expect(phone.locator("#say")).to_contain_text("Your vote is in: Red")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Green").click()
    expect(phone.locator("#say")).to_contain_text("Not sent yet: Green")
    press(page, "v", "Votes shown")
    # Long enough away that the phone draws everything anew when it is back: the reason must outlast that.
    comes_true(phone, "() => lost > 1")
    phone.context.set_offline(False)
    expect(phone.locator("#say")).to_contain_text("on the wall already, so this one was not counted")
    comes_true(phone, "() => !lost && !held")
    expect(phone.locator("#say")).to_contain_text("on the wall already, so this one was not counted")
    assert stored(college, "SELECT value FROM vote") == [("red",)]


def test_a_phone_works_at_twice_the_text_size(page: Page, open_page: Callable[..., Page], college: Server) -> None:
    phone = join(open_page, college, prepare(page, college))
    start(page)
    press(page, "v", "The vote is open")
    expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for word in ("Red", "Amber", "Green", "Not sure"):
        vote(phone, word)


def test_keys_work_again_after_words_were_typed_and_escape_leaves_the_box(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    page.keyboard.press("w")
    box = page.get_by_label("Why this rating? (LM1)")
    box.fill("Typed, then saved by itself")
    expect(page.locator(".st-key-wall_screen")).to_contain_text("Saved")
    box.press("Escape")
    press(page, "1", "Saved")
    press(page, "u", "Undone: LM1")


def test_a_vote_in_which_nobody_voted_closes_without_claiming_to_show_votes(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    press(page, "v", "The vote is open")
    press(page, "v", "Nobody voted, so the vote is closed")


def test_opening_a_vote_unanswered_shows_not_saved_and_no_older_saved_beside_it(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    press(page, "3", "Saved")
    college.freeze()
    page.keyboard.press("v")
    expect(page.locator("#wall-unsaved")).to_contain_text("NOT SAVED")
    expect(page.locator("#wall-saved")).to_be_hidden()


def test_the_wall_stays_while_the_database_does_not_answer_and_goes_on_by_itself(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    with sqlite3.connect(college.database) as connection:
        connection.execute("ALTER TABLE vote_round RENAME TO away")
    expect(page.locator(".wall-bar")).to_contain_text("Trying again")
    expect(page.locator(".wall-text")).to_be_visible()
    with sqlite3.connect(college.database) as connection:
        connection.execute("ALTER TABLE away RENAME TO vote_round")
    expect(page.locator(".wall-bar")).to_contain_text("phones joined")
    press(page, "2", "Saved")


def test_what_a_minority_wrote_is_on_the_wall_next_term_unless_hidden(page: Page, college: Server) -> None:
    prepare(page, college)
    with sqlite3.connect(college.database) as connection:
        connection.execute("UPDATE judgement SET minority_note = 'Construction sees less of it'")
    start(page)
    expect(page.locator(".wall-last")).to_contain_text("Minority view: “Construction sees less of it”")
    unfold(page)
    page.get_by_role("button", name="Hide names").click()
    expect(page.locator(".wall-last")).not_to_contain_text("Construction")


def test_a_small_phone_at_twice_the_text_size_never_scrolls_sideways(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    phone = join(open_page, college, prepare(page, college), width=320, height=568)
    start(page)
    press(page, "v", "The vote is open")
    expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    vote(phone, "Not sure")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def come_by_link(page: Page, server: Server, secret: str) -> None:
    """Open the facilitator's link and press its button, as a keyboard does."""
    page.goto(f"{server.url}/workshop?token={secret}")
    assert page.url == f"{server.url}/workshop"
    button = page.get_by_role("button", name="Open sendsat here")
    expect(button).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    assert secret not in page.url


def test_a_shared_server_shows_strangers_only_the_page_to_join_and_knows_its_facilitator_after_a_restart(
    open_page: Callable[..., Page], shared: Server
) -> None:
    stranger = open_page(**PHONE)
    for address in ADDRESSES:
        stranger.goto(f"{shared.url}/{address}")
        expect(stranger.get_by_label("Code")).to_be_visible()
    stranger.goto(f"{shared.url}/?token={token(shared)}x")
    expect(stranger.get_by_label("Code")).to_be_visible()
    opened = stranger.evaluate(
        "url => new Promise(done => { const one = new WebSocket(url);"
        " one.onopen = () => done(true); one.onerror = () => done(false) })",
        f"{shared.url.replace('http', 'ws')}/_stcore/stream",
    )
    assert opened is False
    facilitator = open_page()
    come_by_link(facilitator, shared, token(shared))
    code = prepare_on_page(facilitator, shared)
    picture = facilitator.locator(".wall-qr img").get_attribute("src")
    assert picture is not None
    start(facilitator)
    phone = join(open_page, shared, code)
    press(facilitator, "v", "The vote is open")
    expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    vote(phone, "Green")
    shared.kill()
    shared.start()
    facilitator.reload()
    on_wall(facilitator, "LM1")
    press(facilitator, "v", "Votes shown")
    expect(facilitator.locator(".wall-colours .green .votes b")).to_have_text("1")
