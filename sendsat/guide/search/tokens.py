"""Words of a text as search compares them, and the passage of a text that shows the words found.

Plural and singular count as one word, capitals and thousands commas as nothing. Pure; imports nothing of the package.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

Spans = tuple[tuple[int, int], ...]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_MOST_MARKS = 400
_SMALL_WORDS = (
    "a an and are as at be by can do does for from has have how i if in is it its me my of on or our so that the their "
    "them there they this to was we were what when where which who will with you your"
)
STOP_WORDS = frozenset(_SMALL_WORDS.split())


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The form under which a word is compared: "Policies" and "policy" are one, so are "£6,000" and "6000"."""
    word = word.casefold().replace("’", "'").replace(",", "").removesuffix("'s").replace("'", "")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order."""
    return tuple(map(stem, _TOKEN.findall(text)))


def flow(text: str) -> str:
    """The stems of a text in order, each with a space on both sides, so that a phrase is found as a part of it."""
    return f" {' '.join(stems(text))} "


def _pattern(wanted: Iterable[str]) -> re.Pattern[str]:
    """What the words that begin with a wanted stem look like on the page; every find is checked by its stem."""
    roots = {",?".join(root) if root.isdigit() else re.escape(root.removesuffix("y")) for root in wanted}
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(roots, key=len, reverse=True)) + ")", re.IGNORECASE)


def marks(text: str, terms: frozenset[str], wanted: Iterable[str]) -> Spans:
    """Where words of `text` stand whose stem is among `terms`, all of which begin with a stem of `wanted`."""
    spans: list[tuple[int, int]] = []
    for place in _pattern(wanted).finditer(text):
        token = _TOKEN.match(text, place.start())
        if token and stem(token.group()) in terms:
            spans.append(token.span())
            if len(spans) == _MOST_MARKS:
                break
    return tuple(spans)


def _fullest(text: str, spans: Spans, length: int) -> int:
    """The start of the find after which, within `length`, the most different words follow; the first of equals."""

    def variety(place: int) -> int:
        start = spans[place][0]
        near = (text[left:right] for left, right in spans[place : place + 20] if right <= start + length)
        return len({stem(word) for word in near})

    return spans[max(range(len(spans)), key=lambda place: (variety(place), -place))][0]


def passage(text: str, spans: Spans, *, length: int = 240) -> tuple[str, Spans]:
    """The stretch of `text` with the most finds, at most about `length` characters, and where they stand in it.

    Cut at spaces, on one line, with an ellipsis wherever something was left out.
    """
    first = _fullest(text, spans, length) if spans else 0
    start = max(0, first - 60) if len(text) > length else 0
    if start:
        start = max(text.rfind(" ", 0, start + 1), text.rfind("\n", 0, start + 1), start - 30) + 1
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), first + 1, end - 30)
    lead, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    shown = re.sub(r"\s", " ", text[start:end])
    shift = len(lead) - start
    inside = tuple((left + shift, right + shift) for left, right in spans if left >= start and right <= end)
    return f"{lead}{shown}{tail}", inside
