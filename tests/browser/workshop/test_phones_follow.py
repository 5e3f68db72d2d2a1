"""Phones in a real browser follow a real workshop without asking again and again, through its close and beyond."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from sendsat.assessment.rating import Rating
from sendsat.services.workshop import running, workshops
from tests.serving.rooms import Room, open_room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as one:
        yield one


def join(open_page: Callable[..., Page], room: Room) -> Page:
    phone = open_page(width=320, height=568)
    phone.goto(f"http://127.0.0.1:{room.port}/join?code={room.workshop.code}")
    expect(phone.locator("#statement")).to_have_text("We do what LM1 asks.")
    return phone


def vote(phone: Page, word: str) -> None:
    phone.get_by_role("button", name=word).click()
    expect(phone.get_by_role("status")).to_contain_text(f"Your vote is in: {word}.")


def test_phones_follow_vote_reveal_agreement_close_and_reopening_without_being_loaded_again(
    open_page: Callable[..., Page], room: Room
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    phones = [join(open_page, room) for _ in range(3)]
    phones[0].on("request", note)
    room.open_vote()
    for phone, word in zip(phones, ("Red", "Amber", "Amber"), strict=True):
        vote(phone, word)
    room.reveal()
    for phone in phones:
        expect(phone.get_by_role("status")).to_contain_text("2 of 3 say Amber; 1 Red.")
    running.agree(room.desk, workshop_id=room.workshop.id, item_id=room.item.id, rating=Rating.AMBER)
    for phone in phones:
        expect(phone.get_by_role("status")).to_contain_text("Agreed: Amber.")
    workshops.close(room.desk, workshop_id=room.workshop.id)
    for phone in phones:
        first = phone.get_by_role("list", name="What was agreed").get_by_role("listitem").first
        expect(first).to_contain_text("1 Red, 2 Amber. 1 of 3 saw it differently: 1 Red.")
    phones[0].get_by_role("button", name="Yes").click()
    expect(phones[0].get_by_role("status")).to_contain_text("Your answer is in.")
    workshops.reopen(room.desk, workshop_id=room.workshop.id)
    for phone in phones:
        expect(phone.get_by_role("status")).to_contain_text("Agreed: Amber.")
    room.go_to(2)
    for phone in phones:
        expect(phone.locator("#statement")).to_have_text("We do what LM2 asks.")
    assert not [url for url in asked if url.endswith(("/join", "/join/state"))], (
        "It was loaded or asked without waiting."
    )
