"""What a workshop's browser tests share: a server on the network, a prepared workshop, phones and keys."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from typing import Any

from playwright.sync_api import Download, Page, expect

from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.workshop import workshops
from sendsat.services.workshop.workshops import Plan
from sendsat.settings import load_settings
from sendsat.storage.opening import open_store
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


@cache
def _library() -> Library:
    return Library.open(load_settings().edition_dirs)


def put_down(server: Server) -> int:
    """Keep a workshop as the page does that prepares one where nothing was chosen: on part 1.1, with the newest round's
    first team. Returns its id."""
    with closing(open_store(server.environment["SENDSAT_DATABASE_URL"])) as store:
        desk = Desk(store, _library(), viewing.organisations_here(store)[0])
        round_id = viewing.newest_round(desk)
        round_ = next(one for one in viewing.rounds_of(desk) if one.id == round_id)
        return workshops.prepare(desk, Plan(round_id, round_.teams[0].id, ("1.1",))).id


def prepare(page: Page, server: Server) -> str:
    """Open the wall of a workshop on part 1.1; returns the code to join by.

    It is put down without its page, which `prepare_on_page` shows: to draw that costs as much as many a test here.
    """
    page.goto(f"{server.url}/wall?workshop={put_down(server)}")
    return _code(page)


def prepare_on_page(page: Page, server: Server, *, address: str = "workshop", people: str = "") -> str:
    """Prepare a workshop on part 1.1 as people do, which opens its wall; returns the code to join by."""
    page.goto(f"{server.url}/{address}")
    if people:
        page.get_by_label("Who is here?").fill(people)
    page.get_by_role("button", name="Prepare this workshop").click()
    return _code(page)


def _code(wall: Page) -> str:
    code = wall.locator(".wall-code")
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
