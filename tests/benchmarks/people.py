"""Many people who rate at once, each on a page of their own: `python -m tests.benchmarks.people 100 600 6`.

That is 100 people who come within some seconds of one another and, once all are there, rate for 600 seconds, each
every 6 seconds or so; with 0 as fast as each is answered. With `--come-and-go` a thousand visitors then come and go.
Everything runs on this computer, so the people's own work is in the figures. The memory can be read on Linux alone.
"""

import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds.teams import add_team
from sendsat.settings import load_settings
from sendsat.storage.opening import open_store
from tests.benchmarks.wire import Visitor
from tests.browser.serving import Server

PAGES = ("leadership", "study-programmes", "work-based-learning")
TEAMS, STATEMENTS_EACH, COME_AND_GO, LET_GO = 40, 3, 1000, 200
"""Teams that rate every section; statements that one person rates; visitors who open Home and leave; and the seconds
after which the server has let the last of them go."""

COMING = 120.0
"""Seconds in which all must have come."""


@dataclass
class Load:
    """Milliseconds of ratings and of pages that were opened, and what went wrong."""

    all_are_here: threading.Barrier
    ratings: list[float] = field(default_factory=list)
    openings: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        rated, opened = (statistics.quantiles(one, n=20)[-1] for one in (self.ratings, self.openings))
        return (
            f"{len(self.ratings)} ratings saved, median {statistics.median(self.ratings):.0f} ms, 95th percentile "
            f"{rated:.0f} ms; a page opened, 95th percentile {opened:.0f} ms; {len(self.errors)} errors "
            f"{sorted(set(self.errors))[:3]}"
        )


def college(url: str) -> None:
    """An organisation with many teams, each of which rates every section, in the database at this address."""
    store, library = open_store(url), Library.open(load_settings().edition_dirs)
    organisation, _ = found_organisation(
        store, library, name="Bench", kind=OrganisationKind.FE_COLLEGE, round_name="Round 1", now=datetime.now(UTC)
    )
    desk, sections = Desk(store, library, organisation), tuple(one.id for one in library.current.sections)
    for number in range(TEAMS - 1):
        add_team(desk, name=f"Team {number}", sections=sections)
    store.close()


def rate(url: str, number: int, load: Load, seconds: float, pause: float) -> None:
    """What one person does: opens a page of a team of their own, waits for all, and rates its first statements."""
    team, page = divmod(number, len(PAGES))
    try:
        start = time.perf_counter()
        visitor = Visitor(url, PAGES[page], query=f"team={team + 1}")
        load.openings.append((time.perf_counter() - start) * 1000)
        turns = cycle([(one, place) for place in range(3) for one in list(visitor.choices.values())[:STATEMENTS_EACH]])
        load.all_are_here.wait(COMING)
        until = time.monotonic() + seconds
        time.sleep(pause * random.uniform(0, 1))
        while time.monotonic() < until:
            load.ratings.append(visitor.choose(*next(turns))[0])
            time.sleep(pause * random.uniform(0.5, 1.5))
        visitor.socket.close()
    except Exception as error:
        load.errors.append(repr(error))
        load.all_are_here.abort()  # else whoever still waits would wait in vain


def memory(server: Server) -> float:
    """The server's megabytes."""
    assert server.process is not None
    told = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in told.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def together(server: Server, people: int, seconds: float, pause: float) -> Load:
    """Let that many people come within some seconds of one another and then rate; tells the memory now and then."""
    load = Load(threading.Barrier(people + 1))
    threads = [threading.Thread(target=rate, args=(server.url, one, load, seconds, pause)) for one in range(people)]
    for thread in threads:
        thread.start()
        time.sleep(min(0.2, seconds / people / 4))
    load.all_are_here.wait(COMING)
    told = [f"{memory(server):.0f}"]
    for _ in range(10):
        time.sleep(seconds / 10)
        told.append(f"{memory(server):.0f}")
    for thread in threads:
        thread.join()
    print(f"{people} people, {seconds:.0f} s: {load}; {len(load.ratings) / seconds:.1f} a second", flush=True)
    print(f"  memory in MB: {' '.join(told)}", flush=True)
    return load


def come_and_go(server: Server) -> None:
    """Many visitors open Home and leave; prints the memory before and after, and once all are let go."""
    told = [memory(server)]
    for _ in range(COME_AND_GO):
        Visitor(server.url).socket.close()
    told.append(memory(server))
    time.sleep(LET_GO)
    Visitor(server.url).socket.close()
    told.append(memory(server))
    print(f"{COME_AND_GO} visitors come and go, memory in MB: {' '.join(f'{one:.0f}' for one in told)}", flush=True)


def main() -> None:
    """Measure and print."""
    given = [one for one in sys.argv[1:] if not one.startswith("--")]
    people, seconds, pause = (float(one) for one in (given + ["100", "600", "6"][len(given) :]))
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "bench.db")
        college(f"sqlite:///{server.database}")
        server.start()
        together(server, int(people), seconds, pause)
        if "--come-and-go" in sys.argv:
            come_and_go(server)
        server.kill()


if __name__ == "__main__":
    main()
