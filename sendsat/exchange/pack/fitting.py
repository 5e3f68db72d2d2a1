"""Whether words fit into a box on a slide: measured on the safe side, so that no program lets them run out. Pure.

Lengths are in points.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SIZES = (20, 18, 16, 14, 13, 12)
"""Sizes of letters on a slide, the largest first; none is smaller than anybody reads from a chair."""
LINE = 1.25
"""The height of a line, in sizes of its letters."""
CUT = " […]"
NARROW, WIDE = frozenset("iljtfr.,:;'|![]() -"), frozenset("mwMW@%—…&")


@dataclass(frozen=True)
class Cells:
    """The rows of a table as they fit, and the size of their letters."""

    size: int
    rows: tuple[tuple[str, ...], ...]


def width_of(text: str, size: float) -> float:
    """How wide a text may become on one line, in any of the fonts that stand in for Arial."""
    return sum(map(_width, text)) * size


def _width(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if letter in WIDE:
        return 1.0
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return 1.1
    return 0.74 if letter.isupper() else 0.58


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes; a word wider than the box is broken into several."""
    return sum(len(_lines(paragraph, width, size)) for paragraph in text.split("\n"))


def _lines(paragraph: str, width: float, size: float) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        for piece in _pieces(word, width, size):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line] or [""]


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word, or the pieces into which one that no line holds is broken."""
    if width_of(word, size) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter, size) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def cut_to(text: str, lines: int, width: float, size: float) -> str:
    """The text, cut at a word where it takes more than so many lines."""
    if lines_of(text, width, size) <= lines:
        return text
    words = " ".join(text.split())
    low, high = 0, len(words)
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
