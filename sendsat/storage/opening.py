"""Opens a database for use: makes it or brings it up to this version, after keeping a copy of an older one."""

import os
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL

from sendsat.errors import StorageError
from sendsat.storage import guard
from sendsat.storage.engine import database_file, give_time, make_engine, parse_url
from sendsat.storage.store import NOBODY, WRITE, Store
from sendsat.storage.trouble import plain_errors

PASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@cache
def _scripts(folder: Path) -> ScriptDirectory:
    """The migrations in a folder; read once, since every opening of a database asks for their names."""
    return ScriptDirectory(str(folder))


def newest_revision() -> str:
    """The revision this version of sendsat works with."""
    head = _scripts(MIGRATIONS).get_current_head()
    assert head is not None
    return head


def known_revisions() -> frozenset[str]:
    """Every revision this version of sendsat can bring up to date."""
    return frozenset(script.revision for script in _scripts(MIGRATIONS).walk_revisions())


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None while it is empty. Raises `StorageError` for another program's."""
    tables = set(inspect(connection).get_table_names())
    if tables and not tables >= {"alembic_version", "organisation"}:
        raise StorageError("This database was not made by sendsat.", "Choose another file or address.")
    if not tables:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _revision_of(engine: Engine) -> str | None:
    with plain_errors(), engine.connect() as connection:
        return revision_of(connection)


def check_writable(engine: Engine) -> None:
    """Try a write that changes nothing: to begin one is not enough, SQLite lets a reader. Raises `StorageError`."""
    with plain_errors(), engine.execution_options(**WRITE).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")


def _tell_how_full_tables_are(engine: Engine) -> None:
    """Let SQLite measure its tables where due, so that it chooses the right index; PostgreSQL does so by itself."""
    if engine.dialect.name == "sqlite":
        with plain_errors(), engine.execution_options(**WRITE).begin() as connection:
            # As SQLite advises when a connection opens: without the 1 it skips tables not asked for on this connection.
            connection.exec_driver_sql("PRAGMA optimize=0x10002")


def _keep_copy(url: URL, revision: str | None) -> None:
    """Keep a copy of an older SQLite database beside it, whole or not at all, before anything is changed."""
    file = database_file(url)
    if file is None or revision in (None, newest_revision()):
        return
    copy = Path(f"{file}.before-{newest_revision()}")
    part = Path(f"{copy}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        os.replace(part, copy)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StorageError(
            "The database is of an older version and could not be copied before bringing it up to date.",
            f"Nothing was changed. Make room for a copy and check that {copy.parent.absolute()} can be written to.",
        ) from error


def upgrade(connection: Connection, to: str = "head") -> None:
    """Make or change the tables within the connection's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def migrate(engine: Engine, url: URL, *, to: str = "head") -> str:
    """Bring the database to revision `to`; returns the revision it is at. Raises `StorageError` for a newer one."""
    revision = _revision_of(engine)
    if revision is not None and revision not in known_revisions():
        raise StorageError(
            "This database was made by a newer version of sendsat.", "Install the newer version, then open it again."
        )
    if revision != newest_revision():
        with plain_errors(), guard.of_every(engine.execution_options(**WRITE)).begin() as connection:
            give_time(connection)
            guard.hold_writers(connection, NOBODY)
            _keep_copy(url, revision_of(connection))  # asked again: another window may have just done it
            upgrade(connection, to)
    return _revision_of(engine) or ""


def sees_past_guard(database_url: str) -> bool:
    """Whether sendsat works as somebody whom a server's guard between organisations does not hold back. False for
    SQLite, which has no such guard. Raises `StorageError` where the server cannot be asked."""
    url = parse_url(database_url)
    if url.get_backend_name() == "sqlite":
        return False
    engine = make_engine(url)
    try:
        with plain_errors(), engine.connect() as connection:
            return bool(connection.execute(text(PASSES)).scalar_one())
    finally:
        engine.dispose()


def open_store(database_url: str) -> Store:
    """Open the database at `database_url`, making or migrating it first. Raises `StorageError` with a remedy."""
    url = parse_url(database_url)
    engine = make_engine(url)
    try:
        migrate(engine, url)
        check_writable(engine)
        _tell_how_full_tables_are(engine)
    except Exception:
        engine.dispose()
        raise
    return Store(engine)
