"""The one door for HTML to the page. It takes `Markup` only: a text that nobody escaped is a type error.

Texts get into `Markup` by `Markup("<b>{}</b>").format(text)`, which escapes them, or by `+` and `joined`, which do too.
A text in an f-string becomes a plain `str` again, and mypy refuses it here.
"""

from collections.abc import Iterable
from typing import Literal

import streamlit as st
from markupsafe import Markup

from sendsat.ui.frame.streamlit_hooks import Place

NOTHING = Markup("")
SPACE = Markup("&nbsp;")


def put_html(
    markup: Markup,
    place: Place | None = None,
    *,
    width: Literal["stretch", "content"] = "stretch",
    runs_scripts: bool = False,
) -> None:
    """Draw HTML, in `place` or where the page has got to. Scripts in it run only with `runs_scripts`."""
    (place or st).html(markup, width=width, unsafe_allow_javascript=runs_scripts)


def said(slot: str, mark: object, words: str, *, wait: int = 0) -> Markup:
    """The attributes of an element by which saying.js says `words` aloud, once for each new `mark` of a `slot`.

    With `wait` (milliseconds) only once nothing newer has come for so long.
    """
    attributes = Markup('data-said="{}" data-mark="{}" data-words="{}" data-wait="{}"')
    return attributes.format(slot, mark, " ".join(words.split()), wait)


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after another: `Markup` as it is, texts escaped."""
    return Markup(between).join(parts)
