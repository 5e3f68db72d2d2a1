"""Whether words fit into a box on a slide: measured on the safe side, so that no program lets them run out. Pure.

Lengths are in points.
"""

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SIZES = (20, 18, 16, 14, 13, 12)
"""Sizes of letters on a slide, the largest first; none is smaller than anybody reads from a chair."""
LINE = 1.25
"""The height of a line, in sizes of its letters."""
CUT = " […]"
NARROWEST = 36
NARROW, WIDE = frozenset("iljtfr.,:;'|![]() -"), frozenset("mwMW@%—…&")


@dataclass(frozen=True)
class Cells:
    """The rows of a table as they fit, and the size of their letters."""

    size: int
    rows: tuple[tuple[str, ...], ...]


def width_of(text: str, size: float) -> float:
    """How wide a text may become on one line, in any of the fonts that stand in for Arial."""
    return sum(map(_width, text)) * size / 100


@functools.cache
def _width(letter: str) -> int:
    """How wide a letter may be, in hundredths of its size."""
    if letter in NARROW:
        return NARROWEST
    if letter in WIDE:
        return 100
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return 110
    return 74 if letter.isupper() else 58


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes; a word wider than the box is broken into several."""
    return sum(_lines(paragraph, 100 * width / size) for paragraph in text.split("\n"))


def _lines(paragraph: str, width: float) -> int:
    """How many lines of this width, in hundredths of a letter's size, a paragraph takes."""
    lines, used = 1, 0
    for word in paragraph.split():
        for piece in _pieces(word, width):
            longer = used + _width(" ") + piece if used else piece
            if longer > width and used:
                lines += 1
            used = longer if longer <= width else piece
    return lines


def _pieces(word: str, width: float) -> list[int]:
    """How wide a word is, or each of the pieces into which one that no line holds is broken."""
    pieces, piece = [], 0
    for wide in map(_width, word):
        if piece and piece + wide > width:
            pieces.append(piece)
            piece = 0
        piece += wide
    return [*pieces, piece]


def cut_to(text: str, lines: int, width: float, size: float) -> str:
    """The text, cut at a word where it takes more than so many lines."""
    if lines_of(text, width, size) <= lines:
        return text
    words = " ".join(text.split())
    low, high = 0, min(len(words), int(lines * (100 * width / size / NARROWEST + 1)))
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(words[:middle] + CUT, width, size) <= lines:
            low = middle
        else:
            high = middle - 1
    kept = words[:low]
    whole = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return whole.rstrip(" ,;:") + CUT


def size_for(text: str, width: float, height: float, sizes: Sequence[int] = SIZES) -> int:
    """The largest size at which a text fits; the smallest where none does."""
    fitting = (size for size in sizes if lines_of(text, width, size) * size * LINE <= height)
    return next(fitting, sizes[-1])


def fit(text: str, width: float, height: float, sizes: Sequence[int] = SIZES) -> tuple[int, str]:
    """A size and the text as it fits a box: whole, or cut where the smallest size is still too large."""
    size = size_for(text, width, height, sizes)
    return size, cut_to(text, max(1, int(height / (size * LINE))), width, size)


def fit_rows(
    rows: Sequence[Sequence[str]], widths: Sequence[float], height: float, padding: float, sizes: Sequence[int] = SIZES
) -> Cells:
    """The largest size at which all rows fit into a table of this height; at the smallest, cells are cut to fit.

    `padding` is what a row needs beside its lines.
    """
    for size in sizes:
        if sum(row_height(row, widths, size, padding) for row in rows) <= height:
            return Cells(size, tuple(map(tuple, rows)))
    size = sizes[-1]
    most = max(1, int((height / len(rows) - padding) / (size * LINE)))
    return Cells(size, tuple(tuple(map(cut_to, row, [most] * len(row), widths, [size] * len(row))) for row in rows))


def row_height(row: Sequence[str], widths: Sequence[float], size: float, padding: float) -> float:
    """The height of a row: its cell with most lines."""
    return max(map(lines_of, row, widths, [size] * len(row))) * size * LINE + padding
