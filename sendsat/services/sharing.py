"""The facilitator's key: the secret that opens everything but the page to join while sendsat is shared on a network.

It is kept for half a day, so that a server that was killed and started again knows its facilitator.
"""

import secrets
from datetime import datetime, timedelta

from sendsat.storage.engine import Store
from sendsat.storage.queries import keys

LASTS = timedelta(hours=12)


def facilitator_key(store: Store, now: datetime) -> str:
    """The key of today's workshop, a new one where the last was made more than half a day ago."""
    with store.writing() as session:
        kept = keys.newest_key(session)
        if kept is not None and now - kept[1] < LASTS:
            return kept[0]
        token = secrets.token_urlsafe(32)
        keys.replace_key(session, token, now)
    return token
