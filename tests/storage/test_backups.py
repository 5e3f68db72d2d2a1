"""A backup is whole or not there at all, and going back to one keeps what was there."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Refused, SendsatError, StorageError
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.services.work import May, writing
from sendsat.storage import backups
from sendsat.storage.opening import open_store
from sendsat.storage.queries.area import area

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def rate(desk: Desk, round_: Round, rating: Rating = Rating.GREEN) -> None:
    judging.rate(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=rating)


def ratings_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [rating for (rating,) in connection.execute("SELECT rating FROM judgement")]


def test_a_backup_holds_the_key_that_signs_submissions(desk: Desk, database: Path, tmp_path: Path) -> None:
    with writing(desk, May.SHARE, "submit") as work:
        area.keep_private_key(work, "ab" * 32)
        work.note("key made")
    backups.back_up(database, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection:
        assert connection.execute("SELECT private FROM signing_key").fetchall() == [("ab" * 32,)]


@pytest.fixture
def backup(desk: Desk, first_round: Round, database: Path, tmp_path: Path) -> Path:
    """A backup of a database in use, in which LM1 is green."""
    rate(desk, first_round)
    copy = tmp_path / "kept" / "backup.db"
    copy.parent.mkdir()
    backups.back_up(database, copy)
    return copy


def test_a_backup_made_while_somebody_works_holds_what_was_saved_and_is_one_file(backup: Path) -> None:
    assert ratings_in(backup) == ["green"]
    assert [file.name for file in backup.parent.iterdir()] == ["backup.db"]


def test_a_backup_made_while_somebody_writes_holds_what_was_saved_before(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    with desk.store.keeping() as session:
        session.connection().exec_driver_sql("UPDATE organisation SET name = 'Half done'")
        backups.back_up(database, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as copy:
        assert copy.execute("SELECT name FROM organisation").fetchall() == [("Hill College",)]


def test_a_backup_never_writes_over_a_file_unless_it_is_told_to(
    desk: Desk, first_round: Round, database: Path, backup: Path
) -> None:
    rate(desk, first_round, Rating.RED)
    with pytest.raises(Refused, match=r"is there already, so nothing was written\. .*--replace"):
        backups.back_up(database, backup)
    assert ratings_in(backup) == ["green"]
    backups.back_up(database, backup, replace=True)
    assert ratings_in(backup) == ["red"]


def test_a_backup_never_writes_over_the_database_itself(desk: Desk, database: Path) -> None:
    with pytest.raises(Refused, match="cannot be a backup of this database"):
        backups.back_up(database, database, replace=True)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(desk: Desk, database: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be written"):
        backups.back_up(database, tmp_path / "nowhere" / "backup.db")
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_database_never_passes_for_a_backup(desk: Desk, database: Path, tmp_path: Path) -> None:
    desk.store.close()
    whole = database.read_bytes()
    database.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(StorageError, match="could not be written"):
        backups.back_up(database, tmp_path / "backup.db")
    assert sorted(file.name for file in tmp_path.iterdir() if "sendsat-" in file.name or "backup" in file.name) == []


def test_where_there_is_no_database_yet_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no database"):
        backups.back_up(tmp_path / "sendsat.db", tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "says"), [("postgresql://server/x", "pg_dump"), ("sqlite://", "memory"), ("sqlite:///:memory:", "memory")]
)
def test_what_is_not_kept_in_a_file_has_its_own_way(url: str, says: str) -> None:
    with pytest.raises(StorageError, match=says):
        backups.file_of(url)


def test_going_back_brings_the_backup_and_keeps_what_was_there_under_a_name_with_the_date(
    desk: Desk, first_round: Round, database: Path, backup: Path
) -> None:
    rate(desk, first_round, Rating.RED)
    desk.store.close()

    old = backups.restore(backup, database, now=NOW)

    assert old == database.parent / "sendsat-before-restore-2026-11-26-093000.db"
    assert (ratings_in(database), ratings_in(old), ratings_in(backup)) == (["green"], ["red"], ["green"])
    open_store(f"sqlite:///{database}").close()


def test_a_backup_comes_back_where_the_database_is_gone_or_damaged(desk: Desk, database: Path, backup: Path) -> None:
    desk.store.close()
    database.unlink()
    assert backups.restore(backup, database, now=NOW) is None
    assert ratings_in(database) == ["green"]

    database.write_bytes(b"\xff" * 5000)
    old = backups.restore(backup, database, now=NOW)
    assert old is not None
    assert old.read_bytes() == b"\xff" * 5000
    assert ratings_in(database) == ["green"]


def test_a_copy_with_what_waits_beside_it_comes_back_whole(
    desk: Desk, first_round: Round, database: Path, tmp_path: Path
) -> None:
    rate(desk, first_round)
    folder = tmp_path / "copies"
    folder.mkdir()
    for file in (database, Path(f"{database}-wal")):
        (folder / file.name).write_bytes(file.read_bytes())
    desk.store.close()

    backups.restore(folder / "sendsat.db", database, now=NOW)
    assert ratings_in(database) == ["green"]


def test_nothing_is_put_back_while_another_program_uses_the_database(backup: Path, database: Path, desk: Desk) -> None:
    program = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT * FROM round")
print("open", flush=True)
input()
"""
    command = [sys.executable, "-c", program, str(database)]
    desk.store.close()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Refused, match="is using the database"):
            backups.restore(backup, database, now=NOW)
        other.communicate("\n")
    assert ratings_in(database) == ["green"]


