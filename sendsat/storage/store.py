"""The opened database and its transactions: whose each is, and that it is written whole or not at all."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext

from sqlalchemy import Engine
from sqlmodel import Session

from sendsat.assessment.deeds import Deed
from sendsat.storage import guard
from sendsat.storage.open_file import OPENED
from sendsat.storage.scope import Founding, Scope, Work
from sendsat.storage.trouble import plain_errors
from sendsat.storage.writers import Queue

WRITE = {"sendsat_write": True}


NOBODY = 0


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
        self._queue = Queue()

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
        # A server lets in those who wait by itself, and one organisation does not wait for another there.
        with (
            nullcontext() if self.is_shared else self._queue.turn(),
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
