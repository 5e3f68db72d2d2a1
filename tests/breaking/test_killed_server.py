"""A server killed at any moment while somebody rates: each rating that the page called saved is there."""

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from websockets.exceptions import ConnectionClosed

from tests.benchmarks.wire import Visitor
from tests.breaking.test_killed import LONGEST, assert_whole, seeded
from tests.browser.serving import Server

WORDS = ("red", "amber", "green")
KILLS = 20


def noted(database: Path) -> list[str]:
    """Every rating in history, oldest first."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT new FROM change WHERE field = 'rating' ORDER BY id")
        return [str(rating) for (rating,) in found]


def rate_until_killed(server: Server, first: int, random: Random) -> tuple[int, int]:
    """Rate one statement red, amber, green and so on; gives how often that was called saved, and how often tried."""
    saved = asked = 0
    visitor = Visitor(server.url, "leadership")
    choice = next(iter(visitor.choices.values()))
    process, after = server.process, random.uniform(0, LONGEST)
    assert process is not None
    killer = Thread(target=lambda: (time.sleep(after), process.kill()))
    killer.start()
    with suppress(ConnectionClosed):
        for place in count(first):
            asked += 1
            visitor.choose(choice, place % 3)
            saved += 1
    killer.join()
    server.kill()
    return saved, asked


@pytest.mark.soak
def test_what_the_page_called_saved_is_there_after_a_kill_at_any_moment(demo_database: Path, tmp_path: Path) -> None:
    server = Server(Path(shutil.copy(demo_database, tmp_path / "sendsat.db")))
    random, kept, told = seeded(), noted(server.database), 0
    first = 0
    for _ in range(KILLS):
        server.start()
        saved, asked = rate_until_killed(server, first, random)
        now = noted(server.database)
        new = now[len(kept) :]
        assert saved <= len(new) <= asked
        assert new == [WORDS[(first + number) % 3] for number in range(len(new))]
        assert_whole(server.database)
        first, kept, told = first + len(new), now, told + saved
    assert told > 0
    print(f"{KILLS} kills of a server, {told} ratings called saved and all there")
