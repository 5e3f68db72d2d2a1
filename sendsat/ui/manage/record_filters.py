"""Which changes of the record are asked for; every choice is in the address."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import streamlit as st

from sendsat.assessment.deeds import Way
from sendsat.assessment.records.records import WAYS, Asked, Kind
from sendsat.assessment.values import Round
from sendsat.ui.frame import state
from sendsat.ui.frame.choosing import choose_by_name, in_address, put_in_address
from sendsat.ui.frame.words import told_apart

Choice = TypeVar("Choice", bound=Enum)


def asked(rounds: Iterable[Round]) -> Asked:
    """What is asked for, before anything is drawn: as chosen on the page, else as the address says. What is unknown
    narrows nothing."""
    return Asked(
        statement_id=_held(state.RECORD_STATEMENT, "").strip().upper(),
        team_id=_team_asked(rounds),
        kind=_one_of(Kind, _held(state.RECORD_KIND, "")),
        person=_held(state.RECORD_PERSON, ""),
        way=next((way for way, words in WAYS.items() if words == _held(state.RECORD_WAY, "")), None),
        since=_day(_held(state.RECORD_SINCE, "")),
        until=_day(_held(state.RECORD_UNTIL, "")),
        page=_page(_held(state.RECORD_PAGE, 1)),
    )


def _held(key: str, otherwise: Any) -> Any:
    """What a filter holds; the address counts only until the filter was drawn."""
    value = st.session_state[key] if key in st.session_state else st.query_params.get(key)
    return otherwise if value is None else value


def _team_names(rounds: Iterable[Round]) -> dict[int, str]:
    """The teams of any round by id, as the newest round that has them names them."""
    return told_apart({team.id: team.name for round_ in rounds for team in round_.teams})


def _team_asked(rounds: Iterable[Round]) -> int | None:
    """The team that the address asks for: by its id, or as it once did by any name it has had."""
    known = tuple(rounds)
    team_id = in_address(state.RECORD_TEAM, _team_names(known))
    if team_id is not None:
        return team_id
    every_name = {(team.id, team.name): team.name for round_ in reversed(known) for team in round_.teams}
    by_name = in_address(state.RECORD_TEAM, every_name)
    return by_name[0] if by_name else None


def _one_of(kind: type[Choice], value: str) -> Choice | None:
    return next((choice for choice in kind if choice.value == value), None)


def _day(value: date | str) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _page(value: object) -> int:
    return min(int(str(value)), 1_000_000) if str(value).isdecimal() and int(str(value)) else 1


def draw(rounds: Iterable[Round], people: tuple[str, ...]) -> None:
    """Draw the filters."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Statement", key=state.RECORD_STATEMENT, bind="query-params", on_change=to_page, placeholder="like LM3",
            max_chars=20, width=130,
        )  # fmt: skip
        _choose("What", [str(kind) for kind in Kind], state.RECORD_KIND)
        _choose("Who", list(people), state.RECORD_PERSON)
        _choose_team(rounds)
        _choose("How", [WAYS[way] for way in Way], state.RECORD_WAY)
        for label, key in (("From", state.RECORD_SINCE), ("Until", state.RECORD_UNTIL)):
            st.date_input(
                label, value=None, key=key, bind="query-params", on_change=to_page, format="DD/MM/YYYY", width=150
            )


def _choose(label: str, options: list[str], key: str) -> None:
    st.selectbox(
        label, options, index=None, placeholder="Any", key=key, bind="query-params", on_change=to_page, width=200
    )


def _choose_team(rounds: Iterable[Round]) -> None:
    known = tuple(rounds)
    put_in_address(state.RECORD_TEAM, _team_asked(known))
    names: dict[int | None, str] = {None: "Any"} | dict(_team_names(known).items())
    choose_by_name("Team", names, state.RECORD_TEAM, width=200, then=to_page)


def to_page(number: int = 1) -> None:
    """From a callback: show this page of what is asked for; another filter begins with the first."""
    st.session_state[state.RECORD_PAGE] = number
    if number > 1:
        st.query_params[state.RECORD_PAGE] = str(number)
    elif state.RECORD_PAGE in st.query_params:
        del st.query_params[state.RECORD_PAGE]
