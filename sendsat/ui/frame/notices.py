"""What happened to what somebody just did: saved, not saved and why, or changed by two people at once.

Verbs run inside callbacks; an error there would leave the page empty, so it is caught and shown at its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from sendsat.errors import Conflict, SendsatError
from sendsat.ui.frame import state
from sendsat.ui.frame.words import clock_time, plain
from sendsat.ui.frame.workplace import desk

Result = TypeVar("Result")


@dataclass(frozen=True)
class Notice:
    """What to show at a place: `kind` is "saved", "told" (nothing was kept), "failed" or "conflict".

    What was not saved waits with it: `words` as somebody typed them (or a date or a
    choice), and `again`, which tries once more.
    """

    kind: str
    text: str
    conflict: Conflict | None = None
    words: Any = ""
    again: Callable[[], None] | None = None


def _all() -> dict[str, Notice]:
    found: dict[str, Notice] = st.session_state.setdefault(state.NOTICES, {})
    return found


def notice(place: str) -> Notice | None:
    """The latest notice at a place."""
    return _all().get(place)


def forget(place: str) -> None:
    """Take the notice at a place away."""
    _all().pop(place, None)


def say(place: str, notice: Notice) -> None:
    """Put a notice at a place."""
    _all()[place] = notice


def saved_words() -> str:
    """ "Saved 14:02", now."""
    return f"Saved {clock_time(desk().now())}"


def attempt(
    place: str,
    verb: Callable[[], Result],
    *,
    success: str | Callable[[Result], str] | None = None,
    saved_at: str | None = None,
    words: Any = "",
    again: Callable[[], None] | None = None,
) -> Result | None:
    """Run a verb and leave one notice of what came of it; None where it failed.

    `success` is what to say where it went well, or makes it from the result. What fails is told at `place`; what was
    saved at `saved_at`, where that is another place, and then nothing waits at `place` any longer.
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
    told = success(result) if callable(success) else success
    say(saved_at or place, Notice("saved", told or saved_words()))
    return result


def show_waiting(place: str) -> None:
    """Draw what could not be saved here, and a button that tries again; nothing where nothing waits."""
    found = notice(place)
    if found and found.kind == "failed" and found.again:
        st.error(f"**NOT SAVED.** {plain(found.text)}", icon=":material/error:")
        st.button("Try to save again", key=f"again_{place}", on_click=found.again)


def show(place: str, *, empty: str = " ") -> None:
    """Draw the notice of a place in a space that is always there, so that nothing jumps."""
    found = notice(place)
    if found is None:
        st.caption(empty)
    elif found.kind == "saved":
        st.caption(f":green[✓ {plain(found.text)}]")
    elif found.kind == "told":
        st.caption(plain(found.text))
    else:
        st.error(f"**Not saved.** {plain(found.text)}", icon=":material/error:")


def show_once(place: str) -> None:
    """Draw a notice above a page, once: green where it went well."""
    found = notice(place)
    if found is None:
        return
    forget(place)
    if found.kind == "saved":
        st.success(plain(found.text), icon=":material/check:")
    else:
        st.error(plain(found.text), icon=":material/error:")
