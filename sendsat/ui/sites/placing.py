"""Which site a team belongs to: chosen, kept at once, and taken back for a while as long as nothing stands in the way;
and the open rounds that still hold an older one."""

import streamlit as st

from sendsat.assessment.groups.placing import Behind, WayBack, behind, id_of, is_move, last_day, way_back
from sendsat.assessment.groups.sites import NO_SITE
from sendsat.assessment.values import Placed, Site, Team
from sendsat.reports.sentences import listed
from sendsat.services.desk import HOME_ZONE
from sendsat.services.organisation import placing, sites
from sendsat.services.organisation.placing import PlaceUndone
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.frame.workplace import desk


def put(team: Team, offered: dict[int, str]) -> None:
    """Draw the choice among the sites offered, by id; below it the open rounds that hold an older site, and what takes
    the last move back."""
    key, here = state.team_site(team.id), team.site.id if team.site else 0
    if team.site:  # it may have been retired while the team was
        offered = {team.site.id: team.site.name} | offered
    if st.session_state.get(key) != here:
        st.session_state[key] = here
    with st.container(gap="small"):
        st.selectbox(
            team.name,
            [0, *offered],
            [0, *offered].index(here),
            format_func=lambda site_id: offered.get(site_id, NO_SITE),
            key=key,
            on_change=_keep,
            args=(team,),
        )
        if late := behind([team], view.current().rounds):
            _bring_along_offer(team, late)
        if team.placed and is_move(team.placed) and desk().today <= last_day(team.placed, HOME_ZONE):
            _undo_offer(team, team.placed)


def put_retired(team: Team) -> None:
    """Draw, of a team that is offered no site, the open rounds that hold an older one; nothing where none does."""
    if late := behind([team], view.current().rounds):
        with st.container(gap="small"):
            st.markdown(f"{plain(team.name)} · retired")
            _bring_along_offer(team, late)


def _keep(team: Team) -> None:
    site_id = st.session_state[state.team_site(team.id)] or None

    def verb() -> Team:
        return sites.place_team(desk(), team_id=team.id, site_id=site_id)

    notices.attempt("page", verb, success=lambda kept: _kept(team, kept))


def _kept(seen: Team, team: Team) -> str:
    told = f"{team.name} now belongs to {team.site.name}." if team.site else f"{team.name} belongs to no site."
    moved_since = team.placed is not None and team.placed.before != id_of(seen.site)
    return f"{told} Somebody had moved it since you looked." if moved_since else told


def _bring_along_offer(team: Team, late: tuple[Behind, ...]) -> None:
    """Which open rounds count the team for another site than its own, and what lets them follow."""
    where: dict[str, list[str]] = {}
    for team_behind in late:
        where.setdefault(_site_name(team_behind.before), []).append(team_behind.round.name)
    phrases = "; ".join(f"for {site} in {listed(names)}" for site, names in where.items())
    st.markdown(plain(f"It still counts {phrases}."))
    label = f"Let {team.name} count for {_site_name(team.site)} there too"
    st.button(plain(label), on_click=_bring_along, args=(team,), key=f"along_{team.id}")


def _bring_along(team: Team) -> None:
    def told(names: tuple[str, ...]) -> str:
        there = f", in {listed(names)} too" if names else " in every open round"
        return f"{team.name} now counts for {_site_name(team.site)}{there}."

    site_id = id_of(team.site)
    notices.attempt("page", lambda: placing.bring_rounds_along(desk(), team_id=team.id, site_id=site_id), success=told)


def _site_name(site: Site | None) -> str:
    return site.name if site else "no site"


def _undo_offer(team: Team, placed: Placed) -> None:
    """What takes the move back, with where the team would go and what would stay, or what stands in the way."""
    page = view.current()
    with st.popover(plain(f"Undo the last move of {team.name}"), key=f"unplacing_{team.id}"):
        way = way_back(team, placed, page.sites, page.rounds)
        if way.trouble:
            st.markdown(plain(f"{way.trouble} {way.remedy}"))
            return
        until = day(last_day(placed, HOME_ZONE))
        st.markdown(plain(f"Moved on {day(placed.at)}. {_going(team, way)} All that it rated and wrote stays with it."))
        last = "Only the last move can be undone. For any other site, choose it in the list above."
        st.markdown(f"You can undo this until {until}. {last}")
        if way.left:
            st.markdown("This stays, because it changed since:")
            st.markdown("\n".join(f"- {plain(phrase)}" for phrase in way.left))
        label = f"Move it back to {way.to}" if way.site else "Let it belong to no site again"
        st.button(plain(label), type="primary", on_click=_undo, args=(team.id, placed), key=f"unplace_{team.id}")


def _going(team: Team, way: WayBack) -> str:
    """ "Second goes back to North, in 1 open round (Autumn)." """
    where = f"goes back to {way.to}" if way.site else "belongs to no site again"
    rounds = f", in {plural(len(way.rounds), 'open round')} ({listed(way.rounds)})" if way.rounds else ""
    others = "".join(f" In {round_.name} it counts for {_site_name(site)} again." for round_, site in way.elsewhere)
    return f"{team.name} {where}{rounds}.{others}"


def _undo(team_id: int, placed: Placed) -> None:
    notices.attempt("page", lambda: placing.undo_place(desk(), team_id=team_id, seen=placed.at), success=_undone)


def _undone(undone: PlaceUndone) -> str:
    told = _going(undone.team, undone.way)
    return f"{told} Left as it is: {'; '.join(undone.way.left)}." if undone.way.left else told
