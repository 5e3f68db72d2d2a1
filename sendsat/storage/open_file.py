"""The file behind an SQLite database: whether it is still the one that was opened, and whole.

Where a file may be deleted or replaced while it is open, SQLite goes on writing to what is left of it: everything would
be called saved and be gone after a restart. The same goes for the file `-wal` beside it, which holds what was saved
last, and for a file that was cut short: sendsat itself never makes it smaller.
"""

import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from sendsat.errors import Damaged, StorageError

Identity = tuple[int, int]


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class OpenFile:
    """The file as it was when a connection first opened it, and what waits beside it while any is open."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._wal = Path(f"{self._path}-wal")
        self._known: Identity | None = None
        self._known_wal: Identity | None = None
        self._open = 0
        self._size = 0
        self._was_cut = False
        self._lock = threading.Lock()

    def guard(self, engine: Engine) -> None:
        """Let nothing be read, written or made once the file is another. Windows lets nobody touch an open file."""
        if os.name == "nt":
            return
        event.listen(engine, "do_connect", self._before_connecting)
        event.listen(engine, "connect", self._remember_file)
        event.listen(engine, "begin", self._before_beginning)
        event.listen(engine, "close", self._forget)

    def remember_wal(self, connection: Any, _record: Any) -> None:
        """What waits beside the file is there once a connection has read; called when it is set up."""
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with self._lock:
            self._open += 1
            self._known_wal = self._known_wal or _identity(self._wal)

    def _forget(self, *_: Any) -> None:
        """With its last connection SQLite takes the file beside away."""
        with self._lock:
            self._open = max(0, self._open - 1)
            if self._open == 0:
                self._known_wal = None

    def _remember_file(self, *_: Any) -> None:
        self._known = self._known or _identity(self._path)

    def _before_connecting(self, *_: Any) -> None:
        self._check_file()
        if self._known_wal and _identity(self._wal) != self._known_wal:
            raise _wal_gone()

    def _before_beginning(self, connection: Connection) -> None:
        self._check_file()
        if self._known_wal and _identity(self._wal) != self._known_wal:
            self._save_what_waits(connection)
            raise _wal_gone()

    def _check_file(self) -> None:
        if self._known and _identity(self._path) != self._known:
            raise StorageError(
                "The database file was moved, replaced or deleted while sendsat was using it, so nothing was saved.",
                "Put it back, or stop sendsat and start it again to use what is there now.",
            )
        if self._known:
            self._check_size()

    def _check_size(self) -> None:
        size = self._path.stat().st_size
        self._was_cut = self._was_cut or size < self._size
        self._size = max(size, self._size)
        if self._was_cut:
            raise Damaged(
                "The database file became smaller while sendsat was using it, so nothing was saved.",
                "Stop sendsat, keep the file, and put a backup in its place: python -m sendsat restore FILE.",
            )

    def _save_what_waits(self, connection: Connection) -> None:
        """A deleted file is there for whoever has it open: bring what it holds into the database, unless another
        program has begun a new one."""
        driver = connection.connection.dbapi_connection
        if driver is not None and not self._wal.exists():
            with suppress(sqlite3.Error):
                driver.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")


def _wal_gone() -> StorageError:
    return StorageError(
        "A file that belongs to the database, its name ends in -wal, was deleted or replaced while sendsat was using "
        "it, so nothing was saved.",
        "Stop sendsat and start it again. Then look whether your last changes are there.",
    )
