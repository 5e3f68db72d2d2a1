"""Which actions of the plan are shown; every choice is in the address, what can be renamed by its id.

An owner is a name that people type and has no id: its link asks for that name.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from sendsat.assessment.rating import Rating, State, Waiting, label_of
from sendsat.assessment.results.plan_filter import PlanFilter, Show
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Action, Priority
from sendsat.ui.frame import state, view
from sendsat.ui.frame.choosing import choose_by_name, kept
from sendsat.ui.frame.words import today, told_apart

EVERYONE, ANY = "Everyone", "Any"
Wanted = TypeVar("Wanted")
Id = TypeVar("Id", int, str)


def filtered(page: view.View) -> list[Action]:
    """Ask which actions to show; those that fit."""
    asked = _asked(page)
    return [action for action in page.actions if asked.fits(action, page.snapshot, today(), page.beside)]


def _asked(page: view.View) -> PlanFilter:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show = st.selectbox("Show", list(Show), key=state.PLAN_WHICH, bind="query-params", persist_state="session")
        owners = sorted({action.owner for action in page.actions if action.owner})
        owner = _one_of("Owner", {name: name for name in owners}, state.PLAN_OWNER, nothing=EVERYONE)
        words = st.text_input(
            "Containing", key=state.PLAN_WORD, bind="query-params", placeholder="a word or a statement, like LM3",
            max_chars=100,
        )  # fmt: skip
        chosen = _chosen(page)
        with st.popover(f"More filters: {chosen}" if chosen else "More filters"):
            return PlanFilter(
                show=Show(show or Show.OPEN),
                owner=owner or "",
                words=words or "",
                team_id=_by_id("Team", _teams(page), state.PLAN_TEAM),
                site_id=_by_id("Site", _sites(page), state.PLAN_SITE),
                section_id=_by_id("Section", _sections(page), state.PLAN_SECTION) or "",
                priority=_one_of("Priority", _priorities(page), state.PLAN_PRIORITY),
                ratings=_rated(page),
            )


def _one_of(label: str, options: Mapping[str, Wanted], key: str, *, nothing: str = ANY) -> Wanted | None:
    """What stands behind the name that is chosen, or None for any, which is no choice: whatever word it were, an owner
    could have that name. Nothing is drawn where there is nothing to ask."""
    if not options:
        return None
    name = st.selectbox(
        label, list(options), index=None, placeholder=nothing, key=key, bind="query-params", persist_state="session"
    )
    return options.get(name) if name is not None else None


def _by_id(label: str, names: Mapping[Id, str], key: str) -> Id | None:
    """Ask for one of these by id, None for any. Nothing is drawn where there is nothing to ask."""
    if not names:
        return None
    every: dict[Id | None, str] = {None: ANY, **dict(names.items())}
    return choose_by_name(label, every, key, keeps=True)


def _rated(page: view.View) -> tuple[State, ...]:
    """The rating asked for, in a tuple: None is one of them, and means not rated."""
    options = {word: (rating,) for word, rating in _ratings(page).items()}
    return _one_of("Rating of a statement it serves", options, state.PLAN_RATING) or ()


def _teams(page: view.View) -> dict[int, str]:
    """The teams to ask for; a round of one team has nothing to ask."""
    return told_apart({team.id: team.name for team in page.round.teams}) if len(page.round.teams) > 1 else {}


def _sites(page: view.View) -> dict[int, str]:
    """The sites to ask for; a round in which no team has one has nothing to ask."""
    return told_apart({team.site.id: team.site.name for team in page.round.teams if team.site})


def _sections(page: view.View) -> dict[str, str]:
    sections = [section for edition in page.editions for section in edition.sections]
    return {section.id: f"{section.number} {section.title}" for section in sections}


def _priorities(_page: view.View) -> dict[str, Priority]:
    return {priority.word: priority for priority in Priority}


def _ratings(page: view.View) -> dict[str, State]:
    by_word: dict[str, State] = {**{rating.word: rating for rating in Rating}, label_of(None): None}
    if page.round.roll_up is RollUp.LEADERS:
        by_word[label_of(Waiting.NOT_AGREED)] = Waiting.NOT_AGREED
    return by_word


RENAMED: dict[str, Callable[[view.View], Mapping[Any, str]]] = {
    state.PLAN_TEAM: _teams,
    state.PLAN_SITE: _sites,
    state.PLAN_SECTION: _sections,
}
NARROWER: dict[str, Callable[[view.View], Mapping[str, object]]] = {
    state.PLAN_PRIORITY: _priorities,
    state.PLAN_RATING: _ratings,
}
"""The filters behind More filters: those held by id, and those held by a word that nobody can change."""


def _chosen(page: view.View) -> int:
    """How many of the narrower filters are on. Where a link was followed, only the address says so yet."""
    held = st.session_state
    asked = {key: held[key] if key in held else st.query_params.get(key) for key in NARROWER}
    by_id = sum(kept(key, names(page)) is not None for key, names in RENAMED.items())
    return by_id + sum(asked[key] in options(page) for key, options in NARROWER.items())
