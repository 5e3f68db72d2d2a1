"""An edition cut into documents that can be found: each with its kind, its words and the place where it opens.

Must not import anything but the model: who shows or stores a document is not its business.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sendsat.guide.model import Edition, Exemplar, Point, Section, Statement, Subsection

KINDS = {
    "statement": "Statements",
    "glossary": "Glossary",
    "guidance": "Guidance",
    "descriptor": "What Red, Amber and Green look like",
    "help": "Questions, evidence and next steps",
    "example": "Examples",
    "change": "Changed since the guide was printed",
    "resource": "Resources",
}
_WEIGHTS = {kind: float(10 + len(KINDS) - place) for place, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Place:
    """Where a document opens: a part of a section, at a statement if there is one, in a round as a team if they are
    named; or a page of its own by its address, at an entry of it if there is one.
    """

    section_id: str = ""
    part: str = ""
    statement_id: str = ""
    round: str = ""
    team: str = ""
    page: str = ""
    entry: str = ""


@dataclass(frozen=True)
class Document:
    """Something to be found. `title` and `text` are searched and shown, `keys` only searched, `label` only shown.

    `weight` orders documents that answer a question equally well, the heaviest first.
    """

    kind: str
    title: str
    text: str
    label: str
    place: Place
    weight: float
    keys: str = ""


def _document(kind: str, title: str, text: str, label: str, place: Place, keys: str = "") -> Document:
    return Document(kind, title, text, label, place, _WEIGHTS[kind], keys)


def _point_text(edition: Edition, point: Point) -> str:
    cites = edition.cited(point)
    tail = f" ({'; '.join(cites)})" if cites else ""
    return point.text + tail + (f"\nOur note: {point.note}" if point.note else "")


def _points(edition: Edition, points: tuple[Point, ...], label: str, place: Place) -> Iterator[Document]:
    for point in points:
        yield _document("guidance", point.topic or "", _point_text(edition, point), label, place)


def _exemplars(exemplars: tuple[Exemplar, ...], label: str, place: Place) -> Iterator[Document]:
    for one in exemplars:
        parts = (one.who, one.did, one.outcome or "", *one.points, f"Source: {one.source}")
        yield _document("example", one.title, "\n".join(part for part in parts if part), label, place)


def _statement(one: Statement, label: str, place: Place) -> Iterator[Document]:
    yield _document("statement", one.text, "", f"{one.id} · {label}", place, one.id)
    if one.ours is None:
        return
    rag = one.ours.rag
    colours = f"Red: {rag.red}\nAmber: {rag.amber}\nGreen: {rag.green}"
    yield _document("descriptor", "", colours, f"{one.id} · {label}", place, one.id)
    lines = [one.ours.why, *one.ours.ask, *one.ours.look_for, *(step.sentence for step in one.ours.next_steps)]
    if one.ours.overtaken:
        lines += [one.ours.overtaken.note, one.ours.overtaken.instead]
    yield _document("help", "", " · ".join(lines), f"{one.id} · {label}", place, one.id)


def _subsection(edition: Edition, section: Section, part: Subsection) -> Iterator[Document]:
    label, place = f"{part.number} {part.title}", Place(section.id, part.number)
    yield from _points(edition, part.guidance, label, place)
    yield from _exemplars(part.exemplars, label, place)
    for one in part.statements:
        yield from _statement(one, label, Place(section.id, part.number, one.id))


def _lists(edition: Edition) -> Iterator[Document]:
    for term in edition.glossary:
        text = " ".join(filter(None, (term.definition, term.note and f"Our note: {term.note}")))
        yield _document(
            "glossary", term.term, text, "Glossary", Place(page="glossary", entry=term.id), " | ".join(term.forms)
        )
    for one in edition.resources:
        text = ". ".join(part for part in (one.publisher, one.year, one.successor, one.note) if part)
        yield _document("resource", one.title, text, "Resources", Place(page="resources", entry=one.id))
    for change in edition.changes:
        warning = " Check before relying on this." if change.certainty == "unconfirmed" else ""
        text = f"{change.now}{warning}\nThe guide says: {change.guide_says}"
        yield _document("change", change.topic, text, "What has changed", Place(page="changes", entry=change.id))


def documents_of(edition: Edition) -> tuple[Document, ...]:
    """Every document of an edition: guidance, examples, statements with what is ours beside them, and the lists."""
    found: list[Document] = []
    for section in edition.sections:
        label, place = f"{section.number} {section.title}", Place(section.id)
        found += [*_points(edition, section.guidance, label, place), *_exemplars(section.exemplars, label, place)]
        for part in section.subsections:
            found += _subsection(edition, section, part)
    return (*found, *_lists(edition))


def names_of(edition: Edition) -> tuple[tuple[str, ...], ...]:
    """For each glossary term, every way of writing it, so that one who types "EHCP" also finds "EHC plan"."""
    return tuple((term.term, *term.forms) for term in edition.glossary)
