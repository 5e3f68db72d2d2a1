"""Glossary terms that explain themselves where they stand, on hover, focus and tap; and guidance as HTML."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.edition import Edition
from sendsat.guide.model import Exemplar, GlossaryTerm, Point, Resource
from sendsat.ui.frame.html import NOTHING, joined
from sendsat.ui.frame.words import day
from sendsat.ui.guide import marks

STATUS_WORDS = {
    "current": "in use",
    "updated": "updated since",
    "superseded": "replaced since",
    "withdrawn": "withdrawn",
    "archived": "kept as a record",
    "unknown": "not confirmed",
}
GOES_TO = {
    "document": "",
    "publisher-site": "goes to the publisher's site, not the document",
    "news-report": "goes to a news report about it",
    "none": "no address is known",
}
NAMED = "Named by the guide"
ADDED = "Added by us, not in the guide"


@lru_cache(maxsize=8)
def _pattern(terms: tuple[GlossaryTerm, ...]) -> tuple[re.Pattern[str], dict[str, GlossaryTerm]]:
    by_form = {form.casefold(): term for term in terms for form in (term.term, *term.forms)}
    if not terms:  # a supplement may have none; an empty choice would match everywhere
        return re.compile(r"(?!)"), {}
    longest_first = sorted(by_form, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE), by_form


class Marker:
    """Marks each glossary term once in the texts given to it, in order."""

    def __init__(self, edition: Edition) -> None:
        self._pattern, self._by_form = _pattern(edition.glossary)
        self._done: set[str] = set()

    def html(self, text: str) -> Markup:
        """The text as HTML with its terms explained."""
        parts: list[str] = []
        end = 0
        for match in self._pattern.finditer(text):
            term = self._by_form[match.group().casefold()]
            if term.id in self._done:
                continue
            self._done.add(term.id)
            parts += [text[end : match.start()], _term(term, match.group())]
            end = match.end()
        return joined([*parts, text[end:]])


def _term(term: GlossaryTerm, shown: str) -> Markup:
    note = f" Our note: {term.note}" if term.note else ""
    return Markup(
        '<span class="term" role="button" tabindex="0" aria-label="{0}" aria-describedby="tip-{1}">{0}'
        '<span class="tip" role="tooltip" id="tip-{1}"><b>{2}</b>: {3}{4}</span></span>'
    ).format(shown, term.id, term.term, term.definition, note)


def points_html(points: tuple[Point, ...], edition: Edition, marker: Marker, kind: OrganisationKind) -> Markup:
    """Points of guidance as a list under their topics, each with its mark, what it rests on and whether that binds."""
    parts: list[Markup] = []
    topic, close = None, NOTHING
    for point in points:
        if point.topic and point.topic != topic:
            parts.append(close + Markup("<h3>{}</h3>").format(point.topic))
            topic, close = point.topic, NOTHING
        if not close:
            parts.append(Markup('<ul class="points">'))
            close = Markup("</ul>")
        parts.append(_point(point, edition, marker, kind))
    return joined(parts) + close


def _point(point: Point, edition: Edition, marker: Marker, kind: OrganisationKind) -> Markup:
    tail = marks.rests_on(edition, point) + marks.point_unbound(edition, point, kind)
    words = (marks.point_mark(point), marker.html(point.text), tail, our_note(point.note))
    return Markup("<li>{}{}{}{}</li>").format(*words)


def our_note(note: str | None) -> Markup:
    """What we add to the guide's words, as a paragraph; nothing where there is no note."""
    return Markup('<p class="aside"><b>Our note:</b> {}</p>').format(note) if note else NOTHING


def exemplars_html(exemplars: tuple[Exemplar, ...], edition: Edition, marker: Marker) -> Markup:
    """Examples from practice: who, what they did, what came of it, and the source."""
    return joined(_exemplar(exemplar, edition, marker) for exemplar in exemplars)


def _exemplar(exemplar: Exemplar, edition: Edition, marker: Marker) -> Markup:
    did = {"practice": "What they did", "quotation": "What was found", "recommendations": "What was asked"}[
        exemplar.kind
    ]
    rows = [("Who", exemplar.who), (did, exemplar.did)] + (
        [("What came of it", exemplar.outcome)] if exemplar.outcome else []
    )
    listed = joined(Markup("<li>{}</li>").format(marker.html(point)) for point in exemplar.points)
    body = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(title, marker.html(text)) for title, text in rows)
    source = escape(exemplar.source)
    resource = edition.resource_by_id.get(exemplar.resource or "")
    if resource and resource.url:
        source += Markup(" ({})").format(_anchor(resource, "link"))
    points = Markup("<ul>{}</ul>").format(listed) if listed else NOTHING
    whole = Markup("<h3>{}</h3><dl>{}</dl>{}<p class='cites'>Source: {}</p>")
    return whole.format(exemplar.title, body, points, source)


def _anchor(resource: Resource, shown: str) -> Markup:
    goes = f", {GOES_TO[resource.link_goes_to]}" if GOES_TO[resource.link_goes_to] else ""
    link = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>{}{}')
    return link.format(resource.url, shown, goes, _hint(resource))


def _hint(resource: Resource) -> str:
    """What to search for where the link stops short of the page, or should the page have moved."""
    if not resource.search_for:
        return ""
    if resource.stops_short:
        return f". Search there for “{resource.search_for}”"
    return f". If the page has moved, search the web for “{resource.search_for}”"


def resources_html(resources: tuple[Resource, ...]) -> Markup:
    """Linked resources, each with its publisher, its status today, where the link goes and what replaced it.

    Where some of them are ours, the guide's come first and each group has its heading.
    """
    named = [resource for resource in resources if not resource.is_ours]
    added = [resource for resource in resources if resource.is_ours]
    if not added:
        return _listed("", named)
    return _listed(NAMED, named) + _listed(ADDED, added)


def _listed(title: str, resources: Iterable[Resource]) -> Markup:
    rows = joined(map(_resource, resources))
    heading = Markup("<h3>{}</h3>").format(title) if title else NOTHING
    return heading + Markup('<ul class="points">{}</ul>').format(rows) if rows else NOTHING


def _resource(resource: Resource) -> Markup:
    year = f", {resource.year}" if resource.year else ""
    link = _anchor(resource, resource.title) if resource.url else f"{resource.title} (no address is known)"
    stored_copy = f" · address found {day(resource.confirmed)}, in a stored copy" if resource.confirmed else ""
    successor = (
        Markup('<p class="aside"><b>Today:</b> {}</p>').format(resource.successor) if resource.successor else NOTHING
    )
    row = Markup('<li id="{}">{}<br><span class="cites">{}{} · {}{}</span>{}{}</li>')
    return row.format(
        resource.id,
        link,
        resource.publisher,
        year,
        STATUS_WORDS[resource.status],
        stored_copy,
        successor,
        our_note(resource.note),
    )
