"""Which of several columns holds the rating now: by words such as now, last time and target, and by terms. Pure.

Where that is not plain nothing is taken, and somebody is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sendsat.exchange.files.raw import Cell, Row
from sendsat.exchange.round_in.reading_ratings import SURE, read_rating

NONE_OF_THEM = "None of them: leave ratings alone"
_NOW = re.compile(r"\b(?:now|current|currently|this|today|latest|present|new|updated)\b")
_BEFORE = re.compile(
    r"\b(?:last|previous|previously|prev|before|earlier|old|prior|baseline|was|past|initial|original)\b"
)
_TARGET = re.compile(r"\b(?:target|aim|goal|next|future|expected|predicted|planned|forecast|aspiration|desired)\b")
_SEASONS = {
    "aut": "autumn",
    "autumn": "autumn",
    "spr": "spring",
    "spring": "spring",
    "sum": "summer",
    "summer": "summer",
}
_TERM = re.compile(rf"\b(?:{'|'.join(_SEASONS)}|term \d|(?:19|20)\d\d(?:/\d\d)?)\b")


class When(Enum):
    """Which time a heading speaks of."""

    NOW = auto()
    BEFORE = auto()
    TARGET = auto()
    ANOTHER_TERM = auto()
    UNSAID = auto()


@dataclass(frozen=True)
class Candidate:
    """A column that may hold the rating, and of which time it speaks. `named` where its heading speaks of a rating,
    `sure` where it is one of those that sendsat knows; without either it is told by what it holds."""

    column: int
    cell: Cell
    when: When
    named: bool = True
    sure: bool = True

    @property
    def label(self) -> str:
        """The column as somebody is asked for it."""
        return f"{str(self.cell.value).strip()[:60]} ({self.cell.address})"


def time_of(heading: str, round_name: str) -> When:
    """The time a heading speaks of; a term is now where it is the round's."""
    spoken = [when for when, words in _WORDS.items() if words.search(heading)]
    if spoken:
        return spoken[0] if len(spoken) == 1 else When.UNSAID
    terms = _terms(heading)
    if not terms:
        return When.UNSAID
    return When.NOW if terms <= _terms(round_name.casefold()) else When.ANOTHER_TERM


_WORDS = {When.NOW: _NOW, When.BEFORE: _BEFORE, When.TARGET: _TARGET}


def _terms(text: str) -> set[str]:
    return {_SEASONS.get(word, word) for word in _TERM.findall(text)}


def looks_rated(column: int, rows: Sequence[Row], *, surely: bool = False) -> bool:
    """Whether most cells of a column read as ratings; `surely`: whether all do, without a guess."""
    cells = [cell for row in rows if (cell := row.cell(column)) is not None and not cell.is_empty]
    if surely:
        return bool(cells) and all(str(cell.value).strip().casefold() in SURE for cell in cells)
    return sum(not read_rating(cell).problem for cell in cells) * 2 > len(cells)


def choose(candidates: Sequence[Candidate]) -> Candidate | None:
    """The column that plainly holds the rating now, None where somebody must be asked."""
    for wanted in (When.NOW, When.UNSAID):
        speaking = [candidate for candidate in candidates if candidate.when is wanted]
        if speaking:
            return speaking[0] if len(speaking) == 1 else None
    return None
