"""A fault between entries that are each sound, and where such entries are known by name."""

from typing import NamedTuple

IDS = ("id", "number", "name")
"""Keys under which an entry's own name stands."""


class Fault(NamedTuple):
    """What is wrong between entries that are each sound: in which file, which value under which keys, and how."""

    file: str
    value: str
    keys: tuple[str, ...]
    says: str
