"""Set up sites: add, rename, retire and bring back; say which team belongs to which."""

import streamlit as st

from sendsat.assessment.rules import LONGEST_NAME
from sendsat.assessment.values import Site, Team
from sendsat.services.organisation import sites
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk
from sendsat.ui.sites import merging, placing


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Set up sites", anchor=False)
    st.markdown(
        "A site is a place where you work, such as a campus. Say which team belongs to which, and you can see your "
        "sites side by side. Open rounds follow what you say here. Closed rounds stay as they were."
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Sites", anchor=False)
        for site in page.sites:
            _site(site, page.teams)
        _add(len(page.sites))
    with right:
        st.header("Teams", anchor=False)
        _teams(page)
    navigation.put_link(navigation.SITES, "See the sites side by side", icon=":material/location_on:")
    navigation.put_link("rounds", "Rounds and teams", icon=":material/event:")


def _teams(page: view.View) -> None:
    offered = {site.id: site.name for site in page.sites if not site.retired}
    if not offered:
        st.markdown("Add a site first. Then choose one for each team here.")
    for team in page.teams:
        if offered and not team.retired:
            placing.put(team, offered)
        elif team.retired:
            placing.put_retired(team)


def _site(site: Site, teams: tuple[Team, ...]) -> None:
    names = [team.name for team in teams if team.site and team.site.id == site.id and not team.retired]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(site.name)}**{' · retired' if site.retired else ''}")
        st.caption(plain(", ".join(names)) if names else "No team belongs here.")
        with st.container(horizontal=True):
            with st.popover("Rename"):
                st.text_input("New name", value=site.name, key=state.site_name(site.id), max_chars=LONGEST_NAME)
                st.button("Keep this name", key=f"rename_site_{site.id}", on_click=_rename, args=(site,))
            if site.merged:
                merging.put_back_offer(site, view.current().sites)
            elif site.retired:
                st.button("Bring back", key=f"back_site_{site.id}", on_click=_bring_back, args=(site,))
            else:
                with st.popover("Retire"):
                    st.markdown("It is offered to no more teams. Rounds keep what was said there.")
                    st.button("Retire it", key=f"retire_site_{site.id}", on_click=_retire, args=(site,))
                merging.offer(site, view.current().sites)


def _rename(site: Site) -> None:
    name = st.session_state[state.site_name(site.id)] or ""
    notices.attempt("page", lambda: sites.rename_site(desk(), site_id=site.id, name=name), success="Name kept.")


def _retire(site: Site) -> None:
    notices.attempt("page", lambda: sites.retire_site(desk(), site_id=site.id), success=f"{site.name} is retired.")


def _bring_back(site: Site) -> None:
    notices.attempt("page", lambda: sites.bring_back_site(desk(), site_id=site.id), success=f"{site.name} is back.")


def _add(turn: int) -> None:
    """The form for another site. `turn` is in its key, so that it is empty again after each site."""
    with st.form("add_site", border=True):
        st.subheader("Add a site", anchor=False)
        name = st.text_input("Name", key=state.new_site_name(turn), max_chars=LONGEST_NAME)
        if st.form_submit_button("Add site"):
            success = f"{' '.join(name.split())} is added."
            if notices.attempt("page", lambda: sites.add_site(desk(), name=name), success=success) is None:
                notices.show_once("page")
            else:
                st.rerun()