def make_other(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


def test_what_is_damaged_foreign_or_newer_is_refused_and_the_database_stays(
    desk: Desk, database: Path, backup: Path, tmp_path: Path
) -> None:
    desk.store.close()
    before = database.read_bytes()
    whole = backup.read_bytes()
    bad = tmp_path / "bad.db"

    def refused(says: str) -> None:
        with pytest.raises(Refused, match=says) as told:
            backups.restore(bad, database, now=NOW)
        assert told.value.remedy
        assert database.read_bytes() == before

    refused("is not a file")
    bad.write_bytes(b"")
    refused("is not a database")
    bad.write_text("A letter. " * 600)
    refused("is not a database")
    bad.write_bytes(whole[: len(whole) // 2])
    refused("is damaged")
    bad.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    refused("is damaged")
    bad.unlink()
    make_other(bad, "CREATE TABLE notes (id INTEGER)")
    refused("was not made by sendsat")
    bad.write_bytes(whole)
    make_other(bad, "UPDATE alembic_version SET version_num = '9999'")
    refused("newer version of sendsat")


def test_a_backup_whose_pages_do_not_agree_is_refused_although_every_row_can_be_read(
    backup: Path, database: Path
) -> None:
    name = "name = 'ix_judgement_round'"
    with closing(sqlite3.connect(backup)) as connection:
        [index] = connection.execute(f"SELECT * FROM sqlite_master WHERE {name}").fetchall()
    hidden = ("PRAGMA writable_schema = ON", f"DELETE FROM sqlite_master WHERE {name}")
    make_other(backup, *hidden)
    make_other(backup, "UPDATE judgement SET round_id = round_id + 5")
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)
        connection.commit()
    assert ratings_in(backup) == ["green"]
    before = database.read_bytes()
    with pytest.raises(Refused, match="is damaged"):
        backups.restore(backup, database, now=NOW)
    assert database.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="no named pipes")
def test_only_a_regular_file_is_read_as_a_backup(database: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("/dev/zero", str(tmp_path), str(tmp_path / "pipe")):
        with pytest.raises(SendsatError, match="is not a file that can be read"):
            backups.restore(Path(name), database, now=NOW)


def test_the_database_is_no_backup_of_itself(database: Path) -> None:
    with pytest.raises(Refused, match="is the database itself"):
        backups.restore(database, database, now=NOW)
