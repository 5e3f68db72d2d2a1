"""A round site by site: each as a whole, subsection by subsection, where sites differ, and who can be learnt from."""

from collections.abc import Callable

import streamlit as st

from sendsat.assessment.groups.across import Across, Unit, most_apart
from sendsat.assessment.groups.sites import AtSite, across_sites, by_site, lessons
from sendsat.assessment.snapshot import Snapshot
from sendsat.reports import spread
from sendsat.reports.across import across_table
from sendsat.reports.frames import heat_table
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, put_html
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.results import charts, style
from sendsat.ui.results.spread_html import heat_html
from sendsat.ui.sites import units_html


def draw() -> None:
    """Draw the page."""
    snapshot = view.current().snapshot
    st.title(f"Sites: {plain(snapshot.round.name)}", anchor=False)
    sites = by_site(snapshot)
    if sites:
        _sites(snapshot, sites)
    else:
        st.info(
            "No team of this round belongs to a site. Once teams do, this page shows the sites side by side, where "
            "they differ, and who can learn from whom.",
            icon=":material/location_on:",
        )
    if navigation.is_open_here(navigation.SET_UP_SITES):
        navigation.put_link(navigation.SET_UP_SITES, "Set up sites", icon=":material/location_on:")
    navigation.put_link("results", "Results of the whole organisation", icon=":material/bar_chart:")


def _sites(snapshot: Snapshot, sites: tuple[AtSite, ...]) -> None:
    put_html(style.CSS)
    units = [at.unit for at in sites]
    every = across_sites(sites, snapshot)
    st.markdown(
        f"{plural(len(sites), 'site')}. Each makes one rating of its own teams: {snapshot.round.roll_up.phrase}. "
        "What nobody has rated is counted apart."
    )
    if view.current().beside:
        st.caption("This page is about the guide. Supplements stand on the Results page.")
    put_html(units_html.whole_html(sites, units))
    tabs: dict[str, Callable[[], None]] = {
        "Heat map": lambda: _heat_map(snapshot, units),
        "Where sites differ": lambda: _differ(snapshot, every),
        "Who can we learn from?": lambda: _learn(snapshot, sites, every),
        "Every statement": lambda: _every(snapshot, units, every),
    }
    opened = st.tabs(list(tabs), key=state.SITES_TAB, on_change="rerun", bind="query-params")
    for tab, body in zip(opened, tabs.values(), strict=True):
        if tab.open:
            with tab:
                body()
    put_html(PRINT_BUTTON)
    units_html.put_every_on_paper(every, snapshot.edition)


def _heat_map(snapshot: Snapshot, units: list[Unit]) -> None:
    heat = spread.by_unit(units, snapshot.edition)
    st.caption("Each bar shows how many of a site's statements stand at each rating.")
    put_html(heat_html(heat))
    charts.download_table(
        "Download the heat map (CSV)", heat_table(heat, "Site"), "Heat map by site", snapshot.round.name
    )


def _differ(snapshot: Snapshot, every: tuple[Across, ...]) -> None:
    apart = most_apart(every)
    if not apart:
        st.markdown("No two sites rated the same statement differently.")
        return
    st.markdown(f"Sites differ on {plural(len(apart), 'statement')}. Those furthest apart come first.")
    put_html(units_html.differ_html(apart, snapshot.edition, str(snapshot.round.id)))


def _learn(snapshot: Snapshot, sites: tuple[AtSite, ...], every: tuple[Across, ...]) -> None:
    learned = lessons(sites, every)
    if not learned:
        st.markdown("Sites do not differ yet, so nobody stands out to learn from.")
        return
    st.markdown("For each statement where sites differ: who stands highest, and what they wrote about it.")
    put_html(units_html.lessons_html(learned, snapshot))


def _every(snapshot: Snapshot, units: list[Unit], every: tuple[Across, ...]) -> None:
    table = across_table(every, units, snapshot.edition, "Sites")
    st.dataframe(table, hide_index=True, alt="Every statement with how many sites rated it and how")
    charts.download_table("Download every statement (CSV)", table, "Statements by site", snapshot.round.name)
