"""The agenda over wall and desk: every statement with its sign so far; a number and Enter lead there (agenda.js)."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.workshop import AgendaItem, Workshop
from sendsat.ui.frame import state
from sendsat.ui.frame.words import snippet

BUTTON = Markup('<button type="button" class="wall-agenda-open">Agenda</button>')
_START = "export default (component) => agendaJumps(component);"
_SCRIPT = (Path(__file__).parent / "agenda.js").read_text("utf-8")
_COMPONENT = st.components.v2.component("sendsat_agenda", js=f"{_SCRIPT}\n{_START}")
LENGTH = 120


def listen(workshop: Workshop, texts: Mapping[str, str], go_to: Callable[[int], None]) -> None:
    """Start the script, as one element that takes no room; `go_to` is called with the id of an item of the agenda."""
    items = [
        {"id": item.id, "statement": item.statement_id, "text": snippet(texts[item.statement_id], LENGTH)}
        for item in workshop.items
    ]
    looks = {rating.value: [rating.symbol, rating.word] for rating in Rating}
    _COMPONENT(
        key=state.AGENDA_GO, height=1, data={"items": items, "looks": looks}, on_jump_change=lambda: _jump(go_to)
    )


def _jump(go_to: Callable[[int], None]) -> None:
    """From a callback: go to the statement that was asked for."""
    wanted = getattr(st.session_state[state.AGENDA_GO], "jump", None)
    if isinstance(wanted, int):
        go_to(wanted)


def now_html(workshop: Workshop) -> Markup:
    """Where the room is and what was agreed so far, for the script: short, since it is drawn with every key."""
    signs = ",".join(map(_sign, workshop.items))
    present = workshop.items.index(workshop.item) if workshop.item else -1
    return Markup('<span id="wall-agenda-now" data-signs="{}" data-present="{}" hidden></span>').format(signs, present)


def _sign(item: AgendaItem) -> str:
    if item.parked:
        return "aside"
    return item.agreed.value if item.agreed else ""
