"""In Firefox and in WebKitGTK, Safari's engine: ratings, reasons, the room, a file down and up, and no word lost.

All other tests of pages run in Chromium. These are for `make soak`: each story takes a minute or two.
"""

import pytest

from tests.browser.conftest import Server
from tests.browser.engines.conftest import Opens
from tests.browser.engines.visitor import Visitor
from tests.browser.meeting import stored

pytestmark = pytest.mark.soak

REASON = "Nothing is in writing yet."
KEEPS = "return Object.values(localStorage).some((kept) => kept.includes(arguments[0]))"
LET_GO = "return !Object.values(localStorage).some((kept) => kept.includes(arguments[0]))"
VALUE = "return [...document.querySelectorAll('textarea')].some((one) => one.value === arguments[0])"
CHOSEN = "return document.querySelector(arguments[0])?.getAttribute('aria-checked') === arguments[1]"


def rating(statement: str, place: int) -> str:
    """Where the first team's rating of a statement is drawn in the first round: 1 is Red, 3 Green."""
    return f".st-key-rating_1_1_{statement} [role=radio]:nth-of-type({place})"


def begin(visitor: Visitor, server: Server) -> None:
    """Start an own organisation and go to the first part."""
    visitor.open(server.url)
    visitor.press("input", "Name of your organisation")
    visitor.type("Elm College")
    visitor.press("button", "Start rating")
    visitor.press("button", "Start rating: 1.1")
    visitor.until("return Boolean(document.querySelector('#LM10'))")
    visitor.settle()


def kept(server: Server, statement: str) -> list[tuple[str, str]]:
    return stored(server, f"SELECT rating, commentary FROM judgement WHERE statement_id = '{statement}'")


def test_a_rating_its_undo_and_a_reason_are_kept_said_and_leave_the_keyboard_where_it_was(
    visits: Opens, server: Server
) -> None:
    one = visits()
    begin(one, server)

    one.press(rating("LM1", 1))
    one.hears("LM1: Red. Saved")
    one.is_at("▲ Red")
    one.press("button", "Evidence, actions and more")
    one.press("button", "Clear rating")
    one.is_at("Undo: LM1 back to Red")
    one.key("Enter")
    one.until(CHOSEN, rating("LM1", 1), "true")
    one.is_at("▲ Red")
    one.press("textarea", "Why this rating? (LM1)")
    one.type(REASON)
    one.until(LET_GO, REASON)
    assert kept(server, "LM1") == [("red", REASON)]

    server.freeze()  # nothing comes through from now on, then nobody is there at all
    one.type(" More of it.")
    one.until(KEEPS, "More of it.")
    server.kill()
    one.until(VALUE, f"{REASON} More of it.")
    server.start()
    one.reload()
    one.until(VALUE, f"{REASON} More of it.")
    one.until(LET_GO, "More of it.")
    assert kept(server, "LM1") == [("red", f"{REASON} More of it.")]

    one.open(f"{server.url}/reading?at=LM2")
    one.until("return document.querySelector('[data-alone]')?.dataset.alone === 'LM2'")
    one.key("3")
    one.until("return Boolean(document.querySelector('.alone-colours tr.green.stands'))")
    one.open(f"{server.url}/statement?at=LM2")
    one.until(CHOSEN, rating("LM2", 3), "true")
    assert kept(server, "LM2") == [("green", "")]


def test_a_room_votes_on_a_phone_and_the_wall_reveals_and_agrees_by_its_keys(visits: Opens, college: Server) -> None:
    wall, phone = visits(), visits(width=390, height=844)
    wall.open(f"{college.url}/workshop")
    wall.press("button", "Prepare this workshop")
    code = wall.until("return document.querySelector('.wall-code')?.innerText")
    phone.go(f"{college.url}/join")
    phone.press("#code")
    phone.type(code)
    phone.press("button", "Join")
    phone.sees("You have joined")
    wall.settle()
    wall.key("ArrowRight")
    phone.until("return document.querySelector('#where').textContent.includes('LM1')")

    wall.until("return document.querySelector('.wall-where b')?.textContent === 'LM1'")
    wall.settle()
    wall.key("v")
    phone.until("return document.querySelector('#buttons .red')?.getAttribute('aria-disabled') === 'false'")
    phone.press("#buttons .red")
    phone.sees("Your vote is in: Red")
    wall.sees("Everyone has voted")
    wall.key("Space")
    wall.until("return document.querySelector('#wall-saved').textContent.includes('Votes shown')")
    phone.sees("You voted Red")
    wall.key("2")
    wall.until("return document.querySelector('.wall-colours .amber')?.textContent.includes('agreed')")
    agreed = "SELECT rating FROM judgement WHERE votes != '' AND statement_id = 'LM1'"
    assert stored(college, agreed) == [("amber",)]


def test_a_tile_of_the_results_opens_and_a_plan_comes_down_and_goes_back(visits: Opens, college: Server) -> None:
    one = visits()
    one.open(f"{college.url}/results")
    one.press("#tile-LM3")
    one.until("return document.activeElement.id === 'leaders-title'")
    one.until("return Boolean(document.querySelector('.leaders[data-statement=LM3]'))")

    one.open(f"{college.url}/actions")
    one.press("button", "Download the action plan")
    plan = one.downloaded(".csv")
    assert plan.read_bytes().startswith(b"\xef\xbb\xbf")
    one.open(f"{college.url}/files")
    one.give_file("input[type=file]", plan)
    one.sees("This is an action plan.")
