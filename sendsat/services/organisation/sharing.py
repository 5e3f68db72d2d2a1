"""Who is let in while sendsat is shared on a network: whoever uses the one link there is, once, and each browser that
did so.

A link is exchanged for a key as it is opened, so that one which was read over a shoulder, or stays in a history, opens
nothing. A key stands only in the browser that got it: what is kept is its checksum. Keys of the last half day go on
working, so that after a server was killed and started again the facilitator's browser is still let in.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock as Turn

from sendsat.services.desk import Desk
from sendsat.services.work import May, check_now, writing
from sendsat.storage.queries.people import keys
from sendsat.storage.store import Store

LASTS = timedelta(hours=12)
COOKIE = "sendsat_facilitator"
"""Under which name a browser keeps its key."""
PARAMETER = "token"
"""What stands before the secret in a link."""


def mark_of(key: str) -> str:
    """The checksum by which a key is kept. A key is random and long, so it cannot be guessed from it."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Lock:
    """What tells a key from anything else: `marks` are the checksums of the keys that open."""

    marks: tuple[str, ...]

    def opens_with(self, offered: str) -> bool:
        """Whether this is a key. It takes as long for a near miss as for anything else."""
        mark = mark_of(offered).encode()
        return sum(secrets.compare_digest(mark, known.encode()) for known in self.marks) > 0


class Sharing:
    """One program that is shared: its link, and the browsers that are let in."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._turn = Turn()
        self._link = Lock(())
        with store.keeping() as session:
            keys.forget_keys(session, until=now() - LASTS)
            self._lock = Lock(keys.marks_of_keys(session))

    def opens_with(self, offered: str) -> bool:
        """Whether this is the key of a browser that is let in."""
        return self._lock.opens_with(offered)

    def is_unused(self, link: str) -> bool:
        """Whether a link's secret still opens."""
        return self._link.opens_with(link)

    def new_link(self) -> str:
        """The secret of a new link. The one before opens nothing any more, used or not."""
        link = secrets.token_urlsafe(32)
        with self._turn:
            self._link = Lock((mark_of(link),))
        return link

    def exchange(self, link: str) -> str | None:
        """Use a link's secret up: the key for the browser that offers it, None where it opens nothing. Raises
        `StorageError`, and then the link can still be used."""
        with self._turn:
            if not self._link.opens_with(link):
                return None
            key = secrets.token_urlsafe(32)
            with self._store.keeping() as session:
                keys.keep_key(session, mark_of(key), self._now())
            self._link, self._lock = Lock(()), Lock((*self._lock.marks, mark_of(key)))
            return key

    def shut_out_others(self, own: str) -> None:
        """Let in none but the browser with the key `own`; an unused link opens nothing any more. Raises `StorageError`
        where that could not be kept: it holds until the program ends."""
        with self._turn:
            kept = tuple(mark for mark in self._lock.marks if mark == mark_of(own))
            self._link, self._lock = Lock(()), Lock(kept)
            with self._store.keeping() as session:
                keys.forget_keys_but(session, kept)


def make_own_link(desk: Desk, *, sharing: Sharing) -> str:
    """The secret of a new link for another browser of whoever leads. Raises `Refused`, `StorageError`."""
    with writing(desk, May.RUN_WORKSHOPS, "make_own_link") as work:
        work.note("link for another browser", "", "made")
    return sharing.new_link()


def shut_out_others(desk: Desk, *, sharing: Sharing, own: str) -> None:
    """Shut out every browser but the one with the key `own`. It holds though the note of it cannot be written. Raises
    `Refused`, `StorageError`."""
    check_now(desk, May.RUN_WORKSHOPS)
    sharing.shut_out_others(own)
    with writing(desk, May.RUN_WORKSHOPS, "shut_out_others") as work:
        work.note("other browsers shut out", "", "none but this one is let in")
