"""The wall while one statement is on it: its text, what each colour looks like, the votes, and the keys' buttons."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Step, Workshop
from sendsat.ui.frame import view
from sendsat.ui.frame.html import NOTHING, put_html
from sendsat.ui.frame.streamlit_hooks import Place, named_fragment
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import guidance, keys, unsafe
from sendsat.ui.guide.answer import coloured
from sendsat.ui.workshop import acts, html, panel, reveal, room

RATE_KEYS = {Rating.RED: "1", Rating.AMBER: "2", Rating.GREEN: "3", Rating.NOT_APPLICABLE: "N"}
VOTE_WORDS = {Phase.IDLE: "Open the vote", Phase.VOTING: "Reveal the votes", Phase.REVEALED: "Vote again"}
VOTES = (Step.OPEN, Step.REVEAL, Step.AGAIN)


def put() -> Place:
    """Draw the statement with its buttons: a key that rates draws the statement and the ratings again, once.

    Gives the place between the two, where who has voted is told. What stands below the statement has a place of its
    own, so that guidance stays at the page that is read when something above it changes.
    """
    place, middle, voting = st.empty(), st.empty(), st.empty()
    with st.container(key="wall_controls"):
        named_fragment(room.part(room.WALL), _rates)(place, middle)
        named_fragment(room.part(room.CONTROLS), _more)()
    return voting


def _draw(place: Place, middle: Place) -> None:
    """The statement on the wall, and what stands below it, in the places above the buttons."""
    workshop, page = room.current(), view.current()
    item = workshop.item
    if item is None:
        return
    edition = page.having(item.statement_id)
    keys = NOTHING if room.is_desk() else Markup('<button id="wall-keys-button" type="button">Keys ?</button>')
    top = Markup('<div class="wall-top">{}{}{}</div>').format(
        html.head_html(workshop, edition, item), room.saved_html(), keys
    )
    put_html(top + html.statement_html(edition, item), place)
    closed = NOTHING if page.round.is_open else _closed_round(page, item)
    put_html(closed + _middle(page, workshop, item), middle)


def _closed_round(page: view.View, item: AgendaItem) -> Markup:
    """The rating as text, and why nothing can be agreed."""
    rating = page.judgement(item.statement_id).label
    told = Markup('<p class="wall-told">{} is closed, so nothing can be agreed in it. Its rating: <b>{}</b></p>')
    return told.format(page.round.name, rating)


def _middle(page: view.View, workshop: Workshop, item: AgendaItem) -> Markup:
    if panel.shown() == panel.GUIDANCE:
        return keys.paged_html(guidance_html(item))
    said = page.judgement(item.statement_id)
    if panel.has_boxes():
        return reveal.stands_html(item, said.judged)
    note = unsafe.note_html(page, item.statement_id, said.rating, how="Press W to plan it.")
    drawn = reveal.reveal_html if item.phase is Phase.REVEALED else html.colours_html
    colours = drawn(
        page.having(item.statement_id), item, said.rating if said.rating is Rating.NOT_APPLICABLE else said.judged
    )
    return note + colours + html.last_time_html(page, item, safe=workshop.safe)


def guidance_html(item: AgendaItem) -> Markup:
    """Guidance on a statement of the agenda, whole, with all its examples."""
    return guidance.whole_html(view.current().having(item.statement_id), item.statement_id, desk().organisation.kind)


def _rates(place: Place, middle: Place) -> None:
    """The one prominent button, voting, and the buttons that rate; style rules let them flow with those of `_more`."""
    workshop = room.current()
    item = workshop.item
    if item is None:
        return
    _draw(place, middle)
    if not view.current().round.is_open:
        _prominent(_onward(workshop), acts.move, workshop.place, 1)
    elif workshop.step not in VOTES:
        _lead(workshop, item)
    if not room.is_desk():
        put_html(html.HINTS)
    if view.current().round.is_open:
        _vote_and_rate(item, workshop)


def _vote_and_rate(item: AgendaItem, workshop: Workshop) -> None:
    st.button(
        VOTE_WORDS[item.phase],
        key=f"wall_vote_at_{len(item.rounds)}_{item.phase.value}",
        shortcut=room.shortcut("V"),
        type="primary" if workshop.step in VOTES else "secondary",
        on_click=acts.vote,
        args=(item.id, item.phase),
    )
    for rating, key in RATE_KEYS.items():
        _plain(coloured(rating), f"wall_rate_{rating.value}", key, acts.rate, item.id, rating)
    st.button(
        "Clear",
        key="wall_rate_clear",
        shortcut=room.shortcut("0"),
        type="tertiary",
        on_click=acts.rate,
        args=(item.id, None),
    )


def _lead(workshop: Workshop, item: AgendaItem) -> None:
    """The prominent button where what comes next is not a vote: it says what it will do."""
    if workshop.step is Step.AGREE and item.suggested:
        _prominent(f"Agree {item.suggested.word}", acts.rate, item.id, item.suggested)
    elif workshop.step is Step.PARK:
        _prominent("Set aside and go on", acts.leave_aside, item.id)
    else:
        _prominent(_onward(workshop), acts.move, workshop.place, 1)


def _prominent(label: str, action: Callable[..., None], *args: object) -> None:
    key = "_".join(["wall_lead_at", action.__name__, *map(str, args)])
    st.button(label, key=key, type="primary", on_click=action, args=args)


def _onward(workshop: Workshop) -> str:
    """Where the room goes on to, in words."""
    place = workshop.place_after(workshop.place)
    if place == workshop.last_place:
        return "See what we agreed"
    return "Next statement" if place == workshop.place + 1 else "Next that waits"


def _more() -> None:
    """The buttons for what else can be done, and for what leads on."""
    workshop = room.current()
    item = workshop.item
    if item is None:
        return
    is_open = view.current().round.is_open
    if is_open:
        _plain("Undo", "wall_undo", "U", acts.undo)
        _plain("Count hands", "wall_hands", "H", acts.turn, panel.HANDS, item.id)
    _plain("Back", "wall_back", "Left", acts.move, workshop.place, -1)
    _plain("Skip", "wall_next", "Shift+Right", acts.move, workshop.place, 1)
    if not room.is_desk():  # where guidance and boxes are always there
        _plain("Guidance", "wall_guidance", "G", acts.turn, panel.GUIDANCE, item.id)
        _plain("Write down", "wall_write", "W", acts.turn, panel.WRITE, item.id)
    if is_open:
        _plain("Take up again" if item.parked else "Set aside", "wall_park", "P", acts.park, item.id)
    _plain("End early", "wall_end", "E", acts.end_early)
    label = "Show names" if workshop.safe else "Hide names"
    _plain(label, "wall_safe", None, acts.hide, not workshop.safe)
    room.ways_out()


def _plain(label: str, key: str, shortcut: str | None, action: Callable[..., None], *args: object) -> None:
    st.button(label, key=key, shortcut=room.shortcut(shortcut) if shortcut else None, on_click=action, args=args)
