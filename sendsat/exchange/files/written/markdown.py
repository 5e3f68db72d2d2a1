"""Markdown in which every typed text shows as it was typed: CommonMark, with tables as GitHub writes them. Pure.

Each function takes plain text and returns Markdown for one place: a single line, paragraphs, a quotation, a table. What
would be markup gets a backslash; what begins a block only at the start of a line gets one only there.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from sendsat.exchange.files.safe_text import without_control

# GitHub makes a bare address a link, and then shows the backslashes inside it: so an address is kept from being one.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$]|:(?=//)|(?<=www)\.")
_BLOCK_START = re.compile(r"^(\d{1,9}(?=[.)](\s|$))|(?=[-=:])|(?=\+(\s|$)))")
_HARD_SPACE = "\xa0"


def one_line(text: str) -> str:
    """A text for a heading, a list item or the middle of a sentence: its line ends become spaces."""
    return _escaped(" ".join(without_control(text).split()))


def paragraphs(text: str) -> str:
    """A text as paragraphs: a line end stays one, an empty line begins a new paragraph, indents show."""
    blocks = (block for filled, block in groupby(_lines(text), bool) if filled)
    return "\n\n".join(map("  \n".join, blocks))


def quotation(text: str) -> str:
    """A text as a block quotation."""
    return "\n".join(f"> {line}" if line else ">" for line in paragraphs(text).split("\n"))


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a header row; a line end in a cell shows as one."""
    head, *body = (_row(map(_cell, row)) for row in (titles, *rows))
    return "\n".join((head, _row(["---"] * len(titles)), *body))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return "<br>".join(_lines(text.strip()))


def _lines(text: str) -> list[str]:
    return [_indented(line.rstrip(" \t")) for line in re.split(r"\r\n?|\n", without_control(text))]


def _indented(line: str) -> str:
    """A line with its indent as hard spaces: plain ones would show as nothing, or make it code."""
    bare = line.lstrip(" \t")
    indent = line[: len(line) - len(bare)].expandtabs(4)
    return _HARD_SPACE * len(indent) + _escaped(bare)


def _escaped(line: str) -> str:
    return _BLOCK_START.sub(r"\g<0>\\", _MARKUP.sub(r"\\\g<0>", line))
