"""One statement alone: its colours, its rating and why, guidance on demand, and the way to the next; also large."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from sendsat.guide.model import Statement
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.streamlit_hooks import Place
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import guidance, keys, section
from sendsat.ui.guide import statement as guide_statement
from sendsat.ui.guide.one_statement import place, style, words

SCRIPT = keys.script(Path(__file__).parent / "reading.js")
KEYS = (
    ("1, 2, 3", "Rate it Red, Amber or Green"),
    ("→ or Page Down", "Next statement"),
    ("← or Page Up", "Previous statement"),
    ("W", "Write why"),
    ("G", "Guidance, examples and questions; Space and Page Up turn its pages, G or Esc closes it"),
    ("Esc", "Leave a box; else leave the large view"),
    ("?", "Show or hide these keys"),
)
HINTS = Markup(
    '<p class="alone-hints"><span class="when-keys"><b>1 2 3</b> rate · <b>← →</b> move · <b>W</b> why · '
    '<b>G</b> guidance · <b>Esc</b> leave</span><span class="when-off">Single keys are off: use the buttons.</span> '
    '<button id="wall-keys-button" type="button">Keys ?</button></p>'
)


def draw(*, large: bool) -> None:
    """Draw the statement that the address names; `large` fills the screen of a projector and has keys of its own."""
    put_html(style.LARGE + SCRIPT if large else style.CSS, runs_scripts=large)
    statement = place.asked()
    if statement is None:
        _not_here(large=large)
        return
    navigation.title(f"{statement.id} {view.current().edition.subsection_of[statement.id].title}")
    with st.container(key="alone_large" if large else "alone"):
        sheet = st.container()  # filled last: what it holds depends on nothing below
        _draw(statement, sheet, large=large)
    if large:
        put_html(HINTS + keys.sheet_html(KEYS))


def _draw(statement: Statement, tools: Place, *, large: bool) -> None:
    page = view.current()
    own = page.edition.section_of[statement.id]
    if page.supplement and page.supplement.id not in page.round.supplements:
        section.switched_off(page, page.supplement)
        return
    if not page.may_rate(own.id):
        section.why_not(own)
    with st.container(key="alone_body"):
        with st.container(key="alone_statement"):
            guide_statement.put(statement.id, _nothing, words.head_html)
        with st.container(key="alone_guidance"):
            sheet = st.empty()
    with tools, st.container(horizontal=True, key="alone_tools"):
        _moves(statement)
        st.fragment(_guidance, key="alone_reads")(statement.id, sheet)
        _ways(statement, large=large)


def _nothing() -> None:
    """Nothing outside of the statement moves with its rating here."""


def _moves(statement: Statement) -> None:
    for label, key, to in (
        ("Previous", "alone_previous", place.neighbour(statement.id, -1)),
        ("Next", "alone_next", place.neighbour(statement.id, 1)),
    ):
        st.button(label, key=key, disabled=to is None, on_click=place.go, args=(to,))
    if view.current().round.is_open:
        st.button("Next not rated", key="alone_not_rated", type="primary", on_click=_go_on, args=(statement.id,))


def _go_on(statement_id: str) -> None:
    following = place.next_not_rated(statement_id)
    if following is None:
        notices.say("page", notices.Notice("told", "No other statement waits for a rating."))
    else:
        place.go(following)


def _guidance(statement_id: str, sheet: Place) -> None:
    is_open = st.session_state.get(state.ALONE_GUIDANCE) == statement_id
    label = "Close guidance" if is_open else "Guidance"
    st.button(label, key="alone_guidance_turn", on_click=_turn, args=(statement_id,))
    if is_open:
        whole = guidance.whole_html(view.current().edition, statement_id, desk().organisation.kind)
        put_html(keys.paged_html(whole), sheet)
    else:
        sheet.empty()


def _turn(statement_id: str) -> None:
    is_open = st.session_state.get(state.ALONE_GUIDANCE) == statement_id
    st.session_state[state.ALONE_GUIDANCE] = None if is_open else statement_id


def _ways(statement: Statement, *, large: bool) -> None:
    """The links out: to the projector and to the whole part, or back from the projector."""
    edition = view.current().edition
    part = edition.subsection_of[statement.id]
    with st.container(horizontal=True, horizontal_alignment="right", key="alone_ways"):
        if large:
            navigation.put_link(navigation.ALONE, "Leave", at=statement.id)
        else:
            navigation.put_link(navigation.READING, "Show on the wall", at=statement.id)
            navigation.put_link(
                edition.section_of[statement.id].id, f"Whole part {part.number}", part=part.number, at=statement.id
            )


def _not_here(*, large: bool) -> None:
    asked = st.query_params.get(navigation.AT, "")
    st.title("This statement is not here")
    st.info(f"{plain(view.current().round.name)} has no statement {plain(asked[:20])}.")
    if large:
        navigation.put_link(navigation.ALONE, "Leave")
