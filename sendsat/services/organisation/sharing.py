"""The facilitator's key: the secret that opens everything but the page to join while sendsat is shared on a network.

Nobody can read a key anywhere but in the terminal that printed it and the browser that used it: what is kept is its
checksum. So every start prints a new key. The keys of the last half day go on working, so that after a server was
killed and started again the facilitator's browser is still let in.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sendsat.storage.queries.people import keys
from sendsat.storage.store import Store

LASTS = timedelta(hours=12)


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


def new_key(store: Store, now: datetime) -> tuple[str, Lock]:
    """A new key, and the lock that opens with it and with every key of the last half day."""
    key = secrets.token_urlsafe(32)
    with store.keeping() as session:
        keys.forget_keys(session, until=now - LASTS)
        keys.keep_key(session, mark_of(key), now)
        return key, Lock(keys.marks_of_keys(session))
