"""Counts the SQL statements of one rating click, through the real page, with few and with many rounds stored."""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds.rounds import start_round
from sendsat.settings import load_settings
from sendsat.storage.opening import open_store
from tests.benchmarks.running import running
from tests.benchmarks.wire import Visitor
from tests.browser.serving import free_port


def prepare(rounds: int) -> None:
    """Fill the database that the environment names."""
    settings = load_settings()
    store, library = open_store(settings.database_url), Library.open(settings.edition_dirs)
    organisation, _ = found_organisation(
        store, library, name="Bench", kind=OrganisationKind.PROVIDER, round_name="Round 1", now=datetime.now(UTC)
    )
    for number in range(2, rounds + 1):
        start_round(Desk(store, library, organisation), name=f"Round {number}")
    store.close()


def count_clicks(folder: Path, pages: tuple[str, ...] = ("leadership",)) -> dict[str, int]:
    """Serve the database, open each page and rate the first statement that it shows; the SQL of each click alone."""
    notes, port = folder / "statements.txt", free_port()
    command = [sys.executable, "-m", "tests.benchmarks.counted_server", str(port), str(notes)]
    counts = {}
    with running(command, port) as url:
        for page in pages:
            visitor = Visitor(url, page)
            first = next(iter(visitor.choices.values()))
            before = len(notes.read_text().splitlines())
            visitor.choose(first, 2)
            counts[page] = len(notes.read_text().splitlines()) - before
    return counts


def count_statements(rounds: tuple[int, ...]) -> dict[int, int]:
    """The count for each number of rounds."""
    found = {}
    for number in rounds:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SENDSAT_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.db'}"
            prepare(number)
            found[number] = count_clicks(Path(folder))["leadership"]
    return found
