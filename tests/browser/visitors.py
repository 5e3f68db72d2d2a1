"""Visitors for tests. A page of Chromium that has loaded Streamlit once draws the next address for two thirds of the
processor time. So a page is emptied and used again, unless a test did to it what cannot be taken back."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

UNDONE = {
    Page: ("add_init_script", "route", "on", "once"),
    BrowserContext: ("add_init_script", "route", "set_offline", "grant_permissions"),
}
"""What a test may do to a page that is taken back after it."""
LASTING = {Page: ("expose_function", "clock", "route_web_socket"), BrowserContext: ("on", "new_cdp_session")}
"""What cannot be taken back: such a page is no visitor's any more."""
KEPT = "local_storage,indexeddb,cache_storage,service_workers"


class Rest(BaseHTTPRequestHandler):
    """An empty page of the same computer: Chromium keeps the process, with all that it has read, only on one site.

    A server, since Playwright's own answers would keep Chromium from remembering any file.
    """

    def do_GET(self) -> None:
        """Answer with an empty page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Rest</title>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def place_to_rest() -> Iterator[str]:
    """The address of the empty page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Rest) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


class Visitors:
    """Opens pages, each a visitor of its own, and takes them back."""

    def __init__(self, browser: Browser, rest: str, patience: int) -> None:
        """`rest` is where a page waits, `patience` the milliseconds that one may wait for what it does."""
        self._browser, self._rest, self._patience = browser, rest, patience
        self._resting: list[Page] = []
        self._sessions: dict[Page, CDPSession] = {}
        self._origins: dict[Page, set[str]] = {}
        self._undoing: dict[BrowserContext, contextlib.ExitStack] = {}
        self._spent: set[BrowserContext] = set()

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Know from now on of all that is done to a page and lasts."""
        for told, kinds in ((self._undone, UNDONE), (self._lasting, LASTING)):
            for kind, names in kinds.items():
                for name in names:
                    done = getattr(kind, name)
                    is_read = isinstance(done, property)
                    patch.setattr(kind, name, property(told(name, done.fget)) if is_read else told(name, done))

    def _undone(self, name: str, done: Any) -> Callable[..., Any]:
        def tell(where: Any, *given: Any, **more: Any) -> Any:
            came = done(where, *given, **more)
            back = {
                "on": lambda: where.remove_listener(*given),
                "once": lambda: where.remove_listener(*given),
                "set_offline": lambda: where.set_offline(False),
                "grant_permissions": lambda: where.clear_permissions(),
            }.get(name) or came.close
            if undoing := self._undoing.get(where if isinstance(where, BrowserContext) else where.context):
                undoing.callback(back)
            return came

        return tell

    def _lasting(self, _: str, done: Any) -> Callable[..., Any]:
        def tell(where: Any, *given: Any, **more: Any) -> Any:
            self._spent.add(where if isinstance(where, BrowserContext) else where.context)
            return done(where, *given, **more)

        return tell

    def open(self, *, width: int, height: int, dark: bool) -> Page:
        """A visitor who has never been here."""
        page = self._resting.pop() if self._resting else self._new()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        self._undoing[page.context] = contextlib.ExitStack()
        return page

    def _new(self) -> Page:
        context = self._browser.new_context(timezone_id="Europe/London", locale="en-GB", accept_downloads=True)
        context.set_default_timeout(self._patience)
        page = context.new_page()
        page.on("pageerror", lambda error: print(f"{page.url}: {error}\n{error.stack or ''}"[:6000]))  # told on failure
        origins = self._origins[page] = set()
        page.on("framenavigated", lambda frame: origins.add("/".join(frame.url.split("/")[:3])))
        self._sessions[page] = context.new_cdp_session(page)
        self._spent.discard(context)
        return page

    def take_back(self, page: Page) -> None:
        """Empty what the browser keeps, so that the next test finds a visitor who has never been here."""
        undoing = self._undoing.pop(page.context)
        if page.context in self._spent or page.is_closed():
            self._forget(page)
            return
        try:
            with contextlib.suppress(KeyError):  # what was to be told once has been
                undoing.close()
            self._empty(page)
        except PlaywrightError:
            self._forget(page)
            return
        self._resting.append(page)

    def _empty(self, page: Page) -> None:
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.evaluate("sessionStorage.clear()")
        page.emulate_media(media="null", reduced_motion="null", forced_colors="null", contrast="null")
        page.goto(self._rest)
        self._sessions[page].send("Page.resetNavigationHistory")
        for origin in self._origins[page]:
            if origin.startswith("http"):
                self._sessions[page].send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
        self._origins[page].clear()
        page.context.clear_cookies()

    def _forget(self, page: Page) -> None:
        self._spent.discard(page.context)
        page.context.close()
        del self._sessions[page], self._origins[page]
