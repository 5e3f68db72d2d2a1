"""Links by which somebody without an account may read one organisation for a time: the rules. Pure.

Whoever has the link has what it opens, so it opens reading only, ends by itself, and can be ended at any time. The
database keeps only a checksum of what stands in it.
"""

import hashlib
import re
from datetime import UTC, datetime

from sendsat.assessment.people.people import LINK, Person, stranger
from sendsat.assessment.rules import storable
from sendsat.errors import Invalid

LASTS = {7: "1 week", 31: "1 month", 92: "3 months", 366: "1 year"}
"""How long a link may last, by its days."""
LONGEST_NAME = 80
COOKIE = "sendsat_reader"
"""Where a browser keeps what stands in the link, and when it was opened."""
PARAMETER = "reader"
NAME = "Somebody with a link"
_KEPT = re.compile(r"([\w-]{20,100})\.(\d{1,10})", re.ASCII)


def subject_of(token: str) -> str:
    """What somebody who shows this token is known as."""
    return f"{LINK}{hashlib.sha256(token.encode()).hexdigest()}"


def check_link(name: str, days: int) -> str:
    """The name of a link as it is kept. Raises `Invalid` without a name, or for a time that is not offered."""
    called = " ".join(storable(name).split())[:LONGEST_NAME]
    if not called:
        raise Invalid("This link has no name.", "Say who it is for, such as Governors.")
    if days not in LASTS:
        raise Invalid("A link cannot last so long.", "Choose a time from the list.")
    return called


def address(origin: str, token: str, uid: str) -> str:
    """The link itself: it opens the organisation with this uid."""
    return f"{origin}/?org={uid}&{PARAMETER}={token}"


def kept(token: str, now: datetime) -> str:
    """What a browser keeps of a link that was opened now."""
    return f"{token}.{int(now.timestamp())}"


def person_with(cookie: str | None, now: datetime) -> Person | None:
    """Whoever keeps this, before it is known what it opens; None for nothing that we set."""
    parts = _KEPT.fullmatch(cookie or "")
    if parts is None:
        return None
    at = min(datetime.fromtimestamp(int(parts[2]), UTC), now)
    return stranger(subject=subject_of(parts[1]), mail="", name=NAME, at=at)
