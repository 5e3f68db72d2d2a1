"""A server that is asked to stop, as for an upgrade: what it called saved is there, and the next goes on from it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from websockets.exceptions import ConnectionClosed

from sendsat.settings import ROOT
from tests.benchmarks.wire import Visitor
from tests.breaking.test_killed_server import WORDS, noted
from tests.serving.rooms import Visitor as Asker

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows stops programs in another way")


@pytest.fixture
def database(demo_database: Path, tmp_path: Path) -> Path:
    """The demonstration, in a database of the test's own."""
    return Path(shutil.copy(demo_database, tmp_path / "sendsat.db"))


@contextmanager
def started(database: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """sendsat on this database in a process of its own, and its port."""
    surroundings = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "sendsat", "serve", "--port", "0", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=pipe, stderr=pipe, text=True) as ran:
        assert ran.stdout
        yield ran, int(re.findall(r"http://localhost:(\d+)", ran.stdout.readline())[0])
        ran.kill()


def test_what_was_called_saved_when_it_was_asked_to_stop_is_there_and_the_next_goes_on(database: Path) -> None:
    before = noted(database)
    saved: list[str] = []
    busy = Event()

    with started(database) as (ran, port):
        visitor = Visitor(f"http://localhost:{port}", "leadership")
        choice = next(iter(visitor.choices.values()))

        def go_on() -> None:
            with suppress(ConnectionClosed):
                for number in count():
                    visitor.choose(choice, number % 3)
                    saved.append(WORDS[number % 3])
                    if number == 5:
                        busy.set()

        rater = Thread(target=go_on)
        rater.start()
        assert busy.wait(60)
        ran.send_signal(signal.SIGTERM)
        _, trouble = ran.communicate(timeout=60)
        rater.join(60)
    assert trouble == ""
    assert [one.name for one in database.parent.iterdir() if one.is_file()] == [database.name]
    new = noted(database)[len(before) :]
    assert new[: len(saved)] == saved
    assert len(new) <= len(saved) + 1

    with started(database) as (_, port), closing(Visitor(f"http://localhost:{port}", "leadership").socket):
        assert Asker(port).ask("/health/ready").status == 200
    assert noted(database) == [*before, *new]


@pytest.mark.parametrize("again", [signal.SIGTERM, signal.SIGINT], ids=["the system", "Ctrl+C"])
def test_with_grace_it_serves_on_and_says_so_until_it_is_asked_again(database: Path, again: signal.Signals) -> None:
    with started(database, "--grace", "300") as (ran, port):
        visitor = Visitor(f"http://localhost:{port}", "leadership")
        assert Asker(port).ask("/health/ready").status == 200
        ran.send_signal(signal.SIGTERM)
        answer = Asker(port).ask("/health/ready")
        while answer.status == 200:
            answer = Asker(port).ask("/health/ready")
        assert (answer.status, answer.told["message"]) == (503, "sendsat is about to stop here.")
        assert Asker(port).ask("/health/live").status == 200
        visitor.choose(next(iter(visitor.choices.values())), 0)
        ran.send_signal(again)
        _, trouble = ran.communicate(timeout=60)
    assert trouble == ""
