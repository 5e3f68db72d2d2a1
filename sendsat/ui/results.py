"""Results of one round: the distribution of ratings overall, by section and by subsection; and where teams differ."""

import streamlit as st

from sendsat.assessment.snapshot import Snapshot
from sendsat.reports import figures, frames
from sendsat.reports.sentences import standing_sentence
from sendsat.ui import charts, view
from sendsat.ui.words import plain

EVERYONE = "All teams together"


def whose(seen: view.View) -> int | None:
    """Ask whose ratings to show, where a round has several teams; None for all together."""
    teams = {EVERYONE: None, **{team.name: team.id for team in seen.round.teams}}
    if len(teams) <= 2:
        return None
    chosen = st.selectbox("Whose ratings", list(teams), key="whose", persist_state="session")
    return teams.get(chosen or EVERYONE)


def draw() -> None:
    """Draw the page."""
    seen = view.current()
    st.title(f"Results: {seen.round.name}", anchor=False)
    team_id = whose(seen)
    snapshot = seen.snapshot.for_team(team_id)
    st.markdown(plain(standing_sentence(snapshot)))
    if team_id is None and len(seen.round.teams) > 1:
        st.caption("Where teams rated the same statement differently, the lower rating counts here.")
    charts.draw(figures.standing(snapshot))
    charts.draw(figures.standing_by_section(snapshot))
    _subsections(snapshot)
    if team_id is None and len(seen.round.teams) > 1:
        _teams(snapshot)


def _subsections(snapshot: Snapshot) -> None:
    sections = {
        s.title: s.id for s in snapshot.edition.sections if any(one.id in snapshot.asked for one in s.statements)
    }
    if not sections:
        return
    st.subheader("Ratings by subsection", anchor=False)
    chosen = st.segmented_control(
        "Section", list(sections), default=next(iter(sections)), key="results_section", required=True, wrap=True
    )
    charts.draw(figures.standing_by_subsection(snapshot, sections[chosen or next(iter(sections))]), heading=False)


def _teams(snapshot: Snapshot) -> None:
    charts.draw(figures.standing_by_team(snapshot))
    table = frames.team_disagreements(snapshot)
    st.subheader("Where teams differ", anchor=False)
    if table.empty:
        st.markdown("No two teams rated the same statement differently.")
    else:
        st.dataframe(table, hide_index=True, alt="Statements that two teams rated differently")
