"""Single fields of a document, each read strictly: what cannot be what it should be is named with its path. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sendsat.assessment.rating import WORDS, Rating
from sendsat.assessment.rules import check_text
from sendsat.errors import Invalid

Read = TypeVar("Read")
RATINGS = {word.casefold(): rating for rating, word in WORDS.items()} | {rating.value: rating for rating in Rating}
REMEDY = "Download the round again where it comes from, and bring that file in unchanged."


@dataclass(frozen=True)
class Entry:
    """One object of a document and where it stands, such as actions[3]."""

    path: str
    values: Mapping[str, Any]

    def _fault(self, name: str) -> Invalid:
        said = repr(self.values.get(name))[:60]
        return Invalid(f"{self._at(name)} in this file says {said}, which cannot be read.", REMEDY)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def text(self, name: str) -> str:
        """A text; "" where there is none. Raises `Invalid` also where it is too long."""
        value = self.values.get(name) or ""
        if not isinstance(value, str):
            raise self._fault(name)
        return check_text(value, what=name.replace("_", " "))

    def number(self, name: str) -> int:
        """A whole number, also one that is written as a text."""
        return self.read(name, int, missing=None)

    def yes(self, name: str) -> bool:
        """Yes or no; no where it is not said."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self._fault(name)
        return value

    def moment(self, name: str) -> datetime | None:
        """A time in UTC; None where there is none."""
        return self.read(name, _moment, missing="") if self.values.get(name) else None

    def day(self, name: str) -> date | None:
        """A date; None where there is none."""
        return self.read(name, date.fromisoformat, missing="") if self.values.get(name) else None

    def rating(self, name: str) -> Rating | None:
        """A rating, by its word or by its value; None where there is none."""
        said = self.text(name)
        if said and said.casefold() not in RATINGS:
            raise self._fault(name)
        return RATINGS.get(said.casefold())

    def read(self, name: str, parse: Callable[[Any], Read], *, missing: Any) -> Read:
        """What `parse` makes of the field, or of `missing` where it is not there."""
        value = self.values.get(name, missing)
        try:
            if isinstance(value, float | bool):
                raise ValueError
            return parse(value)
        except (ValueError, TypeError, OverflowError, Invalid):
            raise self._fault(name) from None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; none where it is not there."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self._fault(name)
        return tuple(check_text(value, what=name) for value in values)

    def entries(self, name: str) -> Iterator["Entry"]:
        """The objects of a list; none where it is not there."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self._fault(name)
        for place, value in enumerate(values):
            yield Entry(f"{self._at(name)}[{place}]", value)

    def entry(self, name: str) -> "Entry":
        """An object; an empty one where it is not there."""
        value = self.values.get(name) or {}
        if not isinstance(value, dict):
            raise self._fault(name)
        return Entry(self._at(name), value)


def _moment(said: str) -> datetime:
    when = datetime.fromisoformat(said)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
