"""One text of the report: read, edited in place, kept by itself; back to the draft; a note where its source has moved.

Each text is a fragment of its own: an edit redraws it and nothing else.
"""

import re
from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.report.own_texts import ARRIVED
from sendsat.assessment.report.report import Grouping, ItemKind, Report, ReportItem, parts_of
from sendsat.services.report import reporting
from sendsat.services.report.reporting import Kept
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import NOTHING, SPACE, put_html
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.notices import Notice
from sendsat.ui.frame.streamlit_hooks import draw_all, draw_parts
from sendsat.ui.frame.words import day, plain
from sendsat.ui.frame.workplace import desk

COLOURS = {"▲": "red", "◆": "orange", "●": "green", "↑": "blue", "↓": "violet"}


STATE = "report_state"
LEFT_BEHIND = "Texts that no longer have a place"


def reader() -> Callable[[], Report]:
    """What builds the report as chosen on this page; it needs no page to run, so a download can call it."""
    return partial(reporting.report, desk(), view.current().round.id, *_chosen())


def build() -> Report:
    """Build the report as chosen on this page from what was read with it, and keep it for the fragments."""
    page = view.current()
    kept = Kept(page.rounds, page.snapshot, page.previous, page.actions, page.edits, page.ofsted)
    st.session_state[state.REPORT] = reporting.report_of(desk(), kept, *_chosen())
    return current()


def _chosen() -> tuple[int | None, Grouping, str, int | None]:
    session = st.session_state
    grouping, framework = session[state.REPORT_CHOICE]
    return session[state.REPORT_TEAM], grouping, framework, session[state.REPORT_SITE]


def reload() -> Report:
    """Build the report as chosen on this page again after something changed, from what is stored now."""
    st.session_state[state.REPORT] = reader()()
    return current()


def current() -> Report:
    """The report as it was last built for this page."""
    built = st.session_state[state.REPORT]
    assert isinstance(built, Report)
    return built


def _item(key: str) -> ReportItem | None:
    return current().item(key)


def place(key: str) -> str:
    """The name of an item's fragment, notices and keys; it holds round and team, or site, so that none is mixed up."""
    team_id, site_id = st.session_state[state.REPORT_TEAM], st.session_state[state.REPORT_SITE]
    whose = "" if team_id is None else f"_{team_id}"
    if site_id is not None:
        whose = f"_site{site_id}"
    return f"report_{view.current().round.id}{whose}_{re.sub('[^A-Za-z0-9]', '_', key)}"


def put(key: str) -> None:
    """Draw one item as a fragment."""
    st.fragment(_draw, key=place(key))(key)


def _draw(key: str) -> None:
    item = _item(key)
    if item is None:
        return
    where = place(key)
    with st.container(key=f"item_{where}", border=True, gap="small"):
        _heading(item)
        if st.session_state.get(state.editing(where)):
            _box(item)
        elif item.left_out:
            st.caption("Left empty, so this stays out of the report.")
        else:
            st.markdown(plain(item.text))
        if item.moved:
            _moved(item)
        if st.session_state[state.REPORT_SITE] is None:
            _buttons(item)


def _heading(item: ReportItem) -> None:
    if not item.statement_id:
        st.markdown(f"**{plain(item.heading)}**")
        return
    colour = COLOURS.get(item.label[:1])
    label = f":{colour}[{plain(item.label)}]" if colour else plain(item.label)
    st.markdown(f"**{item.statement_id}** &nbsp; :small[{plain(item.heading)}]  \n{label}")


def _box(item: ReportItem) -> None:
    height = 70 if parts_of(item.key)[0].endswith("-title") else 220
    kept_text.area(_kept(item), _about(item), height=height, label_visibility="collapsed")


def _about(item: ReportItem) -> str:
    return item.heading if item.kind is ItemKind.CHAPTER else f"Text about {item.statement_id or item.heading}"


def _kept(item: ReportItem) -> KeptText:
    where = place(item.key)
    return KeptText(
        state.report_text(where),
        item.text,
        partial(_save, item),
        waits=where,
        told=where,
        after=partial(_after, item.key),
        about=f"{_about(item)}.",
    )


def _moved(item: ReportItem) -> None:
    assert item.edit
    where, at = place(item.key), day(item.edit.updated_at)
    if item.edit.source_fingerprint == ARRIVED:
        told = f"**This text came in with the round** on {at}. Read it beside the draft, and say if it still holds."
    else:
        told = (
            f"**The source has moved since this was edited** on {at}: its rating, commentary, evidence or actions have "
            "changed. Your text has been kept."
        )
    st.warning(told, icon=":material/sync_problem:")
    with st.expander("What the draft would say now"):
        st.markdown(plain(item.draft))
    st.button("My text still holds", key=f"holds_{where}", on_click=notices.as_drawn(_hold), args=(item.key,))


def _buttons(item: ReportItem) -> None:
    where = place(item.key)
    editing = bool(st.session_state.get(state.editing(where)))
    about = item.statement_id or item.heading
    with st.container(horizontal=True, vertical_alignment="center"):
        label = "Finish editing" if editing else "Edit"
        st.button(
            label, key=f"edit_{where}", on_click=notices.as_drawn(_toggle), args=(item.key,), help=f"{label}: {about}"
        )
        if item.edit and item.kind is not ItemKind.CHAPTER:
            st.button("Back to the draft", key=f"reset_{where}", on_click=notices.as_drawn(_reset), args=(item.key,))
        if item.edit:
            st.caption(f"Edited by hand on {day(item.edit.updated_at)}")
        saved = notices.notice(where)
        text = f"✓ {saved.text}" if saved and saved.kind == "saved" else SPACE
        marks = kept_text.stored_marks({state.report_text(where): item.text}) if editing else NOTHING
        line = Markup('<span {}></span><span class="saved" {}>{}</span>').format(marks, notices.aloud(where), text)
        put_html(line, width="content")


def _toggle(key: str) -> None:
    where = place(key)
    session = st.session_state
    session[state.editing(where)] = not session.get(state.editing(where))
    saved = notices.notice(where)
    if saved and saved.kind == "saved":
        notices.forget(where)
    draw_parts(where)


def _hold(key: str) -> None:
    item = _item(key)
    if item is not None:
        text = _kept(item)
        is_open = st.session_state.get(state.editing(place(key))) and text.box in st.session_state
        kept_text.put(text, text.typed if is_open else item.text, item.text)


def _reset(key: str) -> None:
    item = _item(key)
    if item is not None:
        kept_text.put(_kept(item), item.draft, item.text)


def _save(drawn: ReportItem, text: str, seen: str) -> str:
    # What somebody has taken out meanwhile keeps the words that come for it: the page shows them apart.
    item, round_id = _item(drawn.key) or drawn, view.current().round.id
    kept = reporting.edit_item(desk(), round_id=round_id, item=item, text=text, seen=seen)
    st.session_state[state.report_text(place(item.key))] = text
    return kept.text if kept else item.draft


def _after(key: str) -> None:
    item = _item(key)
    if item is None or _kept(item).waiting is None:
        reload()
    if _item(key) is not None:
        draw_parts(place(key), STATE)
        return
    notices.say(LEFT_BEHIND, Notice("saved", f"Saved under “{LEFT_BEHIND}”."))
    draw_all()
