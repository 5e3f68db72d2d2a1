"""Searching: the guide, and everything the organisation has written in any round.

The words of both are held in memory, ready to be searched. What an organisation wrote is read again only when
something of it has changed, so that typing in the search box stays quick with years of commentary.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from sendsat.assessment.values import Action, Round
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from sendsat.guide.search.documents import KINDS as GUIDE_KINDS
from sendsat.guide.search.documents import Document, Place, documents_of, names_of
from sendsat.guide.search.search import Answer, Index
from sendsat.guide.search.search import search as find
from sendsat.services.desk import Desk
from sendsat.services.work import Scope, reading
from sendsat.storage.queries import actions, rounds
from sendsat.storage.queries.records import texts
from sendsat.storage.store import Store

BESIDE = "beside"
KINDS = {
    **GUIDE_KINDS,
    BESIDE: "Beside the guide, sendsat's own",
    "commentary": "Your commentary",
    "evidence": "Your evidence",
    "action": "Your actions",
}
_WEIGHTS = {"commentary": 9.0, "evidence": 8.0, "action": 7.0}
_written: "WeakKeyDictionary[Store, dict[int, Words]]" = WeakKeyDictionary()


@lru_cache(maxsize=8)
def _guide(library: Library, edition_id: str) -> Index:
    return Index(documents_of(library.get(edition_id)))


@lru_cache(maxsize=8)
def _supplement(library: Library, supplement_id: str, guide_id: str) -> Index:
    """What a supplement says, each place marked as sendsat's own, without resources that the guide lists too."""
    edition, known = library.get(supplement_id), library.get(guide_id).resource_by_id
    own = (
        document
        for document in documents_of(edition)
        if document.kind != "resource" or document.place.entry not in known
    )
    return Index(replace(document, kind=BESIDE, label=f"{edition.header.mark} · {document.label}") for document in own)


def _newness(place: int, count: int) -> float:
    """Less than one, more for later rounds: of texts that answer equally well the latest comes first."""
    return place / (count + 1)


def _said(said: texts.Said, round_: Round, edition: Edition, newness: float) -> list[Document]:
    part = edition.subsection_of.get(said.statement_id)
    section = edition.section_of.get(said.statement_id)
    if part is None or section is None:
        return []
    team = round_.team(said.team_id)
    name = team.name if team else ""
    place = Place(section.id, part.number, said.statement_id, str(round_.id), str(said.team_id) if team else "")
    label = " · ".join(filter(None, (said.statement_id, round_.name, name)))
    both = (("commentary", said.commentary), ("evidence", said.evidence))
    return [
        Document(kind, "", text, label, place, _WEIGHTS[kind] + newness, said.statement_id)
        for kind, text in both
        if text
    ]


def _planned(action: Action, round_names: dict[int, str], newness: float) -> Document:
    more = (*(step.text for step in action.milestones), *(note.text for note in action.notes))
    text = "\n".join(part for part in (action.text, action.success_measure, action.closing_evidence, *more) if part)
    parts = (", ".join(action.statements), action.owner, action.status.word, round_names.get(action.round_id, ""))
    label = " · ".join(filter(None, parts))
    keys = " ".join((*action.statements, action.owner))
    return Document("action", "", text, label, Place(page="actions"), _WEIGHTS["action"] + newness, keys)


def _documents(
    desk: Desk, all_rounds: tuple[Round, ...], said: tuple[texts.Said, ...], planned: tuple[Action, ...]
) -> list[Document]:
    newness = {round_.id: _newness(place, len(all_rounds)) for place, round_ in enumerate(all_rounds)}
    by_id = {round_.id: round_ for round_ in all_rounds}
    names = {round_.id: round_.name for round_ in all_rounds}
    beside = [supplement.id for supplement in desk.library.supplements]
    documents: list[Document] = []
    for entry in said:
        round_ = by_id[entry.round_id]
        edition = desk.library.holding(entry.statement_id, beside) or desk.library.get(round_.edition_id)
        documents += _said(entry, round_, edition, newness[round_.id])
    return documents + [_planned(action, names, newness.get(action.round_id, 0)) for action in planned]


@dataclass(frozen=True)
class Words:
    """What an organisation wrote, ready to be searched, as it was after the change `latest` of its history."""

    latest: int
    index: Index


def words_within(desk: Desk, scope: Scope, all_rounds: tuple[Round, ...] | None = None) -> Words:
    """Inside a transaction: what the organisation wrote, read again only where a text has changed since.

    Whether one has is asked in one statement, which looks at nothing but the changes made since it was asked last.
    """
    by_organisation = _written.setdefault(desk.store, {})
    before = by_organisation.get(desk.organisation.id)
    latest, has_moved = texts.moved_since(scope, before.latest if before else 0)
    if before and not has_moved:
        now = Words(latest, before.index)
    else:
        planned = actions.actions_of(scope)
        known = rounds.rounds_of(scope) if all_rounds is None else all_rounds
        documents = _documents(desk, known, texts.said_of(scope), planned)
        now = Words(latest, Index(documents, reuse=before.index if before else None))
    by_organisation[desk.organisation.id] = now
    return now


def search(
    desk: Desk,
    query: str,
    *,
    edition_id: str = "",
    beside: Collection[str] = (),
    per_kind: int = 5,
    words: Words | None = None,
) -> Answer:
    """Find words in an edition (the current one by default) and in what the organisation wrote in any round.

    At most `per_kind` hits of each kind of `KINDS`. The supplements with the ids `beside` are searched by themselves,
    so that they change nothing of what is found in the guide. What was read just now can be given as `words`; else it
    is made sure that they are of this moment. Raises `NotFound` where an edition is not at hand, `StorageError`.
    """
    edition = desk.library.get(edition_id or desk.library.current.id)
    if words is None:
        with reading(desk) as scope:
            words = words_within(desk, scope)
    indexes = (_guide(desk.library, edition.id), words.index)
    answer = find(query, indexes, names=names_of(edition), per_kind=per_kind)
    apart = tuple(_supplement(desk.library, supplement.id, edition.id) for supplement in desk.library.beside(beside))
    if not apart:
        return answer
    return replace(answer, apart=find(query, apart, names=names_of(edition), per_kind=per_kind).groups)
