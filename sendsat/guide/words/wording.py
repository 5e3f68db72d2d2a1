"""Finds words that are not written as the edition writes them, in any of its files or in another YAML file.

A glossary entry may name the ways it lists as its own forms: it is there to explain them. Must not import anything but
the lists and the reading of files.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sendsat.guide.lists import Wording
from sendsat.guide.reading import Document, Faulty, read

_NO_TEXT = frozenset({"id", "url", "source_url", "term", "forms", "never"})
_Place = tuple[str | int, ...]
_Text = tuple[_Place, str, tuple[str, ...]]


def slips(document: Document, wordings: Iterable[Wording]) -> Iterator[str]:
    """Each slip as one plain line that names file, line, entry and how to write it."""
    known = tuple(wordings)
    for place, text, forms in _texts(document.data):
        for wording in known:
            for word in dict.fromkeys(_pattern(wording.never).findall(text)):
                if " ".join(word.split()) not in forms:
                    owner = document.owner(place)
                    where = f"{document.name}: line {document.line(place)}:{f' {owner}:' if owner else ''}"
                    yield f"{where} '{' '.join(word.split())}' is written '{wording.write}' here"


def check_file(file: Path, wording: Path) -> list[str]:
    """The slips of a YAML file that belongs to no edition, none where `wording` has faults itself."""
    try:
        wordings = [Wording.model_validate(entry) for entry in read(wording).data]
    except (Faulty, ValidationError, TypeError):
        return []
    try:
        return list(slips(read(file), wordings))
    except Faulty as fault:
        return [f"{file.name}: {fault}"]


@lru_cache(maxsize=64)
def _pattern(never: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the ways as whole words, the longest first; parts of a name with hyphens are not words."""
    ways = ("\\s+".join(map(re.escape, way.split())) for way in sorted(never, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?![\w-])")


def _texts(value: Any, place: _Place = (), forms: tuple[str, ...] = ()) -> Iterator[_Text]:
    """Every text for readers with its place, and the forms that the entry around it explains."""
    if isinstance(value, dict):
        forms = tuple(value.get("forms") or forms)
        for key, inner in value.items():
            if key not in _NO_TEXT:
                yield from _texts(inner, (*place, key), forms)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number), forms)
    elif isinstance(value, str):
        yield place, value, forms
