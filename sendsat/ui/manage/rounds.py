"""Rounds and teams: start, rename, close and reopen rounds; add, change and retire teams; name the organisation."""

import streamlit as st

from sendsat.assessment.organisations import KINDS_TO_CHOOSE, OrganisationKind
from sendsat.assessment.records.bin import KEPT_FOR
from sendsat.assessment.records.came_back import Changed
from sendsat.assessment.rules import LONGEST_NAME, suggested_round_name
from sendsat.assessment.values import Round, Team
from sendsat.services.organisation import founding
from sendsat.services.rounds import rounds, teams
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import day, plain, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.manage import bins, closing, roll_up, supplements

EMPTY_START = "Empty, with last round's ratings beside each statement"
CARRIED_START = "From an earlier round's ratings, each to be confirmed"
SHOWN = 4
"""So many of the newest rounds stand above the form for the next one; the rest wait below it."""


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Rounds and teams", anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Rounds", anchor=False)
        bins.put_back_offer()
        newest_first = page.rounds[::-1]
        for round_ in newest_first[:SHOWN]:
            _round(round_)
        _start(page)
        _older(newest_first[SHOWN:])
    with right:
        st.header("Teams", anchor=False)
        st.markdown("A team rates the sections that concern it. One team can rate everything.")
        bins.team_put_back_offer()
        known = page.teams
        for team in known:
            _team(team, only=sum(not other.retired for other in known) == 1)
        _add_team(len(known))
        st.header("Organisation", anchor=False)
        _organisation()
        _ways_on()


def _ways_on() -> None:
    navigation.put_link(navigation.SET_UP_SITES, "Set up sites: which team works where", icon=":material/location_on:")
    ways = {
        navigation.RECORD: ":material/manage_search: [Who did what]({}) lists every change.",
        navigation.BIN: f":material/delete: [Bin]({{}}): what was deleted in the last {KEPT_FOR.days} days.",
        navigation.REMOVE: ":material/ink_eraser: [Remove words for good]({}), such as a learner's name.",
        navigation.PERSON: ":material/person_remove: [Everything about one person]({}): export or erase it.",
    }
    st.markdown(
        "  \n".join(told.format(navigation.address(to)) for to, told in ways.items() if navigation.is_open_here(to))
    )
    if navigation.is_open_here(navigation.ANOTHER):
        another = navigation.address(navigation.ANOTHER)
        st.markdown(f":material/add_business: [Add another organisation]({another}) beside this one.")
        navigation.put_link(navigation.GROUP, "Group of organisations", icon=":material/domain:")


def _older(earlier: tuple[Round, ...]) -> None:
    if not earlier:
        return
    box = fold(f"Earlier rounds ({len(earlier)})", key="older_rounds")
    if box.open:
        with box:
            for round_ in earlier:
                _round(round_)


def _start(page: view.View) -> None:
    free = suggested_round_name(today(), [round_.name for round_ in page.rounds])
    with st.form("start_round", border=True):
        st.subheader("Start the next round", anchor=False)
        name = st.text_input("Name", value=free, max_chars=LONGEST_NAME, key=state.new_round_name(len(page.rounds)))
        names = {round_.name: round_.id for round_ in reversed(page.rounds)}
        how = st.radio("How it starts", [EMPTY_START, CARRIED_START], key=state.NEW_ROUND_HOW)
        source = st.selectbox("Round whose ratings it starts from, if any", list(names), key=state.NEW_ROUND_SOURCE)
        st.caption("Unfinished actions stay in the action plan either way.")
        if st.form_submit_button("Start the round", type="primary"):
            carried = names[source] if how == CARRIED_START and source else None
            kept = notices.attempt(
                "page",
                lambda: rounds.start_round(desk(), name=name, carry_forward_from=carried),
                success=f"{' '.join(name.split())} has started.",
            )
            if kept is None:
                notices.show_once("page")
            else:
                st.session_state[state.NEXT_ROUND] = kept.id
                st.rerun()


def _standing(round_: Round) -> str:
    if round_.is_open:
        return "Open"
    return f"Closed on {day(round_.closed_at)}" if round_.closed_at else ""


