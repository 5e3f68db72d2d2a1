"""The guidance beside the statements: what the guide says, examples, resources, and what has changed since."""

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.edition import Edition
from sendsat.guide.model import Change, Section, Subsection
from sendsat.ui.frame import state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html, read_aloud
from sendsat.ui.frame.words import day, spelt_dates
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import marks
from sendsat.ui.guide.terms import Marker, exemplars_html, points_html, resources_html


@st.cache_data(show_spinner=False, max_entries=64)
def _panels(
    edition_id: str, section_id: str, number: str, reviewed: str, kind: OrganisationKind, _edition: Edition
) -> dict[str, Markup]:
    """The panels of one subsection as HTML, and what belongs to its whole section, by title."""
    part = _edition.subsections[number]
    changes = _edition.changes_for[number]
    resources = (*(_edition.resource_by_id[resource_id] for resource_id in part.resources), *_edition.added_for[number])
    panels = {"Guidance": points_html(part.guidance, _edition, Marker(_edition), kind)}
    if part.exemplars:
        panels[f"Examples ({len(part.exemplars)})"] = exemplars_html(part.exemplars, _edition, Marker(_edition))
    if resources:
        panels[f"Resources ({len(resources)})"] = resources_html(resources)
    if changes:
        panels[f"Changed since {_edition.header.published[-4:]} ({len(changes)})"] = changes_html(changes)
    panels["About the section"] = _about(_edition, _edition.section_by_id[section_id], kind)
    return panels


def changes_html(changes: tuple[Change, ...]) -> Markup:
    """What has changed since the guide was printed, with sources and how sure it is."""
    return Markup('<ul class="points">{}</ul>').format(joined(map(_change, changes)))


def _change(change: Change) -> Markup:
    warning = Markup(" <b>Check before relying on this.</b>") if change.certainty == "unconfirmed" else NOTHING
    since = f" ({spelt_dates(change.since)})" if change.since else ""
    checked = f". Checked again on {day(change.checked)}." if change.checked else ""
    row = Markup(
        '<li id="{}"><b>{}</b>{}<br>{}{}<br><span class="cites">The guide says: {} '
        '<a href="{}" target="_blank" rel="noopener noreferrer">Source</a>{}</span></li>'
    )
    return row.format(
        change.id, change.topic, since, change.now, warning, change.guide_says, change.source_url, checked
    )


def draw(section: Section, part: Subsection) -> None:
    """Draw the panel beside the statements; it stays in view while they scroll."""
    st.fragment(_beside)(section.id, part.number)


def _beside(section_id: str, number: str) -> None:
    """One panel at a time, so that the browser holds no more than is read."""
    edition = view.current().edition
    kind = desk().organisation.kind
    panels = _panels(edition.id, section_id, number, str(edition.header.reviewed), kind, edition)
    chosen = st.segmented_control(
        "Beside the statements",
        list(panels),
        default=next(iter(panels)),
        key=state.beside(number),
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
    body = panels.get(chosen or "", next(iter(panels.values())))
    panel = Markup('<div class="panel" id="guidance-start"><h2 class="sr-only">Guidance</h2>{}</div>').format(body)
    put_html(read_aloud("guidance", "guidance-start") + panel)


def whole_html(edition: Edition, statement_id: str, kind: OrganisationKind) -> Markup:
    """What helps to rate one statement: what to ask, why it matters, then its part's guidance and all its examples."""
    part, marker = edition.subsection_of[statement_id], Marker(edition)
    guide = points_html(part.guidance, edition, marker, kind)
    whose = edition.header.short_title if edition.is_supplement else "guide"
    title = f"What the {whose} says about {part.title.lower()}"
    examples = exemplars_html(part.exemplars, edition, marker)
    heading = Markup("<h2>{}</h2>").format("An example" if len(part.exemplars) == 1 else "Examples")
    return read_aloud("guidance", "whole-guidance") + Markup(
        '<div class="whole-guidance panel" id="whole-guidance" tabindex="0" role="region" aria-label="Guidance">'
        "{}<h2>{}</h2>{}{}</div>"
    ).format(_to_ask(edition, statement_id, kind), title, guide, heading + examples if examples else NOTHING)


def _to_ask(edition: Edition, statement_id: str, kind: OrganisationKind) -> Markup:
    ours = edition.statements[statement_id].ours
    if ours is None:
        return NOTHING
    asks = joined(Markup("<li>{}</li>").format(question) for question in ours.ask)
    mark = marks.statement_mark(edition, ours, kind) + marks.rests_on(edition, ours)
    told = Markup("<h2>Ask</h2><ul class='asks'>{}</ul><h2>Why it matters</h2><p>{}</p>{}")
    return told.format(asks, ours.why, mark)


def _about(edition: Edition, section: Section, kind: OrganisationKind) -> Markup:
    """What belongs to the whole section: who rates it, when, and the law behind it."""
    marker = Marker(edition)
    lists = (
        ("Legislation", section.legislation),
        ("Regulations", section.regulations),
        ("Resources", section.resources),
    )
    parts = [
        Markup("<dl><dt>Who it is for</dt><dd>{}</dd><dt>When to rate it</dt><dd>{}</dd></dl>").format(
            marker.html(section.audience), marker.html(section.when)
        ),
        points_html(section.guidance, edition, marker, kind),
    ]
    for title, ids in lists:
        if ids:
            listed = resources_html(tuple(edition.resource_by_id[resource_id] for resource_id in ids))
            parts.append(Markup("<h3>{}</h3>{}").format(title, listed))
    if section.exemplars:
        parts.append(exemplars_html(section.exemplars, edition, marker))
    return joined(parts)
