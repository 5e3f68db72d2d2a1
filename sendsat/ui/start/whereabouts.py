"""Where somebody works: organisation, round and team, chosen in the sidebar and held by the address by their ids.

The address leads. A choice in the sidebar is written to it, and a link, the Back button or a reload is read from it; a
link that still says a name is understood, and then holds the id. What the address leaves out stays as it was. This is
done by hand, because Streamlit binds an address to the words of a choice, which a rename changes.
"""

from collections.abc import Mapping

import streamlit as st

from sendsat.assessment.organisations import Organisation
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.values import Round
from sendsat.services.visit.visiting import Visit
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import plain, told_apart

OF_ALL = "This page is about all teams."
RATES_AS = "You rate as"
"""What the choice of a team is called on a page of all teams on which one may rate."""
BY_PLACE = ("text_", "draft_", "seen_", "done_")
"""How the keys of texts begin. Those with an id in them hold words of one place only, wherever one works."""


def asked() -> str:
    """The uid of the organisation that is asked for, "" for the first that one may see."""
    return str(st.query_params.get(state.ORGANISATION) or st.session_state.get(state.HERE, ""))


def leave() -> None:
    """From a callback: go to the first organisation that one may see."""
    _forget()
    st.session_state.pop(state.HERE, None)
    st.query_params.clear()


def arrive(here: Organisation) -> None:
    """Begin to look at an organisation; nothing that was chosen or half done in another one comes along."""
    if st.session_state.get(state.HERE, here.uid) != here.uid:
        _forget()
    st.session_state[state.HERE] = here.uid


def _forget() -> None:
    """Drop what the session keeps, but not the words that people typed, which belong to a place of their own."""
    for key in list(map(str, st.session_state)):
        is_text = key.startswith(BY_PLACE) and any(sign.isdigit() for sign in key)
        if not is_text and key not in (state.NOTICES, state.HERE, state.WAS_LET_IN):
            del st.session_state[key]


def choose(visit: Visit, path: str) -> tuple[Round, int | None]:
    """Draw it in the sidebar of the page at `path`; the round and team that are chosen. A page that can show all teams
    together asks for the team itself."""
    with st.sidebar:
        put_organisation(visit)
        round_ = _round(visit.rounds)
        rates_here = path == navigation.RATES_TOO and may(visit.desk.person, May.RATE)
        team_id = _team(round_, path, rates_here=rates_here)
        if not round_.is_open:
            st.caption(f":material/lock: {plain(round_.name)} is closed: look, but nothing changes.")
    return round_, team_id


def put_organisation(visit: Visit) -> None:
    """Draw which organisation it is, with a switcher where one sees several."""
    here, names = (
        visit.desk.organisation,
        told_apart({organisation.uid: organisation.name for organisation in visit.organisations}),
    )
    if len(names) == 1:
        st.markdown(f"**{plain(here.name)}**")
        return
    st.session_state[state.ORGANISATION] = here.uid
    st.selectbox(
        "Organisation", list(names), format_func=names.__getitem__, key=state.ORGANISATION, on_change=_go_elsewhere
    )
    if st.query_params.get(state.ORGANISATION) != here.uid:
        st.query_params[state.ORGANISATION] = here.uid


def _go_elsewhere() -> None:
    """From the switcher."""
    navigation.go_to(str(st.session_state[state.ORGANISATION]))


def _round(rounds: tuple[Round, ...]) -> Round:
    newest = next((round_ for round_ in reversed(rounds) if round_.is_open), rounds[-1])
    names = told_apart({round_.id: round_.name for round_ in reversed(rounds)})
    if wanted := st.session_state.pop(state.NEXT_ROUND, None):
        st.session_state[state.ROUND] = wanted
        st.query_params[state.ROUND] = str(wanted)
    chosen = _choose("Round", state.ROUND, names, newest.id)
    return next(round_ for round_ in rounds if round_.id == chosen)


