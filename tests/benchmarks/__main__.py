"""Starts a bare Streamlit app and sendsat in the same run and prints how they compare."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.clicks import click
from tests.benchmarks.opening import openings
from tests.benchmarks.running import WARM_UP, Timings, running
from tests.benchmarks.slow_line import BARE, RESULTS, SECTION, slow_visits, tell
from tests.benchmarks.statements import count_statements
from tests.benchmarks.wire import Visitor
from tests.benchmarks.workshop import PHONES, STATEMENTS, meeting, vote_and_reveal, wall
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import ROOT, Server, free_port

HERE = Path(__file__).parent
CHOICES = ("Red", "Amber", "Green")


def server_clicks(timings: Timings, url: str, page: str, first: int) -> None:
    """Time clicks without a browser, every rating control of the page in turn; `first` is the first rating given."""
    visitor = Visitor(url, page)
    choices = list(visitor.choices.values())
    found = [
        visitor.choose(choices[number % len(choices)], (first + number // len(choices)) % 3) for number in range(30)
    ]
    timings.server += [one[0] for one in found[WARM_UP:]]
    timings.size = found[-1][2]


def bare(timings: Timings, browser: Browser, url: str) -> None:
    """Time clicks on the bare app."""
    server_clicks(timings, url, "", 0)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(url)
    page.wait_for_selector(".saved")
    page.wait_for_timeout(2000)
    timings.screen += [click(page, None, CHOICES[number % 3]) for number in range(20 + WARM_UP)][WARM_UP:]
    page.close()


def sendsat(timings: Timings, browser: Browser, server: Server, choice: str) -> None:
    """Time a rating of every statement in the two largest subsections."""
    server_clicks(timings, server.url, "leadership", CHOICES.index(choice))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    for part, numbers in (("1.1", range(1, 11)), ("1.3", range(18, 28))):
        page.goto(f"{server.url}/leadership?part={part}")
        page.wait_for_selector(f"#LM{numbers[0]}")
        page.wait_for_timeout(2000)
        timings.screen += [click(page, f"LM{number}", choice) for number in numbers][WARM_UP:]
    page.close()


def found(server: Server) -> None:
    """Make an organisation with one round in the server's database."""
    script = (
        "from datetime import UTC, datetime;"
        "from sendsat.assessment.organisations import OrganisationKind as K;"
        "from sendsat.services.organisation.founding import found_organisation as f;"
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


def tell_clicks(plain: Timings, same: Timings, stores: Timings, ours: Timings, keys: Timings) -> None:
    """Print what clicks and keys took, and how that compares: with an app that stores as surely, and with less."""
    row("bare app, plain streamlit run", plain)
    row("bare app, served as sendsat is", same)
    row("the same, which also stores a row", stores)
    row("sendsat, a rating on the largest parts", ours)
    row("sendsat, a rating key on the wall", keys)
    for name, timed in {"a rating": ours, "a key on the wall": keys}.items():
        print(
            f"{name}, server time, ratio to the bare app that stores: {timed.server_median / stores.server_median:.2f}"
            f" (at most 2); to the one that does not: {timed.server_median / same.server_median:.2f}"
        )
        print(
            f"{name}, until Saved is painted, ratio to the bare app that stores: "
            f"{timed.screen_median / stores.screen_median:.2f}; to the one that does not: "
            f"{timed.screen_median / same.screen_median:.2f}; to plain streamlit run, which stores nothing: "
            f"{timed.screen_median / plain.screen_median:.2f}"
        )


def main() -> None:
    """Measure and print; in turns, so that whatever else this computer does falls on all alike."""
    plain, same, stores, ours, keys = (Timings() for _ in range(5))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        port = free_port()
        plain_run = [sys.executable, "-m", "streamlit", "run", str(HERE / "bare.py"), "--server.port", str(port)]
        second = free_port()
        bare_run = [sys.executable, "-m", "tests.benchmarks.bare_server"]
        third = free_port()
        server = Server(Path(folder) / "bench.db")
        found(server)
        server.start()
        room = Server(Path(folder) / "room.db")
        with (
            running([*plain_run, "--server.headless", "true", "--runner.postScriptGC", "true"], port) as plain_url,
            running([*bare_run, str(second)], second) as same_url,
            running([*bare_run, str(third)], third, BARE_DATABASE=f"{folder}/bare.db") as stores_url,
            meeting(room) as workshop,
        ):
            room.start()
            for choice in CHOICES:
                bare(plain, browser, plain_url)
                bare(same, browser, same_url)
                bare(stores, browser, stores_url)
                sendsat(ours, browser, server, choice)
                wall(keys, browser, room)
            phones = vote_and_reveal(browser, room, workshop)
            room.kill()
            pages = {BARE: plain_url, SECTION: f"{server.url}/leadership?part=1.1", RESULTS: f"{server.url}/results"}
            slow = slow_visits(browser, pages)
        server.kill()
        browser.close()
    tell_clicks(plain, same, stores, ours, keys)
    print(f"{PHONES} phones, tap to confirmed, 95th percentile: {phones.tap_p95:.0f} ms (below 300)")
    print(f"reveal to shown on the wall, longest of {STATEMENTS}: {max(phones.reveals):.0f} ms (below 250)")
    tell(slow)
    for page, (few, many) in openings().items():
        print(
            f"opening {page}, {few:.0f} ms; with 30 rounds and 12 teams {many:.0f} ms: {many / few:.2f} (at most 1.5)"
        )
    for rounds, count in count_statements((1, 100)).items():
        print(f"SQL statements of a rating click with {rounds} rounds stored: {count} (at most 4)")


if __name__ == "__main__":
    main()
