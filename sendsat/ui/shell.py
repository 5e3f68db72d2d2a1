"""What stands around every page: the first run, the menu, the sidebar, and one plain message for what is wrong."""

import traceback
from dataclasses import replace
from pathlib import Path

import streamlit as st

from sendsat.assessment.deeds import Way
from sendsat.assessment.values import Organisation, Round
from sendsat.errors import SendsatError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.ui.frame import browser, navigation, notices, style, view, workplace
from sendsat.ui.frame.words import plain
from sendsat.ui.start import first_run

ICON = Path(__file__).parent / "icon.png"


def run() -> None:
    """Draw the whole app for one visitor: the entry script calls nothing else."""
    st.set_page_config(page_title="sendsat", page_icon=str(ICON), layout="wide", initial_sidebar_state="auto")
    style.apply()
    try:
        _run()
    except SendsatError as error:
        trouble(error)


def trouble(error: SendsatError) -> None:
    """Say in place of a page what is wrong and what to do."""
    st.title("Something needs your attention")
    st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
    st.caption("Nothing that was stored has been lost.")
    st.button("Try again", type="primary")


def _run() -> None:
    library = workplace.library()
    organisation = workplace.organisation()
    if organisation is None:
        st.navigation(
            [st.Page(first_run.draw, title="Welcome", icon=":material/waving_hand:")], position="hidden"
        ).run()
        return
    st.session_state["_desk"] = Desk(store=workplace.store(), library=library, organisation=organisation)
    pages = navigation.catalogue(library.current)
    page = st.navigation(pages, position="hidden")
    if page.url_path == navigation.WALL:
        st.session_state["_desk"] = replace(workplace.desk(), way=Way.WALL)
    st.session_state["_pages"] = pages
    _sidebar(organisation)
    if page.url_path != navigation.WALL:  # it fills the screen; its own link leads out
        navigation.menu(pages)
    browser.start()
    notices.show_once("page")
    page.run()


def _sidebar(organisation: Organisation) -> None:
    rounds = viewing.rounds_of(workplace.desk())
    with st.sidebar:
        st.markdown(f"**{plain(organisation.name)}**")
        round_ = _choose_round(rounds)
        team_id = _choose_team(round_)
        if not round_.is_open:
            st.caption(f":material/lock: {plain(round_.name)} is closed: look, but nothing changes.")
    view.load(rounds, round_.id, team_id)


def _ask_address(key: str, known: list[str], what: str) -> None:
    """Say once when the address names something that is not there."""
    asked = st.query_params.get(key)
    if asked and asked not in known and st.session_state.get(f"_asked_{key}") != asked:
        st.session_state[f"_asked_{key}"] = asked
        notices.say("page", notices.Notice("failed", f"This link asks for a {what} that is not here: {asked[:60]}."))


def _choose_round(rounds: tuple[Round, ...]) -> Round:
    by_name = {round_.name: round_ for round_ in rounds}
    newest = next((r for r in reversed(rounds) if r.is_open), rounds[-1])
    names = [round_.name for round_ in reversed(rounds)]
    _ask_address("round", names, "round")
    if wanted := st.session_state.pop("_next_round", None):
        st.session_state["round"] = wanted
    if st.session_state.get("round") not in (None, *names):
        del st.session_state["round"]
    chosen = st.selectbox(
        "Round", names, index=names.index(newest.name), key="round", bind="query-params", persist_state="session"
    )
    return by_name[chosen or newest.name]


def _choose_team(round_: Round) -> int | None:
    by_name = {team.name: team.id for team in round_.teams}
    names = list(by_name)
    _ask_address("team", names, "team")
    if len(names) == 1:
        st.caption(f"Team: {plain(names[0])}")
        return by_name[names[0]]
    if st.session_state.get("team") not in (None, *names):
        del st.session_state["team"]
    chosen = st.selectbox("Team", names, key="team", bind="query-params", persist_state="session")
    return by_name[chosen or names[0]]


def on_script_error(error: Exception) -> bool:
    """For an error nobody expected: the details go to the log, the person gets a plain message."""
    traceback.print_exception(error)
    st.error(
        "Something went wrong that sendsat did not expect. What was saved is safe: reload the page to go on.",
        icon=":material/error:",
    )
    return True
