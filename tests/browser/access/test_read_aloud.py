"""Reading aloud: sentence by sentence, silent once what is read is left, and only by a voice of the device itself."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage

SPEECH = """(voices) => {
  window.spoken = [];
  const voice = { queue: [], getVoices: () => voices, addEventListener: () => {},
    speak(one) { window.spoken.push(one.text); this.now = one; },
    cancel() { this.now = null; window.spoken.push("(silence)"); } };
  Object.defineProperty(window, "speechSynthesis", { value: voice, configurable: true });
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
}"""
READER = (
    '<h1 id="LM1">One thing. Two things!</h1><button class="read-aloud" data-reads="LM1" data-names="LM1"></button>'
)
HERE = {"lang": "en-GB", "localService": True}


def reader(page: Page, *voices: dict[str, Any]) -> Stage:
    """A made-up page with one statement to read, in a browser with these voices."""
    stage = Stage(page, "ui/frame/read_aloud.js", READER)
    page.evaluate(SPEECH, list(voices))
    stage.call("readAloud")
    return stage


def ended(page: Page) -> None:
    """The voice has said its sentence."""
    page.evaluate("speechSynthesis.now.dispatchEvent(new Event('end'))")


def spoken(page: Page) -> list[str]:
    return [one for one in page.evaluate("window.spoken") if one != "(silence)"]


def test_it_reads_sentence_by_sentence_and_ends(page: Page) -> None:
    reader(page, HERE)
    page.get_by_role("button", name="Read aloud: LM1").click()
    assert spoken(page) == ["One thing."]
    expect(page.get_by_role("button", name="Stop reading: LM1")).to_be_visible()
    ended(page)
    ended(page)
    assert spoken(page) == ["One thing.", "Two things!"]
    expect(page.get_by_role("button", name="Read aloud: LM1")).to_be_visible()


@pytest.mark.parametrize(
    "leave",
    [
        "document.querySelector('.read-aloud').click()",
        "document.querySelector('#LM1').remove()",
        "document.querySelector('#LM1').textContent = 'Another.'",
        "dispatchEvent(new Event('pagehide'))",
    ],
    ids=["pressed again", "gone", "another statement", "page left"],
)
def test_it_falls_silent_when_what_is_read_is_left(page: Page, leave: str) -> None:
    reader(page, HERE)
    page.get_by_role("button", name="Read aloud: LM1").click()
    page.evaluate(leave)
    expect(page.get_by_role("button", name="Read aloud: LM1")).to_be_visible()
    assert page.evaluate("window.spoken.at(-1)") == "(silence)"


def test_it_goes_on_when_the_same_words_are_drawn_again(page: Page) -> None:
    stage = reader(page, HERE)
    page.get_by_role("button", name="Read aloud: LM1").click()
    stage.show(READER)
    expect(page.get_by_role("button", name="Stop reading: LM1")).to_be_visible()
    ended(page)
    assert spoken(page) == ["One thing.", "Two things!"]


@pytest.mark.parametrize(
    ("voices", "has"),
    [
        ([HERE], True),
        ([], False),
        ([{"lang": "de-DE", "localService": True}], False),
        ([{"lang": "en-GB", "localService": False}], False),
    ],
    ids=["ours", "none", "another language", "of the internet"],
)
def test_it_is_offered_only_where_the_device_itself_has_an_english_voice(
    page: Page, voices: list[dict[str, Any]], has: bool
) -> None:
    reader(page, *voices)
    assert page.evaluate("document.documentElement.hasAttribute('data-has-voice')") is has


def test_a_british_voice_is_taken_before_another(page: Page) -> None:
    stage = reader(page, {"lang": "en-US", "localService": True}, HERE)
    assert stage.call("voiceOfDevice")["lang"] == "en-GB"
