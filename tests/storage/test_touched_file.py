"""A database deleted, replaced, moved, cut short or copied while sendsat runs: nothing is called saved that is not."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.storage.opening import open_store
from tests.storage.test_trouble import rate, told

unless_windows = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody touch an open file")


@contextmanager
def touched(says: str, desk: Desk, round_: Round) -> Iterator[None]:
    """After the block nothing is read or written any more, and nothing is made where the file was."""
    rate(desk, round_)
    yield
    with told(says):
        rate(desk, round_)
    with told(says):
        viewing.rounds_of(desk)


@unless_windows
def test_a_database_deleted_meanwhile_is_never_called_saved(desk: Desk, first_round: Round, database: Path) -> None:
    with touched("moved, replaced or deleted", desk, first_round):
        for one in database.parent.glob("sendsat.db*"):
            one.unlink()
    assert list(database.parent.glob("sendsat.db*")) == []


@unless_windows
def test_a_database_replaced_meanwhile_is_left_alone(
    desk: Desk, first_round: Round, database: Path, empty_database: Path
) -> None:
    backup = Path(shutil.copy(empty_database, database.parent / "backup.db"))
    whole = backup.read_bytes()

    with touched("moved, replaced or deleted", desk, first_round):
        backup.replace(database)
    assert database.read_bytes() == whole


@unless_windows
def test_a_database_moved_away_and_back_goes_on_with_everything(
    desk: Desk, first_round: Round, database: Path, tmp_path: Path
) -> None:
    with touched("moved, replaced or deleted", desk, first_round):
        database.rename(tmp_path / "elsewhere.db")
    (tmp_path / "elsewhere.db").rename(database)

    assert viewing.snapshots(desk, first_round.id)[0].rating("LM1") is Rating.GREEN
    judging.rate(desk, round_id=first_round.id, team_id=1, statement_id="LM1", rating=Rating.RED)
    desk.store.close()
    with closing(open_store(f"sqlite:///{database}")) as store:
        again = replace(desk, store=store)
        assert viewing.snapshots(again, first_round.id)[0].rating("LM1") is Rating.RED


@unless_windows
@pytest.mark.parametrize("is_replaced", [False, True])
def test_where_the_file_beside_the_database_is_deleted_nothing_more_is_called_saved_and_nothing_saved_is_lost(
    desk: Desk, first_round: Round, database: Path, *, is_replaced: bool
) -> None:
    wal = Path(f"{database}-wal")
    with touched("its name ends in -wal, was deleted or replaced", desk, first_round):
        whole = wal.read_bytes()
        wal.unlink()
        if is_replaced:
            wal.write_bytes(whole)
    desk.store.close()
    with closing(open_store(f"sqlite:///{database}")) as store:
        assert viewing.snapshots(replace(desk, store=store), first_round.id)[0].rating("LM1") is Rating.GREEN


@unless_windows
@pytest.mark.parametrize("left", [0, 4096, 20480])
def test_a_database_that_was_cut_short_is_never_called_saved(
    desk: Desk, first_round: Round, database: Path, left: int
) -> None:
    with touched("became smaller while sendsat was using it", desk, first_round):
        os.truncate(database, left)


@unless_windows
def test_a_new_connection_makes_nothing_where_the_file_beside_was(
    desk: Desk, first_round: Round, database: Path
) -> None:
    rate(desk, first_round)
    Path(f"{database}-wal").unlink()
    with desk.store.engine.pool.connect(), told("its name ends in -wal"):
        rate(desk, first_round)
    assert not Path(f"{database}-wal").exists()


def test_once_it_is_quiet_a_copy_of_the_database_file_alone_holds_everything(
    desk: Desk, first_round: Round, database: Path, tmp_path: Path
) -> None:
    rate(desk, first_round)
    assert desk.store.settle()
    alone = Path(shutil.copy(database, tmp_path / "alone.db"))
    with closing(sqlite3.connect(alone)) as copy:
        assert copy.execute("SELECT rating FROM judgement").fetchall() == [("green",)]


def test_settling_waits_for_nobody_who_reads_or_writes(desk: Desk, first_round: Round) -> None:
    with desk.store.looking() as reader:
        reader.connection().exec_driver_sql("SELECT * FROM judgement")
        rate(desk, first_round)
        with desk.store.keeping() as writer:
            writer.connection().exec_driver_sql("UPDATE organisation SET name = 'x'")
            assert not desk.store.settle(), "the reader needs what was there before"
    assert desk.store.settle()