def _round(round_: Round) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(round_.name)}** · {_standing(round_)} · started {day(round_.started_at)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            _rename(round_)
            if round_.is_open:
                closing.popover(round_, closing.findings(round_))
            else:
                with st.popover("Reopen"):
                    st.markdown(
                        "Reopening lets people change what was agreed. The history keeps a note of it. Teams that were "
                        "renamed since have their new names in it; those that were added since take no part in it."
                    )
                    st.button("Reopen it", key=f"reopen_{round_.id}", on_click=_reopen, args=(round_,))
            bins.popover(round_)
            if not round_.is_open:
                closing.look_back(round_)
        roll_up.choice(round_)
        if round_.is_open:
            supplements.switches(round_)


def _rename(round_: Round) -> None:
    with st.popover("Rename"):
        st.text_input("New name", value=round_.name, key=state.round_name(round_.id), max_chars=LONGEST_NAME)
        st.button("Keep this name", key=f"rename_{round_.id}", on_click=_keep_name, args=(round_,))


def _keep_name(round_: Round) -> None:
    name = st.session_state[state.round_name(round_.id)] or ""

    def verb() -> bool:
        rounds.rename_round(desk(), round_id=round_.id, name=name)
        return True

    notices.attempt("page", verb, success="Name kept.")


def _reopen(round_: Round) -> None:
    def told(changes: tuple[Changed, ...]) -> str:
        return f"{round_.name} is open.{bins.renamed_words(changes)}"

    notices.attempt("page", lambda: rounds.reopen_round(desk(), round_id=round_.id), success=told)


def _titles() -> dict[str, str]:
    return {section.id: f"{section.number} {section.title}" for section in view.current().edition.sections}


def _team(team: Team, *, only: bool) -> None:
    titles = _titles()
    with st.container(border=True, gap="small"):
        retired = " · retired" if team.retired else ""
        st.markdown(f"**{plain(team.name)}**{retired}")
        st.caption(
            "Rates " + "; ".join(plain(titles[section_id]) for section_id in team.sections if section_id in titles)
        )
        with st.container(horizontal=True):
            if team.retired:
                st.button("Bring back", key=f"back_{team.id}", on_click=_bring_back, args=(team,))
            with st.popover("Change"):
                st.text_input("Name", value=team.name, key=state.team_name(team.id), max_chars=LONGEST_NAME)
                st.multiselect(
                    "Sections", list(titles),
                    default=[section_id for section_id in team.sections if section_id in titles],
                    format_func=titles.__getitem__, key=state.team_sections(team.id),
                )  # fmt: skip
                st.button("Keep changes", key=f"team_{team.id}", type="primary", on_click=_change_team, args=(team,))
            if not (only or team.retired):
                with st.popover("Retire"):
                    st.markdown("The team rates no more. What it said is kept.")
                    st.button("Retire it", key=f"retire_{team.id}", on_click=_retire, args=(team,))
            bins.team_popover(team, only=only and not team.retired)


def _change_team(team: Team) -> None:
    name, sections = st.session_state[state.team_name(team.id)], st.session_state[state.team_sections(team.id)]
    notices.attempt(
        "page",
        lambda: teams.change_team(desk(), team_id=team.id, name=name or "", sections=tuple(sections)),
        success="Team changed.",
    )


def _retire(team: Team) -> None:
    notices.attempt("page", lambda: teams.retire_team(desk(), team_id=team.id), success=f"{team.name} is retired.")


def _bring_back(team: Team) -> None:
    notices.attempt("page", lambda: teams.bring_back_team(desk(), team_id=team.id), success=f"{team.name} is back.")


def _add_team(turn: int) -> None:
    """The form for another team. `turn` is in its keys, so that it is empty again after each team."""
    titles = _titles()
    with st.form("add_team", border=True):
        st.subheader("Add a team", anchor=False)
        name = st.text_input("Name", key=state.new_team_name(turn), max_chars=LONGEST_NAME)
        sections = st.multiselect(
            "Sections it rates", list(titles), format_func=titles.__getitem__, key=state.new_team_sections(turn)
        )
        if st.form_submit_button("Add team"):
            added = notices.attempt(
                "page",
                lambda: teams.add_team(desk(), name=name, sections=tuple(sections)),
                success=f"{' '.join(name.split())} is added.",
            )
            if added is None:
                notices.show_once("page")
            else:
                st.rerun()


def _organisation() -> None:
    here = desk().organisation
    kinds = [*KINDS_TO_CHOOSE, *(() if here.kind.is_said else (here.kind,))]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(here.name)}** · {here.kind.word}")
        if not here.kind.is_said:
            st.info(
                "Choose what kind of provider you are under Change. Then each statement says whether the law binds you."
            )
        with st.popover("Change"):
            st.text_input("Name", value=here.name, key=state.ORGANISATION_NAME, max_chars=LONGEST_NAME)
            st.selectbox(
                "Type",
                kinds,
                index=kinds.index(here.kind),
                format_func=lambda kind: kind.word,
                key=state.ORGANISATION_KIND,
            )
            st.caption("The type decides which law binds you. Teams keep the sections they rate.")
            st.button("Keep changes", key="organisation_keep", type="primary", on_click=_change_organisation)


def _change_organisation() -> None:
    name, kind = (
        st.session_state[state.ORGANISATION_NAME] or "",
        OrganisationKind(st.session_state[state.ORGANISATION_KIND]),
    )
    notices.attempt(
        "page", lambda: founding.change_organisation(desk(), name=name, kind=kind), success="Organisation changed."
    )
