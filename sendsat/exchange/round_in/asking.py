"""What somebody is asked about a file before anything of it is ticked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A question about a file: its key, its words, and what can be answered. `default` is what holds until then."""

    key: str
    text: str
    options: tuple[str, ...]
    default: str = ""
