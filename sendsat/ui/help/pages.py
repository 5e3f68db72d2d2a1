"""Glossary, resources, what has changed since the guide, and about."""

from collections.abc import Callable
from itertools import chain, groupby
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from sendsat import __version__
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.rating import TIE_BREAK
from sendsat.guide.edition import Edition
from sendsat.guide.model import Change, Resource
from sendsat.guide.words.review import content_log
from sendsat.settings import load_settings
from sendsat.ui.frame import navigation, view, workplace
from sendsat.ui.frame.html import joined, put_html
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.guide import guidance
from sendsat.ui.guide.terms import STATUS_WORDS, our_note, resources_html

WHOSE = {"all": "The guide's and ours", "guide": "The guide's", "sendsat": "Added by us"}


def glossary() -> None:
    """Every term with its meaning."""
    edition = view.current().edition
    st.title("Glossary", anchor=False)
    st.markdown(
        f"The guide's {len(edition.glossary)} terms in plain words. They also explain themselves in the guidance.\n\n"
        f"**Red, amber and green.** Beside each statement stands what its colours look like. {TIE_BREAK}"
    )
    row = Markup('<dt id="{}">{}</dt><dd>{}{}</dd>')
    rows = joined(
        row.format(term.id, term.term, term.definition, our_note(term.note))
        for term in sorted(edition.glossary, key=lambda entry: entry.term.casefold())
    )
    put_html(Markup('<div class="panel"><dl>{}</dl></div>').format(rows))


def resources() -> None:
    """Every document and site the guide points to, with its status today, and apart from them those that we add."""
    edition, beside = view.current().edition, view.current().editions[1:]
    added = sum(resource.is_ours for resource in edition.resources)
    named = plural(len(edition.resources) - added, "document or site", "documents and sites")
    ours = f" The {added} that we add stand apart, below them." if added else ""
    st.title("Resources", anchor=False)
    st.markdown(f"The guide names {named}. See what has become of them, and where each link goes.{ours}")
    own = {supplement.id: _only_in(supplement, edition) for supplement in beside}
    wanted = _wanted((*edition.resources, *chain(*own.values())))
    chosen = tuple(filter(wanted, edition.resources))
    st.caption(
        f"{plural(len(chosen), 'resource')} shown. Links were gathered from published material; "
        "check before you rely on one."
    )
    listed = resources_html(chosen)
    put_html(Markup('<div class="panel"><h2 class="sr-only">Documents and sites</h2>{}</div>').format(listed))
    for supplement in beside:
        _beside(supplement, tuple(filter(wanted, own[supplement.id])))


def _only_in(supplement: Edition, guide: Edition) -> tuple[Resource, ...]:
    """The resources of a supplement that the guide's list lacks."""
    return tuple(resource for resource in supplement.resources if resource.id not in guide.resource_by_id)


def _beside(supplement: Edition, chosen: tuple[Resource, ...]) -> None:
    """A supplement's resources, in a list and a count of their own."""
    name = plain(supplement.header.short_title)
    st.header(f"Only in the {name}", anchor=False)
    number = plural(len(chosen), "resource")
    st.caption(f"{number} shown. They are sendsat's own choice, not the guide's, and in no number above.")
    put_html(Markup('<div class="panel">{}</div>').format(resources_html(chosen)))


def _wanted(known: tuple[Resource, ...]) -> Callable[[Resource], bool]:
    """What is chosen above the list: whose resources, their kind and their status."""
    kinds = sorted({resource.kind for resource in known})
    left, middle, right = st.columns(3)
    whose = left.selectbox("Whose", list(WHOSE), format_func=WHOSE.__getitem__)
    kind = middle.selectbox("Kind", ["all kinds", *kinds], format_func=lambda name: name.replace("-", " ").capitalize())
    status = right.selectbox("Status", ["any status", *STATUS_WORDS], format_func=_status)
    return lambda resource: (
        whose in ("all", resource.origin)
        and kind in ("all kinds", resource.kind)
        and status in ("any status", resource.status)
    )


def _status(status: str) -> str:
    return STATUS_WORDS.get(status, status).capitalize()


def changes() -> None:
    """What has changed since the guide was printed, by subsection."""
    edition = view.current().edition
    st.title(f"Changed since {edition.header.published[-4:]}", anchor=False)
    st.markdown("Each change stands beside the guidance it touches, too. Where we are not sure, we say so.")
    pairs = [(edition.subsections[change.touches[0]].number, change) for change in edition.changes]
    for number, group in groupby(sorted(pairs, key=lambda numbered: numbered[0]), key=lambda numbered: numbered[0]):
        _changes(edition, number, tuple(change for _, change in group))


def _changes(edition: Edition, number: str, what_changed: tuple[Change, ...]) -> None:
    st.header(f"{number} {edition.subsections[number].title}", anchor=False)
    put_html(Markup('<div class="panel">{}</div>').format(guidance.changes_html(what_changed)))


def about() -> None:
    """Source, edition, licence, privacy, what is stored and where."""
    edition = view.current().edition
    header = edition.header
    st.title("About sendsat", anchor=False)
    st.markdown(
        f"sendsat {__version__} turns a guide into a working self-assessment.\n\n"
        f"**Source.** {plain(header.title)}, {plain(header.published)}. {plain(header.source)}\n\n"
        f"**Publisher.** {plain(header.publisher)}\n\n"
        f"**Licence of the content.** {plain(header.licence)}\n\n"
        f"**Edition.** {header.id} ({header.language}), last reviewed {day(header.reviewed)}. All wording is ours. "
        "Duties, figures and examples are the guide's. Descriptors, questions, evidence prompts, suggested actions "
        "and most Ofsted areas are ours and marked so."
    )
    navigation.put_link(navigation.ACCESSIBILITY, "Accessibility: what is proven, and what is not")
    st.header("Who it is for and how to use it", anchor=False)
    st.markdown("\n\n".join(plain(text) for text in header.advice))
    _content_log(edition)
    st.header("Privacy", anchor=False)
    st.markdown(
        "Write about practice, not about people: **no learner names**, please. sendsat sends nothing to anyone. "
        "What you type is stored in one database on this computer, unless your organisation set up another. "
        "Words not yet stored are also held in this browser until they are. "
        f"[Privacy]({navigation.address('privacy')}) says what is kept, how long, and how to remove it."
    )
    if may(workplace.desk().person, May.LOOK):  # people from outside need not know where it lies
        st.markdown(f"**Where it is stored:** {plain(_stored_at())}")
        st.caption(
            f"{plural(len(load_settings().edition_dirs), 'edition folder')} in use. "
            "To start afresh, stop sendsat and move the database away."
        )


def _stored_at() -> str:
    """The database's file as people would look for it, or its address without the password."""
    url = workplace.store().engine.url
    if url.get_backend_name() == "sqlite" and url.database:
        return str(Path(url.database).absolute())
    return url.render_as_string(hide_password=True)


def _content_log(edition: Edition) -> None:
    st.header("What is the guide's and what is ours", anchor=False)
    rows = [
        {
            "Content": line.title,
            "The guide's substance": line.from_guide,
            "Ours": line.ours,
            "Counted in": line.unit,
            "Last reviewed": day(line.reviewed),
        }
        for line in content_log(edition)
    ]
    st.dataframe(rows, hide_index=True, alt="How much of the content is the guide's substance and how much is ours")
