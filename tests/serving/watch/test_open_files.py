"""Many connections at once do not stop sendsat, and where files run short it says so before they have run out."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette

from sendsat.serving.watch import health, open_files
from sendsat.serving.watch.health import Health
from sendsat.serving.watch.open_files import OpenFiles
from sendsat.settings import ROOT
from sendsat.storage.store import Store
from tests.benchmarks.wire import Visitor as PageVisitor
from tests.serving.rooms import Visitor, serving

unless_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")


@contextmanager
def started(database: Path, limit: str, log: Path) -> Iterator[int]:
    """Where sendsat serves under this limit of open files; what it writes to its log goes to a file."""
    surroundings = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{database}"}
    command = f'{limit} && exec "{sys.executable}" -m sendsat serve --port 0'
    with (
        log.open("wb") as written,
        subprocess.Popen(
            ["bash", "-c", command], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=written, text=True
        ) as ran,
    ):
        assert ran.stdout
        found = re.findall(r"http://localhost:(\d+)", ran.stdout.readline())
        assert found, "it did not get ready"
        try:
            yield int(found[0])
        finally:
            ran.send_signal(signal.SIGINT)
            ran.wait(60)


@contextmanager
def connected_to(port: int) -> Iterator[None]:
    """400 connections that say nothing."""
    with ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        yield


@unless_windows
def test_started_as_macos_does_with_256_open_files_it_answers_while_400_connections_are_open(
    database: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with started(database, "ulimit -S -n 256", log) as port:
        with connected_to(port):
            answer = Visitor(port).ask("/health/ready")
            assert answer.status == 200
            now, limit = re.findall(r"\d+", answer.told["open_files"])
            assert int(limit) > 400
            assert int(now) > 256, "it holds more than it could have before"
        assert Visitor(port).ask("/health/ready").status == 200
    assert b"Too many open files" not in log.read_bytes()


@unless_windows
def test_where_it_may_have_no_more_than_256_the_log_stays_short_and_it_recovers(database: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with started(database, "ulimit -n 256", log) as port:
        with connected_to(port):
            while b"out of system resource" not in log.read_bytes():
                os.sched_yield()
        assert Visitor(port).ask("/health/ready").status == 200
    assert log.stat().st_size < 10_000


@unless_windows
def test_where_it_may_have_no_more_than_256_it_holds_80_pages_and_nothing_of_those_that_were_shut(
    database: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with started(database, "ulimit -n 256", log) as port:
        before = files_open(port)
        pages = [PageVisitor(f"http://localhost:{port}") for _ in range(80)]
        assert files_open(port) <= before + 90, "each takes a connection, and hardly anything else"
        for page in pages:
            page.socket.close()
        for _ in range(30):
            PageVisitor(f"http://localhost:{port}").socket.close()
        while files_open(port) > before + 10:
            os.sched_yield()  # a connection is shut a moment after its visitor has gone
    assert b"Too many open files" not in log.read_bytes()


def files_open(port: int) -> int:
    """How many the server holds."""
    return int(re.findall(r"\d+", Visitor(port).ask("/health/ready").told["open_files"])[0])


def test_it_is_not_ready_once_nearly_all_are_open_and_says_what_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "open_files", lambda: OpenFiles(now=250, limit=256))
    with serving(Starlette(routes=Health(lambda: store).routes())) as port:
        answer = Visitor(port).ask("/health/ready")
    assert (answer.status, answer.told["message"]) == (503, "Soon no more files can be opened.")
    assert "250 of 256" in answer.told["remedy"]


@pytest.mark.parametrize(
    ("now", "limit", "says"),
    [(10, 65_536, ""), (10, None, ""), (None, 4096, ""), (10, 256, "Only 256"), (950, 1024, "950 of 1024")],
)
def test_too_low_a_limit_and_too_many_open_files_are_told(now: int | None, limit: int | None, says: str) -> None:
    trouble = OpenFiles(now, limit).trouble
    assert says in trouble
    assert bool(says) == bool(trouble)


@unless_windows
def test_it_knows_how_many_are_open_here() -> None:
    before = open_files.open_files()
    with Path(os.devnull).open() as _one, Path(os.devnull).open() as _two:
        after = open_files.open_files()
    assert before.now is not None
    assert after.now == before.now + 2
