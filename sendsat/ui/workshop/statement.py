"""The wall while one statement is on it: its text, what each colour looks like, the votes, and the keys' buttons."""

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop import AgendaItem, Phase, Workshop
from sendsat.ui.frame import view
from sendsat.ui.frame.html import NOTHING, put_html
from sendsat.ui.frame.streamlit_hooks import Place
from sendsat.ui.guide.answer import coloured
from sendsat.ui.workshop import html, panel, room

RATE_KEYS = {Rating.RED: "1", Rating.AMBER: "2", Rating.GREEN: "3", Rating.NOT_APPLICABLE: "N"}
VOTE_WORDS = {Phase.IDLE: "Open the vote", Phase.VOTING: "Reveal the votes", Phase.REVEALED: "Vote again"}


def put() -> None:
    """Draw the statement with its buttons: a key that rates draws the statement and the ratings again, once."""
    place = st.empty()
    with st.container(key="wall_controls"):
        st.fragment(_rates, key=room.WALL)(place)
        st.fragment(_more, key=room.CONTROLS)()


def _draw(place: Place) -> None:
    """The statement on the wall, in one piece, in the place above the buttons."""
    workshop, seen = room.current(), view.current()
    item = workshop.item
    if item is None:
        return
    top = Markup('<div class="wall-top">{}{}<button id="wall-keys-button" type="button">Keys ?</button></div>').format(
        html.head_html(workshop, seen.edition, item), room.saved_html()
    )
    put_html(top + html.statement_html(seen.edition, item) + _middle(seen, workshop, item), place)


def _middle(seen: view.View, workshop: Workshop, item: AgendaItem) -> Markup:
    if panel.shown() == panel.GUIDANCE:
        return html.guidance_html(seen.edition, item)
    if panel.has_boxes():
        return NOTHING
    now = seen.judgement(item.statement_id).rating
    return html.colours_html(seen.edition, item, now) + html.last_time_html(seen, item, safe=workshop.safe)


def _rates(place: Place) -> None:
    """The buttons that rate; each tells its key. style rules let them flow with those of `_more`."""
    item = room.current().item
    if item is None:
        return
    _draw(place)
    for rating, key in RATE_KEYS.items():
        _plain(coloured(rating), f"wall_rate_{rating.value}", key, room.rate, item.id, rating)
    _plain("Clear", "wall_rate_clear", "0", room.rate, item.id, None)


def _more() -> None:
    """The buttons for voting and for what leads on."""
    workshop = room.current()
    item = workshop.item
    if item is None:
        return
    _plain("Undo", "wall_undo", "U", room.undo)
    st.button(
        VOTE_WORDS[item.phase],
        key="wall_vote",
        shortcut="V",
        type="primary",
        on_click=room.vote,
        args=(item.id,),
    )
    _plain("Count hands", "wall_hands", "H", room.turn, panel.HANDS, item.id)
    _plain("Back", "wall_back", "Left", room.move, workshop.place, -1)
    _plain("Next", "wall_next", "Right", room.move, workshop.place, 1)
    _plain("Guidance", "wall_guidance", "G", room.turn, panel.GUIDANCE, item.id)
    _plain("Write down", "wall_write", "W", room.turn, panel.WRITE, item.id)
    _plain("Take up again" if item.parked else "Set aside", "wall_park", "P", room.park, item.id)
    label = "Show names" if workshop.safe else "Hide names"
    _plain(label, "wall_safe", None, room.hide, not workshop.safe)
    room.way_out()


def _plain(label: str, key: str, shortcut: str | None, action: object, *args: object) -> None:
    assert callable(action)
    st.button(label, key=key, shortcut=shortcut, on_click=action, args=args)
