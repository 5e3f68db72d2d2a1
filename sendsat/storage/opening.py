"""Opens a database for use: makes it or brings it up to this version, after keeping a copy of an older one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL

from sendsat.errors import StorageError
from sendsat.storage.engine import WRITE, Store, database_file, make_engine, parse_url, plain_errors

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def newest_revision() -> str:
    """The revision this version of sendsat works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _revision(engine: Engine) -> str | None:
    with plain_errors(), engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if tables and not tables >= {"alembic_version", "organisation"}:
            raise StorageError("This database was not made by sendsat.", "Choose another file or address.")
        if not tables:
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _check_writable(engine: Engine) -> None:
    """Try a write that changes nothing: to begin one is not enough, SQLite lets a reader begin."""
    with plain_errors(), engine.execution_options(**WRITE).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")


@contextmanager
def _upgrading(url: URL, revision: str | None) -> Iterator[None]:
    """Keep a copy of an older SQLite database beside it before anything is changed."""
    file = database_file(url)
    if revision and file is not None:
        copy = f"{file}.before-{newest_revision()}"
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    yield


def migrate(engine: Engine, url: URL, *, to: str = "head") -> str:
    """Bring the database to revision `to`; returns the revision it is at. Raises `StorageError` for a newer one."""
    revision = _revision(engine)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise StorageError(
            "This database was made by a newer version of sendsat.", "Install the newer version, then open it again."
        )
    if revision != newest_revision():
        with plain_errors(), _upgrading(url, revision), engine.execution_options(**WRITE).begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    return _revision(engine) or ""


def open_store(database_url: str) -> Store:
    """Open the database at `database_url`, making or migrating it first. Raises `StorageError` with a remedy."""
    url = parse_url(database_url)
    engine = make_engine(url)
    try:
        migrate(engine, url)
        _check_writable(engine)
    except Exception:
        engine.dispose()
        raise
    return Store(engine)
