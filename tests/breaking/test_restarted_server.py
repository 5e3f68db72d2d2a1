"""While people work, the database server stops and starts: what was saved stays, and it is reached again by itself."""

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from queue import Queue
from random import Random
from threading import Event, Thread

import pytest

from sendsat.errors import StorageError
from sendsat.services.desk import Desk
from sendsat.storage.copying import copy
from tests import databases
from tests.breaking.test_full_disk import Reader
from tests.breaking.test_killed import seeded
from tests.breaking.works import KINDS, Ledger, Say, at_desk, found, rows
from tests.browser.serving import Server

NUMBERS = count(1)
LONGEST = 0.3
"""Seconds of work until the server stops, at most."""
HOWS = ("immediate", "fast")
"""As a crash would, and as an administrator does."""


@pytest.fixture(scope="module")
def server() -> Iterator[databases.Server]:
    """A server that these tests may stop."""
    with databases.postgresql_server() as running:
        yield running


@pytest.fixture
def url(server: databases.Server) -> str:
    """The address of an empty database of the test's own."""
    name = f"restarted_{next(NUMBERS)}"
    with databases.connected(server.url) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return databases.beside(server.url, name)


class Over(Exception):
    """The test has seen enough."""


def work_on(kind: str, desk: Desk, say: Say, random: Random, over: Event) -> None:
    """Work, and begin again whenever a sentence comes in between."""

    def said(*what: str) -> None:
        say(*what)
        if over.is_set():
            raise Over

    while True:
        try:
            KINDS[kind].work(desk, said, random)
        except StorageError as error:
            say("refused", str(error), error.remedy)
            time.sleep(0.05)
        except Over:
            return
        except Exception as error:
            say("broken", repr(error), "")
            return


@pytest.mark.parametrize(
    ("kind", "times"), [("rating", 1), *(pytest.param(kind, 10, marks=pytest.mark.soak) for kind in KINDS)]
)
def test_a_server_that_stops_and_starts_loses_nothing_saved_and_is_reached_again(
    kind: str, times: int, server: databases.Server, url: str
) -> None:
    found(url)
    random, ledger, heard, over = seeded(), Ledger(), Queue[tuple[str, str, str]](), Event()
    sentences, denied = set[tuple[str, str]](), set[str]()

    def hear(until: str) -> None:
        """Go on hearing until this is said."""
        while True:
            what, of, value = heard.get(timeout=120)
            assert what != "broken", of
            if what == "refused":
                sentences.add((of, value))
                if "nothing was saved" in of:
                    denied.update(*ledger.begun.values())
            ledger.hear(what, of, value)
            if what == until:
                return

    with at_desk(url) as desk:
        given = (kind, desk, lambda *said: heard.put(said), Random(random.random()), over)
        worker = Thread(target=work_on, args=given, daemon=True)
        worker.start()
        for number in range(times):
            hear("saved")
            time.sleep(random.uniform(0, LONGEST))
            server.stop(HOWS[number % 2])
            hear("refused")
            server.start()
            heard.put(("started again", "", ""))
            hear("started again")
        hear("saved")
        over.set()
        worker.join(timeout=120)
        assert not worker.is_alive()
        heard.put(("end", "", ""))
        hear("end")
        ledger.check(KINDS[kind].stored(desk.store))
        if kind == "commentary":  # no two are alike
            texts = rows(desk.store, "SELECT new FROM change WHERE field = 'commentary'")
            assert denied.isdisjoint(text.split(" ")[0] for (text,) in texts)
        assert all(remedy for _, remedy in sentences)
        assert not any("psycopg" in sentence or "\n" in sentence for sentence, _ in sentences)
    print(
        f"{kind}: {times} restarts, {ledger.count} changes saved and all there; {sorted(one for one, _ in sentences)}"
    )


class OnPostgresql(Server):
    """A running sendsat on a database server; the file only names its log."""

    url_of_database = ""

    @property
    def environment(self) -> dict[str, str]:
        """The settings it starts with."""
        return {"SENDSAT_DATABASE_URL": self.url_of_database}


def test_on_the_page_a_restart_is_told_in_a_sentence_and_the_next_rating_after_is_saved(
    server: databases.Server, url: str, demo_database: Path, tmp_path: Path
) -> None:
    copy(f"sqlite:///{shutil.copy(demo_database, tmp_path)}", url, lambda *_: None)
    sendsat = OnPostgresql(tmp_path / "sendsat.db")
    sendsat.url_of_database = url
    sendsat.start()
    visitor = Reader(sendsat.url, "leadership")
    try:
        with closing(visitor.socket):
            choice = next(iter(visitor.choices.values()))
            visitor.choose(choice, 0)
            server.stop()
            visitor.said = ""
            with pytest.raises(RuntimeError, match="nothing was saved"):
                visitor.choose(choice, 1)
            assert "The database server cannot be reached" in visitor.said
            assert "Traceback" not in visitor.said
            server.start()
            visitor.choose(choice, 1)
            visitor.choose(choice, 2)
    finally:
        sendsat.kill()
    assert "Traceback" not in sendsat.new_in_log()
