"""What was saved and what the wall shows is said aloud in one place that is always there, and each time anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.meeting import on_wall, prepare, press, start
from tests.browser.plan.test_action_table import cell, note_of_first
from tests.browser.stage import Stage
from tests.browser.test_story import card, rate

SAID = "#sendsat-said"
NOTED = '<p data-said="LM3" data-mark="{}" data-words="LM3: Green. Saved 14:02" data-wait="{}"></p>'


@pytest.fixture
def staged(page: Page) -> Stage:
    """A made-up page that says aloud what happens on it."""
    stage = Stage(page, "ui/frame/saying.js", "<main></main>")
    stage.call("sayWhatHappens")
    return stage


def draw(stage: Stage, html: str) -> None:
    stage.page.evaluate("html => { document.querySelector('main').innerHTML = html; }", html)


def test_the_same_words_twice_are_said_twice_with_silence_between(staged: Stage) -> None:
    quiet = staged.page.locator(SAID)
    expect(quiet).to_have_role("status")
    draw(staged, NOTED.format(1, 0))
    staged.pass_by(0.2)
    expect(quiet).to_have_text("LM3: Green. Saved 14:02")
    draw(staged, NOTED.format(2, 0))
    staged.pass_by(0.01)
    expect(quiet).to_have_text("")
    staged.pass_by(0.2)
    expect(quiet).to_have_text("LM3: Green. Saved 14:02")


def test_what_is_only_drawn_again_is_not_said_again(staged: Stage) -> None:
    draw(staged, NOTED.format(1, 0))
    staged.pass_by(0.2)
    staged.page.evaluate("document.querySelector('#sendsat-said').textContent = ''")
    draw(staged, "")
    draw(staged, NOTED.format(1, 0))
    staged.pass_by(1)
    expect(staged.page.locator(SAID)).to_have_text("")


def test_of_what_changes_quickly_only_the_last_is_said(staged: Stage) -> None:
    said = staged.page.locator(SAID)
    for voted in (1, 2, 3):
        draw(staged, f'<p data-said="votes" data-mark="{voted}" data-words="{voted} of 3" data-wait="2000"></p>')
        staged.pass_by(1)
        expect(said).to_have_text("")
    staged.pass_by(1.2)
    expect(said).to_have_text("3 of 3")


def test_a_test_that_looks_for_words_finds_what_is_drawn_and_not_what_is_said(staged: Stage) -> None:
    draw(staged, NOTED.format(1, 0).replace("></p>", ">Green. Saved 14:02</p>"))
    staged.pass_by(0.2)
    expect(staged.page.locator(SAID)).to_have_text("LM3: Green. Saved 14:02")
    expect(staged.page.get_by_text("Saved 14:02")).to_have_count(1)
    expect(staged.page.get_by_text("Green. Saved 14:02", exact=True)).to_be_visible()


def test_a_rating_a_reason_and_a_cell_are_said(page: Page, college: Server) -> None:
    page.goto(f"{college.url}/leadership?part=1.1&team=Whole+college+leadership")
    page.wait_for_selector(SAID, state="attached")
    settled(page)
    said = page.locator(SAID)
    page.evaluate("document.querySelector('#sendsat-said').dataset.first = 'yes'")
    for word in ("Red", "Green"):
        rate(page, "LM3", word)
        expect(said).to_contain_text(f"LM3: {word}. Saved ")
    box = card(page, "LM4").get_by_label("Why this rating?")
    box.fill("Because it is so.")
    box.press("Control+Enter")
    expect(said).to_contain_text("LM4, why this rating. Saved ")
    page.get_by_role("link", name="Action plan").click()
    expect(page.get_by_role("heading", name="Action plan")).to_be_visible()
    page.wait_for_selector("#glide-cell-0-0", state="attached")
    settled(page)
    cell(page, "Action", 0, "Ask the council")
    expect(said).to_contain_text("Action of “")
    expect(said).to_contain_text("Saved ")
    assert page.evaluate("document.querySelector('#sendsat-said').dataset.first") == "yes"


def test_a_note_on_progress_is_said(page: Page, college: Server) -> None:
    note = note_of_first(page, college)
    note.fill("Talked to the council.")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(SAID)).to_contain_text("Note added. Saved ")


def test_the_wall_says_its_statement_the_vote_the_reveal_and_what_was_agreed(page: Page, college: Server) -> None:
    prepare(page, college)
    start(page)
    said = page.locator(SAID)
    expect(said).to_contain_text("LM1: ")
    press(page, "v", "The vote is open")
    expect(said).to_contain_text("The vote is open")
    press(page, "v", "Nobody voted")
    expect(said).to_contain_text("Nobody voted")
    press(page, "2", "Saved")
    expect(said).to_contain_text("LM1: Amber. Saved ")
    page.keyboard.press("Shift+ArrowRight")
    on_wall(page, "LM2")
    expect(said).to_contain_text("LM2: ")


def test_a_box_that_comes_is_not_said_beside_what_says_it(staged: Stage) -> None:
    staged.page.evaluate("document.querySelector('main').dataset.testid = 'stMain'")
    draw(staged, '<div role="status">Oak has started.</div>')
    expect(staged.page.locator("main [role=status]")).to_have_count(0)
    expect(staged.page.locator(SAID)).to_have_role("status")
