"""Which actions of the plan are shown; every choice is in the address."""

import streamlit as st

from sendsat.assessment.rating import Rating, State, Waiting, label_of
from sendsat.assessment.results.plan_filter import PlanFilter, Show
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Action, Priority
from sendsat.ui.frame import state, view
from sendsat.ui.frame.words import today, told_apart

EVERYONE = "Everyone"
NARROWER = (state.PLAN_TEAM, state.PLAN_SITE, state.PLAN_SECTION, state.PLAN_PRIORITY, state.PLAN_RATING)


def filtered(seen: view.View) -> list[Action]:
    """Ask which actions to show; those that fit."""
    asked = _asked(seen)
    return [action for action in seen.actions if asked.fits(action, seen.snapshot, today(), seen.beside)]


def _asked(seen: view.View) -> PlanFilter:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show = st.selectbox("Show", list(Show), key=state.PLAN_WHICH, bind="query-params", persist_state="session")
        owners = sorted({action.owner for action in seen.actions if action.owner})
        owner = st.selectbox(
            "Owner", [EVERYONE, *owners], key=state.PLAN_OWNER, bind="query-params", persist_state="session"
        )
        words = st.text_input(
            "Containing", key=state.PLAN_WORD, bind="query-params", placeholder="a word or a statement, like LM3",
            max_chars=100,
        )  # fmt: skip
        chosen = sum(st.session_state.get(key) is not None for key in NARROWER)
        with st.popover(f"More filters: {chosen}" if chosen else "More filters"):
            return PlanFilter(
                show=Show(show or Show.OPEN),
                owner="" if owner in (None, EVERYONE) else owner,
                words=words or "",
                team_id=_team(seen),
                site_id=_site(seen),
                section_id=_section(seen),
                priority=_priority(),
                ratings=_ratings(seen),
            )


def _one_of(label: str, options: list[str], key: str) -> str | None:
    """One of these, or None for any."""
    return st.selectbox(
        label, options, index=None, placeholder="Any", key=key, bind="query-params", persist_state="session"
    )


def _team(seen: view.View) -> int | None:
    """The team whose actions are asked for; a round of one team has nothing to ask."""
    if len(seen.round.teams) < 2:
        return None
    by_name = {team.name: team.id for team in seen.round.teams}
    return by_name.get(_one_of("Team", list(by_name), state.PLAN_TEAM) or "")


def _site(seen: view.View) -> int | None:
    """The site whose teams' actions are asked for; a round in which no team has one has nothing to ask."""
    sites = {team.site.id: team.site.name for team in seen.round.teams if team.site}
    if not sites:
        return None
    by_name = {name: one for one, name in told_apart(sites).items()}
    return by_name.get(_one_of("Site", list(by_name), state.PLAN_SITE) or "")


def _section(seen: view.View) -> str:
    sections = [section for edition in seen.editions for section in edition.sections]
    by_title = {f"{section.number} {section.title}": section.id for section in sections}
    return by_title.get(_one_of("Section", list(by_title), state.PLAN_SECTION) or "", "")


def _priority() -> Priority | None:
    by_word = {priority.word: priority for priority in Priority}
    return by_word.get(_one_of("Priority", list(by_word), state.PLAN_PRIORITY) or "")


def _ratings(seen: view.View) -> tuple[State, ...]:
    by_word: dict[str, State] = {**{rating.word: rating for rating in Rating}, label_of(None): None}
    if seen.round.roll_up is RollUp.LEADERS:
        by_word[label_of(Waiting.NOT_AGREED)] = Waiting.NOT_AGREED
    chosen = _one_of("Rating of a statement it serves", list(by_word), state.PLAN_RATING)
    return (by_word[chosen],) if chosen in by_word else ()
