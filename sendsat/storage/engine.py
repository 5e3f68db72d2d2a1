"""Opens the database and keeps it durable; on a server, lets no wait go on without end.

SQLite runs in write-ahead mode with full synchronisation: what is committed survives a power cut.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlmodel import Session as Session

from sendsat.assessment.deeds import Deed
from sendsat.errors import StorageError
from sendsat.storage import guard
from sendsat.storage.open_file import OPENED, OpenFile
from sendsat.storage.scope import Founding, Scope, Work, watch_writes
from sendsat.storage.trouble import plain_errors

BUSY_MILLISECONDS = 5000
WRITE = {"sendsat_write": True}
NOBODY = 0
REACHING = {
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds until what nobody confirms counts as lost
}
LIMITS = {"lock_timeout": 5, "statement_timeout": 30, "idle_in_transaction_session_timeout": 30}
"""Seconds a server lets one wait for others, work on one statement, and keep others waiting while doing nothing."""
PATIENCE = 600
POOL = 10
WAIT_FOR_A_CONNECTION = 10


class Store:
    """An opened database. Each of its context managers is one transaction.

    `reading` and `writing` belong to one organisation, `handing` to two; `looking` reads what belongs to none or is
    found by a secret (a code, a phone's mark); `founding` begins an organisation; `keeping` writes the server's own
    rows, which are no organisation's.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._to_be_scrubbed = False
        self._writer = engine.execution_options(**WRITE)
        self._reader = guard.in_one_state(engine)

    @property
    def is_shared(self) -> bool:
        """Whether several processes may work on this database at once: it is on a server."""
        return self.engine.dialect.name != "sqlite"

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that only reads, seeing one consistent state, of whatever organisation."""
        with self._reading(guard.of_every(self._reader)) as session:
            yield session

    @contextmanager
    def reading(self, organisation_id: int) -> Iterator[Scope]:
        """Read what one organisation has, in one consistent state."""
        with self._reading(guard.of(self._reader, organisation_id)) as session:
            yield Scope(session, organisation_id)

    @contextmanager
    def writing(self, organisation_id: int, deed: Deed) -> Iterator[Work]:
        """Change what one organisation has: commits with its notes when the block ends, rolls back when it raises.

        On a server no organisation waits for another. Raises `StorageError` where nothing was noted of a change.
        """
        with self._changing(guard.of(self._writer, organisation_id), organisation_id) as session:
            work = Work(session, organisation_id, deed)
            yield work
            work.end()

    @contextmanager
    def handing(self, giver: int, given: Deed, receiver: int, received: Deed) -> Iterator[tuple[Work, Work]]:
        """Change what two organisations have, each by work of its own with its own notes: both have it, or neither.
        Raises `StorageError` where one of them noted nothing."""
        with self._changing(guard.of(self._writer, giver, receiver), giver, receiver) as session:
            both = Work(session, giver, given), Work(session, receiver, received)
            yield both
            for work in both:
                work.end()

    @contextmanager
    def founding(self, deed: Deed) -> Iterator[Founding]:
        """Begin an organisation; only one at a time."""
        with self._changing(guard.of_every(self._writer), NOBODY) as session:
            founding = Founding(session, deed)
            yield founding
            if founding.work is not None:
                founding.work.end()

    @contextmanager
    def keeping(self) -> Iterator[Session]:
        """Write what the server keeps for itself. Never for an organisation's rows: nothing is noted here."""
        with self._changing(guard.of(self._writer), NOBODY) as session:
            yield session

    @contextmanager
    def _reading(self, engine: Engine) -> Iterator[Session]:
        with plain_errors(), Session(engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def _changing(self, engine: Engine, *owners: int) -> Iterator[Session]:
        with (
            plain_errors(),
            Session(guard.holding(engine, *owners), expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection()  # begins, and so waits for its turn, before anything is asked
            yield session

    def settle(self) -> bool:
        """Bring what waits beside an SQLite file into the file itself, so that a copy of it alone holds everything.

        Nobody waits for it; False where somebody who reads kept it from bringing all. Raises `StorageError` where the
        file is no longer what was opened.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        if self._to_be_scrubbed:
            return self._empty_wal()
        with plain_errors(), self.engine.connect() as connection:
            _busy, waiting, brought = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
        return bool(waiting == brought)

    def scrub(self) -> bool:
        """Leave nothing of what was deleted or overwritten in the files of an SQLite database; True where that is done.

        False where somebody was reading just then: `settle` goes on with it. A server's database sees to itself in its
        own time. Raises `StorageError`.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        self._let_shrink(True)
        with plain_errors(), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA temp_store=MEMORY")  # what is built anew must not lie in a file meanwhile
            cursor.execute("VACUUM")
        return self._empty_wal()

    def _empty_wal(self) -> bool:
        """Bring everything into the file and cut what waits beside it to nothing."""
        with plain_errors(), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = cursor.fetchone() != (0, 0, 0)
        self._let_shrink(is_busy)
        return not is_busy

    def _let_shrink(self, allowed: bool) -> None:
        self._to_be_scrubbed = allowed
        if self.engine in OPENED:
            OPENED[self.engine].let_shrink(allowed)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


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
    settings = {**REACHING, "options": f"{limits} {asked if isinstance(asked, str) else ' '.join(asked)}".strip()}
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
