"""What somebody with a keyboard and a screen reader meets after an act: where the keyboard is, and what was said."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.conftest import becomes, comes_true, settled

GIVEN = 30
"""So many seconds may pass before what was to come is told as missing."""
AT_WORK = "() => window.sendsatFocus && window.sendsatSaying"
FOCUS = """() => {
  const one = document.activeElement;
  const shown = (one.labels?.[0] ?? one).cloneNode(true);
  shown.querySelectorAll?.("[data-testid=stIconMaterial]").forEach((icon) => icon.remove());
  const label = one.getAttribute("aria-label") || shown.textContent || "";
  return `${one.tagName} ${label.trim().replace(/\\s+/g, " ")}`.slice(0, 80).trim();
}"""
HEAR = """() => {
  window.heard = [];
  const last = new WeakMap();
  const hear = () => {
    for (const one of document.querySelectorAll("#sendsat-said, [role=alert]")) {
      const words = one.textContent.trim().replace(/\\s+/g, " ");
      if (words && words !== last.get(one)) window.heard.push(words);
      last.set(one, words);
    }
  };
  new MutationObserver(hear).observe(document, { childList: true, subtree: true, characterData: true });
}"""
"""Keeps all that a screen reader is told: by the place of the announcer, and by alerts that come."""

EACH_APART = """() => {
  const listen = WebSocket.prototype.addEventListener;
  const waiting = [];
  const draw = () => {
    waiting[0]();
    requestAnimationFrame(() => setTimeout(() => { waiting.shift(); if (waiting.length) draw(); }, 20));
  };
  WebSocket.prototype.addEventListener = function (kind, act, ...rest) {
    const later = (event) => { if (waiting.push(() => act.call(this, event)) === 1) draw(); };
    listen.call(this, kind, kind === "message" ? later : act, ...rest);
  };
}"""
"""Draws each message of the server by itself, as a slow line does: what stands on a page for a moment is seen then."""


Step = Callable[[Page], object]


@dataclass(frozen=True)
class Act:
    """What somebody does, where the keyboard then is, and the words that tell of it: `said` aloud, or only `shown`."""

    steps: tuple[Step, ...]
    at: str
    said: str = ""
    shown: str = ""


def act(*steps: Step, at: str, said: str = "", shown: str = "") -> Act:
    """One step after another, each once the page has drawn what the one before did."""
    return Act(steps, at, said, shown)


def press(name: str, *, nth: int = 0) -> Step:
    """Press a button with a name that begins so."""
    return lambda page: page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).nth(nth).press("Enter")


def on(selector: str, key: str = "Enter") -> Step:
    """Press a key on the first that is found so."""
    return lambda page: page.locator(selector).first.press(key)


def key(name: str) -> Step:
    """Press a key, or type a word, where the keyboard is."""
    return lambda page: page.keyboard.press(name) if name[0].isupper() else page.keyboard.type(name)


def fill(label: str, words: str, *, nth: int = 0) -> Step:
    """Fill in a box."""
    return lambda page: page.get_by_label(label, exact=True).nth(nth).fill(words)


def fold(words: str) -> Step:
    """Open or close what folds."""
    return on(f"summary:has-text('{words}')")


def tick(label: str) -> Step:
    """Tick a box."""
    return lambda page: page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.press("Space")


def opened(page: Page, address: str) -> None:
    """Open a page, with all that is said kept from the start."""
    page.add_init_script(f"({HEAR})()")
    page.goto(address)
    page.wait_for_selector("h1")
    settled(page)
    comes_true(page, AT_WORK)


def faults(page: Page, acts: dict[str, Act]) -> dict[str, str]:
    """Do one after another; of each that went wrong, where the keyboard was or how often its words were said."""
    return {name: fault for name, one in acts.items() if (fault := _fault(page, one))}


def _fault(page: Page, one: Act) -> str:
    page.evaluate("() => { window.heard.length = 0; }")
    for step in one.steps:
        step(page)
        settled(page)
    if one.shown or one.said:
        shown = page.locator("[data-testid=stApp], [role=dialog]")  # a panel above the page lies outside of it
        told = shown.get_by_text(one.shown or one.said).filter(visible=True)  # paper may hold the same words
        expect(told.first).to_be_visible()
    with contextlib.suppress(AssertionError):  # told below, with what was instead
        becomes(page, lambda: page.evaluate(FOCUS).startswith(one.at), True, most=GIVEN)
    if one.said:
        with contextlib.suppress(AssertionError):
            becomes(page, lambda: _times(page, one.said) > 0, True, most=GIVEN)
    settled(page)
    wrong = []
    if not (where := page.evaluate(FOCUS)).startswith(one.at):
        wrong.append(f"the keyboard is at {where}, not at {one.at}")
    if one.said and (times := _times(page, one.said)) != 1:
        wrong.append(f"said {times} times")
    return " and ".join(wrong)


def _times(page: Page, words: str) -> int:
    return sum(words in one for one in page.evaluate("window.heard"))
