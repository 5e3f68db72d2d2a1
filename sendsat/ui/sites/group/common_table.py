"""Rounds that several colleges of a group share: who has begun when, how far each is, and whom to ask."""

import streamlit as st

from sendsat.assessment.groups.common import CommonRound, chase_common
from sendsat.assessment.groups.completion import WHAT_COUNTS, done, done_by_site
from sendsat.assessment.groups.group import College
from sendsat.errors import SendsatError
from sendsat.guide.edition import Edition
from sendsat.services.organisation.grouping import common_rounds_of
from sendsat.ui.frame import state
from sendsat.ui.frame.choosing import choose_by_name, put_in_address
from sendsat.ui.frame.words import day, plain, plural, told_apart
from sendsat.ui.frame.workplace import desk

NOT_BEGUN, OTHER_EDITION = "Not started", "Another edition of the guide"


def draw(edition: Edition) -> None:
    """Draw the choice of a round, a row for each college, and what is left as text to send."""
    try:
        every = common_rounds_of(desk())
    except SendsatError as error:
        st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
        return
    if not every:
        st.markdown("No two colleges have a round of the same name yet. One that starts in every college stands here.")
        return
    if len(every) == 1:  # a box would have nothing to choose
        st.markdown(f"Round: **{plain(every[0].name)}**")
        _round(every[0], edition)
        return
    by_ids = {".".join(sorted(_round_ids(common), key=int)): common for common in every}
    asked = set(st.query_params.get(state.COMMON_ROUND, "").split("."))
    like = max(by_ids, key=lambda ids: len(asked & set(ids.split("."))))
    if asked & set(like.split(".")):
        put_in_address(state.COMMON_ROUND, like)
    chosen = choose_by_name("Round", {ids: common.name for ids, common in by_ids.items()}, state.COMMON_ROUND)
    _round(by_ids[chosen], edition)


def _round_ids(common: CommonRound) -> list[str]:
    """The ids of the colleges' rounds. The address holds them all, so that it still leads to the round when a college
    starts its own later, or gives it another name."""
    return [str(college.round.id) for college in common.colleges if college.round]


def _round(common: CommonRound, edition: Edition) -> None:
    names = told_apart({college.organisation.id: college.organisation.name for college in common.colleges})
    named = [(names[college.organisation.id], college) for college in common.colleges]
    st.markdown(f"Begun in {common.begun} of {plural(len(named), 'college')}. Each keeps its own dates. {WHAT_COUNTS}")
    st.table([_row(name, college, edition) for name, college in named], hide_index=True)
    text = chase_common(named, common, edition)
    if not text:
        st.markdown("Nobody is to be asked: what is open has been rated whole.")
        return
    st.markdown("Who has still something to do. Copy it into a message.")
    st.code(text, language=None, wrap_lines=True)


def _row(name: str, college: College, edition: Edition) -> dict[str, str]:
    round_ = college.round
    if round_ is None:
        return {"College": plain(name), "Started": "–", "State": NOT_BEGUN, "Rated or confirmed": "–", "By site": "–"}
    is_same = round_.edition_id == edition.id
    sites = "; ".join(f"{site}: {told.words}" for site, told in done_by_site(college, edition)) if is_same else ""
    return {
        "College": plain(name),
        "Started": day(round_.started_at),
        "State": f"Closed on {day(round_.closed_at)}" if round_.closed_at else "Open",
        "Rated or confirmed": done(college, edition).words if is_same else OTHER_EDITION,
        "By site": plain(sites) or "–",
    }
