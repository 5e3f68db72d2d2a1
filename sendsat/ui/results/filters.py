"""The filters over the tiles of the Results page; each choice stands in the address: a link opens the same view."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from sendsat.assessment.ofsted import frameworks_for
from sendsat.assessment.rating import word_of
from sendsat.guide.law import Strength
from sendsat.guide.model import Edition
from sendsat.reports.frames import STATES
from sendsat.reports.parts import subsection_label
from sendsat.reports.tiles import Wanted
from sendsat.ui.frame import state, view
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


def choose(seen: view.View) -> Wanted:
    """Draw the filters in the row that is open; what they ask for."""
    part = _choice("Section or part", state.RESULTS_PART, EVERY_PART, _parts(seen.edition), "")
    duty = _choice("Duty", state.RESULTS_DUTY, EVERY_DUTY, {one.word: one for one in Strength}, None)
    area = _choice("Ofsted area", state.RESULTS_AREA, EVERY_AREA, _areas(seen.edition), None)
    rating = _choice("Rating", state.RESULTS_RATING, EVERY_RATING, {word_of(one): (one,) for one in STATES}, ())
    return Wanted(part, duty, area, rating)


def _choice(label: str, key: str, every: str, choices: Mapping[str, Asked], nothing: Asked) -> Asked:
    names = [every, *choices]
    if st.session_state.get(key) not in (None, *names):
        del st.session_state[key]
    chosen = st.selectbox(label, names, key=key, bind="query-params", label_visibility="collapsed")
    return choices.get(chosen or every, nothing)


def _parts(edition: Edition) -> dict[str, str]:
    """Section ids and the numbers of subsections, by what they are called."""
    found: dict[str, str] = {}
    for section in edition.sections:
        found[f"{section.number} {section.title}"] = section.id
        found |= {subsection_label(part): part.number for part in section.subsections}
    return found


def _areas(edition: Edition) -> dict[str, tuple[str, str]]:
    """The ids of framework and area of the frameworks in use, by the title of the area."""
    frameworks = [one for one in frameworks_for(edition, desk().organisation.kind) if one.current]
    found: dict[str, tuple[str, str]] = {}
    for framework in frameworks:
        for area in framework.areas:
            taken = area.title in found
            found[f"{area.title} ({framework.title})" if taken else area.title] = (framework.id, area.id)
    return found
