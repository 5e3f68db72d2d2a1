"""An action in the authority's own plan for what providers find hard together."""

import streamlit as st

from sendsat.assessment.people.permissions import May, may
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.workplace import desk


def draw(page: view.View, statement_id: str) -> None:
    """Draw the box in which an action is planned for a statement; nothing for who may not plan."""
    if not may(desk().person, May.PLAN):
        return
    place = f"area_plan_{statement_id}"
    with st.popover("Plan an action"):
        st.text_input("What will you do?", key=state.area_action(statement_id))
        st.button("Plan it", on_click=_plan, args=(page.round.id, statement_id, place), key=f"plan_{place}")
        notices.show(place, empty="")


def _plan(round_id: int, statement_id: str, place: str) -> None:
    text = str(st.session_state[state.area_action(statement_id)])
    planned = notices.attempt(
        place,
        lambda: planning.plan_action(
            desk(), round_id=round_id, team_id=None, statements=(statement_id,), draft=Draft(text)
        ),
        success=f"It stands in the action plan. {notices.saved_words()}",
    )
    if planned is not None:
        st.session_state[state.area_action(statement_id)] = ""
