"""Makes the engine that opens the database; on a server, lets no wait go on without end.

SQLite runs in write-ahead mode with full synchronisation: what is committed survives a power cut.
"""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlmodel import Session as Session

from sendsat.errors import StorageError
from sendsat.storage import guard
from sendsat.storage.open_file import OpenFile
from sendsat.storage.scope import watch_writes

BUSY_MILLISECONDS = 5000
REACHING = {
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds until what nobody confirms counts as lost
}
MACHINE_CODE_OFF = "-c jit=off"
"""What PostgreSQL would compile for one question takes it up to a second, hundreds of times what answering it takes."""
LIMITS = {"lock_timeout": 5, "statement_timeout": 30, "idle_in_transaction_session_timeout": 30}
"""Seconds a server lets one wait for others, work on one statement, and keep others waiting while doing nothing."""
PATIENCE = 600
POOL = 10
WAIT_FOR_A_CONNECTION = 10


def give_time(connection: Connection) -> None:
    """Let this transaction take as long as bringing a large database up to date may take: minutes, not for ever."""
    if connection.dialect.name == "postgresql":
        for name in LIMITS:
            connection.exec_driver_sql(f"SET LOCAL {name} = {PATIENCE * 1000}")


def _into_wal(cursor: Any) -> None:
    """SQLite itself does not wait for others when a new database changes its mode, so this does."""
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _sqlite_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    _into_wal(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is overwritten is zeroed
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    kind = "IMMEDIATE" if connection.get_execution_options().get("sendsat_write") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _no_address() -> StorageError:
    remedy = "Use one like sqlite:////folder/sendsat.db, on Windows sqlite:///C:/folder/sendsat.db."
    return StorageError("SENDSAT_DATABASE_URL is not a database address.", remedy)


def parse_url(url: str) -> URL:
    """The address as SQLAlchemy reads it, with `~` as the home folder. Raises `StorageError` if it is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise _no_address() from None
    if parsed.drivername == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed.set(database=os.path.expanduser(parsed.database))
    return parsed


def make_engine(url: URL) -> Engine:
    """An engine for the address, with SQLite's safety settings. Opens nothing yet."""
    try:
        if url.get_backend_name() != "sqlite":
            return _server_engine(url)
        _prepare_folder(url)
        engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    except ValueError:
        raise _no_address() from None
    except (NoSuchModuleError, ModuleNotFoundError):
        raise StorageError(
            f"sendsat cannot use a '{url.drivername}' database.", "Use an SQLite or PostgreSQL address."
        ) from None
    opened = OpenFile(file) if (file := database_file(url)) is not None else None
    if opened is not None:
        opened.guard(engine)
    event.listen(engine, "connect", _sqlite_connect)
    if opened is not None:
        event.listen(engine, "connect", opened.remember_wal)
    event.listen(engine, "begin", _sqlite_begin)
    watch_writes(engine)
    return engine


def _server_engine(url: URL) -> Engine:
    """An engine that notices when the server restarted, and whose every wait has an end."""
    asked = url.query.get("options", "")
    limits = " ".join(f"-c {name}={round(seconds * 1000)}" for name, seconds in LIMITS.items())
    asked = asked if isinstance(asked, str) else " ".join(asked)
    settings = {**REACHING, "options": f"{MACHINE_CODE_OFF} {limits} {asked}".strip()}
    engine = create_engine(
        url,
        connect_args={name: value for name, value in settings.items() if name == "options" or name not in url.query},
        isolation_level="AUTOCOMMIT",  # the driver begins no transaction: `guard.begin` does, and says whose it is
        hide_parameters=True,  # an error in the log must not hold what people wrote
        pool_pre_ping=True,
        pool_recycle=1800,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=WAIT_FOR_A_CONNECTION,
    )
    event.listen(engine, "begin", guard.begin)
    watch_writes(engine)
    return engine


def database_file(url: URL) -> Path | None:
    """The file that an SQLite address names, also in the form `file:...`; None where there is no file."""
    name = url.database
    if url.get_backend_name() != "sqlite" or not name or name == ":memory:" or url.query.get("mode") == "memory":
        return None
    return Path(unquote(name.removeprefix("file:"))) if name.startswith("file:") else Path(name)


def _prepare_folder(url: URL) -> None:
    file = database_file(url)
    if file is None:
        return
    folder = file.resolve().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StorageError(
            f"The folder {folder} for the database cannot be made.", "Check the path and that you may write there."
        ) from None
