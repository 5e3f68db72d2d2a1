"""The change log of the content: what of an edition is the guide's substance, what is ours, and when each was reviewed.

Wording is ours throughout; "the guide's" means that the source says it, "ours" that we add it. Counts are of sentences,
or of entries where a list holds no sentences. Pure; must not import anything but the model.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sendsat.guide.edition import Edition
from sendsat.guide.model import Exemplar, Facilitation, Point, Section

_END = re.compile(r"[.!?][\"'’”)]*(?=\s|$)")


@dataclass(frozen=True)
class ContentLine:
    """One file or part of the edition: how much is the guide's and how much ours, with the dates of the last review.

    `ours_reviewed` is the oldest review of anything of ours in it; None where nothing is ours.
    """

    title: str
    unit: Literal["sentences", "entries"]
    from_guide: int
    ours: int
    reviewed: date
    ours_reviewed: date | None


def sentences(*texts: str | None) -> int:
    """How many sentences the texts hold; a text without a full stop, such as a heading, counts as one."""
    return sum(max(1, len(_END.findall(text))) for text in texts if text)


def _points(points: Iterable[Point]) -> tuple[int, int]:
    all_points = tuple(points)
    return sum(sentences(point.text) for point in all_points), sum(sentences(point.note) for point in all_points)


def _examples(exemplars: Iterable[Exemplar]) -> int:
    return sum(sentences(exemplar.did, exemplar.outcome, *exemplar.points) for exemplar in exemplars)


def _facilitation(facilitation: Facilitation) -> int:
    steps = (step.text for step in facilitation.next_steps)
    overtaken = (facilitation.overtaken.note, facilitation.overtaken.instead) if facilitation.overtaken else ()
    rag = facilitation.rag
    return sentences(
        rag.red,
        rag.amber,
        rag.green,
        facilitation.why,
        facilitation.covers,
        *facilitation.ask,
        *facilitation.look_for,
        *steps,
        *overtaken,
    )


def _section_lines(section: Section) -> Iterator[ContentLine]:
    parts = section.subsections
    guide, notes = _points((*section.guidance, *(point for part in parts for point in part.guidance)))
    guide += _examples((*section.exemplars, *(exemplar for part in parts for exemplar in part.exemplars)))
    guide += sentences(section.audience, section.when)
    reviewed = section.reviewed
    title = f"{section.number} {section.title}"
    yield ContentLine(
        f"{title}: guidance and examples", "sentences", guide, notes, reviewed, reviewed if notes else None
    )
    asked = sentences(*(question.heading for part in parts for question in part.questions))
    asked += sentences(*(statement.text for statement in section.statements))
    ours = tuple(statement.ours for statement in section.statements if statement.ours)
    oldest = min((facilitation.reviewed for facilitation in ours), default=None)
    ours_count = sum(map(_facilitation, ours))
    yield ContentLine(
        f"{title}: statements and what helps to rate them", "sentences", asked, ours_count, reviewed, oldest
    )


def _list_lines(edition: Edition) -> Iterator[ContentLine]:
    day = edition.header.reviewed
    header, glossary, changes = edition.header, edition.glossary, edition.changes
    about = sentences(*header.advice), sentences(header.source, header.licence)
    terms = sentences(*(term.definition for term in glossary)), sentences(*(term.note for term in glossary))
    moved = sentences(*(change.guide_says for change in changes)), sentences(*(change.now for change in changes))
    added = sum(resource.is_ours for resource in edition.resources)
    resources = len(edition.resources) - added, added + sum(bool(resource.successor) for resource in edition.resources)
    origins = [mapping.origin for statement in edition.statements.values() for mapping in statement.ofsted.values()]
    areas = origins.count("guide"), origins.count("sendsat")
    title = "About the supplement" if edition.is_supplement else "About the guide"
    yield ContentLine(title, "sentences", *about, day, day)
    yield ContentLine("Glossary", "sentences", *terms, day, day if terms[1] else None)
    yield ContentLine(
        "Resources, what replaced them, and those we add", "entries", *resources, day, day if resources[1] else None
    )
    yield ContentLine("Changes since the guide was printed", "sentences", *moved, day, day if moved[1] else None)
    yield ContentLine("Ofsted areas of statements", "entries", *areas, day, day if areas[1] else None)
    laws, related = len(edition.laws), len(edition.related)
    yield ContentLine("Provisions of law, whom they bind and where we read them", "entries", 0, laws, day, day)
    yield ContentLine("Links between related statements", "entries", 0, related, day, day if related else None)


def content_log(edition: Edition) -> tuple[ContentLine, ...]:
    """What of each part of the edition is the guide's and what is ours, in the edition's order."""
    lines = (*(line for section in edition.sections for line in _section_lines(section)), *_list_lines(edition))
    if not edition.is_supplement:
        return lines
    return tuple(_all_ours(line) for line in lines if line.from_guide or line.ours)


def _all_ours(line: ContentLine) -> ContentLine:
    """A line of a supplement: nothing of it is the guide's."""
    oldest = min(line.reviewed, line.ours_reviewed or line.reviewed)
    return replace(line, from_guide=0, ours=line.from_guide + line.ours, ours_reviewed=oldest)