def _team(round_: Round, path: str, *, rates_here: bool) -> int | None:
    names = told_apart({team.id: team.name for team in round_.teams})
    is_looking = path in navigation.LOOKING
    asked_for = _looked_at(names, path)
    st.session_state[state.TEAM_ASKED] = (path, st.query_params.get(state.TEAM))
    if len(names) == 1:
        _by_address(state.TEAM, names)
        [(team_id, name)] = names.items()
        st.caption(f"Team: {plain(name)}")
        return team_id
    first = next(iter(names), None)
    is_of_all = path in navigation.OF_ALL and not rates_here
    if is_looking or is_of_all:  # a box here would seem to choose whose numbers are shown
        if is_of_all and names:
            st.caption(OF_ALL)
        held = asked_for or st.session_state.get(state.TEAM)
        chosen = next((team_id for team_id in names if team_id == held), first)
        st.session_state[state.TEAM] = chosen
        return chosen
    return _choose(RATES_AS if rates_here else "Team", state.TEAM, names, first)


def _looked_at(names: Mapping[int, str], path: str) -> int | None:
    """Take from the address whose ratings are looked at, and give the team that it names. Once it held the name of the
    team as `whose`. Where somebody goes back to before a team was chosen, all are shown again."""
    is_looking, before = path in navigation.LOOKING, st.session_state.get(state.TEAM_ASKED)
    if is_looking and state.TEAM not in st.query_params and before and before[0] == path and before[1]:
        st.session_state[state.LOOKED_AT] = view.EVERY_TEAM
    if old := st.query_params.pop(state.WHOSE, None):
        st.query_params[state.TEAM] = view.EVERY_TEAM if old == view.TOGETHER else old
    if st.query_params.get(state.TEAM) == view.EVERY_TEAM:
        st.session_state[state.LOOKED_AT] = view.EVERY_TEAM
        if not is_looking or len(names) == 1:
            del st.query_params[state.TEAM]
        return None
    asked_for = _by_address(state.TEAM, names)
    if asked_for is not None and (is_looking or asked_for != st.session_state.get(state.TEAM)):
        st.session_state[state.LOOKED_AT] = asked_for
    held = st.session_state.get(state.LOOKED_AT)
    if is_looking and held in names and state.TEAM not in st.query_params:
        st.query_params[state.TEAM] = str(held)
    return asked_for


def _choose(label: str, key: str, names: Mapping[int, str], first: int | None) -> int | None:
    """Draw a choice that the address holds; at first it leaves it out."""
    asked_for = _by_address(key, names)
    if asked_for is not None:
        st.session_state[key] = asked_for
    elif st.session_state.get(key) not in names:
        st.session_state[key] = first
    elif st.session_state[key] != first and key not in st.query_params:
        st.query_params[key] = str(st.session_state[key])
    index = list(names).index(st.session_state[key]) if names else None
    st.selectbox(
        label, list(names), index, format_func=names.__getitem__, key=key, on_change=_write, args=(key,),
        persist_state="session",
    )  # fmt: skip
    return st.session_state[key] if names else None


def _write(key: str) -> None:
    st.query_params[key] = str(st.session_state[key])
    if key == state.TEAM:
        st.session_state[state.LOOKED_AT] = st.session_state[key]


def _gone(key: str, wanted: str) -> str:
    """An id tells nobody anything, so only a name is repeated."""
    if not wanted.isdecimal():
        return f"This link asks for a {key} that is not here: {wanted[:60]}."
    deleted = " It may have been deleted." if key == state.ROUND else ""
    return f"This link asks for a {key} that is not here.{deleted} You see another one."


def _by_address(key: str, names: Mapping[int, str]) -> int | None:
    """What the address asks for, by its id or by its name; None for nothing, or for what is not here, said once."""
    wanted = st.query_params.get(key)
    if not wanted:
        return None
    by_id = next((number for number in names if str(number) == wanted), None)
    if by_id is not None:
        return by_id
    by_name = next((number for number, name in names.items() if name == wanted), None)
    if by_name is not None:
        st.query_params[key] = str(by_name)
    elif st.session_state.get(state.asked_address(key)) != wanted:
        st.session_state[state.asked_address(key)] = wanted
        notices.say("page", notices.Notice("failed", _gone(key, wanted)))
    return by_name
