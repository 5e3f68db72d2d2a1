"""Where what is stored and what is new differ because both were changed: both are shown, in the same words everywhere.

The box that saves itself, the plan's table and the previews of files draw this screen; nothing is lost until somebody
chooses. Must not import storage.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from sendsat.ui.frame import notices
from sendsat.ui.frame.words import plain, snippet

STORED, NEW, BOTH = "Keep what is stored", "Take what is new", "Keep both"
CHOICES = (STORED, NEW, BOTH)
LENGTH = 220
"""How much of a text a preview shows."""


def while_writing(what: str) -> str:
    """That another person changed it while this one was writing."""
    return f"Someone else changed this {what} while you were writing."


def said(value: Any, none: str = "(empty)") -> str:
    """A text, date, choice or list for Markdown, as people say it; `none` where there is nothing."""
    if isinstance(value, tuple):
        return plain(", ".join(value)) or none
    return plain(str(getattr(value, "word", value) or "")) or none


def show(what: str, stored: Any, new: Any, *, none: str = "(empty)", shorten: bool = False) -> None:
    """Draw what happened (a sentence) and both texts, side by side.

    `none` is said where nothing is stored; `shorten` texts where a page lists many.
    """
    st.warning(f"{plain(what)} Nothing is lost: choose.", icon=":material/group:")
    if shorten:
        stored, new = (snippet(value, LENGTH) if isinstance(value, str) else value for value in (stored, new))
    left, right = st.columns(2)
    left.markdown(f"**Stored now**  \n{said(stored, none)}")
    right.markdown(f"**New, not saved yet**  \n{said(new)}")


def ask(what: str, place: str, stored: Any, new: Any, keep: Callable[[str], None]) -> None:
    """Draw both texts and a button for each choice, which calls `keep` with it; `place` names the buttons' keys."""
    show(what, stored, new)
    buttons(place, CHOICES if isinstance(stored, str) else (STORED, NEW), keep)


def buttons(place: str, choices: Sequence[str], keep: Callable[[str], None]) -> None:
    """Draw a button for each choice."""
    with st.container(horizontal=True):
        for choice in choices:
            st.button(choice, key=f"{choice}_{place}", on_click=notices.as_drawn(keep), args=(choice,))


def chosen(choice: str, stored: Any, new: Any) -> Any:
    """What is to be stored after a choice. Raises `KeyError` for another choice."""
    if choice == BOTH:
        return f"{stored}\n\n{new}".strip()
    return {STORED: stored, NEW: new}[choice]


def radio(label: str, key: str, words: dict[Any, str]) -> None:
    """Draw the choices as one control, for a page on which several are made before anything is saved."""
    st.radio(label, list(words), format_func=words.__getitem__, horizontal=True, key=key)
