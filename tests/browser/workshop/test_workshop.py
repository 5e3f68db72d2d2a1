"""Whole workshops in a real browser: one facilitator at the wall, phones in the room."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import CLEAN, faults_in_light_and_dark
from tests.browser.conftest import Server, settled
from tests.browser.meeting import (
    PHONE,
    download,
    join,
    on_wall,
    prepare,
    prepare_on_page,
    press,
    put_down,
    start,
    stored,
    vote,
)


def test_a_room_votes_talks_agrees_and_takes_the_minutes_home_through_reloads_and_a_killed_server(
    page: Page, open_page: Callable[..., Page], college: Server, tmp_path: Path
) -> None:
    code = prepare_on_page(page, college, people="Ann Lee\nBob")
    expect(page.get_by_text("Ann Lee, Bob")).to_be_visible()
    phones = [join(open_page, college, code) for _ in range(3)]
    for phone in phones:
        expect(phone.get_by_role("heading", name="You have joined")).to_be_visible()
    start(page)
    for phone in phones:
        expect(phone.locator("#where")).to_contain_text("LM1")
    press(page, "v", "The vote is open")
    for phone, word in zip(phones, ("Red", "Green", "Amber"), strict=True):
        expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
        vote(phone, word)
    vote(phones[1], "Amber")
    expect(page.locator(".wall-bar")).to_contain_text("3 of 3 phones have voted")
    expect(page.locator(".wall-colours .votes")).to_have_count(0)

    college.kill()
    phones[0].get_by_role("button", name="Amber").click()
    expect(phones[0].locator("#say")).to_contain_text("Not sent yet")
    college.start()
    expect(phones[0].locator("#say")).to_contain_text("Your vote is in: Amber")
    phones[1].reload()
    expect(phones[1].locator("#say")).to_contain_text("Your vote is in: Amber")
    page.reload()
    on_wall(page, "LM1")
    expect(page.locator(".wall-bar")).to_contain_text("3 of 3 phones have voted")
    assert stored(college, "SELECT count(*), count(DISTINCT device_id) FROM vote") == [(3, 3)]

    press(page, "v", "Votes shown")
    expect(page.locator(".wall-colours .amber .votes b")).to_have_text("3")
    expect(phones[2].locator("#say")).to_contain_text("All 3 say Amber. Talk about it. You voted Amber.")
    press(page, "v", "The vote is open")
    for phone, word in zip(phones, ("Amber", "Amber", "Red"), strict=True):
        expect(phone.locator("#say")).to_contain_text("Vote again")
        vote(phone, word)
    press(page, "v", "Votes shown")
    expect(page.locator(".wall-colours .amber .votes b")).to_have_text(["2", "3"])
    expect(page.locator(".wall-told")).to_contain_text("2 of 3 say Amber; 1 Red. Amber −1 since the first vote.")
    expect(page.locator("[class*=st-key-wall_lead]:not([data-retained])")).to_contain_text("Agree Amber")
    press(page, "2", "Saved")
    expect(page.locator(".wall-colours .amber")).to_contain_text("agreed")

    write_down(page)
    close_and_take_home(page, phones, tmp_path)
    rating, votes, note = stored(
        college, "SELECT rating, votes, minority_note FROM judgement WHERE votes != '' AND statement_id = 'LM1'"
    )[0]
    assert (rating, votes.count('"amber":3'), note) == ("amber", 1, "1 of 3 saw it differently: 1 Red.")


def write_down(wall: Page) -> None:
    """Say why, plan a suggested action and set the next statement aside, all on the wall."""
    wall.keyboard.press("w")
    box = wall.get_by_label("Why this rating? (LM1)")
    box.fill("We agreed in the room: 1 2 3 v u")
    expect(wall.locator("[class*=st-key-text_commentary] textarea")).to_have_value("We agreed in the room: 1 2 3 v u")
    box.press("Control+Enter")
    wall.get_by_role("button", name="Plan this").first.click()
    expect(wall.get_by_text("✓ Action added")).to_be_visible()
    wall.locator("h1").first.click()
    wall.keyboard.press("w")
    expect(wall.locator(".wall-colours")).to_be_visible()
    expect(wall.get_by_role("button", name="Next statement")).to_be_visible()
    wall.keyboard.press("PageDown")
    on_wall(wall, "LM2")
    press(wall, "p", "Set aside")


def close_and_take_home(wall: Page, phones: list[Page], folder: Path) -> None:
    for number in range(3, 11):
        wall.keyboard.press("Shift+ArrowRight")
        on_wall(wall, f"LM{number}")
    wall.keyboard.press("Shift+ArrowRight")
    expect(wall.get_by_role("heading", name="What we agreed")).to_be_visible()
    expect(wall.get_by_role("button", name="Come back to LM2")).to_be_visible()
    settled(wall)
    wall.get_by_role("button", name="Close the workshop").click()
    wall.get_by_role("button", name="Yes, close it").click()
    expect(wall.get_by_text("This workshop is closed")).to_be_visible()
    phones[0].get_by_role("button", name="Yes").click()
    expect(phones[0].locator("#say")).to_contain_text("Your answer is in")
    expect(wall.get_by_text("1 yes · 0 partly · 0 no")).to_be_visible()
    word = download(wall, "Download the minutes: Word document")
    text = "\n".join(one.text for one in Document(str(word.path())).paragraphs)
    markdown = Path(download(wall, "Download the minutes: Markdown text").path()).read_text("utf-8")
    for told in (text, markdown):
        assert "Ann Lee, Bob" in told
        assert "Agreed: ◆ Amber. Before: ● Green." in told
        assert "We agreed in the room: 1 2 3 v u" in told
        assert "1 of 3 saw it differently: 1 Red." in told


def test_the_whole_wall_is_run_by_keys_and_none_works_while_somebody_types(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    for key, row in (("1", "red"), ("2", "amber"), ("3", "green")):
        press(page, key, "Saved")
        expect(page.locator(f".wall-colours .{row}")).to_contain_text("agreed")
    press(page, "n", "Saved")
    expect(page.locator(".wall-last")).to_contain_text("Not applicable")
    press(page, "0", "Saved")
    press(page, "u", "Undone: LM1, Not applicable is back")
    expect(page.locator(".wall-last")).to_contain_text("Not applicable")
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    page.keyboard.press("PageUp")
    on_wall(page, "LM1")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("g")
    expect(page.get_by_role("region", name="Guidance")).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator(".wall-colours")).to_be_visible()
    before = stored(college, "SELECT count(*) FROM workshop_decision")
    page.keyboard.press("w")
    page.get_by_label("Why this rating? (LM1)").press_sequentially("1230nvugwp?")
    page.get_by_label("Why this rating? (LM1)").press("PageDown")
    page.get_by_label("Why this rating? (LM1)").press("ArrowRight")
    expect(page.locator(".wall-where b").first).to_have_text("LM1")
    assert stored(college, "SELECT count(*) FROM workshop_decision") == before
    assert stored(college, "SELECT count(*) FROM vote_round") == [(0,)]


def test_a_show_of_hands_and_paper_ballots_serve_a_room_without_phones(page: Page, college: Server) -> None:
    prepare(page, college)
    page.goto(f"{college.url}/workshop")
    ballot = Path(download(page, "Download a ballot to print").path()).read_text("utf-8")
    assert ballot.count("☐") == 40
    page.get_by_text("Key in paper ballots").click()
    for marks in ("1230123012", "2230"):
        settled(page)
        page.get_by_label("Marks").fill(marks)
        page.get_by_label("Marks").press("Enter")
        expect(page.locator(".notice").filter(has_text=f"is in: {marks}")).to_be_visible()
    page.get_by_role("button", name="Open the wall").click()
    expect(page.locator(".wall-code")).to_be_visible()
    start(page)
    press(page, "v", "Votes shown")
    expect(page.locator(".wall-colours .red .votes b")).to_have_text("1")
    page.keyboard.press("h")
    for label, number in (("Red", "2"), ("Amber", "7"), ("Green", "1")):
        page.locator(".st-key-wall_panel").get_by_label(re.compile(label)).last.fill(number)
    page.get_by_role("button", name="Count these hands").click()
    expect(page.locator(".wall-colours .amber .votes b")).to_have_text(["7", "1"])


def test_names_and_commentary_are_hidden_when_asked(page: Page, college: Server) -> None:
    prepare_on_page(page, college, people="Ann Lee")
    expect(page.get_by_text("Ann Lee")).to_be_visible()
    page.get_by_role("button", name="Hide names").click()
    expect(page.get_by_role("button", name="Show names")).to_be_visible()
    expect(page.get_by_text("Ann Lee")).to_have_count(0)
    start(page)
    expect(page.locator(".wall-last")).to_contain_text("Last round")
    expect(page.locator(".wall-last")).not_to_contain_text("“")
    put_down(college)
    plans = stored(college, "SELECT round_id, team_id, minutes, actions_first, length, ends_at FROM workshop")
    assert len(plans) == 2
    assert plans[0] == plans[1], "tests of the wall put down what the page prepares"
    agenda = "SELECT position, statement_id, before FROM workshop_item WHERE workshop_id = {} ORDER BY position"
    assert stored(college, agenda.format(1)) == stored(college, agenda.format(2))


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_the_longest_statements_fit_the_wall_with_two_rounds_of_votes_and_can_be_read_from_far(
    open_page: Callable[..., Page], college: Server, size: tuple[int, int]
) -> None:
    wall = open_page(width=size[0], height=size[1])
    prepare(wall, college)
    start(wall)
    for says in ("The vote is open", "The vote is open"):
        press(wall, "v", says)
        with sqlite3.connect(college.database) as connection:
            connection.execute('UPDATE vote_round SET hands = json(\'{"red":3,"amber":4,"green":5,"not_sure":1}\')')
        press(wall, "v", "Votes shown")
    press(wall, "2", "Saved")
    bottom = wall.locator(".st-key-wall_controls").bounding_box()
    told = wall.locator(".wall-told").bounding_box()
    assert bottom is not None
    assert told is not None
    assert bottom["y"] + bottom["height"] <= size[1] + 1
    assert told["y"] + told["height"] <= bottom["y"] + 1
    letters = wall.evaluate("parseFloat(getComputedStyle(document.querySelector('.wall-text')).fontSize)")
    assert letters >= size[1] / 22


def test_neither_wall_nor_phone_has_a_violation(open_page: Callable[..., Page], college: Server) -> None:
    wall = open_page()
    wall.goto(f"{college.url}/workshop")
    wall.get_by_role("button", name="Prepare this workshop").wait_for()
    settled(wall)
    assert faults_in_light_and_dark(wall) == CLEAN
    code = prepare(wall, college)
    settled(wall)
    assert faults_in_light_and_dark(wall) == CLEAN
    phone = open_page(**PHONE)
    phone.goto(f"{college.url}/join")
    assert faults_in_light_and_dark(phone) == CLEAN
    phone = join(open_page, college, code)
    start(wall)
    expect(phone.locator("#where")).to_contain_text("LM1")
    assert faults_in_light_and_dark(phone) == CLEAN
    press(wall, "v", "The vote is open")
    expect(phone.get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    vote(phone, "Red")
    assert faults_in_light_and_dark(phone) == CLEAN
    press(wall, "v", "Votes shown")
    settled(wall)
    assert faults_in_light_and_dark(wall) == CLEAN
    wall.keyboard.press("w")
    expect(wall.get_by_label("Why this rating? (LM1)")).to_be_visible()
    settled(wall)
    assert faults_in_light_and_dark(wall) == CLEAN
