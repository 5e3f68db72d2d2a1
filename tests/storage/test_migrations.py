"""A database from any earlier version opens in this one with everything that was in it."""

import importlib
import pkgutil
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from sendsat import storage
from sendsat.errors import StorageError
from sendsat.services.desk import Desk
from sendsat.services.viewing import organisations_here
from sendsat.storage import backups, opening
from sendsat.storage.engine import make_engine, parse_url
from sendsat.storage.opening import migrate, newest_revision, open_store
from tests.often import everyday

SCRIPTS = ScriptDirectory(str(opening.MIGRATIONS))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
EXAMPLES: dict[type, Any] = {
    int: 1,
    str: "Ünïcode 😀",
    bool: True,
    datetime: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    date: date(2026, 1, 2),
    float: 1.5,
}
LATER = '''"""What a later version adds."""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{head}"

def upgrade():
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("motto", sa.String(), nullable=False, server_default=""))
'''


@contextmanager
def engine_of(url: str) -> Iterator[sa.Engine]:
    engine = make_engine(parse_url(url))
    yield engine
    engine.dispose()


def _example(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.JSON):
        return ["one", "two"]
    return EXAMPLES[column.type.python_type]


def fill(engine: sa.Engine) -> dict[str, dict[str, Any]]:
    """One row in every table, whatever tables there are; returns the rows as they were kept."""
    found = sa.MetaData()
    found.reflect(engine)
    tables = [one for one in found.sorted_tables if one.name != "alembic_version"]
    with engine.begin() as connection:
        for table in tables:
            connection.execute(table.insert().values({one.name: _example(one) for one in table.columns}))
        return {one.name: dict(connection.execute(one.select()).mappings().one()) for one in tables}


