"""The reasons that providers chose to share, statement by statement, as far as they tell nobody else's rating."""

from collections.abc import Sequence

import streamlit as st

from sendsat.assessment.area.area import Cell
from sendsat.assessment.area.reasons import Reasons, reasons
from sendsat.assessment.area.submission import by_team
from sendsat.ui.frame import state, view
from sendsat.ui.frame.words import choose_by_name, plain, plural

RULE = (
    "Each provider chose to share these, under the name that stands here. Reasons stay away where they would give away "
    "what another provider said."
)


def draw(seen: view.View, cells: Sequence[Cell]) -> None:
    """Draw the reasons for one statement of those in `cells`; a line where none of them has any."""
    found = [one for one in (reasons(seen.area, cell) for cell in cells) if one.shown or one.held_back]
    by_id = {one.statement_id: one for one in found if one.shown}
    st.subheader("Reasons", anchor=False)
    if not by_id:
        st.caption("No reason can be shown for this section: none was shared, or it would give away another rating.")
        return
    names = {one: f"{one} {seen.edition.statements[one].text}" for one in by_id}
    chosen = choose_by_name("Statement", names, state.AREA_REASONS)
    _put(by_id[chosen])


def _put(found: Reasons) -> None:
    for reason in found.shown:
        texts = "  \n".join(map(plain, by_team(reason.texts)))
        st.markdown(f"**{plain(reason.provider)}:** {texts}")
    if found.held_back:
        st.caption(f"{plural(found.held_back, 'more provider')} gave reasons that are not shown.")
    st.caption(RULE)
