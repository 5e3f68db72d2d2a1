"""How long a page takes to come on fast 3G and a processor six times slower, beside a bare Streamlit app.

In turns, so that whatever else this computer does falls on all alike. The first visit brings nothing along; the second
has what the browser kept.
"""

import statistics
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext

LINE = {"offline": False, "downloadThroughput": 180_000, "uploadThroughput": 84_375, "latency": 562.5}
"""What Chromium's developer tools call fast 3G: bytes a second, and milliseconds."""
SLOWER, TIMES, PATIENCE = 6, 3, 300_000
LOOKED = 250
"""Milliseconds between two looks at the page. A look before every frame took a fifth of the slowed processor."""
SEEN = "(what) => [...document.querySelectorAll(what)].some((one) => one.getClientRects().length > 0)"
BARE, SECTION, RESULTS = "bare app", "section page, first rating possible", "Results, its tiles"
READY = {BARE: ".saved", SECTION: "[data-testid=stButtonGroup] button:not([disabled])", RESULTS: ".tile"}


@dataclass
class Visits:
    """Seconds of first and second visits, and the bytes and requests that a first one takes."""

    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    size: int = 0
    requests: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The median seconds of a first and a second visit."""
        return statistics.median(self.first), statistics.median(self.second)


def visit(context: BrowserContext, url: str, ready: str, visits: Visits | None = None) -> float:
    """The seconds until `ready` is drawn, for whoever opens a page; what a first visit takes is counted in `visits`."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    start = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=PATIENCE)
    page.wait_for_function(SEEN, arg=ready, timeout=PATIENCE, polling=LOOKED)
    taken = time.perf_counter() - start
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_load_state("networkidle", timeout=PATIENCE)
    if visits is not None:
        visits.size, visits.requests = sum(sizes), len(sizes)
    page.close()
    return taken


def slow_visits(browser: Browser, urls: dict[str, str]) -> dict[str, Visits]:
    """Visits of each page, told by its name in `READY`; each pair with a browser that knew nothing before."""
    found = {name: Visits() for name in urls}
    for _ in range(TIMES):
        for name, url in urls.items():
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            found[name].first.append(visit(context, url, READY[name], found[name]))
            found[name].second.append(visit(context, url, READY[name]))
            context.close()
    return found


def tell(found: dict[str, Visits]) -> None:
    """Print a line for each page, and how they compare."""
    bare, _ = found[BARE].middle
    for name, visits in found.items():
        first, second = visits.middle
        print(
            f"slow line: {name:36} first visit {first:5.1f} s ({first / bare:.2f} of the bare app), "
            f"second {second:5.1f} s ({second / first:.2f}), {visits.size / 2**20:.2f} MiB, {visits.requests} requests"
        )
    print(
        "slow line, aims: section at most 1.3 of the bare app and 12 s; Results 20 s and 3 MiB; a second visit a third"
    )
