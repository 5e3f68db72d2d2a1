"""The phone in the hand: all choices in view at the smallest sizes, what the room said, and coming back later."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from sendsat.guide.library import Library
from sendsat.serving.phones.page import PAGE
from sendsat.settings import SHIPPED_EDITION

ADDRESS = "http://phone.test/"
LONGEST = max(Library.open((SHIPPED_EDITION,)).current.statements.values(), key=lambda one: len(one.text))
STATE: dict[str, Any] = {
    "joined": True,
    "workshop": 1,
    "closed": False,
    "screen": "statement",
    "reached": "",
    "statement": {
        "id": LONGEST.id,
        "text": LONGEST.text,
        "part": "3.2 A part of the guide with a long title",
        "place": "10 of 10",
        "colours": [["▲ Red", "Nobody looks."]],
    },
    "round": 1,
    "voting": True,
    "mine": "not_sure",
    "said": "",
    "counts": None,
    "agreed": None,
}
REVEALED = {
    **STATE,
    "voting": False,
    "said": "7 of 9 say Amber; 1 Red, 1 Green. Amber +4 since the first vote.",
    "counts": {"red": 1, "amber": 7, "green": 1, "not_sure": 0},
    "agreed": "Amber",
}


def show(phone: Page, *states: dict[str, Any]) -> list[dict[str, Any]]:
    """Open the page on a made-up room; append to what is given back to let the room move on."""
    told = list(states)

    def answer(route: Route) -> None:
        if route.request.url.endswith("/join/state"):
            route.fulfill(json=told[-1])
        elif route.request.url.endswith("/join/vote"):
            told.append({**told[-1], "mine": route.request.post_data_json["vote"]})
            route.fulfill(json=told[-1])
        else:
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")

    phone.route(f"{ADDRESS}**", answer)
    phone.goto(f"{ADDRESS}join")
    return told


def out_of_view(phone: Page) -> list[str]:
    """The choices, and the confirmation, that do not lie wholly in the window or are covered by something else."""
    return phone.evaluate(
        """() => [...document.querySelectorAll("#buttons button, #say")].filter((one) => {
          const box = one.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          const isIn = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
          return !(isIn && one.contains(top) && one.scrollWidth <= one.clientWidth + 1);
        }).map((one) => one.textContent)"""
    )


@pytest.mark.parametrize("text", ["100%", "200%"])
@pytest.mark.parametrize("state", [STATE, REVEALED], ids=["voting", "revealed"])
@pytest.mark.parametrize("size", [(320, 568), (568, 320), (390, 844)], ids=["small", "landscape", "usual"])
def test_every_choice_and_the_confirmation_are_in_view_with_the_longest_statement(
    open_page: Callable[..., Page], size: tuple[int, int], state: dict[str, Any], text: str
) -> None:
    phone = open_page(width=size[0], height=size[1])
    show(phone, state)
    expect(phone.locator("#statement")).to_have_text(LONGEST.text)
    phone.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
    assert out_of_view(phone) == []
    read = phone.locator("#read")
    assert read.evaluate("box => box.offsetHeight") >= 100, "The statement itself has no room left."
    read.evaluate("box => box.scrollTo(0, box.scrollHeight)")
    expect(phone.locator("#more summary")).to_be_in_viewport()
    assert phone.locator("#buttons button").evaluate_all("all => all.every(one => one.offsetHeight >= 44)")


def test_a_vote_is_announced_keeps_the_focus_and_stays_when_pressed_again(page: Page) -> None:
    show(page, {**STATE, "mine": None})
    green = page.get_by_role("button", name="Green")
    green.focus()
    for _ in range(2):
        page.keyboard.press("Space")
        expect(page.get_by_role("status")).to_contain_text("Your vote is in: Green.")
        expect(green).to_have_attribute("aria-pressed", "true")
        expect(green).to_be_focused()


def test_in_forced_colours_the_chosen_vote_differs_by_its_edge_and_its_words(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    show(page, {**STATE, "mine": "amber"})
    chosen, other = page.get_by_role("button", name="Amber"), page.get_by_role("button", name="Red")
    expect(chosen).to_contain_text("✓ your vote")
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    assert other.evaluate("one => getComputedStyle(one).outlineStyle") == "none"


def test_the_phone_shows_after_the_reveal_how_the_room_voted_and_what_was_agreed(page: Page) -> None:
    told = show(page, STATE)
    expect(page.get_by_role("status")).to_contain_text("Your vote is in: Not sure.")
    told.append(REVEALED)
    expect(page.get_by_role("status")).to_have_text(
        "7 of 9 say Amber; 1 Red, 1 Green. Amber +4 since the first vote. Agreed: Amber. You voted Not sure."
    )
    expect(page.get_by_role("button", name="Amber")).to_contain_text("7")


def test_a_phone_that_comes_back_after_an_hour_is_told_where_the_room_is_and_how_it_ended(page: Page) -> None:
    page.clock.install(time=datetime(2026, 1, 1, 9, tzinfo=UTC))
    told = show(page, {**STATE, "mine": None, "statement": {**STATE["statement"], "id": "LM1", "place": "1 of 10"}})
    expect(page.get_by_role("status")).to_have_text("Choose one. Nobody sees who voted what.")
    told.append({**told[-1], "statement": {**STATE["statement"], "id": "LM5", "place": "5 of 10"}})
    page.clock.fast_forward("01:00:00")
    expect(page.get_by_role("status")).to_have_text(
        "Welcome back. The room is at LM5, 5 of 10. Choose one. Nobody sees who voted what."
    )
    result = "A rating was agreed for 9 of 10 statements."
    told.append(
        {
            "joined": True,
            "workshop": 1,
            "closed": True,
            "worth": None,
            "ended": "2026-01-01T09:40:00Z",
            "result": result,
        }
    )
    page.clock.fast_forward("01:00:00")
    expect(page.locator("#result")).to_have_text(f"It ended at 09:40. {result}")


OVER: dict[str, Any] = {
    "joined": True,
    "workshop": 1,
    "closed": True,
    "worth": None,
    "ended": "2026-01-01T09:40:00Z",
    "result": "A rating was agreed for 9 of 10 statements. What was agreed is kept in sendsat, in the round “Autumn”.",
    "lines": [
        {
            "id": f"LM{number}",
            "text": LONGEST.text,
            "rating": "◆ Amber" if number % 3 else "Not agreed",
            "votes": "1 Red, 7 Amber, 1 Green" if number % 3 else "no vote",
            "minority": "2 of 9 saw it differently: 1 Red, 1 Green." if number % 3 else "",
        }
        for number in range(1, 11)
    ],
}


@pytest.mark.parametrize("text", ["100%", "200%"])
def test_the_tally_at_the_close_is_readable_on_the_smallest_phone_and_the_answer_stays_above_it(
    open_page: Callable[..., Page], text: str
) -> None:
    phone = open_page(width=320, height=568)
    show(phone, OVER)
    phone.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
    lines = phone.get_by_role("list", name="What was agreed").get_by_role("listitem")
    expect(lines).to_have_count(10)
    expect(lines.first).to_contain_text("1 Red, 7 Amber, 1 Green. 2 of 9 saw it differently: 1 Red, 1 Green.")
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert lines.locator("p").evaluate_all("all => all.every(one => parseFloat(getComputedStyle(one).fontSize) >= 15)")
    said, first = phone.get_by_role("status").bounding_box(), lines.first.bounding_box()
    assert said is not None
    assert first is not None
    assert said["y"] + said["height"] <= first["y"]


def test_a_workshop_opened_again_is_followed_without_loading_the_page(page: Page) -> None:
    told = show(page, OVER)
    expect(page.locator("#result")).to_be_visible()
    told.append({**STATE, "mine": None})
    expect(page.locator("#statement")).to_have_text(LONGEST.text)
    expect(page.get_by_role("status")).to_have_text("Choose one. Nobody sees who voted what.")


def test_a_phone_whose_network_cuts_every_answer_that_waits_still_follows(page: Page) -> None:
    told = show(page, {**STATE, "mine": None})
    waits: list[str] = []

    def answer(route: Route) -> None:
        _, _, wait = route.request.url.partition("?wait=")
        waits.append(wait)
        if wait:
            route.abort("connectionreset")
        else:
            number = str(len(told))
            route.fulfill(json=told[-1], headers={"ETag": f'"1-{number}-"', "Sendsat-Order": number})

    page.route(f"{ADDRESS}join/state**", answer)
    page.reload()
    expect(page.locator("#statement")).to_have_text(LONGEST.text)
    told.append(REVEALED)
    expect(page.get_by_role("status")).to_contain_text("Agreed: Amber.")
    assert "20" in waits
