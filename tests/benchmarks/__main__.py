"""Starts a bare Streamlit app and sendsat in the same run and prints how they compare."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.clicks import click
from tests.benchmarks.statements import count_statements
from tests.benchmarks.wire import Visitor
from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, Server, free_port

HERE = Path(__file__).parent
WARM_UP = 3


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """Run a server until the block ends; gives its address."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        process.kill()
        process.wait()


@dataclass
class Timings:
    """Milliseconds of clicks: `server` from message to script finished, `screen` from click to paint; bytes sent."""

    server: list[float]
    screen: list[float]
    size: int

    @property
    def server_median(self) -> float:
        """The middle server time."""
        return statistics.median(self.server)

    @property
    def screen_median(self) -> float:
        """The middle time to paint."""
        return statistics.median(self.screen)


def server_clicks(url: str, page: str) -> tuple[list[float], int]:
    """Times of clicks without a browser, every rating control of the page in turn; and the bytes of one."""
    visitor = Visitor(url, page)
    choices = list(visitor.choices.values())
    found = [visitor.choose(choices[number % len(choices)], number // len(choices) % 3) for number in range(30)]
    return [one[0] for one in found[WARM_UP:]], found[-1][2]


def bare(browser: Browser, url: str) -> Timings:
    """Time clicks on the bare app."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(url)
    page.wait_for_selector(".saved")
    page.wait_for_timeout(1000)
    screen = [click(page, None, ("Red", "Amber", "Green")[number % 3]) for number in range(20 + WARM_UP)]
    page.close()
    return Timings(*_with_size(server_clicks(url, ""), screen[WARM_UP:]))


def _with_size(server: tuple[list[float], int], screen: list[float]) -> tuple[list[float], list[float], int]:
    return server[0], screen, server[1]


def sendsat(browser: Browser, server: Server) -> Timings:
    """Time the first rating of every statement in the two largest subsections."""
    page, screen = browser.new_page(viewport={"width": 1366, "height": 768}), []
    for part, numbers in (("1.1", range(1, 11)), ("1.3", range(18, 28))):
        page.goto(f"{server.url}/leadership?part={part}")
        page.wait_for_selector(f"#LM{numbers[0]}")
        page.wait_for_timeout(2000)
        screen += [click(page, f"LM{number}", "Green") for number in numbers]
    page.close()
    return Timings(*_with_size(server_clicks(server.url, "leadership"), screen[WARM_UP:]))


def found(server: Server) -> None:
    """Make an organisation with one round in the server's database."""
    script = (
        "from datetime import UTC, datetime;"
        "from sendsat.assessment.values import OrganisationKind as K;"
        "from sendsat.services.founding import found_organisation as f;"
        "from sendsat.storage.opening import open_store as o;"
        "from sendsat.guide.library import Library; from sendsat.settings import load_settings as s;"
        "f(o(s().database_url), Library.open(s().edition_dirs), name='Bench', kind=K.PROVIDER, round_name='One',"
        "now=datetime.now(UTC))"
    )
    environment = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{server.database}"}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)


def row(name: str, timings: Timings) -> None:
    """Print one line of the table."""
    times = f"server {timings.server_median:6.1f} ms   click to Saved {timings.screen_median:6.1f} ms"
    print(f"{name:42} {times}   {timings.size:6d} bytes")


def main() -> None:
    """Measure and print."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        port = free_port()
        plain_run = [sys.executable, "-m", "streamlit", "run", str(HERE / "bare.py"), "--server.port", str(port)]
        with running([*plain_run, "--server.headless", "true", "--runner.postScriptGC", "true"], port) as url:
            plain = bare(browser, url)
        port = free_port()
        with running([sys.executable, "-m", "tests.benchmarks.bare_server", str(port)], port) as url:
            same = bare(browser, url)
        server = Server(Path(folder) / "bench.db")
        found(server)
        server.start()
        ours = sendsat(browser, server)
        server.kill()
        browser.close()
    row("bare app, plain streamlit run", plain)
    row("bare app, served as sendsat is", same)
    row("sendsat, a rating on the largest parts", ours)
    ratio = ours.server_median / same.server_median
    print(f"server time, ratio to the bare app on the same server: {ratio:.2f} (at most 2)")
    print(f"click to Saved, ratio to the same: {ours.screen_median / same.screen_median:.2f} (at most 2)")
    print(f"click to Saved, ratio to plain streamlit run: {ours.screen_median / plain.screen_median:.2f} (below 1)")
    for rounds, count in count_statements((1, 100)).items():
        print(f"SQL statements of a rating click with {rounds} rounds stored: {count} (at most 4)")


if __name__ == "__main__":
    main()
