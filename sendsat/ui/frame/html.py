"""The one door for HTML to the page. It takes `Markup` only: a text that nobody escaped is a type error.

Texts get into `Markup` by `Markup("<b>{}</b>").format(text)`, which escapes them, or by `+` and `joined`, which do too.
A text in an f-string becomes a plain `str` again, and mypy refuses it here.
"""

import re
from collections.abc import Iterable
from typing import Literal

import pandas as pd
import streamlit as st
from markupsafe import Markup

from sendsat.ui.frame.streamlit_hooks import Place

PRINT_BUTTON = Markup('<button type="button" class="print-button">Print</button>')
"""Prints the page as it is shown; printing.js does it."""
OPENS_READING = Markup(
    '<button type="button" class="opens-reading" aria-haspopup="dialog">Open the reading settings</button>'
)
"""Opens the panel with the reading settings; reading_settings.js does it."""
NOTHING = Markup("")
SPACE = Markup("&nbsp;")
CELL, LONG, CELL_END = Markup("<td>"), Markup('<td class="long">'), Markup("</td>")
LONGEST_WORD = 24
"""So many letters a word may have and still stand whole in the narrowest column on paper; an address has more."""
TOO_LONG, TAG = re.compile(rf"\S{{{LONGEST_WORD + 1}}}"), re.compile("<[^>]*>")


def put_html(
    markup: Markup,
    place: Place | None = None,
    *,
    width: Literal["stretch", "content"] = "stretch",
    runs_scripts: bool = False,
) -> None:
    """Draw HTML, in `place` or where the page has got to. Scripts in it run only with `runs_scripts`.

    An empty text draws nothing, and empties `place`. What people typed gets in by `Markup.format`, which escapes it.
    """
    if not markup.strip():
        # Streamlit refuses an empty text, and with it all that was to be drawn below.
        if place is not None:
            place.empty()
        return
    (place or st).html(markup, width=width, unsafe_allow_javascript=runs_scripts)


def said(slot: str, mark: object, words: str, *, wait: int = 0) -> Markup:
    """The attributes of an element by which saying.js says `words` aloud, once for each new `mark` of a `slot`.

    With `wait` (milliseconds) only once nothing newer has come for so long.
    """
    attributes = Markup('data-said="{}" data-mark="{}" data-words="{}" data-wait="{}"')
    return attributes.format(slot, mark, " ".join(words.split()), wait)


def read_aloud(named: str, *parts: str) -> Markup:
    """The button that reads the parts with these ids aloud, shown to whoever asked for it; read_aloud.js does it."""
    button = Markup('<button type="button" class="read-aloud" data-reads="{}" data-names="{}"></button>')
    return button.format(" ".join(parts), named)


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after another, with `between` between two of them: `Markup` as it is, texts escaped."""
    return Markup(between).join(parts)


def put_on_paper(markup: Markup) -> None:
    """Draw HTML that shows only when the page is printed, such as the whole of a table that scrolls on the screen."""
    put_html(Markup('<div class="paper-only">{}</div>').format(markup))


def table_html(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Markup:
    """A table with a heading row, its cells as text; a cell that is `Markup` stays as it is."""
    head = joined(Markup('<th scope="col">{}</th>').format(column) for column in columns)
    cells = (joined(map(_cell, row)) for row in rows)
    body = joined(Markup("<tr>{}</tr>").format(row) for row in cells)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def _cell(content: object) -> Markup:
    """A cell whose words are never broken to make its column narrower, save one that no column could hold."""
    shown = content if isinstance(content, Markup) else str(content)
    return (LONG if _has_long_word(shown) else CELL) + shown + CELL_END


def _has_long_word(shown: str) -> bool:
    """Whether a word of it, without tags, is longer than `LONGEST_WORD`."""
    if not isinstance(shown, Markup):
        return bool(TOO_LONG.search(shown))
    # Paper holds thousands of cells: only where letters stand so close are tags and signs told from words with care.
    close = TOO_LONG.search(TAG.sub("", shown))
    return bool(close) and bool(TOO_LONG.search(shown.striptags()))


def frame_html(frame: pd.DataFrame) -> Markup:
    """A frame as a table; what is missing is an empty cell."""
    return table_html(frame.columns, frame.astype(object).where(frame.notna(), "").to_numpy().tolist())
