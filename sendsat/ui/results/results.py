"""Results of one round: the distribution of ratings overall, by section and by subsection; and where teams differ."""

import streamlit as st

from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.model import Section
from sendsat.reports import figures, frames, parts
from sendsat.reports.sentences import standing_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, frame_html, put_html, put_on_paper
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.results import charts, paper

EVERYONE = "All teams together"
LOWER = "Where teams rated the same statement differently, the lower rating counts here."


def whose(seen: view.View) -> int | None:
    """Ask whose ratings to show, where a round has several teams; None for all together."""
    teams = {EVERYONE: None, **{team.name: team.id for team in seen.round.teams}}
    if len(teams) <= 2:
        return None
    chosen = st.selectbox("Whose ratings", list(teams), key=state.WHOSE, persist_state="session")
    return teams.get(chosen or EVERYONE)


def draw() -> None:
    """Draw the page."""
    seen = view.current()
    st.title(f"Results: {plain(seen.round.name)}", anchor=False)
    team_id = whose(seen)
    snapshot = seen.snapshot.for_team(team_id)
    st.markdown(plain(standing_sentence(snapshot)))
    counts = snapshot.counts()
    if not counts.answered and not counts.carried_forward:
        _empty(snapshot)
        return
    say_unconfirmed(snapshot)
    put_html(PRINT_BUTTON)
    if team_id is None and len(seen.round.teams) > 1:
        st.caption(LOWER)
    charts.draw(figures.standing(snapshot))
    charts.draw(figures.standing_by_section(snapshot))
    _subsections(snapshot)
    if team_id is None and len(seen.round.teams) > 1:
        _teams(snapshot)
    paper.put_statements(snapshot)


def _empty(snapshot: Snapshot) -> None:
    st.info(
        "This page shows how many statements are red, amber and green, altogether, by section and by subsection. "
        "It fills itself as statements are rated.",
        icon=":material/bar_chart:",
    )
    for section in _asked(snapshot)[:1]:
        page = navigation.link(st.session_state[state.PAGES], section.id)
        if page is not None:
            st.page_link(page, label=f"Start with {section.title}", icon=":material/checklist:")


def say_unconfirmed(snapshot: Snapshot) -> None:
    """Say how many ratings were only copied from an earlier round, so that nobody takes them for this round's own."""
    waiting = len(snapshot.waiting())
    each = ", counted team by team," if len(snapshot.teams) > 1 else ""
    if waiting:
        st.caption(
            f"{plural(waiting, 'rating')} of {plain(snapshot.round.name)}{each} "
            f"{'was' if waiting == 1 else 'were'} carried forward and not confirmed yet."
        )


def _asked(snapshot: Snapshot) -> list[Section]:
    """The sections that somebody is asked about."""
    return [s for s in snapshot.edition.sections if any(one.id in snapshot.asked for one in s.statements)]


def _subsections(snapshot: Snapshot) -> None:
    sections = {section.title: section for section in _asked(snapshot)}
    if not sections:
        return
    st.subheader("Ratings by subsection", anchor=False)
    first = next(iter(sections))
    chosen = st.segmented_control(
        "Section", list(sections), default=first, key=state.RESULTS_SECTION, required=True, wrap=True
    )
    section = sections.get(chosen or first, sections[first])
    st.caption(" · ".join(plain(parts.subsection_label(one)) for one in section.subsections))
    charts.draw(figures.standing_by_subsection(snapshot, section.id), heading=False)
    paper.put_subsections(snapshot)


def _teams(snapshot: Snapshot) -> None:
    charts.draw(figures.standing_by_team(snapshot))
    table = frames.team_disagreements(snapshot)
    st.subheader("Where teams differ", anchor=False)
    if table.empty:
        st.markdown("No two teams rated the same statement differently.")
    else:
        st.dataframe(table, hide_index=True, alt="Statements that two teams rated differently")
        put_on_paper(frame_html(table))
        charts.download_table("Download where teams differ (CSV)", table, "Where teams differ", snapshot.round.name)
