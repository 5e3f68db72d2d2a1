"""One statement on a section page: its text, its rating, why, and everything else one click away.

Each statement is a fragment of its own: a click on a rating redraws that statement and the progress, nothing else, and
no callback asks for another run, which would draw it twice. On every click the browser goes through every element and
container of the page: a statement uses as few as it can.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Judgement
from sendsat.assessment.votes import read_votes, tally_words
from sendsat.guide.model import Statement
from sendsat.services import judging
from sendsat.ui import details, keeper, notices, two_texts, view
from sendsat.ui.words import escape, plain, plural, snippet
from sendsat.ui.workplace import desk

COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green", Rating.NOT_APPLICABLE: "gray"}


def place(statement_id: str) -> str:
    """The name of a statement's fragment, notices and keys; it holds round and team so that none is mixed up."""
    seen = view.current()
    return f"{seen.round.id}_{seen.team_id}_{statement_id}"


def coloured(rating: Rating | None) -> str:
    """A rating as Markdown: symbol, word and colour."""
    return f":{COLOURS[rating]}[{rating.label}]" if rating else label_of(None)


def put(statement_id: str, tell: Callable[[], None]) -> None:
    """Draw one statement; style.py frames its fragment and lays rating and state on one line.

    `tell` draws outside of it what a change moves, such as the progress of the part; it runs with the fragment.
    """
    st.fragment(_body, key=place(statement_id))(statement_id, tell)


def _minority(was: Standing) -> str:
    """How the room voted last time, and what the minority said."""
    tallies = [tally for one in was.judgements for tally in read_votes(one.votes)]
    parts = [f"Votes: {tally_words(tallies[-1])}."] if tallies else []
    parts += [f"Minority view: “{snippet(one.minority_note)}”" for one in was.judgements if one.minority_note]
    return f"<br>{escape(' '.join(parts))}" if parts else ""


def _allowed(statement_id: str) -> bool:
    seen = view.current()
    return seen.may_rate(seen.edition.section_of[statement_id].id)


def _body(statement_id: str, tell: Callable[[], None]) -> None:
    seen, allowed = view.current(), _allowed(statement_id)
    one, judgement = seen.edition.statements[statement_id], seen.judgement(statement_id)
    tell()
    st.html(_head(one))
    _rating(statement_id, judgement, allowed=allowed)
    text_box(statement_id, "commentary", "Why this rating?", judgement, allowed=allowed)
    details.draw(one, judgement, allowed=allowed)


def _head(one: Statement) -> str:
    """What is read before rating, in one piece: text, last round, and what each colour looks like."""
    parts = [f'<div class="statement" id="{one.id}"><b>{one.id}</b> &ensp;{escape(one.text)}</div>']
    if one.ours and one.ours.overtaken:
        told = one.ours.overtaken
        parts.append(f'<p class="aside"><b>Overtaken since 2016.</b> {escape(told.note)} {escape(told.instead)}</p>')
    parts.append(_last_round(one.id))
    if one.ours:
        parts.append(details.rag_html(one.ours, is_open=bool(st.session_state.get("show_colours"))))
    return "".join(parts)


def _last_round(statement_id: str) -> str:
    seen = view.current()
    if seen.previous is None:
        return ""
    was = seen.previous.standings.get(statement_id)
    if seen.team_id is not None and seen.previous.round.team(seen.team_id):
        was = seen.previous.for_team(seen.team_id).standings.get(statement_id)
    if was is None:
        return ""
    why = f" “{escape(snippet(was.commentary))}”" if was.commentary else ""
    kind = was.rating.value if was.rating else "not_rated"
    said = f'<span class="rag-{kind}">{escape(label_of(was.rating))}</span>'
    return f'<div class="last">{escape(seen.previous.round.name)}: {said}{why}{_minority(was)}</div>'


def _rating(statement_id: str, judgement: Judgement, *, allowed: bool) -> None:
    key = f"rating_{place(statement_id)}"
    if st.session_state.get(key, "?") != judgement.rating:
        st.session_state[key] = judgement.rating
    st.segmented_control(
        f"Rating of {statement_id}",
        list(Rating),
        format_func=coloured,
        key=key,
        label_visibility="collapsed",
        disabled=not allowed,
        on_change=_rate,
        args=(statement_id,),
        wrap=True,
    )
    _state(statement_id, judgement)
    if judgement.carried_forward:
        _carried(statement_id, allowed=allowed)
    found = notices.notice(place(statement_id))
    if found and found.kind == "failed":
        st.error(f"**NOT SAVED.** {plain(found.text)}", icon=":material/error:")
        st.button("Try to save again", key=f"again_{place(statement_id)}", on_click=_save_again, args=(statement_id,))


