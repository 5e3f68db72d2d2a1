"""One statement on a section page: its text, its rating, why, and everything else one click away.

Each statement is a fragment of its own: a click redraws it and the progress line, nothing else.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.values import Judgement
from sendsat.guide.model import Statement
from sendsat.services import judging
from sendsat.ui import details, keeper, notices, view
from sendsat.ui.words import escape, plain, plural, snippet
from sendsat.ui.workplace import desk

COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green", Rating.NOT_APPLICABLE: "gray"}
PROGRESS = "progress"


def place(statement_id: str) -> str:
    """The name of a statement's fragment, notices and keys; it holds round and team so that none is mixed up."""
    seen = view.current()
    return f"{seen.round.id}_{seen.team_id}_{statement_id}"


def coloured(rating: Rating | None) -> str:
    """A rating as Markdown: symbol, word and colour."""
    return f":{COLOURS[rating]}[{rating.label}]" if rating else label_of(None)


def redraw(statement_id: str) -> None:
    """From a callback: draw the statement and the progress again, nothing else."""
    st.rerun([place(statement_id), PROGRESS])


def put(statement_id: str) -> None:
    """Draw one statement as a fragment."""
    st.fragment(_draw, key=place(statement_id))(statement_id)


def _draw(statement_id: str) -> None:
    seen = view.current()
    statement = seen.edition.statements[statement_id]
    judgement = seen.judgement(statement_id)
    allowed = seen.may_rate(seen.edition.section_of[statement_id].id)
    with st.container(key=f"statement_{place(statement_id)}", border=True, gap="small"):
        st.html(f'<div id="{statement.id}"></div>')
        st.markdown(f"**{statement.id}** &nbsp; {plain(statement.text)}")
        if statement.ours and statement.ours.overtaken:
            _overtaken(statement)
        _rating(statement, judgement, allowed)
        if statement.ours:
            st.html(details.rag_html(statement.ours, is_open=bool(st.session_state.get("show_colours"))))
        _commentary(statement, judgement, allowed)
        _last_round(statement_id)
        details.draw(statement, judgement, allowed=allowed)


def _overtaken(statement: Statement) -> None:
    assert statement.ours
    assert statement.ours.overtaken
    told = statement.ours.overtaken
    st.info(f"**Overtaken since 2016.** {plain(told.note)} {plain(told.instead)}", icon=":material/update:")


def _rating(statement: Statement, judgement: Judgement, allowed: bool) -> None:
    key = f"rating_{place(statement.id)}"
    if st.session_state.get(key, "?") != judgement.rating:
        st.session_state[key] = judgement.rating
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            f"Rating of {statement.id}",
            list(Rating),
            format_func=coloured,
            key=key,
            label_visibility="collapsed",
            disabled=not allowed,
            on_change=_rate,
            args=(statement.id,),
            wrap=True,
        )
        _state(statement, judgement)
        if judgement.carried_forward:
            st.markdown(":blue-badge[Carried forward]", width="content")
            st.button(
                "Still true",
                key=f"confirm_{place(statement.id)}",
                on_click=_confirm,
                args=(statement.id,),
                disabled=not allowed,
            )


def _state(statement: Statement, judgement: Judgement) -> None:
    """The saved or not-saved line, with the checksums that let the browser drop its drafts."""
    where = place(statement.id)
    marks = keeper.stored_marks(
        {f"text_{field}_{where}": getattr(judgement, field) for field in ("commentary", "evidence")}
    )
    found = notices.notice(where)
    rated = "" if judgement.rating else f"{label_of(None)} &nbsp; "
    text = f"✓ {escape(found.text)}" if found and found.kind == "saved" else "&nbsp;"
    st.html(f'<span {marks}></span>{rated}<span class="saved" role="status">{text}</span>', width="content")


def _commentary(statement: Statement, judgement: Judgement, allowed: bool) -> None:
    where = place(statement.id)
    found = notices.notice(where)
    if found and found.kind == "failed":
        st.error(f"**NOT SAVED.** {plain(found.text)}", icon=":material/error:")
        st.button("Try to save again", key=f"again_{where}", on_click=_save_again, args=(statement.id,))
    text_box(statement.id, "commentary", "Why this rating?", judgement, allowed=allowed)


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
        _choose(statement_id, field, found.conflict.stored, found.conflict.offered)


def _choose(statement_id: str, field: str, stored: str, offered: str) -> None:
    where = place(statement_id)
    st.warning(
        f"Someone else changed this {field} while you were writing. Nothing is lost: choose.", icon=":material/group:"
    )
    left, right = st.columns(2)
    left.markdown(f"**Theirs, stored now**  \n{plain(stored) or '(empty)'}")
    right.markdown(f"**Yours, not saved yet**  \n{plain(offered) or '(empty)'}")
    with st.container(horizontal=True):
        for label, text in (
            ("Keep theirs", stored),
            ("Keep mine", offered),
            ("Keep both", f"{stored}\n\n{offered}".strip()),
        ):
            st.button(label, key=f"{label}_{field}_{where}", on_click=_settle, args=(statement_id, field, text, stored))


def _last_round(statement_id: str) -> None:
    seen = view.current()
    parts = []
    if seen.previous is not None:
        was = seen.previous.standings.get(statement_id)
        if seen.team_id is not None and seen.previous.round.team(seen.team_id):
            was = seen.previous.for_team(seen.team_id).standings.get(statement_id)
        if was is not None:
            why = f" “{plain(snippet(was.commentary))}”" if was.commentary else ""
            parts.append(f"{plain(seen.previous.round.name)}: {coloured(was.rating)}{why}")
    actions = len(seen.actions_for(statement_id))
    if actions:
        parts.append(plural(actions, "action"))
    if parts:
        st.markdown(f":small[{' · '.join(parts)}]")


def _ids() -> dict[str, int]:
    seen = view.current()
    assert seen.team_id is not None
    return {"round_id": seen.round.id, "team_id": seen.team_id}


def apply(statement_id: str, verb: Callable[[dict[str, int]], Judgement]) -> None:
    """From a callback: run a verb on the statement, take in what it kept, and draw the statement again."""
    kept = notices.attempt(place(statement_id), lambda: verb(_ids()))
    if kept is not None:
        view.current().keep(kept)
    redraw(statement_id)


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
    return replace(judgement, commentary=text) if field == "commentary" else replace(judgement, evidence=text)


def _write(statement_id: str, field: str) -> None:
    key = f"text_{field}_{place(statement_id)}"
    _save_text(statement_id, field, st.session_state[key] or "", st.session_state.get(f"seen_{key}", ""))
    redraw(statement_id)


def _save_again(statement_id: str) -> None:
    for field in ("commentary", "evidence"):
        key = f"text_{field}_{place(statement_id)}"
        if notices.notice(f"{place(statement_id)}_{field}") and key in st.session_state:
            _save_text(statement_id, field, st.session_state[key] or "", st.session_state.get(f"seen_{key}", ""))
    redraw(statement_id)


def _settle(statement_id: str, field: str, text: str, base: str) -> None:
    st.session_state[f"text_{field}_{place(statement_id)}"] = text
    _save_text(statement_id, field, text, base)
    redraw(statement_id)
