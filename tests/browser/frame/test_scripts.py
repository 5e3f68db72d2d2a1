"""The logic of the browser scripts, on made-up pages: what is kept, when it is sent, and what comes into view."""

import json
import zlib
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import SENDSAT, Stage

NAME = "text_1_why"
SENT = """document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) { (window.sentTexts ??= []).push(event.target.value); }
});"""
AWKWARD = ["", "a", "Why?\nBecause.", "café — £5", "🙂🇬🇧", "\x00\x7f", "x" * 5000]


def mark(text: str) -> str:
    """The checksum of zlib, as the server puts it on the page."""
    return f"{zlib.crc32(text.encode('utf-8')):x}"


def body(stored: str, value: str, *, done: str | None = None, name: str = NAME) -> str:
    """A text area as Streamlit draws it, with what the server says that it has stored."""
    marks = f"{name}={mark(stored)}={mark(stored if done is None else done)}"
    return f'<p data-stored="{marks}"></p><div class="x st-key-{name}"><textarea>{value}</textarea></div>'


def keeper(page: Page, stored: str, value: str, **more: Any) -> Stage:
    """The keeper at work beside one text area; what it sends is noted."""
    stage = Stage(page, "ui/frame/keeper.js", body(stored, value, **more))
    page.evaluate(SENT)
    stage.call("keepWhatIsTyped")
    return stage


def sent(stage: Stage) -> list[str]:
    return list(stage.page.evaluate("window.sentTexts ?? []"))


def kept(stage: Stage, name: str = NAME) -> Any:
    """The draft that this browser holds."""
    return json.loads(stage.page.evaluate("name => localStorage.getItem('sendsat-draft:' + name)", name) or "null")


def leave_behind(stage: Stage, text: str, *, began_with: str, tab: str = "gone", name: str = NAME) -> None:
    """A draft as another tab of this browser leaves it."""
    draft = json.dumps({"own": [mark(began_with)], "text": text, "tab": tab})
    stage.page.evaluate("([name, draft]) => localStorage.setItem('sendsat-draft:' + name, draft)", [name, draft])


def test_browser_and_server_mark_a_text_alike(page: Page) -> None:
    stage = Stage(page, "ui/frame/keeper.js")

    assert {text: stage.call("mark", text) for text in AWKWARD} == {text: mark(text) for text in AWKWARD}


def test_a_box_is_filled_once_it_shows_what_is_stored_or_has_held_other_words_for_a_while(page: Page) -> None:
    stage = keeper(page, "Because.", "")
    page.add_script_tag(content=(SENDSAT / "ui/frame/keys.js").read_text("utf-8"))
    filled = "isFilled(document.querySelector('textarea'))"

    assert page.evaluate(filled) is False
    page.locator("textarea").fill("Because.")
    assert page.evaluate(filled) is True
    page.locator("textarea").fill("Words that could not be saved.")
    assert page.evaluate(filled) is False
    stage.pass_by(3)
    assert page.evaluate(filled) is True


def test_a_box_of_which_nothing_is_stored_is_filled_at_once(page: Page) -> None:
    keeper(page, "Because.", "", name="draft_1_who")
    page.add_script_tag(content=(SENDSAT / "ui/frame/keys.js").read_text("utf-8"))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input type=number>')")
    assert page.evaluate("isFilled(document.querySelector('input'))") is True


def test_a_text_counts_as_stored_when_only_spaces_went(page: Page) -> None:
    stage = Stage(page, "ui/frame/keeper.js")

    for text, stored in [("One two", "One two"), (" One two\n", "One two"), ("One   two", "One two"), ("", "")]:
        assert stage.call("isStored", text, mark(stored)), (text, stored)
    for text, stored in [("One two", "One  two"), ("One two", ""), ("Onetwo", "One two"), ("", "One")]:
        assert not stage.call("isStored", text, mark(stored)), (text, stored)


def test_only_boxes_that_ask_for_it_are_kept(page: Page) -> None:
    html = body("", "") + '<div class="st-key-other"><textarea></textarea></div>'
    stage = Stage(page, "ui/frame/keeper.js", html)

    names = page.evaluate("[...document.querySelectorAll('textarea')].map(nameOf)")

    assert names == [NAME, None]
    assert stage.call("read", "nothing") is None


def test_what_is_typed_is_kept_at_once_and_sent_a_second_after_the_last_key(page: Page) -> None:
    stage = keeper(page, "", "")
    page.locator("textarea").press_sequentially("On")
    stage.pass_by(0.9)
    page.locator("textarea").press_sequentially("e")
    assert kept(stage)["text"] == "One"
    stage.pass_by(0.9)
    assert sent(stage) == []
    stage.pass_by(0.2)
    assert sent(stage) == ["One"]
    assert kept(stage)["own"] == [mark(""), mark("One")]


def test_a_draft_is_held_but_not_sent(page: Page) -> None:
    stage = keeper(page, "", "", name="draft_new")
    page.locator("textarea").press_sequentially("One")
    stage.pass_by(5)

    assert (sent(stage), kept(stage, "draft_new")["text"]) == ([], "One")


def test_a_draft_goes_once_the_server_has_it(page: Page) -> None:
    stage = keeper(page, "", "")
    page.locator("textarea").press_sequentially("One ")
    stage.show(body("One", "One "))
    stage.pass_by(1)

    assert kept(stage) is None


