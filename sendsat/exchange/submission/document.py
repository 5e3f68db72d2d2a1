"""The signed file: a submission or its withdrawal, to bytes and back. Every byte is under the signature. Pure."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sendsat.errors import Invalid
from sendsat.exchange.submission.signing import is_signed, public_of, sign

VERSION = 1
LARGEST = 5_000_000
"""Bytes of the largest file that is read."""
FORMAT = "sendsat submission"
AGAIN = "Ask the provider to make the file again, and do not open it in between."
FIELDS = {"format", "version", "kind", "key", "content", "signature"}


class Kind(StrEnum):
    """What the file is."""

    SUBMISSION = "submission"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Signed:
    """What a file held, and the public key of who signed it."""

    kind: Kind
    key: str
    content: dict[str, Any]


def write(kind: Kind, content: dict[str, Any], private: str) -> bytes:
    """The file's bytes, signed."""
    document: dict[str, Any] = {
        "format": FORMAT, "version": VERSION, "kind": kind.value, "key": public_of(private), "content": content,
    }  # fmt: skip
    return _bytes(document | {"signature": sign(private, _bytes(document))})


def _bytes(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=True, sort_keys=True, indent=1).encode()


def read(content: bytes) -> Signed:
    """What the file holds. Raises `Invalid` where it is too large, damaged, altered, newer or something else."""
    if len(content) > LARGEST:
        raise Invalid("This file is far larger than a submission, so it was not read.", AGAIN)
    document = _document(content)
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise Invalid("A newer sendsat made this file.", "Bring sendsat here up to date, then choose the file again.")
    signature, kind, key = (document.get(name) for name in ("signature", "kind", "key"))
    unsigned = {name: value for name, value in document.items() if name != "signature"}
    is_whole = set(document) == FIELDS and isinstance(signature, str) and isinstance(key, str)
    if not is_whole or _bytes(document) != content or not is_signed(str(key), str(signature), _bytes(unsigned)):
        raise Invalid("This file was altered or damaged after it was made, so nothing of it was taken.", AGAIN)
    if version != VERSION or kind not in set(Kind) or not isinstance(document["content"], dict):
        raise Invalid("This file is not a submission that can be read.", AGAIN)
    return Signed(Kind(kind), str(key), document["content"])


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise Invalid("This file is damaged or is not a submission.", AGAIN) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Invalid("This file is not a submission.", "Choose the file that a provider made under Share.")
    return document
