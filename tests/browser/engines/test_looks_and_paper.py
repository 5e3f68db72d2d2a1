"""In Firefox and in WebKitGTK, Safari's engine: reading settings, dark colours, and ballots on paper keyed in.

These are for `make soak`, as all of these engines are.
"""

from importlib.resources import files

import pytest

from tests.browser.conftest import JUDGED, Server
from tests.browser.engines.conftest import Opens
from tests.browser.engines.visitor import Visitor
from tests.browser.meeting import put_down, stored

pytestmark = pytest.mark.soak

SECTION = "leadership?part=1.1&team=Whole+college+leadership"
OPENER = "Reading settings"
SIZE = "return parseFloat(getComputedStyle(document.documentElement).fontSize)"
SET = "return document.documentElement.hasAttribute(arguments[0])"
IS_SHUT = "return !document.querySelector('#reading-settings').open"
IS_DARK = """
const shown = document.querySelector("[data-testid=stApp]") ?? document.body;
return getComputedStyle(shown).backgroundColor.match(/[\\d.]+/g).slice(0, 3).every((part) => part < 60);
"""
STILL = """
return document.fonts.status === "loaded" && !document.querySelector("[data-testid=stSkeleton]")
  && document.getAnimations().every((moving) => moving.playState !== "running"
    || moving.effect.getTiming().iterations === Infinity);
"""
VOTES = """SELECT vote.value FROM vote JOIN vote_round ON vote_round.id = vote_round_id
JOIN workshop_item ON workshop_item.id = item_id WHERE statement_id = 'LM1' ORDER BY vote.value"""
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
JUDGE = """
return axe.run(arguments[0]).then((found) => found.violations.flatMap((one) =>
  one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 400)}`)));
"""


def violations(visitor: Visitor) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA on the page, one line each."""
    visitor.until(STILL)
    return list(visitor.script(f"{AXE}\n{JUDGE}", JUDGED))


def test_reading_settings_open_by_the_keyboard_work_at_once_and_are_there_again(visits: Opens, college: Server) -> None:
    one = visits()
    one.open(f"{college.url}/{SECTION}")
    usual = one.script(SIZE)

    one.key("Tab")
    one.is_at(OPENER)
    one.key("Enter")
    one.is_at("As usual")
    one.key("ArrowDown")
    one.is_at("Larger")
    assert one.script(SIZE) == usual * 1.25
    one.press("#reading-settings label", "More contrast")
    one.until(SET, "data-read-contrast")
    one.key("Escape")
    one.until(IS_SHUT)
    one.is_at(OPENER)

    one.open(f"{college.url}/glossary")
    assert one.script(SIZE) == usual * 1.25
    one.go(f"{college.url}/join")
    one.until(SET, "data-read-contrast")
    one.press("button", OPENER)
    one.press("button", "All as usual")
    one.until("return !document.documentElement.hasAttribute('data-read-size')")
    one.press("button", "Done")
    one.until(IS_SHUT)
    one.open(f"{college.url}/{SECTION}")
    assert one.script(SIZE) == usual


def test_in_dark_colours_every_word_and_sign_can_be_told(visits: Opens, college: Server) -> None:
    one = visits(dark=True)
    for address in ("", SECTION, "results", "actions", f"wall?workshop={put_down(college)}"):
        one.open(f"{college.url}/{address}")
        one.until(IS_DARK)
        assert (address, violations(one)) == (address, [])
    one.go(f"{college.url}/join")
    one.until(IS_DARK)
    assert violations(one) == []


def test_ballots_on_paper_are_keyed_in_one_after_another_without_the_mouse(visits: Opens, college: Server) -> None:
    put_down(college)
    one = visits()
    one.open(f"{college.url}/workshop")
    one.press("button", "Download a ballot to print")
    assert one.downloaded(".html").read_text("utf-8").count("☐") == 40

    one.press("[class*='st-key-papers_'] summary")
    one.press("input", "Marks")
    for number, marks in ((1, "1230123012"), (2, "2230")):
        one.type(marks)
        one.key("Enter")
        one.hears(f"Paper {number} is in: {marks}.")
        one.until("return document.activeElement.value === ''")
        one.is_at("Marks")
    one.type("29")
    one.key("Enter")
    one.sees("'9' is not a mark.")
    one.is_at("Marks")
    assert one.script("return document.activeElement.value") == "29"
    assert stored(college, VOTES) == [("amber",), ("red",)]
