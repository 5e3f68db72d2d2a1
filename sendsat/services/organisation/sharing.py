"""Who is let in while sendsat is shared on a network: whoever uses a link, once, and each browser that did so. There is
one link at a time; where several organisations sign in, one of each.

A link is exchanged for a key as its button is pressed, so that one which was read over a shoulder later, or stays in a
history, opens nothing. A key stands only in the browser that got it: what is kept is its checksum. Keys of the last
half day go on working, so that after a server was killed and started again the facilitator's browser is still let in.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock as Turn

from sendsat.assessment.people.permissions import GRANTED
from sendsat.errors import Refused
from sendsat.services.desk import Desk
from sendsat.services.work import May, check_now, reading, writing
from sendsat.storage.queries.people import keys, people
from sendsat.storage.store import Store

LASTS = timedelta(hours=12)
EVERYBODY = 0
"""In place of an organisation's id: a link of whoever leads all who use this server."""
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
        self._links: dict[int, Lock] = {}
        with store.keeping() as session:
            keys.forget_keys(session, until=now() - LASTS)
            self._lock = Lock(keys.marks_of_keys(session))

    def opens_with(self, offered: str) -> bool:
        """Whether this is the key of a browser that is let in."""
        return self._lock.opens_with(offered)

    def is_unused(self, link: str) -> bool:
        """Whether a link's secret still opens."""
        return any(lock.opens_with(link) for lock in tuple(self._links.values()))

    def new_link(self, of: int = EVERYBODY) -> str:
        """The secret of a new link. The one before of the same organisation, by its id, opens nothing any more; none
        that was made before does once it is of everybody."""
        link = secrets.token_urlsafe(32)
        with self._turn:
            kept = {} if of == EVERYBODY else self._links
            self._links = {**kept, of: Lock((mark_of(link),))}
        return link

    def exchange(self, link: str) -> str | None:
        """Use a link's secret up: the key for the browser that offers it, None where it opens nothing. Raises
        `StorageError`, and then the link can still be used."""
        with self._turn:
            if not self.is_unused(link):
                return None
            key = secrets.token_urlsafe(32)
            with self._store.keeping() as session:
                keys.keep_key(session, mark_of(key), self._now())
            self._links = {of: lock for of, lock in self._links.items() if not lock.opens_with(link)}
            self._lock = Lock((*self._lock.marks, mark_of(key)))
            return key

    def shut_out_others(self, own: str) -> None:
        """Let in none but the browser with the key `own`; an unused link opens nothing any more. Raises `StorageError`
        where that could not be kept: it holds until the program ends."""
        with self._turn:
            kept = tuple(mark for mark in self._lock.marks if mark == mark_of(own))
            self._links, self._lock = {}, Lock(kept)
            with self._store.keeping() as session:
                keys.forget_keys_but(session, kept)


def speaks_for_everybody(desk: Desk) -> bool:
    """Whether the person runs workshops in every organisation here, so that all who use this server are theirs to let
    in and to shut out. Where nobody signs in, one person leads. Raises `Refused`, `StorageError`."""
    if not desk.person.is_signed_in:
        return True
    roles = [role for role, granted in GRANTED.items() if May.RUN_WORKSHOPS in granted]
    with reading(desk) as scope, scope.seeing_every():
        return people.is_everywhere(scope.session, desk.person.subject, roles)


def make_own_link(desk: Desk, *, sharing: Sharing) -> str:
    """The secret of a new link for another browser of whoever leads. Raises `Refused`, `StorageError`."""
    with writing(desk, May.RUN_WORKSHOPS, "make_own_link") as work:
        work.note("link for another browser", "", "made")
    return sharing.new_link(EVERYBODY if speaks_for_everybody(desk) else desk.organisation.id)


def shut_out_others(desk: Desk, *, sharing: Sharing, own: str) -> None:
    """Shut out every browser but the one with the key `own`. It holds though the note of it cannot be written. Raises
    `Refused`, also for somebody who does not run workshops in every organisation here, `StorageError`."""
    check_now(desk, May.RUN_WORKSHOPS)
    if not speaks_for_everybody(desk):
        raise Refused(
            "Other organisations use this sendsat too, and their browsers would be shut out with the rest.",
            "Ask somebody who runs workshops in all of them. Whoever should not see yours an administrator takes out "
            "on the page People.",
        )
    sharing.shut_out_others(own)
    with writing(desk, May.RUN_WORKSHOPS, "shut_out_others") as work:
        work.note("other browsers shut out", "", "none but this one is let in")
