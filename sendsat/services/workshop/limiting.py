"""What several processes on one database server know together: who guessed codes, who joined from where.

Addresses, codes and devices are kept by their checksums, and forgotten soon.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256

from sendsat.assessment.people.guessing import EVERYBODY, FORGET_AFTER, Guesses, Memory
from sendsat.services.workshop.joining import Door
from sendsat.storage.engine import Session
from sendsat.storage.queries.people import limits
from sendsat.storage.store import Store

ARRIVALS_LAST = timedelta(hours=24)


def _mark(*words: str) -> str:
    return sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()


class _InDatabase:
    """What is known of addresses, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, address: str) -> Guesses | None:
        """What is known of one."""
        return limits.guesses_of(self._session, _mark(address))

    def keep(self, address: str, guesses: Guesses) -> None:
        """Know this of it from now on, and no more of those that were silent for long."""
        if address == EVERYBODY:
            limits.forget_guesses(self._session, until=guesses.latest - FORGET_AFTER)
        limits.keep_guesses(self._session, _mark(address), guesses)

    def forget(self, address: str) -> None:
        """Know nothing of it any more."""
        limits.forget_address(self._session, _mark(address))


@contextmanager
def guesses(store: Store) -> Iterator[Memory]:
    """What all processes know of who guessed, for one of them at a time. Raises `StorageError`."""
    with store.keeping() as session:
        yield _InDatabase(session)


def others_from(door: Door, address: str, code: str, device: str) -> int:
    """How many other devices joined with this code from this address. Raises `StorageError`."""
    with door.store.looking() as session:
        return limits.count_arrivals(session, _mark(address, code), besides=_mark(device))


def arrived(door: Door, address: str, code: str, device: str) -> None:
    """A device joined. Raises `StorageError`."""
    with door.store.keeping() as session:
        limits.forget_arrivals(session, until=door.now() - ARRIVALS_LAST)
        limits.keep_arrival(session, _mark(address, code), _mark(device), door.now())
