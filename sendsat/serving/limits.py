"""Slows down guessing: wrong codes make one address wait, then everybody, longer and longer. Counts who joined from
where, so that one address does not fill a room. In memory only.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

FREE_EACH, FREE_ALL = 5, 60
LONGEST_EACH, LONGEST_ALL = 300.0, 60.0
FIRST, MOST_FIRST = 5.0, 1000
FORGET_AFTER = 900.0
MOST_ADDRESSES = 2000


@dataclass
class _Guesses:
    wrong: int = 0
    latest: float = 0.0
    until: float = 0.0

    def add(self, now: float, *, free: int, longest: float) -> None:
        """One more wrong guess; from `free` on the wait doubles from one second up to `longest`."""
        if now - self.latest > FORGET_AFTER:
            self.wrong = 0
        self.wrong, self.latest = self.wrong + 1, now
        if self.wrong >= free:
            # Held at 2 ** 20: a guesser who never stops would make a power too large for a number.
            self.until = now + min(longest, 2.0 ** min(self.wrong - free, 20))


class GuessLimit:
    """How long somebody must wait before the next code is looked at. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._each: dict[str, _Guesses] = {}
        self._all = _Guesses()

    def wait(self, address: str) -> int:
        """Whole seconds until a guess from this address is looked at; 0 for now."""
        with self._lock:
            now = self._clock()
            left = self._until(address, now) - now
        return max(0, int(left) + 1) if left > 0 else 0

    def _until(self, address: str, now: float) -> float:
        """When a guess from this address is looked at.

        Who has not guessed wrong waits once for the others, and briefly, so that guessers cannot keep a room out;
        unless so many guessed wrong that addresses may be made for it.
        """
        guesses = self._each.get(address)
        has_guessed_wrong = guesses is not None and guesses.wrong > 0
        if self._all.until <= now or has_guessed_wrong or self._all.wrong >= MOST_FIRST:
            return max(self._all.until, guesses.until if guesses else 0.0)
        if guesses is None:
            guesses = self._note(address)
            guesses.latest, guesses.until = now, min(self._all.until, now + FIRST)
        return guesses.until

    def _note(self, address: str) -> _Guesses:
        """What is known of this address; the one heard of longest ago is forgotten where there are too many."""
        if address not in self._each and len(self._each) >= MOST_ADDRESSES:
            longest_ago = min(self._each, key=lambda known: self._each[known].latest)
            del self._each[longest_ago]
        return self._each.setdefault(address, _Guesses())

    def wrong(self, address: str) -> None:
        """Count a wrong guess."""
        with self._lock:
            now = self._clock()
            self._note(address).add(now, free=FREE_EACH, longest=LONGEST_EACH)
            self._all.add(now, free=FREE_ALL, longest=LONGEST_ALL)

    def right(self, address: str) -> None:
        """Forget an address's wrong guesses once it knew a code."""
        with self._lock:
            self._each.pop(address, None)


class Arrivals:
    """Which devices joined with a code from an address. What was heard of longest ago is forgotten first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._devices: dict[tuple[str, str], set[str]] = {}

    def others(self, address: str, code: str, device: str) -> int:
        """How many other devices joined with this code from this address."""
        with self._lock:
            return len(self._devices.get((address, code), set()) - {device})

    def joined(self, address: str, code: str, device: str) -> None:
        """A device joined."""
        with self._lock:
            here = self._devices.pop((address, code), set())
            if len(self._devices) >= MOST_ADDRESSES:
                del self._devices[next(iter(self._devices))]
            self._devices[address, code] = here | {device}
