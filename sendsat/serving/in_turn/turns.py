"""Lets what many visitors ask for be dealt with one by one, in the order in which it came, rather than all at once.

Python runs one thread at a time. Thirty pages that are drawn at once are all done when the last one is; drawn one after
the other, they take no longer in all, and the middle one is done in half the time.

It reaches inside Streamlit; what it relies on there stands in the list of `ui/frame/streamlit_hooks.py`.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

LONGEST = 0.5
"""Seconds after which somebody whose turn it is goes on beside the next: a large workbook must keep nobody waiting."""


class Turns:
    """Those who wait for the same thing, first come, first served; nobody is kept waiting for one that lasts."""

    def __init__(self) -> None:
        self._door = Lock()
        self._waiting: deque[Event] = deque()
        self._whose: Event | None = None
        self._until = 0.0

    def __len__(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and have it until the block ends or it has lasted for `LONGEST` seconds."""
        mine = Event()
        with self._door:
            self._waiting.append(mine)
            self._let_in()
        while not mine.wait(self._seconds_left()):
            pass
        try:
            yield
        finally:
            with self._door:
                if self._whose is mine:
                    self._whose = None
                    self._let_in()

    def _seconds_left(self) -> float:
        """Until the turn has lasted too long; where it has by now, the next one is let in."""
        with self._door:
            if monotonic() >= self._until:
                self._whose = None
                self._let_in()
            return self._until - monotonic()

    def _let_in(self) -> None:
        if self._whose is None and self._waiting:
            self._whose, self._until = self._waiting.popleft(), monotonic() + LONGEST
            self._whose.set()


_presses, _pages = Turns(), Turns()
"""A press draws a part of a page, soon, and so it does not wait for whole pages: one of each goes on at a time."""

_running = ScriptRunner._run_script


def _run_in_turn(runner: ScriptRunner, asked: RerunData) -> None:
    with (_presses if asked.fragment_id_queue else _pages).turn():
        _running(runner, asked)


def draw_in_turn() -> None:
    """Else all that is asked for at once is drawn at once, and nobody has anything before it is all nearly done."""
    setattr(ScriptRunner, _running.__name__, _run_in_turn)
