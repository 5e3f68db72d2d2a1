"""What the wall's buttons do: run a verb, take in what it kept, say what came of it, and draw the wall again."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import streamlit as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.allowed import moved_on
from sendsat.assessment.workshop.votes import Vote, counted_hands
from sendsat.assessment.workshop.workshop import Phase, Workshop
from sendsat.errors import SendsatError
from sendsat.services.rounds.judging import Changed
from sendsat.services.workshop import phones, practising, running, voting, workshops
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import answer
from sendsat.ui.workshop import panel, room

Result = TypeVar("Result")


def _stamped() -> None:
    st.session_state[state.WALL_STAMP] = room.stamp() + 1


def turn(name: str, item_id: int) -> None:
    """From a callback: show a panel for a statement, or the colours again where the panel is shown already."""
    _stamped()
    if panel.shown() == name:
        panel.shut()
    else:
        panel.show(name, item_id)
    st.rerun()


def follow() -> None:
    """From a callback: leave the statement the boxes were opened for, and go to where the room is now."""
    _stamped()
    item = room.current().item
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
    about: str | Callable[[Result], str] = "",
) -> bool:
    """From a callback: run a verb and take in its result; where it failed, what is stored. True if it went well."""
    _stamped()
    result = notices.attempt(room.WALL, verb, success=success, about=about)
    if result is not None:
        keep(result)
        return True
    with contextlib.suppress(SendsatError):
        room.take(workshops.get_workshop(desk(), room.current().id))
    return False


def rate(item_id: int, rating: Rating | None) -> None:
    """From a callback: agree a rating for the statement on the wall; its fragment draws it without being asked."""
    shown, page = room.current(), view.current()
    parked = shown.item is not None and shown.item.parked
    known = page.judgement(shown.item.statement_id).rating if shown.item else None

    def keep(result: tuple[Workshop, Changed]) -> None:
        workshop, changed = result
        room.take(workshop)
        page.keep(changed.after)

    verb = partial(running.agree, desk(), workshop_id=shown.id, item_id=item_id, rating=rating, known=shown)
    went_well = act(
        verb,
        keep,
        success=lambda result: _agreed(result[1], known),
        about=lambda result: answer.about(result[1].after.statement_id, result[1]),
    )
    if not went_well or parked or panel.has_boxes() or room.current().place != shown.place:
        st.rerun()


def _agreed(changed: Changed, known: Rating | None) -> str:
    """That the rating is saved; of one that was cleared, or that this window did not know of, what it was."""
    was, now = changed
    if was.rating not in (known, None, now.rating):
        return f"{notices.saved_words()}. Another window had just said {was.rating.word}: U brings it back"
    if now.rating or was.rating is None:
        return notices.saved_words()
    return f"{now.statement_id} cleared: it was {was.rating.word}. U undoes. {notices.saved_words()}"


def undo() -> None:
    """From a callback: take back the rating agreed last, and go to its statement."""

    def keep(result: tuple[Workshop, Changed]) -> None:
        workshop, (_, restored) = result
        item = next(item for item in workshop.items if item.statement_id == restored.statement_id)
        shown = room.current().item
        if shown is None or shown.id != item.id:
            panel.shut()
        room.take(running.go_to(desk(), workshop_id=workshop.id, place=workshop.place_of(item.id)))
        said = f"{restored.rating.word} is back" if restored.rating else "no rating, as before"
        notices.say(room.WALL, notices.Notice("saved", f"Undone: {item.statement_id}, {said}. {notices.saved_words()}"))

    act(lambda: running.undo(desk(), workshop_id=room.current().id), keep)
    st.rerun()


def vote(item_id: int, seen: Phase) -> None:
    """From a callback: open the vote, reveal it, or vote again: what the button said while the voting was so far."""
    item = room.current().item
    is_open = item is not None and item.phase is Phase.VOTING
    verb, said = (voting.reveal, "Votes shown") if is_open else (voting.open_vote, "The vote is open")

    def keep(workshop: Workshop) -> None:
        room.take(workshop)
        if not is_open:
            notices.forget(room.WALL)
        elif item and workshop.item and len(workshop.item.rounds) < len(item.rounds):
            notices.say(room.WALL, notices.Notice("told", "Nobody voted, so the vote is closed"))

    def ask() -> Workshop:
        if item is None or item.phase is not seen:
            raise moved_on()
        return verb(desk(), workshop_id=room.current().id, item_id=item_id)

    _act_and_redraw(ask, keep, said)


def leave_aside(item_id: int) -> None:
    """From a callback: set the statement aside, unless it is, and go on."""
    shown = room.current()
    if shown.item is not None and not shown.item.parked:
        verb = partial(running.park, desk(), workshop_id=shown.id, item_id=item_id)
        if not act(verb, room.take):
            st.rerun()
    move(shown.place, 1)


def park(item_id: int) -> None:
    """From a callback: set the statement aside, or take it up again."""
    item = room.current().item
    said = "Taken up again" if item and item.parked else "Set aside: it waits at the end"
    _act_and_redraw(lambda: running.park(desk(), workshop_id=room.current().id, item_id=item_id), room.take, said)


def _act_and_redraw(verb: Callable[[], Workshop], keep: Callable[[Workshop], None], success: str) -> None:
    """From a callback: draw the statement and its buttons again; the whole page where more may have changed."""
    place = room.current().place
    if act(verb, keep, success=success) and not panel.has_boxes() and room.current().place == place:
        st.rerun([room.part(room.WALL), room.part(room.CONTROLS), room.PULSE])
    st.rerun()


def hide(safe: bool) -> None:
    """From a callback: hide names and commentary, or show them."""
    said = "Names and commentary are hidden" if safe else "Names and commentary are shown"
    act(lambda: running.set_safe(desk(), workshop_id=room.current().id, safe=safe), room.take, success=said)
    st.rerun()


def lock(locked: bool) -> None:
    """From a callback: let no further phone join, or let them join again."""
    said = "No more phones can join" if locked else "Phones can join"
    act(lambda: phones.set_locked(desk(), workshop_id=room.current().id, locked=locked), room.take, success=said)
    st.rerun()


def move(place: int, by: int) -> None:
    """From a callback: go on or back from the screen that was looked at."""
    _go(lambda: running.step(desk(), workshop_id=room.current().id, seen=place, by=by))


def end_early() -> None:
    """From a callback: show the end now; Back leads to where the room was."""
    _go(lambda: running.end_early(desk(), workshop_id=room.current().id))


def practise() -> None:
    """From a callback: open the practice vote of the lobby, or show what was voted in it."""
    practice = room.current().practising
    verb = practising.show_practice if practice and practice.is_open else practising.open_practice
    if act(lambda: verb(desk(), workshop_id=room.current().id), room.take):
        notices.forget(room.WALL)
    st.rerun()


def go_to(item_id: int) -> None:
    """From a callback: show one statement of the agenda."""
    place = room.current().place_of(item_id)
    _go(lambda: running.go_to(desk(), workshop_id=room.current().id, place=place))


def _go(verb: Callable[[], Workshop]) -> None:
    if act(verb, room.take):
        notices.forget(room.WALL)
        st.session_state[state.WALL_CLOSING] = False
        panel.shut()
    st.rerun()


def count_hands(item_id: int, key: str) -> None:
    """From a callback: keep a show of hands typed under `key`."""
    numbers = [int(st.session_state.get(state.hands(key, vote.value)) or 0) for vote in Vote]

    def verb() -> Workshop:
        hands = counted_hands(red=numbers[0], amber=numbers[1], green=numbers[2], not_sure=numbers[3])
        return voting.count_hands(desk(), workshop_id=room.current().id, item_id=item_id, hands=hands)

    if act(verb, room.take, success="Hands counted"):
        panel.shut()
    st.rerun()


def ask_to_close() -> None:
    """From a callback: ask once whether the workshop is to be closed."""
    _stamped()
    st.session_state[state.WALL_CLOSING] = True
    st.rerun()


def close() -> None:
    """From a callback: close the workshop."""
    st.session_state[state.WALL_CLOSING] = False
    act(lambda: workshops.close(desk(), workshop_id=room.current().id), room.take, success="The workshop is closed")
    st.rerun()


def reopen() -> None:
    """From a callback: open the workshop again that was closed a moment ago."""
    st.session_state[state.WALL_CLOSING] = False
    said = "Open again. Phones go on once they load their page again"
    act(lambda: workshops.reopen(desk(), workshop_id=room.current().id), room.take, success=said)
    st.rerun()
