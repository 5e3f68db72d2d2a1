"""The facilitator's own link: whatever opens it first uses nothing up, and only a press on its button does."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sendsat.services.organisation.sharing import COOKIE, Sharing, mark_of
from sendsat.serving.own_link import COOKIE_SECONDS, FIELD, LONGEST_BODY
from tests.serving.rooms import Room, Visitor, open_room

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path, shared=True) as one:
        yield one


def sharing(room: Room) -> Sharing:
    assert room.sharing is not None
    return room.sharing


@pytest.fixture
def link(room: Room) -> str:
    return sharing(room).new_link()


@pytest.fixture
def browser(room: Room, link: str) -> Visitor:
    """A browser that opened the link and was led to its page."""
    one = Visitor(room.port)
    assert one.ask(f"/?token={link}").status == 303
    return one


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_preview_that_opens_the_link_and_follows_it_uses_nothing_up(room: Room, link: str, method: str) -> None:
    for _ in range(3):
        preview = Visitor(room.port)
        preview.ask(f"/?token={link}", method=method)
        preview.ask("/", method=method)
        assert COOKIE not in preview.cookies
    assert sharing(room).is_unused(link)
    assert Visitor(room.port).come_by(link).status == 303


def test_the_link_leads_to_one_page_with_one_button_that_says_what_it_does(browser: Visitor) -> None:
    page = browser.ask("/")
    words = re.sub(r"<[^>]*>", " ", page.body.decode())
    assert (page.status, words.count("Open sendsat here")) == (200, 1)
    assert "works once" in words
    assert "12 hours" in words


def test_the_page_needs_no_script_loads_nothing_and_is_in_no_index(browser: Visitor, link: str) -> None:
    page = browser.ask("/")
    text = page.body.decode()
    assert not re.search(r"<script|<link|<img|@import|url\(|https?:", text)
    assert '<html lang="en-GB">' in text
    assert text.count("<h1>") == 1
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (page.headers["x-robots-tag"], page.headers["cache-control"]) == ("noindex", "no-store")
    assert page.headers["referrer-policy"] == "same-origin", "no other site learns where somebody comes from"
    assert link not in text + str(page.headers)


def test_the_browser_keeps_the_links_secret_for_minutes_only_and_out_of_reach_of_scripts(room: Room, link: str) -> None:
    kept = Visitor(room.port).ask(f"/?token={link}").headers["set-cookie"].lower()
    assert f"max-age={COOKIE_SECONDS}" in kept
    assert "httponly" in kept
    assert "samesite=lax" in kept
    assert COOKIE_SECONDS <= 600


def test_once_the_button_is_pressed_the_browser_forgets_the_link_and_goes_straight_in(browser: Visitor) -> None:
    pressed = browser.press(browser.ask("/"))
    assert browser.cookies["sendsat_link"] == '""'
    assert COOKIE in browser.cookies
    assert (pressed.headers["referrer-policy"], pressed.headers["cache-control"]) == ("no-referrer", "no-store")
    assert browser.ask("/wall").body == b"inside"


def test_a_browser_that_is_let_in_uses_no_further_link_up(room: Room, browser: Visitor) -> None:
    browser.press(browser.ask("/"))
    another = sharing(room).new_link()
    assert browser.ask(f"/wall?token={another}").headers["location"] == "/wall"
    assert browser.ask("/wall").body == b"inside"
    assert sharing(room).is_unused(another)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"", {}),
        (b"mark=", {}),
        (b"mark=wrong", {}),
        (b"mark=%ff%00", {}),
        (b"mark={secret}", {}),
        (b"mark={mark}", {"Sec-Fetch-Site": "cross-site"}),
        (b"mark={mark}", {"Sec-Fetch-Site": "same-site"}),
        (b"x=" + b"x" * LONGEST_BODY + b"&mark={mark}", {}),
    ],
)
def test_what_another_site_sends_in_ones_name_is_no_press(
    room: Room, browser: Visitor, link: str, body: bytes, headers: dict[str, str]
) -> None:
    sent = body.replace(b"{mark}", mark_of(link).encode()).replace(b"{secret}", link.encode())
    answer = browser.ask("/", body=sent, headers={**FORM, **headers})
    assert (answer.status, COOKIE in browser.cookies) == (403, False)
    assert sharing(room).is_unused(link)


def test_a_press_without_the_link_opens_nothing(room: Room, link: str) -> None:
    stranger = Visitor(room.port)
    answer = stranger.ask(f"/?token={link}", body=f"{FIELD}={mark_of(link)}".encode(), headers=FORM)
    assert (answer.status, COOKIE in stranger.cookies) == (403, False)
    assert sharing(room).is_unused(link)


def test_a_press_that_comes_too_late_says_what_to_do_and_the_browser_forgets_the_link(
    room: Room, browser: Visitor
) -> None:
    shown = browser.ask("/")
    sharing(room).new_link()
    late = browser.press(shown)
    assert late.status == 410
    assert b"This link opens nothing any more" in late.body
    assert "Shared on this network" in late.body.decode()
    assert b"<form" not in late.body
    assert browser.cookies["sendsat_link"] == '""'


def test_a_phone_that_came_by_the_link_can_join_and_vote_all_the_same(browser: Visitor) -> None:
    assert b"Open sendsat here" not in browser.ask("/join").body
    assert browser.state() == {"joined": False}


class Marks(HTMLParser):
    """Which elements stand open at which button or link."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_whoever_hears_the_page_meets_its_heading_before_its_button_in_one_main_part(browser: Visitor) -> None:
    tags = Marks(browser.ask("/").body.decode()).found
    assert tags.count("main") == 1
    assert tags.index("main") < tags.index("h1") < tags.index("button") < tags.index("a")
