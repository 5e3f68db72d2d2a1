"""Who did what: every change that was noted, newest first, a page at a time."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.records.records import PAGE, WAYS, Asked, Said, said
from sendsat.assessment.values import HistoryEntry
from sendsat.exchange.formats import Document, Format
from sendsat.services.records import recording
from sendsat.ui.frame import view
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.words import clock_time, day, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.manage import record_filters


def draw() -> None:
    """Draw the page."""
    page = view.current()
    asked, told = record_filters.asked(page.rounds), page.record
    st.title("Who did what", anchor=False)
    st.markdown(
        "Every change is noted here: who made it, when, how, and from what to what. Without sign-in sendsat knows the "
        "computer or phone, not the person."
    )
    record_filters.draw(page.rounds, told.people)
    if not told.entries:
        st.info("Nothing fits this filter.")
    for changed_on, entries in groupby(told.entries, key=lambda entry: day(entry.at)):
        st.markdown(f"## {changed_on}")
        put_html(Markup('<div class="panel"><ul class="points">{}</ul></div>').format(joined(map(_row, entries))))
    _pages(asked, has_older=told.has_older)
    _download(asked)


def _row(entry: HistoryEntry) -> Markup:
    told = said(entry)
    how = next((words for way, words in WAYS.items() if way == entry.way), "")
    where = " · ".join(filter(None, (clock_time(entry.at), entry.person, how, *_round_and_team(entry))))
    return Markup('<li><span class="cites">{}</span><br><b>{}</b>{}</li>').format(where, told.what, _texts(told))


def _texts(told: Said) -> Markup:
    """What was written, short; all of it, with what stood there before, behind one click."""
    if not (told.old or told.new):
        return NOTHING
    if not told.old and snippet(told.new, 160) == told.new:
        return Markup('<div class="typed">{}</div>').format(told.new)
    parts = (("Before", told.old), ("After", told.new))
    rows = joined(
        Markup("<dt>{}</dt><dd class='typed'>{}</dd>").format(label, text or "nothing") for label, text in parts
    )
    summary = snippet(told.new or told.old, 120)
    return Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(summary, rows)


def _round_and_team(entry: HistoryEntry) -> tuple[str, ...]:
    round_ = next((round_ for round_ in view.current().rounds if round_.id == entry.round_id), None)
    if round_ is None:
        return ()
    team = round_.team(entry.team_id) if entry.team_id is not None and len(round_.teams) > 1 else None
    return (round_.name, team.name) if team else (round_.name,)


def _pages(asked: Asked, *, has_older: bool) -> None:
    if asked.page == 1 and not has_older:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        newer, older = asked.page - 1, asked.page + 1
        st.button("Newer", key="newer", disabled=not newer, on_click=record_filters.to_page, args=(newer,))
        st.button("Older", key="older", disabled=not has_older, on_click=record_filters.to_page, args=(older,))
        st.caption(f"Page {asked.page}, {PAGE} changes a page")


def _download(asked: Asked) -> None:
    at_work, kind = desk(), Document.RECORD.formats[0]
    name = recording.record_file_name(at_work, kind)
    st.download_button(
        f"Download what fits this filter: {Format(kind).label}",
        lambda: recording.take_away(at_work, file=name, make=lambda: recording.record_file(at_work, kind, asked)[1]),
        file_name=name,
        mime=kind.media_type,
        on_click="ignore",
        key="record_file",
    )
