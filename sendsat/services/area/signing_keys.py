"""A new key to sign with, where somebody else may know the old one: it was stolen, or a backup was.

Files and receipts keep the fingerprint of the key that signed them, so what was signed before can still be checked.
A local authority asks about a key it does not know before it takes anything in.
"""

from dataclasses import dataclass

from sendsat.errors import Refused
from sendsat.exchange.submission.signing import fingerprint, new_key, public_of
from sendsat.services.desk import Desk
from sendsat.services.work import May, writing
from sendsat.storage.queries.area import area


@dataclass(frozen=True)
class Changed:
    """Whose key it is, the fingerprints of the old key and the new, and the authorities that know the old one."""

    organisation: str
    old: str
    new: str
    authorities: tuple[str, ...]


def change_key(desk: Desk) -> Changed:
    """Let the organisation sign with a new key from now on. The old one is forgotten: nothing here signs with it again.

    Raises `Refused` where nothing was signed yet, so that there is no key to change.
    """
    with writing(desk, May.SHARE, "change_key") as work:
        before = area.private_key(work)
        if not before:
            raise Refused(
                "This organisation has signed nothing yet, so it has no key to change.",
                "It gets one with the first submission.",
            )
        private = new_key()
        area.change_private_key(work, private)
        old, new = fingerprint(public_of(before)), fingerprint(public_of(private))
        known_to = dict.fromkeys(receipt.authority for receipt in area.receipts_of(work))
        work.note("signing key changed", old, new)
    return Changed(desk.organisation.name, old, new, tuple(known_to))
