"""Whose ratings, and of which statements: each choice stands in the address, so a link opens the same view."""

from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeVar

import streamlit as st

from sendsat.assessment.groups.sites import sites_in
from sendsat.assessment.rating import State, Waiting, word_of
from sendsat.assessment.results.ofsted import frameworks_for
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.guide.model import Section
from sendsat.reports.frames import STATES
from sendsat.reports.parts import subsection_label
from sendsat.reports.tiles import Wanted
from sendsat.ui.frame import state, view
from sendsat.ui.frame.words import told_apart
from sendsat.ui.frame.workplace import desk

EVERY_PART, EVERY_DUTY, EVERY_AREA, EVERY_RATING = "All sections", "All duties", "All Ofsted areas", "All ratings"
NOTHING_ASKED = {
    state.RESULTS_PART: EVERY_PART,
    state.RESULTS_DUTY: EVERY_DUTY,
    state.RESULTS_AREA: EVERY_AREA,
    state.RESULTS_RATING: EVERY_RATING,
}
"""The first choice of each filter."""
Asked = TypeVar("Asked")
Looked = int | None | tuple[str, int]
"""What is looked at: a team by its id, all teams, or a site by its id."""
NO_SITES: Mapping[int, str] = {}


def choose(page: view.View) -> Wanted:
    """Draw the filters in the row that is open; what they ask for."""
    part = choose_part(page)
    duty = _choice("Duty", state.RESULTS_DUTY, EVERY_DUTY, {strength.word: strength for strength in Strength}, None)
    area = _choice("Ofsted area", state.RESULTS_AREA, EVERY_AREA, _areas(page.edition), None)
    rating = _choice(
        "Rating", state.RESULTS_RATING, EVERY_RATING, {word_of(wanted): (wanted,) for wanted in _states(page)}, ()
    )
    return Wanted(part, duty, area, rating)


def choose_part(page: view.View) -> str:
    """Draw the choice of a section or part; its id or number, "" for all."""
    return _choice("Section or part", state.RESULTS_PART, EVERY_PART, _parts(page.editions), "")


def _states(page: view.View) -> list[State]:
    """What statements of this round can stand at: only where leaders agree can something be not agreed yet."""
    return [wanted for wanted in STATES if wanted is not Waiting.NOT_AGREED or page.round.roll_up is RollUp.LEADERS]


def _choice(label: str, key: str, every: str, choices: Mapping[str, Asked], nothing: Asked) -> Asked:
    names = [every, *choices]
    if st.session_state.get(key) not in (None, *names):
        del st.session_state[key]
    chosen = st.selectbox(label, names, key=key, bind="query-params", label_visibility="collapsed")
    return choices.get(chosen or every, nothing)


def section_name(section: Section) -> str:
    """What a section is called where one chooses it: "1 Leadership and management"."""
    return f"{section.number} {section.title}"


def _parts(editions: tuple[Edition, ...]) -> dict[str, str]:
    """Section ids and the numbers of subsections, by what they are called: the guide's, then those of supplements."""
    parts: dict[str, str] = {}
    for section in chain.from_iterable(edition.sections for edition in editions):
        parts[section_name(section)] = section.id
        parts |= {subsection_label(part): part.number for part in section.subsections}
    return parts


def is_of(edition: Edition, statement_id: str, part: str) -> bool:
    """Whether a statement is of the section or part that was chosen, "" for all."""
    return part in ("", edition.section_of[statement_id].id, edition.subsection_of[statement_id].number)


def _areas(edition: Edition) -> dict[str, tuple[str, str]]:
    """The ids of framework and area of the frameworks in use, by the title of the area."""
    frameworks = [framework for framework in frameworks_for(edition, desk().organisation.kind) if framework.current]
    areas: dict[str, tuple[str, str]] = {}
    for framework in frameworks:
        for area in framework.areas:
            taken = area.title in areas
            areas[f"{area.title} ({framework.title})" if taken else area.title] = (framework.id, area.id)
    return areas


def whose(
    page: view.View,
    *,
    in_row: bool = False,
    then: Callable[[], None] | None = None,
    sites: Mapping[int, str] = NO_SITES,
) -> int | None:
    """Ask whose ratings to show, where a round has several teams; None for all together, and for one of `sites`, names
    by id, which `site_looked_at` then gives. It is the one choice of a team: the sidebar leaves it to this box, and the
    address holds its id.

    `in_row` hides the label, which stays readable to screen readers; `then` runs when another team is chosen.
    """
    if len(page.round.teams) < 2:
        return None
    teams: dict[Looked, str] = {None: view.TOGETHER, **{team.id: team.name for team in page.round.teams}}
    names = told_apart(teams | {(state.SITE, site_id): f"Site: {name}" for site_id, name in sites.items()})
    site_id = site_looked_at(sites)
    team_id = None if site_id else view.looked_at(page.round)
    st.session_state[state.WHOSE] = names[(state.SITE, site_id) if site_id else team_id]
    st.selectbox(
        "Whose ratings", list(names.values()), key=state.WHOSE,
        label_visibility="collapsed" if in_row else "visible",
        on_change=_look_at, args=({name: key for key, name in names.items()}, then),
    )  # fmt: skip
    return team_id


def sites_to_choose(round_: Round) -> dict[int, str]:
    """The names of the sites to choose from, by their ids; none where all teams work at one."""
    is_one = len({team.site for team in round_.teams}) == 1
    return {} if is_one else {site.id: site.name for site in sites_in(round_)}


def site_looked_at(sites: Mapping[int, str]) -> int | None:
    """The one of these sites that the address asks for; None where it asks for none of them."""
    asked = st.query_params.get(state.SITE, "")
    return next((site_id for site_id in sites if str(site_id) == asked), None)


def _look_at(every: Mapping[str, Looked], then: Callable[[], None] | None) -> None:
    chosen = every[st.session_state[state.WHOSE]]
    view.look_at(None if isinstance(chosen, tuple) else chosen)
    if isinstance(chosen, tuple):
        st.query_params[state.SITE] = str(chosen[1])
    elif state.SITE in st.query_params:
        del st.query_params[state.SITE]
    if then:
        then()
