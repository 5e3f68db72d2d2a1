"""What a workshop's browser tests share: a server on the network, a prepared workshop, phones and keys."""

import re
import sqlite3
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Server, settled

PHONE = {"width": 390, "height": 844}


def token(server: Server) -> str:
    """The key in the facilitator's link that a shared server printed."""
    found = re.search(r"token=(\S+)", server.log.read_text())
    assert found is not None
    return found.group(1)


def stored(server: Server, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(server.database) as connection:
        return connection.execute(sql).fetchall()


def prepare(page: Page, server: Server, *, address: str = "workshop", people: str = "") -> str:
    """Prepare a workshop on part 1.1 and open its wall; returns the code to join by."""
    page.goto(f"{server.url}/{address}")
    if people:
        page.get_by_label("Who is here?").fill(people)
    page.get_by_role("button", name="Prepare this workshop").click()
    code = page.locator(".wall-code")
    expect(code).to_be_visible()
    return code.inner_text()


def join(open_page: Callable[..., Page], server: Server, code: str, **look: Any) -> Page:
    phone = open_page(**{**PHONE, **look})
    phone.goto(f"{server.url}/join")
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("button", name="Join").click()
    expect(phone.locator("#enter")).to_be_hidden()
    return phone


def vote(phone: Page, word: str) -> None:
    phone.get_by_role("button", name=word).click()
    expect(phone.locator("#say")).to_contain_text(f"Your vote is in: {word}")


def press(wall: Page, key: str, says: str) -> None:
    """Press a key on the wall and wait for what the room reads."""
    before = wall.locator("#wall-saved").get_attribute("data-stamp")
    wall.keyboard.press(key)
    expect(wall.locator("#wall-saved")).not_to_have_attribute("data-stamp", before or "")
    expect(wall.locator("#wall-saved")).to_contain_text(says)


def on_wall(wall: Page, statement_id: str) -> None:
    expect(wall.locator(".wall-where b").first).to_have_text(statement_id)
    expect(wall.locator("[class*=st-key-wall_vote]:not([data-retained]) button")).to_be_attached()
    settled(wall)


def unfold(wall: Page) -> None:
    """Show all the buttons of the wall, by its button More."""
    wall.get_by_role("button", name="More").click()
    expect(wall.locator(".st-key-wall_next button")).to_be_visible()


def start(wall: Page) -> None:
    wall.keyboard.press("ArrowRight")
    on_wall(wall, "LM1")


def download(page: Page, label: str) -> Download:
    with page.expect_download() as found:
        page.get_by_role("button", name=label).click()
    return found.value
