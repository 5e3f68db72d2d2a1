"""The workshop one window shows, and what its buttons do: run a verb, take in what it kept, draw the wall again."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.assessment.votes import Vote, counted_hands
from sendsat.assessment.workshop import AgendaItem, Glance, Phase, Workshop
from sendsat.errors import NotFound, SendsatError
from sendsat.services import voting, workshop_running, workshops
from sendsat.services.judging import Changed
from sendsat.services.visiting import Visit
from sendsat.settings import load_settings
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import clock_time, day, moment
from sendsat.ui.frame.workplace import desk
from sendsat.ui.workshop import panel

WALL, CONTROLS, PULSE = "wall", "controls", "pulse"
PARAMETER = "workshop"
Result = TypeVar("Result")


def choose(visit: Visit) -> Workshop | None:
    """Show the workshop the address names, or the newest that runs; None where there is none. Raises `NotFound`."""
    asked = st.query_params.get(PARAMETER)
    if asked is None:
        found = visit.newest_workshop()
        if found is not None:
            st.query_params[PARAMETER] = str(found.id)
    elif not asked.isdigit() or len(asked) > 9:
        raise NotFound("There is no such workshop here.", "Choose one on the Workshop page.")
    else:
        found = visit.workshop(int(asked))
    st.session_state[state.WORKSHOP], st.session_state[state.WALL_GLANCE] = found, _glance(found)
    return found


def _glance(workshop: Workshop | None) -> Glance | None:
    """The numbers on the wall as they were read with the workshop."""
    if workshop is None:
        return None
    latest = workshop.item.rounds[-1:] if workshop.item else ()
    return Glance(workshop.version, workshop.devices, sum(one.voted for one in latest))


def glance() -> Glance:
    """The numbers on the wall now; those read with the page are given once. Raises `NotFound`, `StorageError`."""
    found: Glance | None = st.session_state.pop(state.WALL_GLANCE, None)
    return found or workshops.glance(desk(), current().id)


def way_out() -> None:
    """Draw the link that leaves the wall; the workshop goes on."""
    page = navigation.link(st.session_state[state.PAGES], "workshop")
    if page is not None:
        st.page_link(page, label="Leave the wall", width="content")


def take(workshop: Workshop) -> None:
    """Show this state of the workshop."""
    st.session_state[state.WORKSHOP] = workshop


def is_on() -> bool:
    """Whether this window shows a workshop."""
    return st.session_state[state.WORKSHOP] is not None


def current() -> Workshop:
    """The workshop as this window shows it."""
    found = st.session_state[state.WORKSHOP]
    assert isinstance(found, Workshop)
    return found


def join_address() -> str:
    """Where phones join: on the room's network when shared, else on this computer."""
    shared = load_settings().join_address
    if shared:
        return shared
    origin = (st.context.url or "http://localhost:8501").split("/")
    return "/".join(origin[:3]) + "/join"


def when_words(at: datetime) -> str:
    """The time, with its day where that is another than today."""
    return clock_time(at) if day(at) == day(desk().now()) else moment(at)


def stamp() -> int:
    """A number that grows with everything this window tried to change; the wall's script waits for it."""
    return int(st.session_state.get(state.WALL_STAMP, 0))


def saved_html() -> Markup:
    """What came of the last key, large; its stamp tells the page's script that the server answered."""
    found = notices.notice(WALL)
    if found is None:
        return Markup('<div id="wall-saved" role="status" data-stamp="{}">&nbsp;</div>').format(stamp())
    if found.kind == "saved":
        saved = Markup('<div id="wall-saved" class="saved" role="status" data-stamp="{}">✓ {}</div>')
        return saved.format(stamp(), found.text)
    failed = Markup('<div id="wall-saved" class="failed" role="alert" data-stamp="{}">NOT SAVED. {}</div>')
    return failed.format(stamp(), found.text)


def turn(name: str, item_id: int) -> None:
    """From a callback: show a panel for a statement, or the colours again where the panel is shown already."""
    if panel.shown() == name:
        panel.shut()
    else:
        panel.show(name, item_id)
    st.rerun()


def follow() -> None:
    """From a callback: leave the statement the boxes were opened for, and go to where the room is now."""
    item = current().item
    if item is None:
        panel.shut()
    else:
        panel.show(panel.shown(), item.id)
    st.rerun()


