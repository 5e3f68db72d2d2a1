"""A real server and a real Chromium for tests that do what a person does."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.serving import STARTED, Server
from tests.browser.visitors import Visitors, place_to_rest

# Debian's Chromium without the windows around a page: the same engine, for two thirds of the processor time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# No page of a test lives long enough to earn back what it costs to make its code fast, or to paint by many threads.
# Not for benchmarks, which measure what people meet.
SHORT_LIVED = ["--js-flags=--no-opt --no-maglev", "--num-raster-threads=1", "--disable-gpu-compositing"]
# Limits, not waits: they end only what would never come, also on a machine that is busy with other work.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

PAINTED = "() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen(true))))"

# What has passed is not told, which spares half the time, and no film or sound is loaded: there is none.
JUDGED = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}


@pytest.fixture(autouse=True)
def _no_error_out_of_sight() -> Iterator[None]:
    """After each test: no server has met an error that the page did not show, or that the test did not see there."""
    STARTED[:] = [one for one in STARTED if one.process is not None]  # tests elsewhere may have meant what theirs said
    yield
    for one in STARTED:
        said = one.new_in_log()
        assert "Traceback (most recent call last)" not in said, said[-4000:]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty database."""
    one = Server(tmp_path / "sendsat.db")
    one.start()
    yield one
    one.kill()


@pytest.fixture(scope="session")
def demo_server(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the demonstration, shared by tests that only look."""
    path = tmp_path_factory.mktemp("shared") / "sendsat.db"
    shutil.copy(demo_database, path)
    one = Server(path)
    one.start()
    yield one
    one.kill()


@pytest.fixture
def college(demo_database: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own on the demonstration."""
    one = Server(Path(shutil.copy(demo_database, tmp_path / "sendsat.db")))
    one.start()
    yield one
    one.kill()


@pytest.fixture
def shared(demo_database: Path, tmp_path: Path) -> Iterator[Server]:
    """A shared server of the test's own on the demonstration."""
    one = Server(Path(shutil.copy(demo_database, tmp_path / "sendsat.db")), share=True)
    one.start()
    yield one
    one.kill()


@pytest.fixture(scope="session", autouse=True)
def _text_is_what_one_sees() -> Iterator[None]:
    """`page.get_by_text` means what is drawn, not the region that says the same words aloud for some seconds."""
    with pytest.MonkeyPatch.context() as patch:
        everywhere = Page.get_by_text

        def drawn(page: Page, text: str | re.Pattern[str], *, exact: bool | None = None) -> Locator:
            return everywhere(page, text, exact=exact).and_(page.locator(":not(#sendsat-said)"))

        patch.setattr(Page, "get_by_text", drawn)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    assert Path(CHROMIUM).exists(), "Chromium is missing: install chromium-headless-shell (Ubuntu: chromium)."
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *SHORT_LIVED])
        yield one
        one.close()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Pages that tests use one after another."""
    with place_to_rest() as rest, pytest.MonkeyPatch.context() as patch:
        all_visitors = Visitors(browser, rest, PATIENCE)
        all_visitors.watch(patch)
        yield all_visitors


@pytest.fixture
def open_page(visitors: Visitors) -> Iterator[Callable[..., Page]]:
    """Opens pages, each a visitor of its own; `width`, `height` and `dark` as asked."""
    opened = []

    def opening(*, width: int = 1366, height: int = 768, dark: bool = False) -> Page:
        page = visitors.open(width=width, height=height, dark=dark)
        opened.append(page)
        return page

    yield opening
    for page in opened:
        visitors.take_back(page)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One visitor on a laptop."""
    return open_page()


# Streamlit draws words before it has loaded what runs beside them: a link pressed until then opens one more tab.
RUNNING = "() => !document.querySelector('.st-key-keeper') || window.sendsatReadingSettings"


def settled(page: Page) -> None:
    """Wait until the page has finished drawing: the script has ended, what it said has been painted, ours run too."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    comes_true(page, RUNNING)
    page.evaluate(PAINTED)


def held(page: Page, words: str) -> None:
    """Wait until the browser itself keeps a copy of these words."""
    comes_true(page, "words => Object.values(localStorage).some(kept => kept.includes(words))", words)


def becomes(page: Page, read: Callable[[], object], wanted: object, *, most: float = PATIENCE / 1000) -> None:
    """Wait until reading gives what is wanted: a change in the database tells nobody that it has happened."""
    until = time.monotonic() + most
    while (found := read()) != wanted and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert found == wanted


def comes_true(page: Page, script: str, arg: object = None) -> None:
    """Wait until a script says yes. Playwright's own wait makes code from text in the page, which the page forbids."""
    becomes(page, lambda: bool(page.evaluate(script, arg)), True)


def pick(box: Locator, option: str = "") -> None:
    """Choose from a list, the first where no option is named. The list opens again where it closed because the page
    moved beneath it, as it does for people."""
    page = box.page
    wanted = page.get_by_role("option", name=option).first
    box.scroll_into_view_if_needed()
    settled(page)

    def is_picked() -> bool:
        if not wanted.is_visible():
            box.click()
        try:
            wanted.click(timeout=3_000)
        except PlaywrightTimeout:
            return False
        return True

    becomes(page, is_picked, True)


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA on the page, one line each."""
    found = Axe().run(page, options=JUDGED).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:400]}" for one in found for node in one["nodes"]
    ]
