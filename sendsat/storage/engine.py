"""Opens the database, keeps it durable, and turns what can go wrong into one plain sentence with a remedy.

SQLite runs in write-ahead mode with full synchronisation: what is committed survives a power cut.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, InterfaceError, NoSuchModuleError, SQLAlchemyError
from sqlmodel import Session as Session

from sendsat.assessment.deeds import Deed
from sendsat.errors import Damaged, NotFound, StorageError
from sendsat.storage.open_file import OpenFile
from sendsat.storage.scope import Founding, Scope, Work, watch_writes

BUSY_MILLISECONDS = 5000
WRITE = {"sendsat_write": True}
WRITERS_LOCK = 0x53454E44  # "SEND" in ASCII, so that other programs on the server hardly choose the same
NOBODY = 0


class Store:
    """An opened database. Each of its context managers is one transaction.

    `reading` and `writing` belong to one organisation; `looking` reads what belongs to none or is found by a secret (a
    code, a phone's mark); `founding` begins an organisation; `keeping` writes the server's own rows, which are no
    organisation's.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**WRITE)
        # SQLite shows a reader one state by itself; a server has to be asked.
        is_sqlite = engine.dialect.name == "sqlite"
        self._reader = engine if is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that only reads, seeing one consistent state, of whatever organisation."""
        with plain_errors(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading(self, organisation_id: int) -> Iterator[Scope]:
        """Read what one organisation has, in one consistent state."""
        with self.looking() as session:
            yield Scope(session, organisation_id)

    @contextmanager
    def writing(self, organisation_id: int, deed: Deed) -> Iterator[Work]:
        """Change what one organisation has: commits with its notes when the block ends, rolls back when it raises.

        On a server no organisation waits for another. Raises `StorageError` where nothing was noted of a change.
        """
        with self._changing(organisation_id) as session:
            work = Work(session, organisation_id, deed)
            yield work
            work.end()

    @contextmanager
    def founding(self, deed: Deed) -> Iterator[Founding]:
        """Begin an organisation; only one at a time."""
        with self._changing(NOBODY) as session:
            founding = Founding(session, deed)
            yield founding
            if founding.work is not None:
                founding.work.end()

    @contextmanager
    def keeping(self) -> Iterator[Session]:
        """Write what the server keeps for itself. Never for an organisation's rows: nothing is noted here."""
        with self._changing(NOBODY) as session:
            yield session

    @contextmanager
    def _changing(self, owner: int) -> Iterator[Session]:
        with plain_errors(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            hold_writers(session.connection(), owner)
            yield session

    def settle(self) -> bool:
        """Bring what waits beside an SQLite file into the file itself, so that a copy of it alone holds everything.

        Nobody waits for it; False where somebody who reads kept it from bringing all. Raises `StorageError` where the
        file is no longer what was opened.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        with plain_errors(), self.engine.connect() as connection:
            _busy, waiting, brought = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
        return bool(waiting == brought)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def hold_writers(connection: Connection, owner: int) -> None:
    """Let one writer at a time change what `owner` has, until this transaction ends, as SQLite does for a whole file:
    a rule that was checked still holds when its change is written."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK}, {int(owner)})")


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
            engine = create_engine(url, pool_pre_ping=True)
            watch_writes(engine)
            return engine
        _prepare_folder(url)
        engine = create_engine(url, connect_args={"check_same_thread": False})
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


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn database errors into `StorageError` with a remedy; everything else passes."""
    try:
        yield
    except OverflowError as error:
        raise _no_such_number() from error
    except (InterfaceError, DatabaseError) as error:
        if isinstance(error, DataError) and "out of range" in str(error.orig):
            raise _no_such_number() from error
        raise _translated(error) from error
    except sqlite3.Error as error:
        raise _translated(error) from error
    except SQLAlchemyError as error:
        raise StorageError("The database did not answer as it should.", "Try again; then restart sendsat.") from error


def _no_such_number() -> NotFound:
    return NotFound("There is nothing here with a number like that.", "Choose from what the page lists.")


TROUBLES = (
    (
        ("readonly", "read-only", "attempt to write"),
        "The database can be read but not written to, so nothing was saved.",
        "Move it to a folder you may write to, or ask for write access.",
    ),
    (
        ("locked", "busy"),
        "The database is in use by another program, so nothing was saved.",
        "Close the other program, or wait a moment, and try again.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        "The database file is damaged.",
        "Keep the file, put a backup in its place, and start sendsat again.",
    ),
    (
        ("unable to open",),
        "The database file cannot be opened.",
        "Check that its folder exists and that you may write there.",
    ),
    (
        ("disk is full", "disk full", "no space"),
        "The disk is full, so nothing was saved.",
        "Free some space, then try again.",
    ),
    (
        ("disk i/o",),
        "The disk did not take what was written, so nothing was saved.",
        "Check that it is there and not full, then try again.",
    ),
    (
        ("connection", "server", "resolve host"),
        "The database server cannot be reached.",
        "Check that it runs, then try again.",
    ),
)


def _translated(error: Exception) -> StorageError:
    text = str(getattr(error, "orig", None) or error).lower()  # without the statement, which holds people's words
    for signs, message, remedy in TROUBLES:
        if any(sign in text for sign in signs):
            kind = Damaged if "malformed" in signs else StorageError
            return kind(message, remedy)
    return StorageError(
        "The database refused what was asked, so nothing was saved.", "Try again; then restart sendsat."
    )