def act(
    verb: Callable[[], Result],
    keep: Callable[[Result], None],
    *,
    success: str | Callable[[Result], str] | None = None,
) -> bool:
    """From a callback: run a verb and take in its result; where it failed, what is stored. True if it went well."""
    st.session_state[state.WALL_STAMP] = stamp() + 1
    result = notices.attempt(WALL, verb, success=success)
    if result is not None:
        keep(result)
        return True
    with contextlib.suppress(SendsatError):
        take(workshops.get_workshop(desk(), current().id))
    return False


def rate(item_id: int, rating: Rating | None) -> None:
    """From a callback: agree a rating for the statement on the wall; its fragment draws it without being asked."""

    def keep(found: tuple[Workshop, Changed]) -> None:
        take(found[0])
        view.current().keep(found[1].after)

    shown = current()
    parked = shown.item is not None and shown.item.parked
    verb = partial(workshop_running.agree, desk(), workshop_id=shown.id, item_id=item_id, rating=rating, known=shown)
    if not act(verb, keep, success=_agreed) or parked or panel.has_boxes():
        st.rerun()


def _agreed(found: tuple[Workshop, Changed]) -> str:
    """That the rating is saved; of one that was cleared, what it was."""
    was, now = found[1]
    if now.rating or was.rating is None:
        return notices.saved_words()
    return f"{now.statement_id} cleared: it was {was.rating.word}. U undoes. {notices.saved_words()}"


def undo() -> None:
    """From a callback: take back the rating agreed last, and go to its statement."""

    def keep(found: tuple[Workshop, AgendaItem]) -> None:
        workshop, item = found
        take(workshop_running.go_to(desk(), workshop_id=workshop.id, place=workshop.place_of(item.id)))
        notices.say(WALL, notices.Notice("saved", f"Undone: {item.statement_id} is as it was. {notices.saved_words()}"))

    act(lambda: workshop_running.undo(desk(), workshop_id=current().id), keep)
    st.rerun()


def vote(item_id: int) -> None:
    """From a callback: open the vote, reveal it, or vote again."""
    item = current().item
    is_open = item is not None and item.phase is Phase.VOTING
    verb, said = (voting.reveal, "Votes shown") if is_open else (voting.open_vote, "The vote is open")

    def keep(found: Workshop) -> None:
        take(found)
        if is_open and item and found.item and len(found.item.rounds) < len(item.rounds):
            notices.say(WALL, notices.Notice("saved", "Nobody voted, so the vote is closed"))

    _redraw(act(lambda: verb(desk(), workshop_id=current().id, item_id=item_id), keep, success=said))


def park(item_id: int) -> None:
    """From a callback: set the statement aside, or take it up again."""
    item = current().item
    said = "Taken up again" if item and item.parked else "Set aside: it waits at the end"
    _redraw(act(lambda: workshop_running.park(desk(), workshop_id=current().id, item_id=item_id), take, success=said))


def _redraw(went_well: bool) -> None:
    """From a callback: draw the statement and its buttons again; the whole page where more may have changed."""
    if went_well and not panel.has_boxes():
        st.rerun([WALL, CONTROLS, PULSE])
    st.rerun()


def hide(safe: bool) -> None:
    """From a callback: hide names and commentary, or show them."""
    said = "Names and commentary are hidden" if safe else "Names and commentary are shown"
    act(lambda: workshop_running.set_safe(desk(), workshop_id=current().id, safe=safe), take, success=said)
    st.rerun()


def move(seen: int, by: int) -> None:
    """From a callback: go on or back from the screen that was looked at."""
    _go(lambda: workshop_running.step(desk(), workshop_id=current().id, seen=seen, by=by))


def go_to(item_id: int) -> None:
    """From a callback: show one statement of the agenda."""
    place = current().place_of(item_id)
    _go(lambda: workshop_running.go_to(desk(), workshop_id=current().id, place=place))


def _go(verb: Callable[[], Workshop]) -> None:
    if act(verb, take):
        notices.forget(WALL)
        panel.shut()
    st.rerun()


def count_hands(item_id: int, key: str) -> None:
    """From a callback: keep a show of hands typed under `key`."""
    numbers = [int(st.session_state.get(state.hands(key, vote.value)) or 0) for vote in Vote]

    def verb() -> Workshop:
        hands = counted_hands(red=numbers[0], amber=numbers[1], green=numbers[2], not_sure=numbers[3])
        return voting.count_hands(desk(), workshop_id=current().id, item_id=item_id, hands=hands)

    if act(verb, take, success="Hands counted"):
        panel.shut()
    st.rerun()


def close() -> None:
    """From a callback: close the workshop."""
    act(lambda: workshops.close(desk(), workshop_id=current().id), take, success="The workshop is closed")
    st.rerun()
