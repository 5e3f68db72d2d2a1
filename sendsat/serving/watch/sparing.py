"""No log fills a disk: what one place in the code says again and again is written seldom, with how often it was left
out.

Within a minute of its first line the same words about the same error are written once, and of other words from that
place no more than `MOST`. Then one line tells how many more there were. The first ones are always written.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from sendsat.serving.watch.plain_records import at, errors_of, words_of

EVERY = 60.0
"""Seconds for which a place is remembered from its first line on."""
MOST = 20
"""Lines of a place in that time."""
MOST_KNOWN = 1000
"""Places that are remembered."""
Where = tuple[str, int, str, int]


@dataclass
class _Place:
    """What a place in the code has said since `began`, in seconds of the clock."""

    began: float
    first: logging.LogRecord
    said: set[int] = field(default_factory=set)
    left_out: int = 0


def _later(seconds: float, do: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, do)
    timer.daemon = True
    with suppress(RuntimeError):  # no thread can be had: then the place's next line tells it
        timer.start()


class Sparing(logging.Filter):
    """Lets a place's first lines through and counts the rest; `write` is given the record that tells how many."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        write: Callable[[logging.LogRecord], None] = lambda record: None,
        later: Callable[[float, Callable[[], None]], None] = _later,
    ) -> None:
        super().__init__()
        self._clock, self._write, self._later = clock, write, later
        self._turn = threading.Lock()
        self._known: dict[Where, _Place] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is to be written."""
        where = (record.name, record.levelno, record.pathname, record.lineno)
        words = hash((words_of(record), errors_of(record)))
        with self._turn:
            ended, place = self._place(where, record)
            is_new = words not in place.said and len(place.said) < MOST
            if is_new:
                place.said.add(words)
            else:
                place.left_out += 1
            is_first_left_out = place.left_out == 1 and not is_new
        for one in ended:
            self._write(_count_of(one))
        if is_first_left_out:
            self._later(EVERY, lambda: self._tell(where, place))
        return is_new

    def tell_all(self) -> None:
        """Tell what was left out and not told yet: nothing more will be written."""
        for where, place in tuple(self._known.items()):
            self._tell(where, place)

    def _place(self, where: Where, record: logging.LogRecord) -> tuple[list[_Place], _Place]:
        """The place of a record, and those that are forgotten with something left to tell."""
        now, ended = self._clock(), []
        place = self._known.get(where)
        if place is not None and now - place.began < EVERY:
            return [], place
        if place is not None:
            ended.append(self._known.pop(where))
        elif len(self._known) >= MOST_KNOWN:
            ended.append(self._known.pop(next(iter(self._known))))
        fresh = self._known[where] = _Place(now, record)
        return [one for one in ended if one.left_out], fresh

    def _tell(self, where: Where, place: _Place) -> None:
        with self._turn:
            if self._known.get(where) is not place:  # told as it was forgotten
                return
            del self._known[where]
        if place.left_out:
            self._write(_count_of(place))


def _count_of(place: _Place) -> logging.LogRecord:
    first = place.first
    told = f"And {place.left_out} more like it within a minute, from {at(first)}."
    record = logging.LogRecord(first.name, first.levelno, first.pathname, first.lineno, told, (), None)
    record.is_count = True
    return record
