"""Slows down guessing and counts who joined from where, so that one address does not fill a room.

Where sendsat is one process on a file, in memory; where several may share a database server, there, so that guesses and
joins count over all of them. The rule is `assessment.guessing`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sendsat.assessment.people import guessing
from sendsat.assessment.people.guessing import EVERYBODY, Guesses, Memory
from sendsat.services.workshop import limiting
from sendsat.services.workshop.joining import Door

MOST_ADDRESSES = 2000
Opened = Callable[[], AbstractContextManager[Memory]]


class InMemory:
    """What one process knows of addresses; the one heard of longest ago is forgotten where there are too many."""

    def __init__(self) -> None:
        self.known: dict[str, Guesses] = {}
        self._lock = threading.Lock()

    @contextmanager
    def opened(self) -> Iterator[Memory]:
        """For one at a time."""
        with self._lock:
            yield self

    def of(self, address: str) -> Guesses | None:
        """What is known of one."""
        return self.known.get(address)

    def keep(self, address: str, guesses: Guesses) -> None:
        """Know this of it from now on."""
        others = self.known.keys() - {EVERYBODY, address}
        if address != EVERYBODY and len(others) >= MOST_ADDRESSES:
            del self.known[min(others, key=lambda other: self.known[other].latest)]
        self.known[address] = guesses

    def forget(self, address: str) -> None:
        """Know nothing of it any more."""
        self.known.pop(address, None)


def remembered(door: Callable[[], Door]) -> Opened:
    """Where guesses are kept: on a server in its database, else in this process."""
    here = InMemory()

    @contextmanager
    def opened() -> Iterator[Memory]:
        store = door().store
        with limiting.guesses(store) if store.is_shared else here.opened() as memory:
            yield memory

    return opened


class GuessLimit:
    """How long somebody must wait before the next code is looked at. `clock` gives seconds, the same everywhere that
    shares what is `kept`."""

    def __init__(self, clock: Callable[[], float], kept: Opened | None = None) -> None:
        self._clock = clock
        self._kept = kept or InMemory().opened

    def wait(self, address: str) -> int:
        """Whole seconds until a guess from this address is looked at; 0 for now."""
        with self._kept() as memory:
            return guessing.wait(memory, address, self._clock())

    def wrong(self, address: str) -> None:
        """Count a wrong guess."""
        with self._kept() as memory:
            guessing.count_wrong(memory, address, self._clock())

    def right(self, address: str) -> None:
        """Forget an address's wrong guesses once it knew a code."""
        with self._kept() as memory:
            memory.forget(address)


class Arrivals:
    """Which devices joined with a code from an address. What was heard of longest ago is forgotten first."""

    def __init__(self, door: Callable[[], Door] | None = None) -> None:
        self._door = door
        self._lock = threading.Lock()
        self._devices: dict[tuple[str, str], set[str]] = {}

    def others(self, address: str, code: str, device: str) -> int:
        """How many other devices joined with this code from this address."""
        door = self._shared()
        if door is not None:
            return limiting.others_from(door, address, code, device)
        with self._lock:
            return len(self._devices.get((address, code), set()) - {device})

    def joined(self, address: str, code: str, device: str) -> None:
        """A device joined."""
        door = self._shared()
        if door is not None:
            limiting.arrived(door, address, code, device)
            return
        with self._lock:
            here = self._devices.pop((address, code), set())
            if len(self._devices) >= MOST_ADDRESSES:
                del self._devices[next(iter(self._devices))]
            self._devices[address, code] = here | {device}

    def _shared(self) -> Door | None:
        """The door, where several processes may let phones in."""
        door = self._door() if self._door else None
        return door if door is not None and door.store.is_shared else None
