"""Below the wall's statement: why, the minority's view, evidence and actions, and a show of hands as numbers."""

import streamlit as st

from sendsat.assessment.values import Judgement
from sendsat.assessment.votes import MOST_HANDS, Vote
from sendsat.assessment.workshop import AgendaItem, Phase, Workshop
from sendsat.ui.frame import keeper, notices, view
from sendsat.ui.frame.words import plain
from sendsat.ui.guide import action_editor, answer
from sendsat.ui.workshop import room

FIELDS = (
    ("commentary", "Why this rating?"),
    ("minority_note", "Who saw it differently, and why?"),
    ("evidence", "Evidence, with links"),
)


def draw(workshop: Workshop) -> None:
    """Draw the panel that was asked for; nothing while the colours or the guidance are shown."""
    item = workshop.item
    assert item is not None
    if room.panel() == "write":
        st.fragment(_write, key=answer.place(item.statement_id))(item.statement_id)
    elif room.panel() == "hands":
        _hands(item)


def _left() -> None:
    """How much of the agenda still has no commentary, so that minutes do not end up bare."""
    seen = view.current()
    bare = [one for one in room.current().items if one.agreed and not seen.judgement(one.statement_id).commentary]
    if bare:
        st.caption(f"Rated without a reason so far: {', '.join(one.statement_id for one in bare)}.")


def _kept(statement_id: str, judgement: Judgement) -> None:
    """Whether the last words are stored, for the people and for the script that keeps drafts."""
    where = answer.place(statement_id)
    stored = {f"text_{field}_{where}": getattr(judgement, field) for field, _ in FIELDS}
    st.html(f"<span {keeper.stored_marks(stored)}></span>")
    notices.show(where)


def _write(statement_id: str) -> None:
    seen = view.current()
    one, judgement = seen.edition.statements[statement_id], seen.judgement(statement_id)
    allowed = seen.may_rate(seen.edition.section_of[statement_id].id)
    _left()
    _kept(statement_id, judgement)
    with st.container(key="wall_capture"):
        for column, (field, label) in zip(st.columns(3), FIELDS, strict=True):
            with column:
                st.markdown(f"**{label}**")
                answer.text_box(statement_id, field, label, judgement, allowed=allowed)
        action_editor.for_statement(one, allowed=allowed)


def _hands(item: AgendaItem) -> None:
    key = f"wall_count_{item.id}_{len(item.rounds)}"
    beside = " They are added to the phones' votes." if item.phase is Phase.VOTING else ""
    st.markdown(f"**How many hands are up for each?**{beside}")
    with st.form(f"{key}_form", border=False, enter_to_submit=True):
        for column, vote in zip(st.columns(len(Vote)), Vote, strict=True):
            column.number_input(plain(vote.label), 0, MOST_HANDS, 0, key=f"{key}_{vote.value}")
        st.form_submit_button("Count these hands", type="primary", on_click=room.count_hands, args=(item.id, key))
