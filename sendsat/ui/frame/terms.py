"""Glossary terms that explain themselves where they stand, on hover, focus and tap; and guidance as HTML."""

import re
from functools import lru_cache

from sendsat.guide.model import Edition, Exemplar, GlossaryTerm, Point, Resource
from sendsat.ui.frame.words import escape

KINDS = {"must": "MUST", "good": "GOOD PRACTICE", "fact": "BACKGROUND"}
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


@lru_cache(maxsize=8)
def _pattern(terms: tuple[GlossaryTerm, ...]) -> tuple[re.Pattern[str], dict[str, GlossaryTerm]]:
    by_form = {form.casefold(): term for term in terms for form in (term.term, *term.forms)}
    longest_first = sorted(by_form, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE), by_form


class Marker:
    """Marks each glossary term once in the texts given to it, in order."""

    def __init__(self, edition: Edition) -> None:
        self._pattern, self._by_form = _pattern(edition.glossary)
        self._done: set[str] = set()

    def html(self, text: str) -> str:
        """The text as HTML with its terms explained."""
        parts, end = [], 0
        for found in self._pattern.finditer(text):
            term = self._by_form[found.group().casefold()]
            if term.id in self._done:
                continue
            self._done.add(term.id)
            parts += [escape(text[end : found.start()]), _term(term, found.group())]
            end = found.end()
        return "".join([*parts, escape(text[end:])])


def _term(term: GlossaryTerm, shown: str) -> str:
    note = f" Our note: {term.note}" if term.note else ""
    return (
        f'<span class="term" tabindex="0">{escape(shown)}<span class="tip" role="tooltip">'
        f"<b>{escape(term.term)}</b>: {escape(term.definition)}{escape(note)}</span></span>"
    )


def points_html(points: tuple[Point, ...], marker: Marker) -> str:
    """Points of guidance as a list, each marked as a legal duty, good practice or background, under their topics."""
    parts, topic, is_open = [], None, False
    for point in points:
        if point.topic and point.topic != topic:
            parts.append(("</ul>" if is_open else "") + f"<h4>{escape(point.topic)}</h4>")
            topic, is_open = point.topic, False
        if not is_open:
            parts.append('<ul class="points">')
            is_open = True
        parts.append(_point(point, marker))
    return "".join(parts) + ("</ul>" if is_open else "")


def _point(point: Point, marker: Marker) -> str:
    cites = [*point.law, *(f"CoP {paragraph}" for paragraph in point.cop)]
    tail = f' <span class="cites">({escape("; ".join(cites))})</span>' if cites else ""
    note = f'<p class="aside"><b>Our note:</b> {escape(point.note)}</p>' if point.note else ""
    kind = "" if point.kind == "fact" else f'<span class="kind">{KINDS[point.kind]}</span>'
    return f"<li>{kind}{marker.html(point.text)}{tail}{note}</li>"


def exemplars_html(exemplars: tuple[Exemplar, ...], edition: Edition, marker: Marker) -> str:
    """Examples from practice: who, what they did, what came of it, and the source."""
    return "".join(_exemplar(one, edition, marker) for one in exemplars)


def _exemplar(one: Exemplar, edition: Edition, marker: Marker) -> str:
    did = {"practice": "What they did", "quotation": "What was found", "recommendations": "What was asked"}[one.kind]
    rows = [("Who", one.who), (did, one.did)] + ([("What came of it", one.outcome)] if one.outcome else [])
    listed = "".join(f"<li>{marker.html(point)}</li>" for point in one.points)
    body = "".join(f"<dt>{title}</dt><dd>{marker.html(text)}</dd>" for title, text in rows)
    source = escape(one.source)
    resource = edition.resource_by_id.get(one.resource or "")
    if resource and resource.url:
        source += f" ({_anchor(resource, 'link')})"
    points = f"<ul>{listed}</ul>" if listed else ""
    return f"<h4>{escape(one.title)}</h4><dl>{body}</dl>{points}<p class='cites'>Source: {source}</p>"


def _anchor(resource: Resource, shown: str) -> str:
    goes = f", {GOES_TO[resource.link_goes_to]}" if GOES_TO[resource.link_goes_to] else ""
    return f'<a href="{escape(resource.url)}" target="_blank" rel="noopener noreferrer">{escape(shown)}</a>{goes}'


def resources_html(resources: tuple[Resource, ...]) -> str:
    """Linked resources, each with its publisher, its status today, where the link goes and what replaced it."""
    rows = []
    for one in resources:
        year = f", {escape(one.year)}" if one.year else ""
        link = _anchor(one, one.title) if one.url else f"{escape(one.title)} (no address is known)"
        successor = f'<p class="aside"><b>Today:</b> {escape(one.successor)}</p>' if one.successor else ""
        rows.append(
            f'<li id="{escape(one.id)}">{link}<br><span class="cites">{escape(one.publisher)}{year} · '
            f"{STATUS_WORDS[one.status]}</span>"
            f"{successor}</li>"
        )
    return f'<ul class="points">{"".join(rows)}</ul>'