def kept(engine: sa.Engine, rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What has become of the rows, in the columns they had."""
    found = sa.MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        now = {name: dict(connection.execute(found.tables[name].select()).mappings().one()) for name in rows}
    return {name: {column: now[name][column] for column in row} for name, row in rows.items()}


@pytest.mark.parametrize("revision", everyday(REVISIONS, only=[*REVISIONS[:-3:4], *REVISIONS[-3:]]))
def test_data_of_every_earlier_version_is_kept_and_copied_before_it_is_changed(tmp_path: Path, revision: str) -> None:
    file = tmp_path / "old.db"
    url = f"sqlite:///{file}"
    with engine_of(url) as engine:
        assert migrate(engine, parse_url(url), to=revision) == revision
        rows = fill(engine)
    assert rows

    open_store(url).close()

    with engine_of(url) as engine:
        assert migrate(engine, parse_url(url)) == newest_revision()
        assert kept(engine, rows) == rows
    copy = tmp_path / f"old.db.before-{newest_revision()}"
    assert copy.exists() is (revision != newest_revision())
    if copy.exists():
        with engine_of(f"sqlite:///{copy}") as engine:
            assert kept(engine, rows) == rows
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]


@pytest.mark.parametrize("revision", everyday(REVISIONS, only=[REVISIONS[0], *REVISIONS[-3:]]))
def test_a_backup_of_every_earlier_version_is_restored_and_opens_with_all_its_rows(
    tmp_path: Path, revision: str
) -> None:
    older, backup, database = (tmp_path / name for name in ("older.db", "backup.db", "sendsat.db"))
    with engine_of(f"sqlite:///{older}") as engine:
        migrate(engine, parse_url(f"sqlite:///{older}"), to=revision)
        rows = fill(engine)
    backups.back_up(older, backup)
    open_store(f"sqlite:///{database}").close()

    replaced = backups.restore(backup, database, now=datetime(2026, 1, 2, tzinfo=UTC))
    open_store(f"sqlite:///{database}").close()

    assert replaced is not None
    assert replaced.exists()
    with engine_of(f"sqlite:///{database}") as engine:
        assert migrate(engine, parse_url(f"sqlite:///{database}")) == newest_revision()
        assert kept(engine, rows) == rows


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sendsat of the future, with one more migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9000_later.py").write_text(LATER.format(head=newest_revision()), encoding="utf-8")
    monkeypatch.setattr(opening, "MIGRATIONS", folder)


@pytest.mark.parametrize("as_uri", [False, True])
def test_the_next_version_will_find_this_one_s_data_and_keep_a_copy(
    desk: Desk, database: Path, later_version: None, as_uri: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.close()
    monkeypatch.chdir(database.parent)
    before = {one.name for one in database.parent.iterdir()}

    address = f"sqlite:///file:{database}?uri=true" if as_uri else f"sqlite:///{database}"
    with closing(open_store(address)) as store:
        assert [one.name for one in organisations_here(store)] == ["Hill College"]

    copy = f"{database.name}.before-9000"
    assert {one.name for one in database.parent.iterdir()} - before == {copy}
    with closing(sqlite3.connect(database.parent / copy)) as connection:
        assert connection.execute("SELECT name FROM organisation").fetchall() == [("Hill College",)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(desk: Desk, database: Path, later_version: None) -> None:
    desk.store.close()
    script = opening.MIGRATIONS / "versions" / "9000_later.py"
    script.write_text(script.read_text() + "    op.execute('SELECT * FROM nowhere')\n")

    for _ in range(2):
        with pytest.raises(StorageError):
            open_store(f"sqlite:///{database}")

    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISIONS[-1],)]
        columns = [row[1] for row in connection.execute("PRAGMA table_info(organisation)")]
    assert "motto" not in columns


def rows_of(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def test_two_windows_bring_an_older_database_up_to_date_and_the_copy_stays_the_older(
    desk: Desk, database: Path, later_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.close()
    old = newest_revision_of(database)
    real, both = opening._revision_of, Barrier(2, timeout=20)

    def ask_together(engine: sa.Engine) -> str | None:
        found = real(engine)
        if found == old:
            both.wait()
        return found

    monkeypatch.setattr(opening, "_revision_of", ask_together)
    with ThreadPoolExecutor(2) as windows:
        for store in windows.map(lambda _: open_store(f"sqlite:///{database}"), range(2)):
            store.close()

    assert newest_revision_of(database) == "9000"
    assert newest_revision_of(database.with_name("sendsat.db.before-9000")) == old


def newest_revision_of(file: Path) -> str:
    return str(rows_of(file, "SELECT version_num FROM alembic_version")[0][0])


def test_an_older_database_that_cannot_be_copied_is_not_changed(
    desk: Desk, database: Path, later_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.close()
    old = newest_revision_of(database)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening.os, "replace", fail)
    with pytest.raises(StorageError, match="could not be copied before bringing it up to date"):
        open_store(f"sqlite:///{database}")

    assert newest_revision_of(database) == old
    assert [one.name for one in database.parent.iterdir() if "before" in one.name] == []


def test_a_migration_that_is_killed_half_way_begins_anew(desk: Desk, database: Path, later_version: None) -> None:
    desk.store.close()
    old = newest_revision_of(database)
    script = opening.MIGRATIONS / "versions" / "9000_later.py"
    whole = script.read_text(encoding="utf-8")
    script.write_text(whole + "    import os\n    os._exit(9)\n", encoding="utf-8")
    run = (
        "import sys; from pathlib import Path; from sendsat.storage import opening; "
        "opening.MIGRATIONS = Path(sys.argv[2]); opening.open_store(sys.argv[1])"
    )

    ran = subprocess.run([sys.executable, "-c", run, f"sqlite:///{database}", str(opening.MIGRATIONS)])

    assert ran.returncode == 9
    assert newest_revision_of(database) == old
    script.write_text(whole, encoding="utf-8")
    with closing(open_store(f"sqlite:///{database}")) as store:
        assert [one.name for one in organisations_here(store)] == ["Hill College"]
    assert rows_of(database, "SELECT motto FROM organisation") == [("",)]
    assert rows_of(database, "PRAGMA integrity_check") == [("ok",)]


def differences_between_tables_and_code(engine: sa.Engine) -> list[Any]:
    """What Alembic would still have to migrate."""
    for module in pkgutil.iter_modules(storage.__path__, "sendsat.storage."):
        importlib.import_module(module.name)

    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))


def test_the_migrations_make_exactly_the_tables_that_the_code_works_with(database: Path) -> None:
    with engine_of(f"sqlite:///{database}") as engine:
        assert differences_between_tables_and_code(engine) == []


def test_the_versions_form_one_line(database: Path) -> None:
    assert len(SCRIPTS.get_heads()) == 1
    assert len(SCRIPTS.get_bases()) == 1


def test_opening_twice_is_harmless(desk: Desk, database: Path) -> None:
    for _ in range(2):
        with closing(open_store(f"sqlite:///{database}")) as again:
            assert [one.name for one in organisations_here(again)] == ["Hill College"]
    assert list(database.parent.glob("*.before-*")) == []


def test_two_windows_may_open_a_new_database_at_the_same_moment(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"

    with ThreadPoolExecutor(2) as windows:
        stores = list(windows.map(lambda _: open_store(url), range(2)))

    for store in stores:
        assert organisations_here(store) == ()
        store.close()


def test_a_database_in_memory_serves_for_trying_out() -> None:
    with closing(open_store("sqlite://")) as store:
        assert organisations_here(store) == ()
