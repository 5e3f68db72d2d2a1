"""The guide to be read alone, without a rating: its statements, what each colour looks like, guidance and examples."""

import streamlit as st
from markupsafe import Markup

from sendsat.guide.edition import Edition
from sendsat.guide.model import Statement, Subsection
from sendsat.ui.frame import state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import marks
from sendsat.ui.guide.details import rag_html
from sendsat.ui.guide.terms import Marker, exemplars_html, points_html


def draw() -> None:
    """Draw the page."""
    edition = view.current().edition
    st.title("The guide", anchor=False)
    st.markdown(f"The {len(edition.statements)} statements, a part at a time, with what helps to judge them.")
    titles = {number: f"{number} {part.title}" for number, part in edition.subsections.items()}
    number = st.selectbox("Part", list(titles), format_func=titles.__getitem__, key=state.GUIDE_PART)
    part = edition.subsections[number]
    st.header(plain(titles[number]), anchor=False)
    for statement in part.statements:
        put_html(_statement(edition, statement))
    put_html(_guidance(edition, part))


def _statement(edition: Edition, statement: Statement) -> Markup:
    ours = statement.ours
    shown = NOTHING
    if ours is not None:
        shown = rag_html(statement.id, ours, marks.rests_on(edition, ours), is_open=False)
    return Markup("<p><b>{}</b> {}</p>{}").format(statement.id, statement.text, shown)


def _guidance(edition: Edition, part: Subsection) -> Markup:
    kind, marker = desk().organisation.kind, Marker(edition)
    examples = exemplars_html(part.exemplars, edition, marker)
    parts = (
        Markup("<h2>Guidance</h2>"),
        points_html(part.guidance, edition, marker, kind),
        Markup("<h2>Examples</h2>") + examples if examples else NOTHING,
    )
    return Markup('<div class="panel">{}</div>').format(joined(parts))
