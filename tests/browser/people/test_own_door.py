"""What a browser makes of it: pages work under the policy, other names and other pages get nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled

COMPLAINT = "Content Security Policy"


@pytest.mark.parametrize("address", ["", "leadership?part=1.1", "results", "actions", "wall", "files", "workshop"])
def test_no_page_needs_what_the_policy_forbids(demo_server: Server, page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{demo_server.url}/{address}")
    settled(page)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1").first).to_be_visible()
    assert [one for one in said if COMPLAINT in one] == []


def test_a_script_that_is_not_ours_does_not_run(demo_server: Server, page: Page) -> None:
    page.goto(demo_server.url)
    settled(page)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None


def test_a_name_that_leads_here_shows_one_sentence(demo_server: Server, page: Page) -> None:
    page.goto(demo_server.url.replace("localhost", "evil.localhost"))
    expect(page.locator("body")).to_have_text(
        "sendsat does not answer to this name. Open the address that the terminal shows, for example "
        "http://localhost:8501."
    )


def test_another_sites_page_can_neither_frame_nor_read_nor_open_a_connection(demo_server: Server, page: Page) -> None:
    page.route("http://other.example/", lambda route: route.fulfill(body="<h1>Other</h1>", content_type="text/html"))
    page.goto("http://other.example/")
    told = page.evaluate(
        """async (url) => {
            const read = await fetch(url).then(() => "read", () => "refused");
            const socket = new WebSocket(url.replace("http", "ws") + "/_stcore/stream");
            const opened = await new Promise((tell) => {
                socket.onopen = () => tell("opened");
                socket.onerror = () => tell("refused");
            });
            const frame = document.createElement("iframe");
            const framed = new Promise((tell) => { frame.onload = () => tell(frame.contentDocument === null); });
            frame.src = url;
            document.body.append(frame);
            return [read, opened, await framed];
        }""",
        demo_server.url,
    )
    assert told == ["refused", "refused", True]
    assert page.frame_locator("iframe").locator("[data-testid=stApp]").count() == 0
