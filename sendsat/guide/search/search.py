"""Finds documents by words: forgives small slips, knows other names of a thing, puts the best answer first.

An `Index` holds documents ready to be searched; it lives in memory and works the same whatever database is used.
Must not import anything of the package but tokens and documents.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sendsat.guide.search.documents import Document
from sendsat.guide.search.ranking import SOME_WORDS, Entry, Query, Rank, is_full_enough, rank_of
from sendsat.guide.search.tokens import STOP_WORDS, Spans, flow, marks, passage, stems

LONGEST_QUERY = 200
MOST_WORDS = 12
MOST_NAMES = 6
SHORTEST_BEGINNING = 3
SHORTEST_SLIP = 4
Names = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Hit:
    """A document found: where the words stand in its title, and the passage of its text that shows them best."""

    document: Document
    title_spans: Spans
    passage: str
    passage_spans: Spans


@dataclass(frozen=True)
class Group:
    """The best hits of one kind, best first, and how many there are in all."""

    kind: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Answer:
    """What was found: groups in the order of their best hits. `corrections` pairs a word typed with the word used.

    `apart` is what was found in texts that are searched and counted by themselves.
    """

    query: str
    groups: tuple[Group, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    apart: tuple[Group, ...] = ()

    @property
    def total(self) -> int:
        """How many documents were found, without those that are counted apart."""
        return sum(group.total for group in self.groups)

    @property
    def total_apart(self) -> int:
        """How many documents were found that are counted apart."""
        return sum(group.total for group in self.apart)


def _entry(document: Document) -> Entry:
    title = flow(f"{document.keys} | {document.title}")
    whole = title + flow(document.text)
    return Entry(document, title, whole, frozenset(whole.split()))


class Index:
    """Documents ready to be searched. With `reuse`, what an older index knows of the same documents is used again."""

    def __init__(self, documents: Iterable[Document], *, reuse: "Index | None" = None) -> None:
        known = reuse._entries if reuse else {}
        self._entries: dict[Document, Entry] = {
            document: known.get(document) or _entry(document) for document in documents
        }
        self.counts: Counter[str] = Counter()
        for entry in self._entries.values():
            self.counts.update(entry.words)
        self._vocabulary = sorted(self.counts)

    @property
    def entries(self) -> Iterable[Entry]:
        """Every document with its words."""
        return self._entries.values()

    def __len__(self) -> int:
        return len(self._entries)

    def beginning(self, start: str) -> Iterator[str]:
        """The words that begin so; the word alone where it is too short to be a beginning."""
        if len(start) < SHORTEST_BEGINNING or start[0].isdigit():
            yield from (start,) if start in self.counts else ()
            return
        place = bisect_left(self._vocabulary, start)
        while place < len(self._vocabulary) and self._vocabulary[place].startswith(start):
            yield self._vocabulary[place]
            place += 1


def _nearest(word: str, indexes: Sequence[Index]) -> str | None:
    """The known word that `word` was most likely meant to be: one slip away, or two in a long word."""
    if len(word) < SHORTEST_SLIP or not word.isalpha() or word in STOP_WORDS:
        return None
    slips = 1 if len(word) < 6 else 2
    counts: Counter[str] = Counter()
    for index in indexes:
        near = process.extract(word, list(index.counts), scorer=OSA.distance, score_cutoff=slips, limit=20)
        candidates = (candidate for candidate, _, _ in near if candidate.isalpha() and len(candidate) > 2)
        counts.update({candidate: index.counts[candidate] for candidate in candidates})
    if not counts:
        return None
    return min(
        counts,
        key=lambda candidate: (OSA.distance(word, candidate), candidate[0] != word[0], -counts[candidate], candidate),
    )


def _corrected(typed: tuple[str, ...], indexes: Sequence[Index]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    used, corrections = [], []
    for word in typed:
        known = any(True for index in indexes for _ in index.beginning(word))
        better = None if known else _nearest(word, indexes)
        if better:
            corrections.append((word, better))
        used.append(better or word)
    return tuple(used), tuple(corrections)


def _other_names(words: tuple[str, ...], names: Names) -> list[tuple[tuple[str, ...], str]]:
    """The query itself, then the query with the longest name in it replaced by each other name of the same thing.

    Each comes with the name that stands in it now, as a phrase; the query itself with none.
    """
    line, best = f" {' '.join(words)} ", ""
    others: tuple[str, ...] = ()
    for group in names:
        forms = tuple(dict.fromkeys(map(flow, group)))
        for form in forms:
            if form in line and len(form) > len(best):
                best, others = form, forms
    replaced = [(tuple(line.replace(best, other, 1).split()), other) for other in others if other != best]
    return [(words, ""), *replaced[:MOST_NAMES]]


def _query(words: tuple[str, ...], name: str, indexes: Sequence[Index]) -> Query:
    wanted = tuple(dict.fromkeys(word for word in words if word not in STOP_WORDS)) or tuple(dict.fromkeys(words))
    terms = tuple(frozenset(term for index in indexes for term in index.beginning(word)) for word in wanted)
    size = sum(map(len, indexes))
    frequencies = (sum(index.counts[term] for index in indexes for term in group) for group in terms)
    rarity = tuple(log(2 + size / (1 + count)) for count in frequencies)
    return Query(words, wanted, terms, rarity, name)


def _ranked(queries: Sequence[Query], indexes: Sequence[Index]) -> list[tuple[Document, Query]]:
    """Every document found with the way of asking that found it best, best first.

    Where some documents have all the words, those with fewer than half, counting rare words for more, are left out.
    """
    ranked: list[tuple[Rank, Document, Query]] = []
    for index in indexes:
        for entry in index.entries:
            ranks = [(rank, query) for query in queries if (rank := rank_of(entry, query))]
            if ranks:
                rank, query = max(ranks, key=lambda pair: pair[0])
                ranked.append((rank, entry.document, query))
    ranked.sort(key=lambda answer: answer[0], reverse=True)
    has_full = bool(ranked) and ranked[0][0][0] > SOME_WORDS
    return [(document, query) for rank, document, query in ranked if not has_full or is_full_enough(rank)]


def _hit(document: Document, query: Query) -> Hit:
    terms = frozenset(term for group in query.terms for term in group)
    shown, spans = passage(document.text, marks(document.text, terms, query.wanted))
    return Hit(document, marks(document.title, terms, query.wanted), shown, spans)


def search(query: str, indexes: Sequence[Index], *, names: Names = (), per_kind: int = 5) -> Answer:
    """Find what `query` asks for in all the indexes, at most `per_kind` hits of each kind. `names` are groups of words
    that mean the same. An empty query, or one without a word, finds nothing.
    """
    typed = stems(query[:LONGEST_QUERY])[:MOST_WORDS]
    if not typed:
        return Answer(query)
    words, corrections = _corrected(typed, indexes)
    ways = [_query(asked, name, indexes) for asked, name in _other_names(words, names)]
    by_kind: dict[str, list[tuple[Document, Query]]] = {}
    for document, way in _ranked(ways, indexes):
        by_kind.setdefault(document.kind, []).append((document, way))
    groups = tuple(
        Group(kind, len(answers), tuple(_hit(document, way) for document, way in answers[:per_kind]))
        for kind, answers in by_kind.items()
    )
    return Answer(query, groups, corrections)
