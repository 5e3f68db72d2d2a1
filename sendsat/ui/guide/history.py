"""What was changed about a statement, when, in which round and by whom; every text can be read whole."""

import streamlit as st
from markupsafe import Markup, escape

from sendsat.assessment.history import condensed
from sendsat.assessment.rating import label_of, parse_rating
from sendsat.assessment.values import HistoryEntry
from sendsat.errors import SendsatError
from sendsat.services import viewing
from sendsat.ui.frame import view
from sendsat.ui.frame.html import joined, put_html
from sendsat.ui.frame.words import moment, plain, plural, snippet
from sendsat.ui.frame.workplace import desk

FIELD_WORDS = {
    "seen_evidence": "Evidence ticked",
    "minority_note": "Minority note",
    "rejudged": "Re-judged: the standard changed",
    "planned": "Action planned",
    "removed": "Action removed",
}
SHOWN = 10


def draw(statement_id: str) -> None:
    """Draw the history, newest first: the first few, and the rest behind one click."""
    try:
        entries = condensed(viewing.statement_history(desk(), statement_id))
    except SendsatError as error:
        st.caption(plain(str(error)))
        return
    if not entries:
        return
    st.markdown("##### History")
    rows = [_row(entry) for entry in entries]
    told = _list(rows[:SHOWN])
    if older := rows[SHOWN:]:
        summary = plural(len(older), "earlier change")
        told += Markup("<details><summary>{}</summary>{}</details>").format(summary, _list(older))
    put_html(Markup('<div class="panel">{}</div>').format(told))


def _list(rows: list[Markup]) -> Markup:
    return Markup('<ul class="points">{}</ul>').format(joined(rows))


def _row(entry: HistoryEntry) -> Markup:
    field = FIELD_WORDS.get(entry.field, entry.field.replace("_", " ").capitalize())
    where = " · ".join(filter(None, (moment(entry.at), *_round_and_team(entry), entry.person)))
    return Markup('<li><span class="cites">{}</span><br><b>{}:</b> {}</li>').format(where, field, _what(entry))


def _round_and_team(entry: HistoryEntry) -> tuple[str, ...]:
    round_ = next((kept for kept in view.current().rounds if kept.id == entry.round_id), None)
    if round_ is None:
        return ()
    team = round_.team(entry.team_id) if entry.team_id is not None and len(round_.teams) > 1 else None
    return (round_.name, team.name) if team else (round_.name,)


def _what(entry: HistoryEntry) -> Markup:
    """What it was changed to; of an action that was removed, what it was."""
    if entry.field == "rating leaders agreed":
        return escape(entry.new or "taken back")
    if entry.field == "rating":
        return escape(label_of(parse_rating(entry.new or None)))
    text = entry.old if entry.field == "removed" else entry.new
    short = snippet(text, 160)
    if short == " ".join(text.split()):
        return escape(text or "emptied")
    return Markup('<details><summary>{}</summary><div class="typed">{}</div></details>').format(short, text)
