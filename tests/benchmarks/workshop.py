"""The workshop's speed: a rating key on the wall, and thirty phones that follow and vote."""

import os
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Browser, Page

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.workshop import running, workshops
from sendsat.settings import load_settings
from sendsat.storage.opening import open_store
from tests.benchmarks.running import WARM_UP, Timings
from tests.benchmarks.wire import Visitor
from tests.browser.serving import Server
from tests.serving.rooms import Visitor as Phone

PHONES = 30
STATEMENTS = 10
FOLLOW_SECONDS = 1.0
# The wall's own listener lets no other see a key that it takes, so this one stands before it.
NOTICE = 'addEventListener("keydown", () => { window.pressedAt = performance.now(); }, { capture: true });'
WATCH = """
(name) => {
  window.benched = new Promise((done, fail) => {
    window.pressedAt = 0;
    setTimeout(() => fail(new Error("the wall did not answer a key")), 10000);
    const read = () => name === "votes" ? String(document.querySelectorAll(".wall-colours .votes").length)
      : document.getElementById("wall-saved")?.dataset.stamp ?? "";
    const before = read();
    const observer = new MutationObserver(() => {
      if (!window.pressedAt || read() === before || read() === "" || read() === "0") return;
      if (name === "saved" && !document.getElementById("wall-saved").textContent.includes("Saved")) return;
      observer.disconnect();
      requestAnimationFrame(() => done(performance.now() - window.pressedAt));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
"""


@dataclass
class Meeting:
    """A workshop on the ten statements of part 1.1, with the desk of who runs it."""

    desk: Desk
    workshop: Workshop

    def show(self, place: int) -> None:
        """Bring a statement of the agenda to the wall: 1 is the first."""
        running.go_to(self.desk, workshop_id=self.workshop.id, place=place)


@contextmanager
def meeting(server: Server) -> Iterator[Meeting]:
    """Found an organisation and prepare a workshop in the server's database, at its first statement."""
    os.environ["SENDSAT_DATABASE_URL"] = f"sqlite:///{server.database}"
    settings = load_settings()
    store, library = open_store(settings.database_url), Library.open(settings.edition_dirs)
    organisation, _ = found_organisation(
        store, library, name="Bench", kind=OrganisationKind.PROVIDER, round_name="One", now=datetime.now(UTC)
    )
    desk = Desk(store, library, organisation)
    round_ = viewing.rounds_of(desk)[0]
    plan = workshops.Plan(round_.id, round_.teams[0].id, ("1.1",))
    one = Meeting(desk, workshops.prepare(desk, plan))
    one.show(1)
    yield one
    store.close()


def press(page: Page, key: str, what: str) -> float:
    """Milliseconds from a key on the wall until `what` ("saved" or "votes") is painted, by the browser's clock."""
    page.evaluate(WATCH, what)
    page.keyboard.press(key)
    taken = float(page.evaluate("window.benched"))
    page.wait_for_timeout(250)
    return taken


def open_wall(browser: Browser, server: Server) -> Page:
    """The wall, ready for keys."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.add_init_script(NOTICE)
    page.goto(f"{server.url}/wall")
    page.wait_for_selector(".st-key-wall_rate_red button", state="attached")
    page.wait_for_timeout(2000)
    return page


def wall(timings: Timings, browser: Browser, server: Server) -> None:
    """Time rating keys on the wall, the three ratings in turn."""
    visitor = Visitor(server.url, "wall")
    names = ("red", "amber", "green")
    found = [visitor.press(f"wall_rate_{names[number % 3]}") for number in range(30)]
    timings.server += [one[0] for one in found[WARM_UP:]]
    timings.size = found[-1][2]
    page = open_wall(browser, server)
    timings.screen += [press(page, "123"[number % 3], "saved") for number in range(20 + WARM_UP)][WARM_UP:]
    page.close()


@dataclass
class Room:
    """What thirty phones measured, in milliseconds."""

    taps: list[float]
    reveals: list[float]

    @property
    def tap_p95(self) -> float:
        """The 95th percentile from tap to confirmed."""
        return statistics.quantiles(self.taps, n=20)[-1]


def vote_and_reveal(browser: Browser, server: Server, one: Meeting) -> Room:
    """Thirty phones follow and vote on ten statements while the wall opens and reveals each vote."""
    page, found = open_wall(browser, server), Room([], [])
    phones = [Phone(server.port) for _ in range(PHONES)]
    for phone in phones:
        assert phone.join(one.workshop.code).status == 200
    over = threading.Event()
    together = threading.Barrier(PHONES)

    def follow(phone: Phone) -> None:
        while not over.wait(FOLLOW_SECONDS):
            phone.state()

    def tap(phone: Phone) -> float:
        shown = phone.state()
        together.wait(timeout=20)
        start = time.perf_counter()
        assert phone.vote("amber", shown).status == 200
        return (time.perf_counter() - start) * 1000

    with ThreadPoolExecutor(2 * PHONES) as pool:
        followers = [pool.submit(follow, phone) for phone in phones]
        for place in range(1, STATEMENTS + 1):
            one.show(place)
            page.wait_for_timeout(2500)
            page.keyboard.press("v")
            page.get_by_role("button", name="Reveal the votes").wait_for()
            found.taps += pool.map(tap, phones)
            page.wait_for_timeout(500)
            found.reveals.append(press(page, "v", "votes"))
        over.set()
        for follower in followers:
            follower.result()
    page.close()
    return found
