"""Whoever opens a section page can rate its first statement before the browser has worked out the others."""

from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute

from tests.browser.conftest import comes_true, settled
from tests.browser.serving import Server

RATINGS = "[class*=st-key-rating_]"
COUNTED = """
  window.counted = [];
  const look = () => {
    const ratings = document.querySelectorAll("RATINGS").length;
    if (ratings) window.counted.push(ratings);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
""".replace("RATINGS", RATINGS)
"""How many ratings each picture shows that the browser draws."""
HEARD = """() => {
  window.heard = [];
  const socket = new WebSocket("ws://elsewhere/");
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", (event) => window.heard.push(new TextDecoder().decode(event.data)));
  socket.addEventListener("close", () => window.heard.push("closed"));
}"""


def test_the_first_statement_is_there_before_the_others(demo_server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.add_init_script(COUNTED)
    page.goto(f"{demo_server.url}/leadership?part=1.1")
    comes_true(page, "() => window.counted.at(-1) === 10")
    settled(page)
    assert page.evaluate("window.counted[0]") == 1


def test_what_came_behind_it_is_there_though_the_line_breaks(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    def send(line: WebSocketRoute) -> None:
        for words in (b"a $$ID-1-turn_1 b", b"behind it", b"the last"):
            line.send(words)
        line.close()

    page = open_page()
    page.route_web_socket("ws://elsewhere/", send)
    page.goto(demo_server.url)
    page.wait_for_selector("h1")
    settled(page)
    page.evaluate(HEARD)
    comes_true(page, "() => window.heard.length === 4")
    assert page.evaluate("window.heard") == ["a $$ID-1-turn_1 b", "behind it", "the last", "closed"]


def test_nothing_waits_for_good_where_no_statement_is_drawn(
    demo_server: Server, open_page: Callable[..., Page]
) -> None:
    def send(line: WebSocketRoute) -> None:
        for words in (b"a $$ID-1-turn_1 b", b"behind it"):
            line.send(words)

    page = open_page()
    page.route_web_socket("ws://elsewhere/", send)
    page.goto(demo_server.url)
    page.wait_for_selector("h1")
    settled(page)
    page.evaluate(HEARD)
    comes_true(page, "() => window.heard.length === 1")
    comes_true(page, "() => window.heard.length === 2")
    assert page.evaluate("window.heard") == ["a $$ID-1-turn_1 b", "behind it"]
