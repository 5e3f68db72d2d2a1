"""A made-up page in the real Chromium for one browser script: no server, and a clock that stands until it is moved."""

from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SENDSAT = Path(__file__).resolve().parent.parent.parent / "sendsat"
ADDRESS = "http://stage.test/"
OPENED, STANDS = datetime(2026, 1, 1, 9), datetime(2026, 1, 1, 10)


class Stage:
    """A page with a body, and a script beside it whose functions can be called by name."""

    def __init__(self, page: Page, script: str, body: str = "", address: str = ADDRESS) -> None:
        self.page = page
        html = f"<!doctype html><title>Stage</title>{body}"
        page.route(f"{ADDRESS}**", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.clock.install(time=OPENED)
        page.goto(address)
        page.clock.pause_at(STANDS)
        page.add_script_tag(content=(SENDSAT / script).read_text("utf-8"))

    def call(self, function: str, *arguments: Any) -> Any:
        """What a function of the script gives back."""
        return self.page.evaluate(f"given => {function}(...given)", list(arguments))

    def pass_by(self, seconds: float) -> None:
        """Let time go by on the page; what was to happen meanwhile happens."""
        self.page.clock.run_for(round(seconds * 1000))

    def show(self, body: str) -> None:
        """Replace what stands on the page, as a new drawing does."""
        self.page.evaluate("html => { document.body.innerHTML = html; }", body)
