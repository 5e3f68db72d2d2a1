"""Lets the threads of this process that want to write to an SQLite file do so one by one, in the order they came.

SQLite has one writer at a time, and lets the others try again after pauses of their own: whoever comes last may be the
next, and with many people at once somebody tries in vain until "locked" is all that is left to say.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from sendsat.errors import StorageError

PATIENCE = 30.0
"""Seconds until whoever waits for others here is told so, rather than left to wait."""


class Queue:
    """Those who want to write, first come, first served; whoever is let in must leave before writing again."""

    def __init__(self) -> None:
        self._door = Lock()
        self._waiting: deque[Event] = deque()
        self._is_busy = False

    def __len__(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and have it until the block ends. Raises `StorageError` where it does not come."""
        mine = self._come()
        try:
            if not mine.wait(PATIENCE):
                raise StorageError(
                    "Too many people saved something at the same moment, so nothing was saved.",
                    "Wait a few seconds and try again.",
                )
            yield
        finally:
            self._go(mine)

    def _come(self) -> Event:
        mine = Event()
        with self._door:
            if self._is_busy:
                self._waiting.append(mine)
            else:
                self._is_busy = True
                mine.set()
        return mine

    def _go(self, mine: Event) -> None:
        """Give one's turn to the next; whoever had none yet just leaves."""
        with self._door:
            if not mine.is_set():
                self._waiting.remove(mine)
            elif self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_busy = False
