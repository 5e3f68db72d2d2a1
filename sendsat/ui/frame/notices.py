"""What happened to what somebody just did: saved, not saved and why, or changed by two people at once.

Verbs run inside callbacks; an error there would leave the page empty, so it is caught and shown at its place.
"""

import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Thread, current_thread
from typing import Any, TypeVar

import streamlit as st
from markupsafe import Markup

from sendsat.errors import Conflict, SendsatError
from sendsat.ui.frame import state
from sendsat.ui.frame.html import put_html, said
from sendsat.ui.frame.words import clock_time, plain
from sendsat.ui.frame.workplace import desk

Result = TypeVar("Result")
_NUMBERS = count(1)
WHERE = (state.VIEW, state.DESK, state.REPORT, state.REPORT_TEAM, state.REPORT_SITE)
"""What callbacks work in: `as_drawn`."""
_NOTHING = object()


@dataclass(frozen=True)
class Notice:
    """What to show at a place: `kind` is "saved", "told" (nothing was kept), "failed" or "conflict".

    What was not saved waits with it: `words` as somebody typed them (or a date or a
    choice), and `again`, which tries once more. `about` is said before the text to who cannot see where it stands;
    `number` tells the notice from one with the same words; `shown_in` is the thread that first drew it (`show_once`).
    """

    kind: str
    text: str
    conflict: Conflict | None = None
    words: Any = ""
    again: Callable[[], None] | None = None
    about: str = ""
    number: int = field(default=0, compare=False)
    shown_in: weakref.ref[Thread] | None = field(default=None, compare=False)


def _all() -> dict[str, Notice]:
    all_notices: dict[str, Notice] = st.session_state.setdefault(state.NOTICES, {})
    return all_notices


def notice(place: str) -> Notice | None:
    """The latest notice at a place."""
    return _all().get(place)


def forget(place: str) -> None:
    """Take the notice at a place away."""
    _all().pop(place, None)


def say(place: str, notice: Notice) -> None:
    """Put a notice at a place."""
    _all()[place] = replace(notice, number=next(_NUMBERS))


def saved_words() -> str:
    """What to say of something saved in this moment: "Saved 14:02", by the clock where the visitor is."""
    return f"Saved {clock_time(desk().now())}"


def attempt(
    place: str,
    verb: Callable[[], Result],
    *,
    success: str | Callable[[Result], str] | None = None,
    saved_at: str | None = None,
    words: Any = "",
    again: Callable[[], None] | None = None,
    about: str | Callable[[Result], str] = "",
) -> Result | None:
    """Run a verb and leave one notice of what came of it; None where it failed.

    `success` is what to say where it went well, or makes it from the result, "Saved 14:02" without; `about` is said
    aloud before it. What fails is told at `place`, and waits there with the `words` that were not saved and the way to
    try `again`; what was saved at `saved_at`, where that is another place; then nothing waits at `place` any longer.
    Raises none of our own errors: a `Conflict` is kept in its notice, of others the notice says what to do.
    """
    try:
        result = verb()
    except Conflict as conflict:
        say(place, Notice("conflict", str(conflict), conflict, words, again))
        return None
    except SendsatError as error:
        say(place, Notice("failed", str(error), None, words, again))
        return None
    forget(place)
    message = success(result) if callable(success) else success
    what = about(result) if callable(about) else about
    say(saved_at or place, Notice("saved", message or saved_words(), about=what))
    return result


def as_drawn(act: Callable[..., object]) -> Callable[..., None]:
    """A callback that works in the organisation, round, team and report it was drawn for.

    Others may have been chosen since, and the press come before they were to be seen. What cannot be saved waits at its
    place, as everywhere. The control's key names its place too: under the same key the control drawn next, of another
    place, would answer.
    """
    drawn = _kept()

    def acting(*given: object) -> None:
        now = _kept()
        if not {state.VIEW, state.DESK} <= drawn.keys() or _place(now) == _place(drawn):
            act(*given)
            return
        _put(drawn)
        try:
            act(*given)
        finally:
            _put(now)

    return acting


def _kept() -> dict[str, Any]:
    found = ((name, st.session_state.get(name, _NOTHING)) for name in WHERE)
    return {name: value for name, value in found if value is not _NOTHING}


def _put(kept: dict[str, Any]) -> None:
    for name in WHERE:
        if name in kept:
            st.session_state[name] = kept[name]
        else:
            st.session_state.pop(name, None)


def _place(kept: dict[str, Any]) -> tuple[Any, ...]:
    page, whose = kept.get(state.VIEW), kept.get(state.DESK)
    return (
        page and (page.round.id, page.team_id),
        whose and whose.organisation.uid,
        kept.get(state.REPORT_TEAM),
        kept.get(state.REPORT_SITE),
    )


def aloud(place: str) -> Markup:
    """The attributes by which the notice of a place is said aloud; nothing of what failed, whose box says it itself."""
    latest = notice(place)
    if latest is None or latest.kind not in ("saved", "told"):
        return Markup("")
    return said(place, latest.number, f"{latest.about} {latest.text}")


def show_waiting(place: str) -> None:
    """Draw what could not be saved here, and a button that tries again; nothing where nothing waits."""
    latest = notice(place)
    if latest and latest.kind == "failed" and latest.again:
        st.error(f"**NOT SAVED.** {plain(latest.text)}", icon=":material/error:")
        st.button("Try to save again", key=f"again_{place}", on_click=as_drawn(latest.again))


def show(place: str, *, empty: str = " ") -> None:
    """Draw the notice of a place in a space that is always there, so that nothing jumps."""
    latest = notice(place)
    if latest is None:
        st.caption(empty)
    elif latest.kind == "saved":
        put_html(Markup('<span class="notice saved" {}>✓ {}</span>').format(aloud(place), latest.text))
    elif latest.kind == "told":
        put_html(Markup('<span class="notice" {}>{}</span>').format(aloud(place), latest.text))
    else:
        st.error(f"**Not saved.** {plain(latest.text)}", icon=":material/error:")


def show_once(place: str) -> None:
    """Draw a notice above a page, until the visitor's next press: green where it went well."""
    latest = notice(place)
    if latest is None:
        return
    # One thread deals with all that was pressed by now, and only its last drawing is sure to reach the browser.
    if latest.shown_in is None:
        _all()[place] = replace(latest, shown_in=weakref.ref(current_thread()))
    elif latest.shown_in() is not current_thread():
        forget(place)
        return
    if latest.kind == "saved":
        with st.container(gap=None):
            st.success(plain(latest.text), icon=":material/check:")
            words = f"{latest.about} {latest.text}"
            put_html(Markup("<span {}></span>").format(said(place, latest.number, words)))
    else:
        st.error(plain(latest.text), icon=":material/error:")
