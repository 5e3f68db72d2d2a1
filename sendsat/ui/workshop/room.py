"""The workshop one window shows: which, what is known of it now, how phones join it, and what came of the last key."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.deeds import Way
from sendsat.assessment.workshop.allowed import changed_elsewhere, moved_on
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.workshop import Phase, Screen, Workshop
from sendsat.errors import NotFound
from sendsat.services.visit.visiting import Visit
from sendsat.services.workshop import workshops
from sendsat.settings import load_settings
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import put_html, said
from sendsat.ui.frame.words import clock_time, day, moment
from sendsat.ui.frame.workplace import desk
from sendsat.ui.workshop.agenda import sheet

WALL, CONTROLS, PULSE = "wall", "controls", "pulse"
PARAMETER = "workshop"


def choose(visit: Visit) -> Workshop | None:
    """Show the workshop the address names, or the newest that runs; None where there is none. Raises `NotFound`."""
    asked = st.query_params.get(PARAMETER)
    if asked is None:
        workshop = visit.newest_workshop()
        if workshop is not None:
            st.query_params[PARAMETER] = str(workshop.id)
    elif not asked.isdigit() or len(asked) > 9:
        raise NotFound("There is no such workshop here.", "Choose one on the Workshop page.")
    else:
        workshop = visit.workshop(int(asked))
    _tell_overtaken(workshop)
    st.session_state[state.WORKSHOP], st.session_state[state.WALL_GLANCE] = workshop, _glance(workshop)
    return workshop


def _tell_overtaken(now: Workshop | None) -> None:
    """Say which rating another window agreed, in place of an older "Saved" that is so no more."""
    shown = st.session_state.get(state.WORKSHOP)
    if now is None or shown is None or shown.id != now.id:
        return
    changed = changed_elsewhere(shown, now)
    if changed is not None:
        became = f"is now {changed.agreed.word}" if changed.agreed else "was cleared"
        notices.say(WALL, notices.Notice("told", f"Another window: {changed.statement_id} {became}"))


def part(name: str) -> str:
    """The name of a part of the wall while the room is at this place of the agenda."""
    return f"{name}_{current().place}"


def _glance(workshop: Workshop | None) -> Glance | None:
    """The numbers on the wall as they were read with the workshop."""
    if workshop is None:
        return None
    latest = workshop.item.rounds[-1] if workshop.item and workshop.item.rounds else None
    if latest is None:
        practised = workshop.practising.voted if workshop.practising else 0
        return Glance(workshop.version, workshop.devices, 0, practised=practised)
    phones = latest.voted - latest.hands - latest.papers
    return Glance(workshop.version, workshop.devices, phones, latest.hands, latest.papers)


def glance() -> Glance:
    """The numbers on the wall now; those read with the page are given once. Raises `NotFound`, `StorageError`."""
    read_with_page: Glance | None = st.session_state.pop(state.WALL_GLANCE, None)
    return read_with_page or workshops.glance(desk(), current().id)


def is_desk() -> bool:
    """Whether this window is the facilitator's desk, and not the wall."""
    return desk().way is Way.DESK


def shortcut(key: str) -> str | None:
    """The key that presses a button: only on the wall. At the desk people type, so no key does anything else."""
    return None if is_desk() else key


def ways_out() -> None:
    """Draw the agenda's button, and links to the other window of this workshop and out of it; the workshop goes on."""
    if current().is_open:
        put_html(sheet.BUTTON, width="content")
    here, there = (("desk", navigation.WALL), ("wall", navigation.DESK))[not is_desk()]
    for path, label in ((there, f"Open the {there}"), ("workshop", f"Leave the {here}")):
        page = navigation.link(st.session_state[state.PAGES], path)
        if page is not None:
            asked = navigation.here() | ({PARAMETER: str(current().id)} if path == there else {})
            st.page_link(page, label=label, width="content", query_params=asked)


def take(workshop: Workshop) -> None:
    """Show this state of the workshop."""
    st.session_state[state.WORKSHOP] = workshop


def is_on() -> bool:
    """Whether this window shows a workshop."""
    return st.session_state[state.WORKSHOP] is not None


def current() -> Workshop:
    """The workshop as this window shows it, which others may have moved on since."""
    workshop = st.session_state[state.WORKSHOP]
    assert isinstance(workshop, Workshop)
    return workshop


def join_address() -> str:
    """Where phones join: on the room's network when shared, else on this computer."""
    shared = load_settings().join_address
    if shared:
        return shared
    origin = (st.context.url or "http://localhost:8501").split("/")
    return "/".join(origin[:3]) + "/join"


def can_join() -> bool:
    """Whether phones in the room can reach this computer."""
    return not any(here in join_address() for here in ("localhost", "127.0.0.1", "[::1]"))


def when_words(at: datetime) -> str:
    """The time, with its day where that is another than today."""
    return clock_time(at) if day(at) == day(desk().now()) else moment(at)


def stamp() -> int:
    """A number that grows with everything this window tried to change; the wall's script waits for it."""
    return int(st.session_state.get(state.WALL_STAMP, 0))


def saved_html() -> Markup:
    """What came of the last key, large, else that a vote is open; its stamp tells the page's script of the answer."""
    _tell_late()
    notice = notices.notice(WALL) or _standing()
    where = Markup("<span {}></span>").format(_place_said()) + sheet.now_html(current())
    if notice is None:
        return where + Markup('<div id="wall-saved" data-stamp="{}">&nbsp;</div>').format(stamp())
    if notice.kind in ("saved", "told"):
        tick = "✓ " if notice.kind == "saved" else ""
        aloud = notices.aloud(WALL) or said("vote", current().place, notice.text)
        line = Markup('<div id="wall-saved" class="{}" data-stamp="{}" {}>{}{}</div>')
        return where + line.format(notice.kind, stamp(), aloud, tick, notice.text)
    failed = Markup('<div id="wall-saved" class="failed" role="alert" data-stamp="{}">NOT SAVED. {}</div>')
    return where + failed.format(stamp(), notice.text)


def _tell_late() -> None:
    """Say that a press came when its statement had gone, in the words of the verbs that find it themselves."""
    if st.session_state.pop(state.PRESSED_LATE, False):
        st.session_state[state.WALL_STAMP] = stamp() + 1
        notices.say(WALL, notices.Notice("failed", str(moved_on())))


SCREENS = {Screen.LOBBY: "Joining", Screen.ACTIONS: "Open actions from last time", Screen.END: "What we agreed"}


def _place_said() -> Markup:
    """Where the room is, to be said aloud when it goes on: the statement, else what the screen shows."""
    workshop = current()
    if workshop.item is None:
        return said("room", workshop.place, SCREENS[workshop.screen])
    statement_id = workshop.item.statement_id
    return said(
        "room", workshop.place, f"{statement_id}: {view.current().having(statement_id).statements[statement_id].text}"
    )


def _standing() -> notices.Notice | None:
    item = current().item
    if item is None or item.phase is not Phase.VOTING:
        return None
    return notices.Notice("told", "The vote is open")
