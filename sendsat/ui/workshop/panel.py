"""What stands below the wall's statement: colours, guidance, or boxes to write in, and for which statement.

Boxes belong to the statement they were opened for: they stay on it, wherever another window takes the room, until
whoever writes in them leaves. Must not import services.
"""

import streamlit as st

from sendsat.ui.frame import state

COLOURS, GUIDANCE, WRITE, HANDS = "colours", "guidance", "write", "hands"
WITH_BOXES = (WRITE, HANDS)


def shown() -> str:
    """The panel that stands below the statement: one of the four names above."""
    return str(st.session_state.get(state.WALL_PANEL, COLOURS))


def has_boxes() -> bool:
    """Whether somebody at this window may be typing."""
    return shown() in WITH_BOXES


def item_id() -> int | None:
    """The statement of the agenda that the panel was opened for; None where none was."""
    stored = st.session_state.get(state.WALL_PANEL_ITEM)
    return int(stored) if stored is not None else None


def opened() -> int:
    """How often a panel was opened in this window: its boxes are new with each opening, and with nothing else."""
    return int(st.session_state.get(state.WALL_OPENED, 0))


def show(name: str, item: int) -> None:
    """Open a panel for a statement of the agenda."""
    st.session_state[state.WALL_PANEL], st.session_state[state.WALL_PANEL_ITEM] = name, item
    st.session_state[state.WALL_OPENED] = opened() + 1


def shut() -> None:
    """Show the colours again."""
    st.session_state[state.WALL_PANEL] = COLOURS
