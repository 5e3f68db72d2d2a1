"""An installation moves between SQLite and PostgreSQL with every row, or not at all."""

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, inspect, select
from sqlmodel import SQLModel

from sendsat.__main__ import main
from sendsat.errors import Refused, StorageError
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds.teams import add_team
from sendsat.services.viewing import organisations_here
from sendsat.settings import DEMONSTRATION, load_settings
from sendsat.storage import copying
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from tests import databases

NUMBERS = itertools.count(1)
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with rounds, votes, actions and history in it."""
    file = tmp_path_factory.mktemp("demonstration") / "sendsat.db"
    with closing(open_store(f"sqlite:///{file}")) as store:
        load_demonstration(store, Library.open(load_settings().edition_dirs), DEMONSTRATION, now=NOW)
    return file


@pytest.fixture
def server(postgresql_server: str) -> str:
    """An empty database of the test's own on the server."""
    name = f"copied_{next(NUMBERS)}"
    with databases.connected(postgresql_server) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return f"{postgresql_server.rpartition('/')[0]}/{name}"


def rows_in(url: str) -> Rows:
    with closing(open_store(url)) as store, store.looking() as session:
        return {
            table.name: sorted((tuple(row) for row in session.connection().execute(select(table))), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }


def tables_in(url: str) -> list[str]:
    with databases.connected(url) as connection:
        return inspect(connection).get_table_names()


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody listens."""


def test_from_a_file_to_a_server_and_back_every_row_is_the_same(
    demonstration: Path, server: str, tmp_path: Path, library: Library
) -> None:
    before = rows_in(f"sqlite:///{demonstration}")
    heard: list[tuple[str, int, int]] = []

    count = copying.copy(f"sqlite:///{demonstration}", server, lambda *told: heard.append(told))
    assert rows_in(server) == before
    assert count == sum(len(rows) for rows in before.values()) > 500
    assert heard[-1] == ("Compared", count, count)
    assert ("Copied", count, count) in heard

    back = f"sqlite:///{tmp_path / 'new folder' / 'back.db'}"
    copying.copy(server, back, quiet)
    assert rows_in(back) == before
    assert [one.name for one in (tmp_path / "new folder").glob("*sendsat-*")] == []


def test_after_the_move_work_goes_on_with_new_numbers(demonstration: Path, server: str, library: Library) -> None:
    copying.copy(f"sqlite:///{demonstration}", server, quiet)
    with closing(open_store(server)) as store:
        desk = Desk(store, Library.open(load_settings().edition_dirs), organisations_here(store)[0])
        team = add_team(desk, name="A new team", sections=("leadership",))
    assert team.id not in {row[0] for row in rows_in(f"sqlite:///{demonstration}")["team"]}


def test_a_number_that_only_history_knows_is_given_to_nothing_new_after_the_move(
    demonstration: Path, tmp_path: Path, server: str
) -> None:
    file = shutil.copy(demonstration, tmp_path / "sendsat.db")
    with closing(open_store(f"sqlite:///{file}")) as store:
        newest = viewing.actions_of(desk_of(store))[-1]
        removing.remove_action(desk_of(store), action_id=newest.id)
    copying.copy(f"sqlite:///{file}", server, quiet)
    with closing(open_store(server)) as store:
        plan = {"round_id": newest.round_id, "team_id": None, "statements": newest.statements}
        assert planning.plan_action(desk_of(store), **plan, draft=Draft("Something new")).id > newest.id


def desk_of(store: Store) -> Desk:
    return Desk(store, Library.open(load_settings().edition_dirs), organisations_here(store)[0])


def test_a_server_that_holds_anything_is_left_as_it_was(demonstration: Path, server: str) -> None:
    with databases.connected(server) as connection:
        connection.exec_driver_sql("CREATE TABLE letters (id INTEGER)")
    with pytest.raises(Refused, match="is not empty"):
        copying.copy(f"sqlite:///{demonstration}", server, quiet)
    assert tables_in(server) == ["letters"]


def test_a_file_that_is_there_is_left_as_it_was(demonstration: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        copying.copy(f"sqlite:///{demonstration}", f"sqlite:///{target}", quiet)
    assert target.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.db"]


def spoil_a_row(writing: Connection, table: Table) -> None:
    if table.name == "judgement":
        writing.exec_driver_sql("UPDATE judgement SET commentary = 'x' WHERE id = (SELECT max(id) FROM judgement)")


def stop_half_way(_writing: Connection, table: Table) -> None:
    if table.name == "judgement":
        raise KeyboardInterrupt


@pytest.mark.parametrize("kind", databases.KINDS)
@pytest.mark.parametrize(("trouble", "raises"), [(spoil_a_row, StorageError), (stop_half_way, KeyboardInterrupt)])
def test_of_a_copy_that_is_not_the_same_or_was_stopped_nothing_stays(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    demonstration: Path,
    tmp_path: Path,
    *,
    kind: str,
    trouble: Callable[[Connection, Table], None],
    raises: type[BaseException],
) -> None:
    target = f"sqlite:///{tmp_path / 'copy.db'}" if kind == "sqlite" else request.getfixturevalue("server")
    monkeypatch.setattr(copying, "_go_on_counting", trouble)
    with pytest.raises(raises):
        copying.copy(f"sqlite:///{demonstration}", target, quiet)
    assert list(tmp_path.iterdir()) == []
    assert kind == "sqlite" or tables_in(target) == []


def test_what_is_newer_damaged_in_use_or_not_there_is_not_copied(
    demonstration: Path, database: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"

    def refused(says: str, source: Path) -> None:
        with pytest.raises(Refused, match=says):
            copying.copy(f"sqlite:///{source}", f"sqlite:///{target}", quiet)
        assert not target.exists()

    refused("not a file that can be read", tmp_path / "nothing.db")
    with closing(sqlite3.connect(demonstration)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM change").fetchone()
        refused("is using the database", demonstration)
    for revision, says in (("0006", "older version"), ("9999", "newer version")):
        with closing(sqlite3.connect(database)) as changed:
            changed.execute("UPDATE alembic_version SET version_num = ?", (revision,))
            changed.commit()
        refused(says, database)
    whole = demonstration.read_bytes()
    cut = tmp_path / "cut.db"
    cut.write_bytes(whole[: len(whole) // 2])
    refused("is damaged", cut)


def test_a_server_in_use_or_of_a_newer_version_is_not_copied(
    demonstration: Path, server: str, postgresql_server: str, tmp_path: Path
) -> None:
    copying.copy(f"sqlite:///{demonstration}", server, quiet)
    target = f"sqlite:///{tmp_path / 'copy.db'}"
    with databases.connected(server) as connection:
        with pytest.raises(Refused, match="is using the database"):
            copying.copy(server, target, quiet)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused, match="newer version"):
        copying.copy(server, target, quiet)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_how_far_it_is_and_what_to_do_next(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["copy", str(demonstration), str(tmp_path / "50% of it.db")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Copied ")
    assert told[-2].startswith("Compared 100% of ")
    assert "Now set SENDSAT_DATABASE_URL" in told[-1]
    assert main(["copy", str(demonstration), str(tmp_path / "50% of it.db")]) == 1
    assert "is there already" in capsys.readouterr().err
