"""A process killed at any moment of its work loses nothing that it called saved and leaves nothing half done.

Every day one process is killed once; `make soak` kills 200 times. SENDSAT_SEED repeats a run's moments as far as
a computer can; each test prints its seed.
"""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from random import Random, randrange
from typing import Any

import pytest

from sendsat.storage.opening import migrate, newest_revision, open_store, parse_url
from tests.breaking.works import KINDS, Ledger, at_desk, found
from tests.browser.serving import start_copy
from tests.storage.test_migrations import REVISIONS, engine_of, fill, kept

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows makes no copies of a process")
LONGEST, EACH = 0.5, 40
"""Seconds of work until the kill, at most, once one change is saved; and how often each kind of work is killed."""
KILLS = [("rating", 1), *(pytest.param(kind, EACH, marks=pytest.mark.soak) for kind in KINDS)]


def seeded() -> Random:
    """Chance that can be repeated."""
    seed = int(os.environ.get("SENDSAT_SEED", randrange(10**6)))
    print(f"SENDSAT_SEED={seed}")
    return Random(seed)


def work(kind: str, url: str, seed: float, says: Connection) -> None:
    """What the killed process does."""
    with at_desk(url) as desk:
        says.send(("ready", "", ""))
        KINDS[kind].work(desk, lambda *said: says.send(said), Random(seed))


def kill_at_work(kind: str, url: str, random: Random, ledger: Ledger) -> None:
    """Let a process work for a random time after its first change, and kill it. The ledger hears what it said."""
    hears, says = Pipe(duplex=False)
    process = start_copy(work, kind, url, random.random(), says)
    says.close()
    assert hears.recv()[0] == "ready"
    before = ledger.count
    while ledger.count == before:
        ledger.hear(*hears.recv())
    until = time.monotonic() + random.uniform(0, LONGEST)
    while (left := until - time.monotonic()) > 0 and hears.poll(left):
        ledger.hear(*hears.recv())
    process.kill()
    process.join()
    assert process.exitcode == -9, "it ended before it was killed"
    try:
        while True:
            ledger.hear(*hears.recv())
    except EOFError:
        hears.close()


def assert_whole(file: Path) -> None:
    """The database holds together."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def assert_comes_up_to_date(url: str, rows: dict[str, dict[str, Any]]) -> None:
    """Opened, the database is of the newest version and holds these rows of an older one."""
    open_store(url).close()
    with engine_of(url) as engine:
        assert migrate(engine, parse_url(url)) == newest_revision()
        assert kept(engine, rows) == rows


@pytest.mark.parametrize(("kind", "kills"), KILLS)
def test_a_kill_at_any_moment_loses_nothing_saved_and_leaves_nothing_half_done(
    kind: str, kills: int, tmp_path: Path
) -> None:
    url, random, ledger = f"sqlite:///{tmp_path / 'sendsat.db'}", seeded(), Ledger()
    found(url)
    for _ in range(kills):
        kill_at_work(kind, url, random, ledger)
        with at_desk(url) as desk:
            ledger.check(KINDS[kind].stored(desk.store))
        assert_whole(tmp_path / "sendsat.db")
    assert ledger.count > 0
    print(
        f"{kind}: {kills} kills, {ledger.count} changes called saved and all there, {ledger.in_doubt} kills within one"
    )


def bring_up_to_date(url: str, says: Connection) -> None:
    """What the process does that is killed in its migration."""
    says.send("ready")
    open_store(url).close()
    says.send("done")


def migrate_and_kill(url: str, after: float) -> float:
    """Let a process bring the database up to date for so many seconds; gives how long it worked, less where it was
    done."""
    hears, says = Pipe(duplex=False)
    process = start_copy(bring_up_to_date, url, says)
    says.close()
    assert hears.recv() == "ready"
    begun = time.monotonic()
    hears.poll(after)
    worked = time.monotonic() - begun
    process.kill()
    process.join()
    hears.close()
    return worked


@pytest.mark.soak
def test_a_migration_killed_at_any_moment_has_happened_or_not_and_can_go_on(tmp_path: Path) -> None:
    random, old, file = seeded(), tmp_path / "old.db", tmp_path / "sendsat.db"
    url = f"sqlite:///{file}"
    with engine_of(f"sqlite:///{old}") as engine:
        migrate(engine, parse_url(f"sqlite:///{old}"), to=REVISIONS[0])
        rows = fill(engine)
    shutil.copy(old, file)
    whole, stayed = migrate_and_kill(url, after=120), 0
    for _ in range(EACH):
        for one in tmp_path.glob("sendsat.db*"):
            one.unlink()
        shutil.copy(old, file)
        migrate_and_kill(url, after=random.uniform(0, whole))
        assert_whole(file)
        with closing(sqlite3.connect(file)) as connection:
            [(revision,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        assert revision in (REVISIONS[0], newest_revision())
        stayed += revision == REVISIONS[0]
        with engine_of(url) as engine:
            assert kept(engine, rows) == rows
        assert_comes_up_to_date(url, rows)
        copy = Path(f"{file}.before-{newest_revision()}")
        assert_whole(copy)
        with engine_of(f"sqlite:///{copy}") as engine:
            assert kept(engine, rows) == rows
    assert stayed > 0
    print(f"migration: {EACH} kills, {stayed} before it was done, all whole and brought up to date")