def _carried(statement_id: str, *, allowed: bool) -> None:
    st.markdown(":blue-badge[Carried forward]", width="content")
    key = f"confirm_{place(statement_id)}"
    st.button("Still true", key=key, on_click=_confirm, args=(statement_id,), disabled=not allowed)


def _state(statement_id: str, judgement: Judgement) -> None:
    """The saved or not-saved line, with the checksums that let the browser drop its drafts."""
    where = place(statement_id)
    marks = keeper.stored_marks(
        {f"text_{field}_{where}": getattr(judgement, field) for field in ("commentary", "evidence")}
    )
    found = notices.notice(where)
    rated = "" if judgement.rating else f"{label_of(None)} &nbsp; "
    count = len(view.current().actions_for(statement_id))
    planned = f"{plural(count, 'action')} &nbsp; " if count else ""
    text = f"✓ {escape(found.text)}" if found and found.kind == "saved" else "&nbsp;"
    st.html(f'<span {marks}></span>{rated}{planned}<span class="saved" role="status">{text}</span>', width="content")


def text_box(statement_id: str, field: str, label: str, judgement: Judgement, *, allowed: bool) -> None:
    """A text that saves itself; where two people changed it, both texts and a choice."""
    where = place(statement_id)
    key = f"text_{field}_{where}"
    stored = getattr(judgement, field)
    found = notices.notice(f"{where}_{field}")
    if found is None and st.session_state.get(key) != stored:
        st.session_state[key] = stored
    st.session_state.setdefault(f"seen_{key}", stored)
    if found is None:
        st.session_state[f"seen_{key}"] = stored
    elif found.conflict:
        two_texts.hold(key, found.conflict)
    else:
        st.session_state.setdefault(key, stored)
    st.text_area(
        f"{label} ({statement_id})",
        key=key,
        height=68 if len(stored) < 160 else 140,
        placeholder=label,
        label_visibility="collapsed",
        disabled=not allowed,
        on_change=_write,
        args=(statement_id, field),
    )
    if found and found.conflict:
        two_texts.choose(f"{field}_{where}", key, found.conflict, partial(_save_text, statement_id, field))


def _ids() -> dict[str, int]:
    seen = view.current()
    assert seen.team_id is not None
    return {"round_id": seen.round.id, "team_id": seen.team_id}


def apply(statement_id: str, verb: Callable[[dict[str, int]], Judgement]) -> None:
    """From a callback: run a verb on the statement and take in what it kept."""
    kept = notices.attempt(place(statement_id), lambda: verb(_ids()))
    if kept is not None:
        view.current().keep(kept)


def _rate(statement_id: str) -> None:
    value = st.session_state[f"rating_{place(statement_id)}"]
    rating = Rating(value) if value else None
    apply(statement_id, lambda ids: judging.rate(desk(), **ids, statement_id=statement_id, rating=rating))


def _confirm(statement_id: str) -> None:
    apply(statement_id, lambda ids: judging.confirm(desk(), **ids, statement_id=statement_id))


def _save_text(statement_id: str, field: str, text: str, base: str) -> None:
    where = place(statement_id)
    kept = notices.attempt(
        where,
        lambda: judging.write(desk(), **_ids(), statement_id=statement_id, field=field, text=text, seen=base),
    )
    found = notices.notice(where)
    if kept is not None:
        notices.forget(f"{where}_{field}")
        view.current().keep(kept)
    elif found is not None:
        notices.say(f"{where}_{field}", found)
        if found.conflict:
            notices.forget(where)
            judgement = view.current().judgement(statement_id)
            view.current().keep(_with(judgement, field, found.conflict.stored))


def _with(judgement: Judgement, field: str, text: str) -> Judgement:
    if field == "minority_note":
        return replace(judgement, minority_note=text)
    return replace(judgement, commentary=text) if field == "commentary" else replace(judgement, evidence=text)


def _write(statement_id: str, field: str) -> None:
    key = f"text_{field}_{place(statement_id)}"
    _save_text(statement_id, field, st.session_state[key] or "", st.session_state.get(f"seen_{key}", ""))


def _save_again(statement_id: str) -> None:
    for field in ("commentary", "evidence"):
        key = f"text_{field}_{place(statement_id)}"
        if notices.notice(f"{place(statement_id)}_{field}") and key in st.session_state:
            _save_text(statement_id, field, st.session_state[key] or "", st.session_state.get(f"seen_{key}", ""))
