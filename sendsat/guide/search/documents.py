"""An edition cut into documents that can be found: each with its kind, its words and the place where it opens.

Must not import anything but the model: who shows or stores a document is not its business.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sendsat.guide.edition import Edition
from sendsat.guide.model import Exemplar, Point, Section, Statement, Subsection

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
    for exemplar in exemplars:
        parts = (exemplar.who, exemplar.did, exemplar.outcome or "", *exemplar.points, f"Source: {exemplar.source}")
        yield _document("example", exemplar.title, "\n".join(part for part in parts if part), label, place)


def _statement(statement: Statement, label: str, place: Place) -> Iterator[Document]:
    yield _document("statement", statement.text, "", f"{statement.id} · {label}", place, statement.id)
    if statement.ours is None:
        return
    rag = statement.ours.rag
    colours = f"Red: {rag.red}\nAmber: {rag.amber}\nGreen: {rag.green}"
    yield _document("descriptor", "", colours, f"{statement.id} · {label}", place, statement.id)
    lines = [
        statement.ours.why,
        *statement.ours.ask,
        *statement.ours.look_for,
        *(step.sentence for step in statement.ours.next_steps),
    ]
    if statement.ours.overtaken:
        lines += [statement.ours.overtaken.note, statement.ours.overtaken.instead]
    yield _document("help", "", " · ".join(lines), f"{statement.id} · {label}", place, statement.id)


def _subsection(edition: Edition, section: Section, part: Subsection) -> Iterator[Document]:
    label, place = f"{part.number} {part.title}", Place(section.id, part.number)
    yield from _points(edition, part.guidance, label, place)
    yield from _exemplars(part.exemplars, label, place)
    for statement in part.statements:
        yield from _statement(statement, label, Place(section.id, part.number, statement.id))


def _lists(edition: Edition) -> Iterator[Document]:
    for term in edition.glossary:
        text = " ".join(filter(None, (term.definition, term.note and f"Our note: {term.note}")))
        yield _document(
            "glossary", term.term, text, "Glossary", Place(page="glossary", entry=term.id), " | ".join(term.forms)
        )
    for resource in edition.resources:
        text = ". ".join(
            part for part in (resource.publisher, resource.year, resource.successor, resource.note) if part
        )
        yield _document("resource", resource.title, text, "Resources", Place(page="resources", entry=resource.id))
    for change in edition.changes:
        warning = " Check before relying on this." if change.certainty == "unconfirmed" else ""
        text = f"{change.now}{warning}\nThe guide says: {change.guide_says}"
        yield _document("change", change.topic, text, "What has changed", Place(page="changes", entry=change.id))


def documents_of(edition: Edition) -> tuple[Document, ...]:
    """Every document of an edition: guidance, examples, statements with what is ours beside them, and the lists."""
    documents: list[Document] = []
    for section in edition.sections:
        label, place = f"{section.number} {section.title}", Place(section.id)
        documents += [*_points(edition, section.guidance, label, place), *_exemplars(section.exemplars, label, place)]
        for part in section.subsections:
            documents += _subsection(edition, section, part)
    return (*documents, *_lists(edition))


def names_of(edition: Edition) -> tuple[tuple[str, ...], ...]:
    """For each glossary term, every way of writing it, so that one who types "EHCP" also finds "EHC plan"."""
    return tuple((term.term, *term.forms) for term in edition.glossary)
