"""The reasons that providers chose to share, statement by statement, as far as they tell nobody else's rating."""

from collections.abc import Sequence

import streamlit as st

from sendsat.assessment.area.area import Cell
from sendsat.assessment.area.reasons import Reasons, reasons
from sendsat.assessment.area.submission import by_team
from sendsat.ui.frame import state, view
from sendsat.ui.frame.choosing import choose_by_name
from sendsat.ui.frame.words import plain, plural

RULE = (
    "Each provider chose to share these, under the name that stands here. Reasons stay away where they would give away "
    "what another provider said."
)


def draw(page: view.View, cells: Sequence[Cell]) -> None:
    """Draw the reasons for one statement of those in `cells`; a line where none of them has any."""
    given = [said for said in (reasons(page.area, cell) for cell in cells) if said.shown or said.held_back]
    by_id = {said.statement_id: said for said in given if said.shown}
    st.subheader("Reasons", anchor=False)
    if not by_id:
        st.caption("No reason can be shown for this section: none was shared, or it would give away another rating.")
        return
    names = {statement_id: f"{statement_id} {page.edition.statements[statement_id].text}" for statement_id in by_id}
    chosen = choose_by_name("Statement", names, state.AREA_REASONS)
    _put(by_id[chosen])


def _put(said: Reasons) -> None:
    for reason in said.shown:
        texts = "  \n".join(map(plain, by_team(reason.texts)))
        st.markdown(f"**{plain(reason.provider)}:** {texts}")
    if said.held_back:
        st.caption(f"{plural(said.held_back, 'more provider')} gave reasons that are not shown.")
    st.caption(RULE)
