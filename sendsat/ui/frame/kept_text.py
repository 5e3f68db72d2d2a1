"""A text that saves itself: its box, what its writer saw in it, and what waits where it could not be saved.

Every box whose words are kept without a button is one of these, also the few that hold a date or a choice. What could
not be saved stays in its box, with why and a way on, until it is saved or given up. Must not import storage.

Streamlit sends a text area when it loses focus. A closed lid, a stopped server or a lost network in between would lose
words, so a small script (keeper.js) watches text areas by their keys: those that start with "text_" are sent by
themselves, those that start with "draft_" are only held. The `stored_marks` on the page say what the server has.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from sendsat.ui.frame import notices, state, two_texts
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.notices import Notice
from sendsat.ui.frame.words import plain


def _nothing() -> None:
    """What is done after a change where nothing is."""


@dataclass(frozen=True)
class KeptText:
    """A text (or value) under the key `box`, stored as `stored`.

    `save` stores a text (first) over the one that its writer saw (second), gives what is stored then, and raises as its
    verb does. What fails is told at the place `waits`, what was saved at `told`; `after` runs once either is told.
    `about` names it where it is said aloud that it was saved.
    `undo` offers to take back what could not be saved; `spaces` says that the store does not keep spaces as typed.
    """

    box: str
    stored: Any
    save: Callable[[Any, Any], Any]
    waits: str
    told: str
    after: Callable[[], None] = _nothing
    undo: bool = False
    spaces: bool = False
    about: str = ""

    @property
    def waiting(self) -> Notice | None:
        """What could not be saved here; None where nothing waits."""
        notice = notices.notice(self.waits)
        if notice is None or notice.kind == "saved":
            return None
        return notice

    @property
    def typed(self) -> Any:
        """What the box holds; an empty box holds an empty text."""
        held = st.session_state.get(self.box)
        if isinstance(self.stored, str):
            return held or ""
        return held


def seen(box: str, otherwise: Any) -> Any:
    """What the writer in a box started from, or `otherwise` where nobody has seen it yet."""
    return st.session_state.get(state.seen(box), otherwise)


def fill(kept_text: KeptText) -> None:
    """Before the box is drawn: what is stored, or the words that could not be saved where the page has forgotten them.

    Where the store drops spaces, a box that says the same but for them is left to whoever types in it.
    """
    session, waits = st.session_state, kept_text.waiting
    if waits is None:
        session[state.seen(kept_text.box)] = kept_text.stored
        if kept_text.box not in session or not _says(kept_text):
            session[kept_text.box] = kept_text.stored
    elif kept_text.box not in session or (session[kept_text.box] is None and isinstance(kept_text.stored, str)):
        session[kept_text.box] = waits.words


def _says(kept_text: KeptText) -> bool:
    typed, stored = st.session_state[kept_text.box], kept_text.stored
    if kept_text.spaces and isinstance(typed, str) and isinstance(stored, str):
        return typed.split() == stored.split()
    return bool(typed == stored)


def area(kept_text: KeptText, label: str, **options: Any) -> None:
    """Draw the box as a text area with Streamlit's `options`, and below it what waits."""
    fill(kept_text)
    st.text_area(label, **box(kept_text), **options)
    ways_on(kept_text)


def box(kept_text: KeptText) -> dict[str, Any]:
    """How the widget of a filled box is made: its key, what saves it, and as its default what it holds.

    A browser that draws a box anew whose words it has forgotten, as after two drawings that crossed, takes the default:
    without one the box is empty there, and that would be saved over the words. The same holds of every control that
    shows what is stored.
    """
    return {**_saving(kept_text), "value": st.session_state[kept_text.box]}


def choice(kept_text: KeptText, options: Sequence[Any]) -> dict[str, Any]:
    """As `box`, of a choice among these options."""
    return {**_saving(kept_text), "options": options, "index": options.index(st.session_state[kept_text.box])}


def _saving(kept_text: KeptText) -> dict[str, Any]:
    return {"key": kept_text.box, "on_change": notices.as_drawn(write), "args": (kept_text,)}


def ways_on(kept_text: KeptText) -> None:
    """Draw what could not be saved and why, with the ways on; nothing where nothing waits."""
    waits = kept_text.waiting
    if waits is None:
        return
    put_html(Markup('<span data-invalid="{}"></span>').format(kept_text.box))
    if waits.conflict:
        # Only a text comes whole with its conflict: of a date or a choice, what the page has read since is stored.
        theirs = waits.conflict.stored if isinstance(kept_text.stored, str) else kept_text.stored
        two_texts.ask(
            two_texts.while_writing(waits.conflict.field),
            kept_text.waits,
            theirs,
            waits.words,
            partial(_choose, kept_text, theirs),
        )
        return
    st.error(f"**NOT SAVED.** {plain(waits.text)}", icon=":material/error:")
    with st.container(horizontal=True):
        if kept_text.undo:
            st.button(
                "Undo my change", key=f"undo_{kept_text.waits}", on_click=notices.as_drawn(_give_up), args=(kept_text,)
            )
        st.button(
            "Try to save again", key=f"again_{kept_text.waits}", on_click=notices.as_drawn(write), args=(kept_text,)
        )


def write(kept_text: KeptText) -> None:
    """From a callback: save what the box holds over what its writer saw; nothing where nobody wrote."""
    text, base = kept_text.typed, seen(kept_text.box, kept_text.stored)
    if text != base or kept_text.waiting:
        put(kept_text, text, base)


def put(kept_text: KeptText, text: Any, base: Any) -> bool:
    """From a callback: save a text over the one that was seen; True where it is stored now."""
    now = notices.attempt(
        kept_text.waits,
        lambda: (kept_text.save(text, base),),
        saved_at=kept_text.told,
        words=text,
        about=kept_text.about,
    )
    if now is not None:
        # The next words may come before this is drawn again: they start from what is stored now.
        [st.session_state[state.seen(kept_text.box)]] = now
    elif kept_text.told != kept_text.waits:
        notices.forget(kept_text.told)
    kept_text.after()
    return now is not None


def _choose(kept_text: KeptText, theirs: Any, choice: str) -> None:
    """Keep what was chosen; what is new is what the box holds at the click."""
    mine = kept_text.typed
    text = two_texts.chosen(choice, theirs, mine)
    if isinstance(mine, str):
        let_go(kept_text.box, mine)
    # Whoever chose has seen theirs, also where the choice itself cannot be saved and is tried again.
    st.session_state[kept_text.box], st.session_state[state.seen(kept_text.box)] = text, theirs
    put(kept_text, text, theirs)


def _give_up(kept_text: KeptText) -> None:
    if isinstance(kept_text.typed, str):
        let_go(kept_text.box, kept_text.typed)
    notices.forget(kept_text.waits)
    kept_text.after()


def let_go(key: str, text: str) -> None:
    """Tell the browser that a text was dealt with, though it is not what the key holds now: its draft can go."""
    st.session_state[state.done(key)] = text


def _mark(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):x}"


def stored_marks(texts: dict[str, str]) -> Markup:
    """An HTML attribute that tells the browser as checksums, what is stored under each key and what was let go."""
    pairs = (f"{key}={_mark(text)}={_mark(st.session_state.get(state.done(key), text))}" for key, text in texts.items())
    return Markup('data-stored="{}"').format(" ".join(pairs))


def tell(texts: dict[str, str]) -> None:
    """Put the `stored_marks` on the page."""
    put_html(Markup("<span {}></span>").format(stored_marks(texts)))
