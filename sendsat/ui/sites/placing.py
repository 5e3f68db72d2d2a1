"""Which site a team belongs to: chosen, kept at once, and taken back as long as nothing stands in the way."""

import streamlit as st

from sendsat.assessment.groups.placing import WayBack, way_back
from sendsat.assessment.groups.sites import NO_SITE
from sendsat.assessment.values import Placed, Team
from sendsat.reports.sentences import listed
from sendsat.services.organisation import placing, sites
from sendsat.services.organisation.placing import PlaceUndone
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.frame.workplace import desk


def put(team: Team, offered: dict[int, str]) -> None:
    """Draw the choice among the sites offered, by id, and below it what takes the last one back."""
    key, here = state.team_site(team.id), team.site.id if team.site else 0
    if team.site:  # it may have been retired while the team was
        offered = {team.site.id: team.site.name} | offered
    if st.session_state.get(key) != here:
        st.session_state[key] = here
    with st.container(gap="small"):
        st.selectbox(
            team.name,
            [0, *offered],
            format_func=lambda site_id: offered.get(site_id, NO_SITE),
            key=key,
            on_change=_keep,
            args=(team,),
        )
        if team.placed:
            _undo_offer(team, team.placed)


def _keep(team: Team) -> None:
    site_id = st.session_state[state.team_site(team.id)] or None

    def verb() -> Team:
        return sites.place_team(desk(), team_id=team.id, site_id=site_id)

    notices.attempt("page", verb, success=_kept)


def _kept(team: Team) -> str:
    return f"{team.name} now belongs to {team.site.name}." if team.site else f"{team.name} belongs to no site."


def _undo_offer(team: Team, placed: Placed) -> None:
    """What takes the move back, with where the team would go and what would stay, or what stands in the way."""
    seen = view.current()
    with st.popover(plain(f"Undo the move of {team.name}"), key=f"unplacing_{team.id}"):
        way = way_back(team, placed, seen.sites, seen.rounds)
        if way.trouble:
            st.markdown(plain(f"{way.trouble} {way.remedy}"))
            return
        st.markdown(plain(f"Moved on {day(placed.at)}. {_going(team, way)} All that it rated and wrote stays with it."))
        if way.left:
            st.markdown("This stays, because it changed since:")
            st.markdown("\n".join(f"- {plain(phrase)}" for phrase in way.left))
        label = f"Move it back to {way.to}" if way.site else "Let it belong to no site again"
        st.button(plain(label), type="primary", on_click=_undo, args=(team.id, placed), key=f"unplace_{team.id}")


def _going(team: Team, way: WayBack) -> str:
    """ "Second goes back to North, in 1 open round (Autumn)." """
    where = f"goes back to {way.to}" if way.site else "belongs to no site again"
    rounds = f", in {plural(len(way.rounds), 'open round')} ({listed(way.rounds)})" if way.rounds else ""
    return f"{team.name} {where}{rounds}."


def _undo(team_id: int, placed: Placed) -> None:
    notices.attempt("page", lambda: placing.undo_place(desk(), team_id=team_id, seen=placed.at), success=_undone)


def _undone(undone: PlaceUndone) -> str:
    told = _going(undone.team, undone.way)
    return f"{told} Left as it is: {'; '.join(undone.way.left)}." if undone.way.left else told
