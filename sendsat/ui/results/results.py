"""Results of one round: counts and tiles on one screen; below them charts and tables, and where teams differ."""

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import State, word_of
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.model import Section
from sendsat.reports import frames, parts, spread
from sendsat.reports.charts import figures
from sendsat.reports.charts.bar_html import Leads
from sendsat.reports.sentences import beside_sentence, standing_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import charts, filters, going, paper, screen, spread_html

BY_TEAM, BY_ROUND = "By team", "By round"


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title(f"Results: {plain(page.round.name)}", anchor=False)
    counts = page.snapshot.counts()
    if counts.not_rated == counts.total:
        st.markdown(plain(standing_sentence(page.snapshot)))
        _empty(page.snapshot)
        if any(apart.counts().not_rated < apart.counts().total for apart in page.beside):
            screen.draw()
        _beside(page, page.team_id if len(page.round.teams) == 1 else view.looked_at(page.round))
        return
    screen.draw()
    if any(team.site for team in page.round.teams):
        navigation.put_link(navigation.SITES, "See your sites side by side", icon=":material/location_on:")
    st.fragment(_charts, key=going.FRAGMENTS[1])()


def _charts() -> None:
    """Charts and tables of the whole round, for the team that is chosen above: one tab of them at a time."""
    page = view.current()
    team_id = view.looked_at(page.round)
    snapshot = page.snapshot.for_team(team_id)
    tabs: dict[str, Callable[[Snapshot], None]] = {"Overview": _overview, "By section": _subsections}
    if team_id is None and len(page.round.teams) > 1:
        tabs["Where teams differ"] = _teams
    tabs["Heat map"] = _heat_map
    opened = st.tabs(list(tabs), key=state.RESULTS_TAB, on_change="rerun", bind="query-params")
    for tab, body in zip(opened, tabs.values(), strict=True):
        if tab.open:
            with tab:
                body(snapshot)
    paper.put_results(snapshot, [apart.for_team(team_id) for apart in page.beside])
    _beside(page, team_id)


def _overview(snapshot: Snapshot) -> None:
    st.markdown(plain(standing_sentence(snapshot)))
    say_unconfirmed(snapshot)
    sections = {section.title: filters.section_name(section) for section in snapshot.edition.sections}
    charts.draw(figures.standing(snapshot), _leads(state.RESULTS_PART, {parts.WHOLE: ""}))
    charts.draw(figures.standing_by_section(snapshot), _leads(state.RESULTS_PART, sections))


def _leads(asked: str, names: Mapping[str, str]) -> Leads:
    """From a part of a bar to the statements it counts: the filter `asked`, as the label of the bar is called there."""
    nothing = dict.fromkeys(filters.NOTHING_ASKED, "") | {going.STATEMENT: ""}

    def to(label: str, kind: State | Movement) -> Markup:
        rated = "" if isinstance(kind, Movement) else word_of(kind)
        address = going.address(**nothing | {asked: names.get(label, label), state.RESULTS_RATING: rated})
        return going.link(address, shows=going.SHOWN)

    return to


def _beside(page: view.View, team_id: int | None) -> None:
    """The round's supplements, apart from all that stands above."""
    for snapshot in page.beside:
        with st.container(border=True, gap="small", key=f"apart_{snapshot.edition.id}"):
            st.markdown(plain(beside_sentence(snapshot.for_team(team_id))))
            st.caption("It is sendsat's own, not part of the 2016 guide, and in none of the numbers and charts above.")
            navigation.put_link(
                snapshot.edition.sections[0].id,
                f"Open the {snapshot.edition.header.short_title}",
                icon=":material/add_notes:",
            )


def _empty(snapshot: Snapshot) -> None:
    st.info(
        "This page shows how many statements are red, amber and green, altogether, by section and by subsection. "
        "It fills itself as statements are rated.",
        icon=":material/bar_chart:",
    )
    for section in _asked(snapshot)[:1]:
        navigation.put_link(section.id, f"Start with {section.title}", icon=":material/checklist:")


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
    return [
        section
        for section in snapshot.edition.sections
        if any(statement.id in snapshot.asked for statement in section.statements)
    ]


def _subsections(snapshot: Snapshot) -> None:
    sections = {section.title: section for section in _asked(snapshot)}
    if not sections:
        return
    st.header("Ratings by subsection", anchor=False)
    first = next(iter(sections))
    chosen = st.segmented_control(
        "Section", list(sections), default=first, key=state.RESULTS_SECTION, required=True, wrap=True,
        bind="query-params",
    )  # fmt: skip
    section = sections.get(chosen or first, sections[first])
    leads = _leads(state.RESULTS_PART, {})
    charts.draw(figures.standing_by_subsection(snapshot, section.id), leads, heading=False)


def _heat_map(snapshot: Snapshot) -> None:
    """Subsections by teams or by rounds, whichever is chosen; by rounds where only one team is looked at."""
    page = view.current()
    choices = [BY_TEAM, BY_ROUND] if len(snapshot.teams) > 1 else [BY_ROUND]
    if st.session_state.get(state.RESULTS_HEAT) not in choices:
        st.session_state.pop(state.RESULTS_HEAT, None)
    how = st.segmented_control(
        "Heat map", choices, default=choices[0], key=state.RESULTS_HEAT, required=True, bind="query-params"
    )
    st.caption("Each bar shows how many statements stand at each rating. Press a part or a bar to see its statements.")
    leads: spread_html.Way
    if how == BY_TEAM:
        heat, noun, ids, leads = spread.by_team(snapshot), "Team", [snapshot.round.id], going.to_team
    else:
        snapshots = [each_snapshot.for_team(snapshot.only_team) for each_snapshot in page.every_snapshot()]
        heat, noun = spread.by_round(snapshots, page.edition, desk().library), "Round"
        ids, leads = [each_snapshot.round.id for each_snapshot in snapshots], going.to_round(snapshots)
    put_html(spread_html.heat_html(heat, leads))
    what, rounds = f"Heat map by {noun.lower()}", snapshot.round.name
    charts.download_table("Download the heat map (CSV)", frames.heat_table(heat, noun), what, rounds, also=ids)


def _teams(snapshot: Snapshot) -> None:
    ids = {team.name: str(team.id) for team in snapshot.teams}
    charts.draw(figures.standing_by_team(snapshot), _leads(state.TEAM, ids))
    table = frames.team_disagreements(snapshot)
    st.header("Where teams differ, most divided first", anchor=False)
    if table.empty:
        st.markdown("No two teams rated the same statement differently.")
    else:
        put_html(spread_html.divided_html(snapshot, spread.most_divided(snapshot)))
        st.dataframe(table, hide_index=True, alt="Statements that two teams rated differently")
        charts.download_table("Download where teams differ (CSV)", table, "Where teams differ", snapshot.round.name)
