"""Whose ratings a page shows, where a round has several teams; the choice stands in the address."""

from collections.abc import Callable

import streamlit as st

from sendsat.ui.frame import state, view

EVERYONE = "All teams together"


def whose(seen: view.View, *, in_row: bool = False, then: Callable[[], None] | None = None) -> int | None:
    """Ask whose ratings to show, where a round has several teams; None for all together.

    `in_row` hides the label, which stays readable to screen readers; `then` runs when another team is chosen.
    """
    teams = _teams(seen)
    if len(teams) <= 2:
        return None
    if st.session_state.get(state.WHOSE) not in (None, *teams):
        del st.session_state[state.WHOSE]
    chosen = st.selectbox(
        "Whose ratings", list(teams), key=state.WHOSE, persist_state="session", bind="query-params",
        label_visibility="collapsed" if in_row else "visible", on_change=then,
    )  # fmt: skip
    return teams.get(chosen or EVERYONE)


def chosen(seen: view.View) -> int | None:
    """Whose ratings were chosen, for a part of the page that does not ask; None for all together."""
    teams = _teams(seen)
    return teams.get(st.session_state.get(state.WHOSE, EVERYONE)) if len(teams) > 2 else None


def _teams(seen: view.View) -> dict[str, int | None]:
    return {EVERYONE: None, **{team.name: team.id for team in seen.round.teams}}
