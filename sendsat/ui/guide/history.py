"""What was changed about a statement, when, in which round and by whom; every text can be read whole."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup, escape

from sendsat.assessment.rating import label_of, parse_rating
from sendsat.assessment.records.history import condensed
from sendsat.assessment.values import HistoryEntry, Judgement
from sendsat.errors import SendsatError
from sendsat.services import viewing
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import joined, put_html
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import moment, plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import answer

FIELD_WORDS = {
    "seen_evidence": "Evidence ticked",
    "minority_note": "Minority note",
    "rejudged": "Re-judged: the standard changed",
    "planned": "Action planned",
    "removed": "Action removed",
}
TO_PUT_BACK = ("commentary", "evidence")
SHOWN = 10


@dataclass(frozen=True)
class Row:
    """One change as it is read, and the text that a click puts back into `field`; "" where there is none."""

    told: Markup
    field: str = ""
    text: str = ""


def draw(statement_id: str, writing: Judgement | None = None) -> None:
    """Draw the history, newest first: the first few, and the rest behind one click. With `writing`, what a team says
    that may write here now, a button beside each of its earlier texts puts that back."""
    try:
        entries = condensed(viewing.statement_history(desk(), statement_id))
    except SendsatError as error:
        st.caption(plain(str(error)))
        return
    if not entries:
        return
    st.markdown("##### History")
    rows = _rows(entries, writing) if writing else [Row(_row(entry)) for entry in entries]
    _put(rows[:SHOWN], statement_id, 0)
    if older := rows[SHOWN:]:
        key = state.older_history(answer.place(statement_id))
        box = fold(plural(len(older), "earlier change"), key=key)
        if box.open:
            with box:
                _put(older, statement_id, SHOWN)


def _rows(entries: Iterable[HistoryEntry], writing: Judgement) -> list[Row]:
    """The changes as rows, each text to put back once, beside the newest change that made it."""
    rows: list[Row] = []
    offered = {(field, getattr(writing, field)) for field in TO_PUT_BACK}
    oldest: dict[str, HistoryEntry] = {}
    for entry in entries:
        is_here = (entry.round_id, entry.team_id) == (writing.round_id, writing.team_id)
        if not is_here or entry.field not in TO_PUT_BACK:
            rows.append(Row(_row(entry)))
            continue
        rows.append(_offered(_row(entry), entry.field, entry.new, offered))
        oldest[entry.field] = entry
    # What a round began with was carried forward: no change made it here, only the first one replaced it.
    starts = (_offered(_start(entry), entry.field, entry.old, offered) for entry in oldest.values())
    return [*rows, *(row for row in starts if row.text)]


def _offered(told: Markup, field: str, text: str, offered: set[tuple[str, str]]) -> Row:
    if not text.strip() or (field, text) in offered:
        return Row(told)
    offered.add((field, text))
    return Row(told, field, text)


def _put(rows: list[Row], statement_id: str, first: int) -> None:
    """Draw rows: those without a button together, as they cost the browser less."""
    waiting: list[Markup] = []
    for number, row in enumerate(rows, first):
        waiting.append(row.told)
        if row.text:
            _put_list(waiting)
            waiting = []
            _button(statement_id, row, number)
    if waiting:
        _put_list(waiting)


def _put_list(told: list[Markup]) -> None:
    put_html(Markup('<div class="panel"><ul class="points">{}</ul></div>').format(joined(told)))


def _button(statement_id: str, row: Row, number: int) -> None:
    waits = answer.kept(statement_id, row.field, "").waiting
    st.button(
        "Put this back",
        key=f"earlier_{number}_{answer.place(statement_id)}",
        type="tertiary",
        icon=":material/undo:",
        disabled=waits is not None,
        help="What stands there now stays in the history.",
        on_click=notices.as_drawn(_put_back),
        args=(statement_id, row.field, row.text),
    )


def _put_back(statement_id: str, field: str, text: str) -> None:
    """Keep an earlier text as if somebody typed it: over what this page shows, or both are shown where it changed."""
    stored = getattr(view.current().judgement(statement_id), field)
    kept = answer.kept(statement_id, field, stored)
    if kept.waiting is None:
        kept_text.let_go(kept.box, kept.typed)
        st.session_state[kept.box] = text
        kept_text.put(kept, text, stored)


def _row(entry: HistoryEntry) -> Markup:
    return _line(entry, (moment(entry.at), *_round_and_team(entry), entry.person), _what(entry))


def _start(entry: HistoryEntry) -> Markup:
    """What stood there before the first change."""
    return _line(entry, ("Before that", *_round_and_team(entry)), _long(entry.old))


def _line(entry: HistoryEntry, where: Iterable[str], what: Markup) -> Markup:
    field = FIELD_WORDS.get(entry.field, entry.field.replace("_", " ").capitalize())
    around = " · ".join(filter(None, where))
    return Markup('<li><span class="cites">{}</span><br><b>{}:</b> {}</li>').format(around, field, what)


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
    return _long(entry.old if entry.field == "removed" else entry.new)


def _long(text: str) -> Markup:
    short = snippet(text, 160)
    if short == " ".join(text.split()):
        return escape(text or "emptied")
    return Markup('<details><summary>{}</summary><div class="typed">{}</div></details>').format(short, text)
