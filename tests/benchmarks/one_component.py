"""Ten statements drawn with widgets and by one component, side by side: `python -m tests.benchmarks.one_component`.

Prints the time from a click to a painted "Saved", and what of it the browser's own work is.
"""

import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.benchmarks.running import running
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import free_port

NUMBER, TURNS = 10, 4
WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
CLICK = """
([number, choice]) => new Promise((done) => {
  const head = document.getElementById("S" + number);
  const card = head.closest(".statement") ?? head.closest("[data-testid=stVerticalBlock]");
  const before = card.querySelector(".saved").textContent;
  const button = [...card.querySelectorAll("[role=radio]")].find((one) => one.textContent.includes(choice));
  const start = performance.now();
  const observer = new MutationObserver(() => {
    const now = card.querySelector(".saved")?.textContent;
    if (!now || now === before) return;
    observer.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  });
  observer.observe(card, { subtree: true, childList: true, characterData: true });
  button.click();
})
"""


@dataclass
class Clicks:
    """Milliseconds of each click until it is painted, and of the browser's own work for one in each turn."""

    painted: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        works = " ".join(f"{one:.0f}" for one in self.work)
        return f"click to Saved {statistics.median(self.painted):6.1f} ms, of it the browser's work {works} ms"


def worked(session: CDPSession) -> float:
    """The milliseconds that the page's scripts, layout and styles took since it was opened."""
    told = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * sum(float(told[name]) for name in WORK)


def rate(browser: Browser, url: str, clicks: Clicks) -> None:
    """Open the page and rate each statement once, after one that does not count."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(url)
    page.wait_for_selector(f"#S{NUMBER - 1}", state="attached")
    page.wait_for_timeout(3000)
    page.evaluate(CLICK, [0, "Red"])
    page.wait_for_timeout(300)
    before = worked(session)
    for number in range(NUMBER):
        clicks.painted.append(float(page.evaluate(CLICK, [number, "Amber"])))
        page.wait_for_timeout(250)
    clicks.work.append((worked(session) - before) / NUMBER)
    page.close()


def main() -> None:
    """Measure in turns and print."""
    ways = {"widgets": Clicks(), "component": Clicks()}
    script, first, second = "ten_statements.py", free_port(), free_port()
    serve = [sys.executable, "-m", "tests.benchmarks.bare_server"]
    with (
        tempfile.TemporaryDirectory() as folder,
        running([*serve, str(first), script], first, BARE_DATABASE=str(Path(folder) / "a.db")) as widgets,
        running(
            [*serve, str(second), script], second, BARE_DATABASE=str(Path(folder) / "b.db"), DRAWN_AS="component"
        ) as component,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(TURNS):
            for way, url in {"widgets": widgets, "component": component}.items():
                rate(browser, url, ways[way])
        browser.close()
    for way, clicks in ways.items():
        print(f"{way:10} {clicks}")


if __name__ == "__main__":
    main()
