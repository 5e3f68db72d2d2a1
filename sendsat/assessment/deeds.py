"""What is noted of every change: who did what, when, by which way. Pure."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """By which way a change came."""

    PAGE = "page"
    WALL = "wall"
    DESK = "desk"
    PHONE = "phone"
    FILE = "file"
    TERMINAL = "terminal"
    ITSELF = "itself"


def _new_batch() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Deed:
    """One transaction as history tells it: the person's name, the time (UTC), the verb of `services`, the way.

    `batch` is shared by every entry of the transaction, so that what one paste or one file did is found together.
    """

    person: str
    at: datetime
    verb: str
    way: Way
    batch: str = field(default_factory=_new_batch)
