"""How well a document fits what was typed. Must not import anything of the package but documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendsat.guide.search.documents import Document


@dataclass(frozen=True)
class Entry:
    """A document with its title, its whole text and its words, as they are looked up."""

    document: Document
    title: str
    whole: str
    words: frozenset[str]


@dataclass(frozen=True)
class Query:
    """One way of asking: the words in order, those that count, and for each the known words that begin with it.

    `name` is a phrase that must be there, where a name was replaced by another.
    """

    words: tuple[str, ...]
    wanted: tuple[str, ...]
    terms: tuple[frozenset[str], ...]
    rarity: tuple[float, ...]
    name: str

    @property
    def phrase(self) -> str:
        """The words as they must follow one another."""
        return f" {' '.join(self.words)} "


Rank = tuple[float, ...]


PHRASE, ALL_WORDS, SOME_WORDS = 3, 2, 1


def rank_of(entry: Entry, query: Query) -> Rank | None:
    """How well a document answers, higher is better: the phrase, then all words, then some; None where none is there.

    Among equals: a term or statement whose own name or text answers, more of the rarer words, the words as typed.
    """
    matched = [not terms.isdisjoint(entry.words) for terms in query.terms]
    if not any(matched) or query.name not in entry.whole:
        return None
    tier = _tier(entry, query, matched)
    share = sum(rarity for rarity, is_there in zip(query.rarity, matched, strict=True) if is_there) / sum(query.rarity)
    kind = entry.document.kind
    titled = kind in ("statement", "glossary") and _titled(entry.title, query, tier)
    exact = sum(word in entry.words for word in query.wanted)
    density = sum(matched) / (20 + len(entry.words))
    return (tier, titled and kind == "glossary", titled, share, not query.name, exact, entry.document.weight, density)


def _tier(entry: Entry, query: Query, matched: Sequence[bool]) -> int:
    if query.phrase in entry.whole:
        return PHRASE
    return ALL_WORDS if all(matched) else SOME_WORDS


def _titled(title: str, query: Query, tier: int) -> bool:
    if tier == PHRASE:
        return query.phrase in title
    words = set(title.split())
    return tier == ALL_WORDS and all(not terms.isdisjoint(words) for terms in query.terms)


def is_full_enough(rank: Rank) -> bool:
    """Whether enough of what was typed is there to show the document at all."""
    tier, share = rank[0], rank[3]
    return tier > SOME_WORDS or share >= 0.5
