"""Choices by a name: the box that asks, and the address that holds the id of what is chosen.

It holds the id, so that a link outlives another name. Words that nobody renames are bound to the address by Streamlit
(`bind="query-params"`).
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

Id = TypeVar("Id", bound=int | str | None)
Key = TypeVar("Key")
EVERY = ""
"""What a box holds in which all are chosen."""


def choose_by_name(
    label: str,
    names: Mapping[Id, str],
    key: str,
    *,
    width: int | None = None,
    then: Callable[[], None] = lambda: None,
    keeps: bool = False,
) -> Id:
    """Ask for one of `names`, by id; the first, unless the address asks for another, by its id or as it once did by its
    name. An id of None is for all of them: the address then says nothing. `then` is called once another is chosen, and
    where the box `keeps`, the session holds what it held while another page is open."""
    # To Streamlit None is that nothing is chosen, and the box would say so.
    ids: dict[int | str, Id] = {EVERY if id_ is None else id_: id_ for id_ in names}
    at_first = (kept if keeps else in_address)(key, {option: names[ids[option]] for option in ids})
    put_in_address(key, at_first)
    st.session_state[key] = next(iter(ids)) if at_first is None else at_first
    chosen = st.selectbox(
        label, list(ids), format_func=lambda option: names[ids[option]], key=key, width=width or "stretch",
        on_change=_choose, args=(key, then), persist_state="session" if keeps else None,
    )  # fmt: skip
    return ids[chosen]


def _choose(key: str, then: Callable[[], None]) -> None:
    put_chosen(key)
    then()


def in_address(key: str, names: Mapping[Key, str]) -> Key | None:
    """Which of `names` the address asks for, by its id or by its name; None where it asks for none of them."""
    asked = st.query_params.get(key)
    by_id = next((id_ for id_ in names if str(id_) == asked), None)
    return by_id if by_id is not None else next((id_ for id_, name in names.items() if name == asked), None)


def kept(key: str, names: Mapping[Key, str]) -> Key | None:
    """What a box that keeps its choice holds: the address leads, and what it leaves out stays as it was."""
    if st.query_params.get(key):
        return in_address(key, names)
    held = st.session_state.get(key)
    return next((id_ for id_ in names if id_ == held), None)


def put_chosen(key: str) -> None:
    """From a callback: the address says what the box with this key holds."""
    put_in_address(key, st.session_state[key])


def put_in_address(key: str, chosen: int | str | None) -> None:
    """Let the address say what is chosen; None and `EVERY` take it out."""
    if chosen in (None, EVERY):
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != str(chosen):
        st.query_params[key] = str(chosen)
