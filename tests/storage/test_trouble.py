"""Whatever is wrong with the database, a person reads one plain sentence with a remedy, and nothing stored is lost."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import NotFound, SendsatError, StorageError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds
from sendsat.services.viewing import organisations_here
from sendsat.storage import engine
from sendsat.storage.opening import open_store


def open_and_close(url: str) -> None:
    open_store(url).close()


def rate(desk: Desk, round_: Round) -> None:
    judging.rate(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=Rating.GREEN)


@contextmanager
def told(says: str) -> Iterator[None]:
    """The block fails with one plain sentence and a remedy."""
    with pytest.raises(StorageError, match=says) as caught:
        yield
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert "sqlite3" not in str(caught.value)


def test_a_missing_database_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "sendsat.db"

    with closing(open_store(f"sqlite:///{file}")) as store:
        assert organisations_here(store) == ()
    assert file.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with told("The folder .* cannot be made"):
        open_and_close(f"sqlite:///{tmp_path}/file/sendsat.db")


def test_a_folder_in_place_of_the_file_cannot_be_opened(tmp_path: Path) -> None:
    with told("cannot be opened"):
        open_and_close(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "is not a database address"),
        ("", "is not a database address"),
        ("oracle://server/x", "cannot use a 'oracle' database"),
        ("mysql+nothing://server/x", "cannot use a"),
        ("postgresql://nobody@127.0.0.1:1/x", "server cannot be reached"),
        ("postgresql://nobody@nowhere.invalid/x", "server cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(url: str, says: str) -> None:
    with told(says):
        open_and_close(url)


@pytest.mark.parametrize(
    "content", [b"This is a letter, not a database. " * 40, b"SQLite format 3\x00" + b"\xff" * 4080]
)
def test_a_file_that_is_no_database_is_called_damaged_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "sendsat.db"
    file.write_bytes(content)

    with told("is damaged"):
        open_and_close(f"sqlite:///{file}")
    assert file.read_bytes() == content


def test_a_database_damaged_in_the_middle_is_called_damaged(desk: Desk, database: Path) -> None:
    desk.store.close()
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    with told("is damaged"), closing(open_store(f"sqlite:///{database}")) as store:
        organisations_here(store)


@pytest.mark.parametrize(
    "table", ["organisation (id INTEGER, name TEXT)", "notes (id INTEGER)", "alembic_version (version_num TEXT)"]
)
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, table: str) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"CREATE TABLE {table}")
        if "version_num" in table:
            other.execute("INSERT INTO alembic_version VALUES ('abc')")
        other.commit()

    with told("was not made by sendsat"):
        open_and_close(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as other:
        assert len(other.execute("SELECT name FROM sqlite_master").fetchall()) == 1


def test_a_database_of_a_newer_sendsat_is_refused_and_left_alone(desk: Desk, database: Path) -> None:
    desk.store.close()
    with closing(sqlite3.connect(database)) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()

    with told("made by a newer version of sendsat"):
        open_and_close(f"sqlite:///{database}")
    with closing(sqlite3.connect(database)) as later:
        assert later.execute("SELECT name FROM organisation").fetchall() == [("Hill College",)]


def test_a_locked_database_says_that_nothing_was_saved(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, first_round: Round, database: Path
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    desk.store.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with told("in use by another program, so nothing was saved"):
            rate(desk, first_round)
        assert viewing.snapshots(desk, first_round.id)[0].rating("LM1") is None
        other.execute("ROLLBACK")
    rate(desk, first_round)
    assert viewing.snapshots(desk, first_round.id)[0].rating("LM1") is Rating.GREEN


def test_a_locked_database_cannot_be_opened_for_use(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with told("in use by another program"):
            open_and_close(f"sqlite:///{database}")


def test_a_read_only_database_is_refused_when_the_app_starts(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with told("can be read but not written to"):
        open_and_close(f"sqlite:///file:{database}?mode=ro&uri=true")
    assert {one.name.split("-")[0] for one in tmp_path.iterdir()} == {"sendsat.db"}, "no stray folders or files"


def test_a_database_that_becomes_read_only_says_that_nothing_was_saved(desk: Desk, first_round: Round) -> None:
    with desk.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")

    with told("so nothing was saved"):
        rate(desk, first_round)


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of a file")
def test_a_disk_that_takes_no_more_says_that_nothing_was_saved(desk: Desk, database: Path) -> None:
    desk.store.close()
    script = f"""
import resource
from sendsat.errors import StorageError
from sendsat.storage.opening import open_store
store = open_store("sqlite:///{database}")
resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))
try:
    with store.keeping() as session:
        session.connection().exec_driver_sql("UPDATE organisation SET name = ?", ("x" * 90000,))
except StorageError as error:
    print(error)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert ran.stderr == ""
    assert "The disk did not take what was written, so nothing was saved." in ran.stdout
    with closing(open_store(f"sqlite:///{database}")) as store:
        assert [one.name for one in organisations_here(store)] == ["Hill College"]


@pytest.mark.parametrize("words", ["the door is locked", "the disk is full", "our server", "a corrupt file"])
def test_what_somebody_wrote_is_never_taken_for_the_trouble_itself(desk: Desk, first_round: Round, words: str) -> None:
    with desk.store.keeping() as session:
        session.connection().exec_driver_sql("DROP TABLE change")

    with told("The database refused what was asked"):
        planning.plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=Draft(words))


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**40])
def test_a_link_to_a_round_that_cannot_be_says_so_whatever_its_number(desk: Desk, number: int) -> None:
    for verb in (
        lambda: viewing.snapshots(desk, number),
        lambda: rounds.rename_round(desk, round_id=number, name="X"),
        lambda: rounds.close_round(desk, round_id=number),
        lambda: rounds.start_round(desk, name="Next", carry_forward_from=number),
        lambda: judging.rate(desk, round_id=number, team_id=1, statement_id="LM1", rating=None),
        lambda: removing.remove_action(desk, action_id=number),
    ):
        with pytest.raises(NotFound):
            verb()


def test_every_error_reads_as_one_line() -> None:
    assert str(SendsatError("It broke.", "Mend it.")) == "It broke. Mend it."
    assert str(SendsatError("It broke.")) == "It broke."
