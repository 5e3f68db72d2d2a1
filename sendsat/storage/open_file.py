"""The file behind an SQLite database: whether it is still the one that was opened.

Where a file may be deleted or replaced while it is open, SQLite goes on writing to what is left of it: everything would
be called saved and be gone after a restart.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from sendsat.errors import StorageError


class OpenFile:
    """The file as it was when a connection first opened it."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._known: tuple[int, int] | None = None

    def guard(self, engine: Engine) -> None:
        """Let nothing be read, written or made once the file is another. Windows lets nobody touch an open file."""
        if os.name == "nt":
            return
        event.listen(engine, "do_connect", self._check)
        event.listen(engine, "connect", self._remember)
        event.listen(engine, "begin", self._check)

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _remember(self, *_: Any) -> None:
        self._known = self._known or self._identity()

    def _check(self, *_: Any) -> None:
        if self._known and self._identity() != self._known:
            raise StorageError(
                "The database file was moved, replaced or deleted while sendsat was using it, so nothing was saved.",
                "Put it back, or stop sendsat and start it again to use what is there now.",
            )
