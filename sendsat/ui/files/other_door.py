"""A file that was chosen on one page and belongs on another: said plainly, and one button that opens that page with it.

The file waits in the session; nothing of it is written before somebody has looked.
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

import streamlit as st

from sendsat.exchange.recognising import Kind, Misplaced
from sendsat.ui.frame import navigation, state
from sendsat.ui.frame.words import plain

PAGES = {Kind.PLAN: ("actions", "Action plan"), Kind.ROUND: ("files", "Import and export")}
"""The address and the name of the page on which each kind of file comes in."""


class File(Protocol):
    """A file that was chosen: here, or on another page."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def file_id(self) -> str:
        """What tells this choice of a file from every other."""

    def getvalue(self) -> bytes:
        """What it holds."""


@dataclass(frozen=True)
class Brought:
    """A file on its way from the page where it was chosen to the page of its kind."""

    kind: Kind
    name: str
    file_id: str
    content: bytes

    def getvalue(self) -> bytes:
        """What it holds."""
        return self.content


def offer(error: Misplaced, file: File, *, key: str = "other_door") -> None:
    """Say what the file is, and draw the button that takes it to its page."""
    st.info(f"**{plain(error.message)}** {plain(error.remedy)}", icon=":material/info:")
    address, title = PAGES[error.kind]
    page = navigation.link(st.session_state.get(state.PAGES, {}), address)
    if page is not None and st.button(f"Look at it on the page {title}", type="primary", key=key):
        st.session_state[state.BROUGHT] = Brought(error.kind, file.name, uuid4().hex, file.getvalue())
        st.switch_page(page, query_params=navigation.here())


def is_brought(kind: Kind) -> bool:
    """Whether a file of this kind waits here, chosen on another page."""
    waiting: Brought | None = st.session_state.get(state.BROUGHT)
    return waiting is not None and waiting.kind is kind


def brought(kind: Kind) -> Brought | None:
    """Name the file that was chosen on another page, with a button that puts it aside; None where none waits here."""
    if not is_brought(kind):
        return None
    waiting: Brought = st.session_state[state.BROUGHT]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"The file you chose: **{plain(waiting.name)}**")
        st.button("Put this file aside", on_click=put_aside, key="put_aside")
    return waiting


def put_aside() -> None:
    """Let the file that waits go, if there is one: it stays where it was on the visitor's computer."""
    st.session_state.pop(state.BROUGHT, None)
