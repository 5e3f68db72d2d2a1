"""On a full disk nobody is told that something was saved which was not, and work goes on once there is room.

The disk is a small one in memory, which only root on Linux may make; elsewhere these tests are left out, and
`tests/storage/test_trouble.py` shows a file that takes no more.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from sendsat.errors import StorageError
from sendsat.storage.opening import migrate, open_store, parse_url
from tests.benchmarks.wire import Choice, Visitor
from tests.breaking.test_killed import EACH, assert_comes_up_to_date, assert_whole, seeded
from tests.breaking.works import KINDS, Ledger, at_desk, found
from tests.browser.serving import Server
from tests.storage.test_migrations import REVISIONS, engine_of, fill, kept

SIZE = 6 * 2**20
SAID = ("disk is full", "could not be copied before", "Check that it is there and not full")
"""What a person may be told, whichever of the database's files finds no room."""
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root on Linux makes small disks"
)


class Disk:
    """A small disk, which can be filled and emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def leave(self, room: int) -> None:
        """Fill it so that so many bytes are left."""
        free = shutil.disk_usage(self.folder).free
        with (self.folder / "holidays.mp4").open("ab", buffering=0) as film, suppress(OSError):
            film.write(bytes(max(0, free - room)))

    def make_room(self) -> None:
        """Take away what fills it."""
        (self.folder / "holidays.mp4").unlink(missing_ok=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "sendsat-test", str(folder)])
    if mounted.returncode:
        pytest.skip("this computer lets nobody make a small disk")
    yield Disk(folder)
    subprocess.run(["umount", "-l", str(folder)], check=True)


class Enough(Exception):
    """So many changes were saved."""


@pytest.mark.parametrize(
    ("kind", "times"), [("rating", 1), *(pytest.param(kind, EACH, marks=pytest.mark.soak) for kind in KINDS)]
)
def test_a_full_disk_takes_nothing_that_was_saved_and_work_goes_on_once_there_is_room(
    kind: str, times: int, disk: Disk
) -> None:
    url, random, ledger = f"sqlite:///{disk.folder / 'sendsat.db'}", seeded(), Ledger()
    found(url)

    def say(*said: str) -> None:
        ledger.hear(*said)
        if said[0] == "saved" and ledger.count >= enough:
            raise Enough

    for _ in range(times):
        with at_desk(url) as desk:
            enough = ledger.count + 10**9
            disk.leave(random.randrange(300_000))
            with pytest.raises(StorageError) as caught:
                KINDS[kind].work(desk, say, Random(random.random()))
            assert str(caught.value) == "The disk is full, so nothing was saved. Free some space, then try again."
            ledger.check(KINDS[kind].stored(desk.store), begun_may_be_stored=False)
            disk.make_room()
            enough = ledger.count + 3
            with pytest.raises(Enough):
                KINDS[kind].work(desk, say, Random(random.random()))
            ledger.check(KINDS[kind].stored(desk.store), begun_may_be_stored=False)
        assert_whole(disk.folder / "sendsat.db")
    print(f"{kind}: {times} times full, {ledger.count} changes saved and all there")


@pytest.mark.soak
def test_a_migration_on_a_full_disk_changes_nothing_says_so_and_happens_once_there_is_room(
    disk: Disk, tmp_path: Path
) -> None:
    random, old, file = seeded(), tmp_path / "old.db", disk.folder / "sendsat.db"
    url, told = f"sqlite:///{file}", set()
    with engine_of(f"sqlite:///{old}") as engine:
        migrate(engine, parse_url(f"sqlite:///{old}"), to=REVISIONS[0])
        rows = fill(engine)
    for _ in range(EACH):
        for one in disk.folder.iterdir():
            one.unlink()
        shutil.copy(old, file)
        disk.leave(random.randrange(2 * old.stat().st_size))
        with pytest.raises(StorageError) as caught:
            open_store(url)
        told.add(str(caught.value))
        disk.make_room()
        with engine_of(url) as engine:
            assert kept(engine, rows) == rows
        assert_comes_up_to_date(url, rows)
        assert_whole(file)
    assert all(any(says in one for says in SAID) for one in told), told
    print(f"migration: {EACH} times full, all as before and then brought up to date; {sorted(told)}")


class Reader(Visitor):
    """A visitor who reads all that the page says."""

    said = ""

    def _note(self, found: ForwardMsg) -> None:
        super()._note(found)
        self.said += str(found.delta.new_element)


def rate_on(visitor: Reader, choice: Choice) -> None:
    """Choose one rating after another, without end."""
    while True:
        for place in (0, 1, 2):
            visitor.choose(choice, place)


@pytest.mark.soak
def test_on_the_page_a_full_disk_is_told_in_a_sentence_and_the_next_rating_after_is_saved(
    disk: Disk, demo_database: Path
) -> None:
    server = Server(Path(shutil.copy(demo_database, disk.folder / "sendsat.db")))
    server.start()
    try:
        visitor = Reader(server.url, "leadership")
        with closing(visitor.socket):
            choices = list(visitor.choices.values())
            visitor.choose(choices[0], 0)
            disk.leave(0)
            visitor.said = ""
            with pytest.raises(RuntimeError, match="nothing was saved"):
                rate_on(visitor, choices[1])
            assert "The disk is full, so nothing was saved" in visitor.said
            assert "Traceback" not in visitor.said
            disk.make_room()
            visitor.choose(choices[1], 1)
    finally:
        disk.make_room()
        server.kill()
    assert "Traceback" not in server.new_in_log()
    assert_whole(disk.folder / "sendsat.db")
