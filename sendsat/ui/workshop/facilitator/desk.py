"""The desk: what the wall's buttons do, what comes next, notes for whoever leads, and boxes that are always open.

It follows the wall as a second window does. No key does anything here: people type.
"""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.workshop.workshop import AgendaItem, Screen, Workshop
from sendsat.ui.frame import state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.streamlit_hooks import Place, named_fragment
from sendsat.ui.workshop import capture, panel, room, statement, wall
from sendsat.ui.workshop import people as workshop_people
from sendsat.ui.workshop import style as wall_style
from sendsat.ui.workshop.facilitator import style

SCRIPT = Markup("<script>{}</script>").format(Markup((Path(__file__).parent / "desk.js").read_text("utf-8")))


def draw() -> None:
    """Draw the desk of the workshop that the address names."""
    if not room.is_on():
        wall.nothing("The desk is for whoever leads a workshop, beside the wall.")
        return
    workshop = room.current()
    st.session_state[state.DESK_WAS_HERE] = True
    put_html(wall_style.CSS + style.CSS + SCRIPT, runs_scripts=True)
    bar, voting = st.container(), None
    with st.container(key="desk_screen"):
        if workshop.screen is Screen.STATEMENT and workshop.is_open:
            voting = _statement(workshop)
        else:
            named_fragment(room.part(room.WALL), wall.other_screen)()
            capture.draw(workshop, ticks=True)
            if workshop.is_open:
                workshop_people.phones_at_hand(workshop)
    wall.agenda(workshop)
    with bar:
        st.fragment(wall.pulse, key=room.PULSE, run_every="1s")(voting)


def _statement(workshop: Workshop) -> Place:
    item = workshop.item
    assert item is not None
    if not panel.has_boxes():
        panel.show(panel.WRITE, item.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        voting = statement.put()
        capture.draw(workshop, ticks=True)
        workshop_people.phones_at_hand(workshop)
    with right:
        put_html(_next_html(workshop))
        put_html(statement.guidance_html(item))
    return voting


def _next_html(workshop: Workshop) -> Markup:
    """The statement that comes next, or that the end does."""
    following = _following(workshop)
    if following is None:
        told = Markup("<p>The end: what we agreed.</p>")
    else:
        text = view.current().having(following.statement_id).statements[following.statement_id].text
        told = Markup("<p><b>{}</b> {}</p>").format(following.statement_id, text)
    return Markup('<div class="desk-next"><h2>Next</h2>{}</div>').format(told)


def _following(workshop: Workshop) -> AgendaItem | None:
    after = workshop.place_after(workshop.place)
    return next((item for item in workshop.items if workshop.place_of(item.id) == after), None)
