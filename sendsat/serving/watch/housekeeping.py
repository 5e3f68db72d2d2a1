"""What the running server sees to by itself, in a thread of its own, so that no page waits.

Once it is quiet the database file alone holds everything, and each day has its backup. Votes of workshops that are over
lose their tie to phones, and the bin is emptied.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sendsat.errors import SendsatError
from sendsat.services.records.emptying import empty_bins
from sendsat.services.workshop.untying import untie_votes
from sendsat.storage import backups
from sendsat.storage.engine import database_file
from sendsat.storage.store import Store

TICK = 3.0
"""Seconds between two looks: what did not change between them is quiet."""
TIDIES_EVERY = timedelta(minutes=1)
_log = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Housekeeper:
    """Looks after one database; a server's sees to its files and its backups itself."""

    def __init__(self, store: Store, folder: Path | None, now: Callable[[], datetime] = _utc_now) -> None:
        self._store = store
        self._folder = folder
        self._now = now
        self._database = database_file(store.engine.url)
        self._seen: tuple[int, int] | None = None
        self._settled: tuple[int, int] | None = None
        self._told: set[str] = set()
        self._tidied: datetime | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sendsat-housekeeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for what is being done."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while True:
            self.look()
            if self._stop.wait(TICK):
                return

    def look(self) -> None:
        """Do once what is due, each for itself: one that fails keeps no other from being done. A failure goes to the
        log, once, and is tried again."""
        failed = set()
        for task in (self._tidy_when_due, self._settle_when_quiet, self._back_up_when_due):
            try:
                task()
            except SendsatError as error:
                failed.add(str(error))
            except Exception as error:
                failed.add(f"What the server does by itself failed ({type(error).__name__}). It is tried again.")
        for told in failed - self._told:
            _log.error("%s", told)
        self._told = failed

    def _tidy_when_due(self) -> None:
        now = self._now()
        if self._tidied is None or now - self._tidied >= TIDIES_EVERY:
            untie_votes(self._store, now=now)
            empty_bins(self._store, now=now)
            self._tidied = now

    def _settle_when_quiet(self) -> None:
        if self._database is None:
            return
        waiting = self._waiting()
        if waiting == self._seen and waiting != self._settled:
            self._settled = waiting if self._store.settle() else None
        self._seen = waiting

    def _waiting(self) -> tuple[int, int] | None:
        """Size and time of what waits beside the database."""
        try:
            status = Path(f"{self._database}-wal").stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def _back_up_when_due(self) -> None:
        if self._folder is None or self._database is None:
            return
        backups.back_up_daily(self._database, self._folder, now=self._now())
