"""The wall: one thing at a time, as large as the screen allows, run by keys. What stands around its screens is here."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.workshop.codes import spoken
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.pace import pace, would_end
from sendsat.assessment.workshop.workshop import Phase, Screen, Workshop
from sendsat.errors import StorageError
from sendsat.services.desk import HOME_ZONE
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.streamlit_hooks import Place, named_fragment
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import keys
from sendsat.ui.workshop import acts, capture, html, panel, reveal, room, screens, style
from sendsat.ui.workshop import statement as on_wall
from sendsat.ui.workshop.agenda import sheet

SCRIPT = keys.script(*(Path(__file__).parent / name for name in ("wall_presses.js", "wall.js")))


def draw() -> None:
    """Draw the wall of the workshop that the address names."""
    if not room.is_on():
        nothing("The wall shows one statement at a time to a whole room, with its votes.")
        return
    workshop = room.current()
    if st.session_state.pop(state.DESK_WAS_HERE, False):
        panel.shut()
    put_html(style.CSS + SCRIPT, runs_scripts=True)
    bar, voting = st.container(), None
    with st.container(key="wall_screen"):
        # The stage has a place of its own: what comes and goes in it leaves the boxes below as they are.
        with st.container(key="wall_stage"):
            if workshop.screen is Screen.STATEMENT and workshop.is_open:
                voting = on_wall.put()
            else:
                named_fragment(room.part(room.WALL), other_screen)()
        capture.draw(workshop)
    put_html(keys.sheet_html(html.KEYS))
    agenda(workshop)
    # Last, because its timer starts when it is drawn: begun earlier it could cut a slow first draw of the wall short.
    with bar:
        st.fragment(pulse, key=room.PULSE, run_every="1s")(voting)


def agenda(workshop: Workshop) -> None:
    """Let A, and the button, open the agenda while the workshop runs."""
    if workshop.is_open:
        page = view.current()
        ids = (item.statement_id for item in workshop.items)
        texts = {id_: page.having(id_).statements[id_].text for id_ in ids}
        sheet.listen(workshop, texts, acts.go_to)


def nothing(what: str) -> None:
    """Say that no workshop runs, `what` this page is for, and where one is prepared."""
    navigation.menu(st.session_state[state.PAGES])
    st.title("No workshop is running")
    st.markdown(what)
    navigation.put_link("workshop", "Prepare a workshop", icon=":material/groups:")


def pulse(voting: Place | None) -> None:
    """The line on top and who has voted, once a second; all is drawn again when another window changed it.

    Where the database does not answer for a moment it says so and asks again, so that the wall stays and goes on.
    """
    workshop = room.current()
    try:
        glance = room.glance()
    except StorageError as error:
        put_html(html.trouble_html(error.message))
        return
    if glance.version != workshop.version:
        st.rerun()
    now = desk().now()
    seconds = int((now - workshop.place_since).total_seconds()) if workshop.is_open else 0
    kept = pace(workshop, now)
    words = room.when_words(kept.ends_at if kept else would_end(workshop, now, HOME_ZONE))
    told = html.pace_html(kept, words)
    put_html(html.bar_html(workshop, glance, seconds=seconds, ends=words, address=_join_words(workshop), pace=told))
    if voting is not None:
        _tell_voting(workshop, glance, voting)


def _tell_voting(workshop: Workshop, glance: Glance, place: Place) -> None:
    """Who has voted, never what; it makes way for guidance and boxes, and then the line on top tells it alone."""
    is_voting = workshop.item is not None and workshop.item.phase is Phase.VOTING
    if is_voting and (room.is_desk() or panel.shown() == panel.COLOURS):
        put_html(reveal.voting_html(glance), place)
    else:
        place.empty()


def _join_words(workshop: Workshop) -> Markup:
    if not workshop.is_open:
        return Markup("This workshop is closed")
    if workshop.is_locked:
        return Markup("Joining is locked")
    if not room.can_join():
        return Markup("Vote by <b>hands</b> or on paper")
    short = room.join_address().removeprefix("http://")
    return Markup("Join: <b>{}</b> at {}").format(spoken(workshop.code), short)


def other_screen() -> None:
    """Draw the screen that shows no statement: lobby, actions, end, or what is left after the close."""
    workshop = room.current()
    put_html(room.saved_html())
    if not workshop.is_open:
        screens.closed(workshop)
        return
    drawn = {Screen.LOBBY: screens.lobby, Screen.ACTIONS: screens.actions, Screen.END: screens.end}
    drawn[workshop.screen](workshop)
