"""How long pages take to open with 30 rounds of twelve teams, beside the demonstration's three rounds of four.

The server's time alone, from the request to the end of the drawing. Both servers are asked in turn, so that whatever
else this computer does falls on both.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.library import Library
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.plan.planning import Draft, plan_action
from sendsat.services.rounds.rounds import close_round, start_round
from sendsat.services.rounds.teams import add_team
from sendsat.settings import DEMONSTRATION, load_settings
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from tests.benchmarks.running import running
from tests.benchmarks.wire import Visitor
from tests.browser.serving import free_port

PAGES = ("results", "progress", "actions")
ROUNDS, TEAMS, ACTIONS, TIMES = 30, 12, 34, 9


def few(store: Store, library: Library) -> None:
    """The demonstration: three rounds, four teams, 34 actions."""
    load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))


def many(store: Store, library: Library) -> None:
    """An organisation with 30 rounds of twelve teams, three to a section, that rated everything; 34 actions."""
    organisation, first = found_organisation(
        store, library, name="Bench", kind=OrganisationKind.FE_COLLEGE, round_name="Round 1", now=datetime.now(UTC)
    )
    desk, sections = Desk(store, library, organisation), cycle(one.id for one in library.current.sections)
    for number in range(TEAMS - 1):
        add_team(desk, name=f"Team {number}", sections=(next(sections),))
    for number in range(2, ROUNDS + 1):
        close_round(desk, round_id=first.id)
        first = start_round(desk, name=f"Round {number}")
    for statement in list(library.current.statements)[:ACTIONS]:
        draft = Draft(f"An action for {statement}")
        plan_action(desk, round_id=first.id, team_id=None, statements=(statement,), draft=draft)


def rate_everything(file: Path, library: Library) -> None:
    """Every team's ratings in every round: written past the services, which would take minutes."""
    ratings = cycle(("red", "amber", "green", "green"))
    with sqlite3.connect(file) as database:
        asked = database.execute(
            "SELECT round.organisation_id, round.id, team_id, sections.value FROM round "
            "JOIN participation ON round_id = round.id, json_each(participation.sections) AS sections"
        ).fetchall()
        rows = [
            (owner, round_id, team_id, statement.id, next(ratings))
            for owner, round_id, team_id, section in asked
            for statement in library.current.section_by_id[section].statements
        ]
        database.executemany(
            """INSERT INTO judgement (organisation_id, round_id, team_id, statement_id, rating, commentary, evidence,
            seen_evidence, carried_forward, votes, minority_note, updated_at, rejudged)
            VALUES (?, ?, ?, ?, ?, 'Why it is so.', '', '[]', 0, '', '', '2026-01-01 09:00:00.000000', 0)""",
            rows,
        )


@contextmanager
def filled(how_many: str) -> Iterator[str]:
    """A server on a database that is filled with `few` or `many`; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        file, port = Path(folder) / "bench.db", free_port()
        os.environ["SENDSAT_DATABASE_URL"] = f"sqlite:///{file}"
        library = Library.open(load_settings().edition_dirs)
        store = open_store(os.environ["SENDSAT_DATABASE_URL"])
        (few if how_many == "few" else many)(store, library)
        store.close()
        if how_many == "many":
            rate_everything(file, library)
        command = [sys.executable, "-m", "sendsat", "serve", "--port", str(port)]
        with running(command, port) as url:
            yield url


def opening(url: str, page: str) -> float:
    """The milliseconds in which a new visitor's page is drawn."""
    start = time.perf_counter()
    Visitor(url, page)
    return (time.perf_counter() - start) * 1000


def openings() -> dict[str, tuple[float, float]]:
    """The median milliseconds of each page, with few and with many rounds and teams; the first look is not counted."""
    with ExitStack() as stack:
        urls = [stack.enter_context(filled(how_many)) for how_many in ("few", "many")]
        times: dict[tuple[str, str], list[float]] = {(url, page): [] for url in urls for page in PAGES}
        for _ in range(TIMES + 1):
            for url, page in times:
                times[url, page].append(opening(url, page))
    middle = {key: statistics.median(every[1:]) for key, every in times.items()}
    return {page: (middle[urls[0], page], middle[urls[1], page]) for page in PAGES}
