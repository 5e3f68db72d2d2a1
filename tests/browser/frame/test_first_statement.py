"""What a page is opened for is there before the browser has worked out the rest: the first statement, or the tiles."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import comes_true, settled
from tests.browser.serving import Server

COUNTED = """
  window.counted = [];
  const look = () => {
    const [first, rest] = ["FIRST", "REST"].map((what) => document.querySelectorAll(what).length);
    if (first) window.counted.push([first, rest]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""
"""How much of the first and of the rest each picture shows that the browser draws."""
HEARD = """() => {
  window.heard = [];
  const socket = new WebSocket("ws://elsewhere/");
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", (event) => window.heard.push(new TextDecoder().decode(event.data)));
  socket.addEventListener("close", () => window.heard.push("closed"));
}"""


@pytest.mark.parametrize(
    ("address", "first", "rest", "seen", "in_all"),
    [
        ("leadership?part=1.1", "[class*=st-key-rating_]", ".st-key-next_part", [1, 0], [10, 1]),
        ("results", ".tiles", ".looked-at", [1, 0], [1, 2]),
    ],
)
def test_the_first_is_there_before_the_rest(
    demo_server: Server,
    open_page: Callable[..., Page],
    address: str,
    first: str,
    rest: str,
    seen: list[int],
    in_all: list[int],
) -> None:
    page = open_page()
    page.add_init_script(COUNTED.replace("FIRST", first).replace("REST", rest))
    page.goto(f"{demo_server.url}/{address}")
    comes_true(page, f"() => window.counted.at(-1)?.join() === '{in_all[0]},{in_all[1]}'")
    settled(page)
    assert page.evaluate("window.counted[0]") == seen


ENDING = b"a $$ID-1-turn_1 b"


def hears(page: Page, server: Server, send: Callable[[WebSocketRoute], None]) -> None:
    """Let a page hear from a line of its own, which sends this, and keep what it hears."""
    page.route_web_socket("ws://elsewhere/", send)
    page.goto(server.url)
    page.wait_for_selector("h1")
    settled(page)
    page.evaluate(HEARD)


def test_what_came_behind_it_is_there_though_the_line_breaks(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    def send(line: WebSocketRoute) -> None:
        for words in (ENDING, b"behind it", b"the last"):
            line.send(words)
        line.close()

    page = open_page()
    hears(page, demo_server, send)
    comes_true(page, "() => window.heard.length === 4")
    assert page.evaluate("window.heard") == [ENDING.decode(), "behind it", "the last", "closed"]


def test_nothing_waits_for_good_where_no_statement_is_drawn(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    def send(line: WebSocketRoute) -> None:
        for words in (ENDING, b"behind it"):
            line.send(words)

    page = open_page()
    hears(page, demo_server, send)
    comes_true(page, "() => window.heard.length === 2")
    assert page.evaluate("window.heard") == [ENDING.decode(), "behind it"]


WITHOUT_AN_END = "performance.now = () => 0"
"""What waits for what is never drawn then waits for good."""


@pytest.mark.parametrize("address", ["reading?at=LM1", "statement?at=LM1", "leadership?part=1.1", "results", "about"])
def test_a_page_waits_only_for_what_it_draws(demo_server: Server, open_page: Callable[..., Page], address: str) -> None:
    page = open_page()
    page.add_init_script(WITHOUT_AN_END)
    page.goto(f"{demo_server.url}/{address}")
    settled(page)
    expect(page.locator("h1:visible")).to_have_count(1)
