"""A whole round as it stands in a workbook's hidden copy, so that a workbook can move to another sendsat. Pure.

It is the JSON document of the round, in parts that fit a cell, with a checksum that tells whether they are all there.
"""

import hashlib
import json
from collections.abc import Mapping

from sendsat.errors import Invalid

PART = 16_000
"""Characters to a cell. What looks like a workbook's own escape (_x0041_) becomes longer, but never twice as long."""
NAME, CHECKSUM = "round part {}", "round checksum"
CHANGED = Invalid(
    "The hidden copy in this workbook was changed, so a whole round cannot be read from it.",
    "Where the round is now, download it again: as a workbook, or as “Whole round as JSON”.",
)


def parts_of(document: bytes) -> dict[str, str]:
    """What the hidden copy holds of a document, by name."""
    text = json.dumps(json.loads(document), separators=(",", ":"))
    parts = {NAME.format(number): text[at : at + PART] for number, at in enumerate(range(0, len(text), PART), start=1)}
    return {CHECKSUM: _checksum(text), **parts}


def document_in(copy: Mapping[str, str]) -> bytes | None:
    """The document that a hidden copy holds; None where it holds none. Raises `Invalid` where a part was changed."""
    if CHECKSUM not in copy:
        return None
    names = (NAME.format(number) for number in range(1, len(copy) + 1))
    text = "".join(copy.get(name, "") for name in names)
    if _checksum(text) != copy[CHECKSUM]:
        raise CHANGED
    return text.encode()


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
