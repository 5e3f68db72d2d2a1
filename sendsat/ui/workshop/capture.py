"""Below the wall's statement: why, the minority's view, evidence and actions, and a show of hands as numbers."""

from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.values import Judgement
from sendsat.assessment.workshop.votes import MOST_HANDS, Vote
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Workshop
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.words import plain, snippet
from sendsat.ui.guide import action_editor, answer, details
from sendsat.ui.workshop import acts, panel, room

FIELDS = (
    ("commentary", "Why this rating?"),
    ("minority_note", "Who saw it differently, and why?"),
    ("evidence", "Evidence, with links"),
)


def draw(workshop: Workshop, *, ticks: bool = False) -> None:
    """Draw the panel that was asked for, on the statement it was opened for; nothing while it has no boxes.

    With `ticks` the evidence to look for can be ticked too.
    """
    item = _its_item(workshop)
    if item is None or not panel.has_boxes():
        return
    with st.container(key="wall_panel"):
        _where(workshop, item)
        if panel.shown() == panel.WRITE:
            st.fragment(_write, key=answer.place(item.statement_id))(item.statement_id, ticks=ticks)
        else:
            _hands(item)


def _its_item(workshop: Workshop) -> AgendaItem | None:
    return next((item for item in workshop.items if item.id == panel.item_id()), None)


def _where(workshop: Workshop, item: AgendaItem) -> None:
    """Which statement the boxes belong to, and the way on; it keeps its place, so that no box below is drawn anew."""
    with st.container(key="wall_writes_for", horizontal=True, vertical_alignment="center"):
        if workshop.item == item:
            keys = "" if room.is_desk() else " Esc leaves a box, then the keys work again."
            put_html(Markup("<p>For <b>{}</b>.{}</p>").format(item.statement_id, keys))
            return
        text = view.current().having(item.statement_id).statements[item.statement_id].text
        put_html(Markup("<p>Still for <b>{}</b>: {}</p>").format(item.statement_id, snippet(text, 90)))
        if workshop.item:
            label, key = f"Go to {workshop.item.statement_id}, where the room is now", "wall_follow"
        else:
            label, key = "Leave these boxes", "wall_leave"
        st.button(label, key=key, on_click=acts.follow)


def _left() -> None:
    """How much of the agenda still has no commentary, so that minutes do not end up bare. Its line is always there."""
    page, agreed = view.current(), [item.statement_id for item in room.current().items if item.agreed]
    bare = [statement_id for statement_id in agreed if not page.judgement(statement_id).commentary]
    if bare:
        st.caption(f"Rated without a reason so far: {', '.join(bare)}.")
    else:
        st.caption(
            "Every statement rated so far has its reason." if agreed else "Nothing is agreed in this workshop yet."
        )


def _known(statement_id: str) -> Judgement:
    """The texts as this window knows them: while the boxes are open, nobody else's change is put under a cursor.

    Words typed over such a change meet it as a conflict, and both are shown.
    """
    stored, where = view.current().judgement(statement_id), answer.place(statement_id)
    session, opening = st.session_state, panel.opened()
    if session.get(state.WALL_KNOWN) != opening:
        session[state.WALL_KNOWN] = opening
        return stored
    known: dict[str, Any] = {
        field: kept_text.seen(state.words(field, where), getattr(stored, field)) for field, _ in FIELDS
    }
    return replace(stored, **known)


def _kept(statement_id: str, known: Judgement) -> None:
    """Whether the last words are stored, for the people and for the script that keeps drafts."""
    where = answer.place(statement_id)
    stored = {state.words(field, where): getattr(known, field) for field, _ in FIELDS}
    first = _first_box(state.words(FIELDS[0][0], where))
    put_html(Markup("<span {} {}></span>").format(kept_text.stored_marks(stored), first))
    notices.show(where)


def _first_box(key: str) -> Markup:
    """The HTML attributes that tell the wall's script where the cursor goes once a panel is opened."""
    return Markup('data-box="{}" data-opened="{}"').format(key, panel.opened())


def _write(statement_id: str, *, ticks: bool) -> None:
    page = view.current()
    edition, known = page.having(statement_id), _known(statement_id)
    statement = edition.statements[statement_id]
    allowed = page.may_rate(edition.section_of[statement_id].id, edition)
    _left()
    _kept(statement_id, known)
    with st.container(key="wall_capture"):
        for column, (field, label) in zip(st.columns(3), FIELDS, strict=True):
            with column:
                st.markdown(f"**{label}**")
                answer.text_box(statement_id, field, label, known, allowed=allowed)
                _meanwhile(getattr(known, field), getattr(page.judgement(statement_id), field))
        if ticks:
            details.tick_boxes(statement, page.judgement(statement_id), allowed=allowed)
        action_editor.for_statement(statement, allowed=allowed)


def _meanwhile(known: str, stored: str) -> None:
    """What came into the store while a box was open, below it."""
    if known != stored:
        st.caption(f"Stored meanwhile: {plain(snippet(stored, 200)) or '(empty)'}")


def _hands(item: AgendaItem) -> None:
    key = f"wall_count_{item.id}_{panel.opened()}"
    beside = " They are added to the phones' votes." if item.phase is Phase.VOTING else ""
    st.markdown(f"**How many hands are up for each?**{beside}")
    put_html(Markup("<span {}></span>").format(_first_box(state.hands(key, next(iter(Vote)).value))))
    with st.form(f"{key}_form", border=False, enter_to_submit=True):
        for column, vote in zip(st.columns(len(Vote)), Vote, strict=True):
            column.number_input(plain(vote.label), 0, MOST_HANDS, 0, key=state.hands(key, vote.value))
        st.form_submit_button("Count these hands", type="primary", on_click=acts.count_hands, args=(item.id, key))