def test_a_draft_goes_once_it_was_dealt_with_otherwise(page: Page) -> None:
    stage = keeper(page, "Two", "Two", done="One")
    leave_behind(stage, "One", began_with="")
    stage.pass_by(1)

    assert kept(stage) is None
    assert sent(stage) == []


def test_words_of_a_closed_tab_come_back_and_are_sent(page: Page) -> None:
    stage = keeper(page, "One", "One")
    leave_behind(stage, "One two", began_with="One")
    stage.pass_by(1)

    expect(page.locator("textarea")).to_have_value("One two")
    assert sent(stage) == ["One two"]


def test_words_of_a_tab_that_lives_are_left_to_it(page: Page) -> None:
    stage = keeper(page, "One", "One")
    leave_behind(stage, "One two", began_with="One", tab="other")
    page.evaluate("localStorage.setItem('sendsat-tab:other', Date.now())")
    stage.pass_by(4)
    expect(page.locator("textarea")).to_have_value("One")
    stage.pass_by(3)
    expect(page.locator("textarea")).to_have_value("One two")


@pytest.mark.parametrize(
    ("choice", "becomes"), [("Add them below", "Theirs\n\nMine"), ("Throw them away", "Theirs")], ids=["add", "throw"]
)
def test_words_that_meet_a_newer_text_are_shown_and_nothing_is_overwritten(
    page: Page, choice: str, becomes: str
) -> None:
    stage = keeper(page, "Theirs", "Theirs")
    leave_behind(stage, "Mine", began_with="Ours")
    stage.pass_by(1)
    expect(page.get_by_role("alertdialog")).to_contain_text("“Mine”")
    expect(page.locator("textarea")).to_have_value("Theirs")

    page.get_by_role("button", name=choice).click()

    expect(page.locator("textarea")).to_have_value(becomes)
    assert kept(stage) is None or kept(stage)["text"] == becomes
    expect(page.get_by_role("alertdialog")).to_have_count(0)


def test_half_a_character_becomes_a_plain_mark(page: Page) -> None:
    keeper(page, "", "")
    page.evaluate("type(document.querySelector('textarea'), 'Half: \\ud83d.')")

    expect(page.locator("textarea")).to_have_value("Half: \N{REPLACEMENT CHARACTER}.")


def test_a_server_that_stays_silent_is_told_until_it_answers(page: Page) -> None:
    app = '<div data-testid="stApp" data-test-connection-state="{}" data-test-script-state="notRunning"></div>'
    stage = Stage(page, "ui/frame/keeper.js", app.format("DISCONNECTED"))
    stage.call("keepWhatIsTyped")
    stage.pass_by(5)
    expect(page.get_by_role("status")).to_have_count(0)
    stage.pass_by(3)
    expect(page.get_by_role("status")).to_contain_text("sendsat does not answer")
    stage.show(app.format("CONNECTED"))
    stage.pass_by(1)
    expect(page.get_by_role("status")).to_have_count(0)


APP = '<div data-testid="stApp" data-test-connection-state="CONNECTED"></div>'


def test_the_page_is_drawn_again_once_the_server_is_back_and_only_then(page: Page) -> None:
    stage = Stage(page, "ui/frame/returning.js", APP)
    states = ["CONNECTED", "PINGING_SERVER", "CONNECTING", "CONNECTED", "CONNECTED"]
    drawn = page.evaluate(
        """async (states) => {
          let drawn = 0;
          const component = { setTriggerValue: () => { drawn += 1; } };
          drawAgainWhenBack(component);
          drawAgainWhenBack(component);  // as each drawing of the page does
          const app = document.querySelector("[data-testid=stApp]"), after = [];
          for (const state of states) {
            app.dataset.testConnectionState = state;
            await null;  // what watches the page is told before this goes on
            after.push(drawn);
          }
          return after;
        }""",
        states,
    )
    assert stage.page is page
    assert drawn == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(("before", "loads"), [(0, 1), (2, 3), (3, 3)])
def test_a_page_that_was_emptied_is_loaded_again_but_not_for_ever(page: Page, before: int, loads: int) -> None:
    stage = Stage(page, "ui/frame/returning.js", '<div id="root"></div>')
    kept = "sessionStorage.setItem('sendsat-loaded-again', JSON.stringify(Array(before).fill(Date.now())))"
    page.evaluate(f"before => {kept}", before)
    stage.call("loadAgainWhenEmpty")
    if loads > before:
        with page.expect_navigation():
            stage.pass_by(2)
    else:
        stage.pass_by(10)
    assert page.evaluate("JSON.parse(sessionStorage.getItem('sendsat-loaded-again')).length") == loads


def test_a_page_that_is_empty_for_a_moment_only_is_left_alone(page: Page) -> None:
    stage = Stage(page, "ui/frame/returning.js", '<div id="root"></div>')
    stage.call("loadAgainWhenEmpty")
    stage.pass_by(0.9)
    page.evaluate("document.getElementById('root').append(document.createElement('p'))")
    stage.pass_by(10)
    assert page.evaluate("sessionStorage.getItem('sendsat-loaded-again')") is None
