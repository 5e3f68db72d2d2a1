"""Reads a rating as people really fill it in: "g", "Green ", "amber/green", a painted cell, a tick. Pure.

What leaves no doubt is read; what needs a guess is read with the guess said; everything else is not read.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from sendsat.assessment.rating import Rating
from sendsat.exchange.files.raw import Cell
from sendsat.exchange.files.workbook_looks import MIXED

EXPECTED = "Red, Amber, Green or Not applicable"


@dataclass(frozen=True)
class Reading:
    """What a cell was read as. `guess` is the plain sentence where it took one, `problem` where it cannot be read."""

    rating: Rating | None = None
    guess: str = ""
    problem: str = ""


SURE = {
    "red": Rating.RED,
    "r": Rating.RED,
    "amber": Rating.AMBER,
    "a": Rating.AMBER,
    "green": Rating.GREEN,
    "g": Rating.GREEN,
    "not applicable": Rating.NOT_APPLICABLE,
    "n/a": Rating.NOT_APPLICABLE,
    "na": Rating.NOT_APPLICABLE,
    "n.a": Rating.NOT_APPLICABLE,
}
NEAR = {
    "yellow": Rating.AMBER,
    "orange": Rating.AMBER,
    "am": Rating.AMBER,
    "grn": Rating.GREEN,
    "gr": Rating.GREEN,
    "not relevant": Rating.NOT_APPLICABLE,
    "does not apply": Rating.NOT_APPLICABLE,
}
NOT_RATED = {"", "not rated", "tbc", "tba", "?", "-", "–", "—", "none", "not yet", "to do", "unrated"}
TICKS = {"✓", "✔", "☑", "✅", "√", "yes", "y", "true", "tick", "ticked", "ü"}
_SYMBOLS = re.compile(r"^[▲◆●○–🔴🟠🟡🟢\s]+(?=\w)|^[\s]+|[\s.!]+$")
_EMOJI = {"🔴": Rating.RED, "🟠": Rating.AMBER, "🟡": Rating.AMBER, "🟢": Rating.GREEN}
_BETWEEN = re.compile(r"^(\w+)\s*(?:/|-|–|to|or|and|&|\\|,|\+)\s*(\w+)$")
_ORDER = (Rating.RED, Rating.AMBER, Rating.GREEN)


def read_rating(cell: Cell | None, beside: str = "") -> Reading:
    """What the cell says. `beside` is the fill of its row, so that a band of colour is not taken for a rating."""
    if cell is None:
        return Reading()
    if cell.is_empty:
        return _from_paint(cell, beside)
    text = str(cell.value).strip()
    return _from_text(_SYMBOLS.sub("", text).casefold() or text.casefold(), text, cell, beside)


def _from_text(bare: str, shown: str, cell: Cell, beside: str) -> Reading:
    if bare in SURE:
        return Reading(SURE[bare])
    if bare in NOT_RATED:
        return Reading()
    if bare in TICKS:
        return _from_tick(cell, beside)
    rating = NEAR.get(bare) or _EMOJI.get(bare.rstrip("\ufe0f"))
    if rating is None:
        rating = _between(bare) or _first_word(bare) or _misspelt(bare)
    if rating is None:
        return Reading(problem=f"'{shown[:40]}' is not a rating")
    return Reading(rating, guess=f"'{shown[:40]}' was read as {rating.word}")


def _from_tick(cell: Cell, beside: str) -> Reading:
    painted = _from_paint(cell, beside)
    if painted.rating:
        return painted
    return Reading(Rating.GREEN, guess="a tick was read as Green")


def _between(text: str) -> Rating | None:
    match = _BETWEEN.match(text)
    ratings = [SURE.get(part) or NEAR.get(part) for part in match.groups()] if match else []
    rated = [rating for rating in ratings if rating in _ORDER]
    return min(rated, key=_ORDER.index) if len(rated) == 2 else None


def _first_word(text: str) -> Rating | None:
    words = re.findall(r"[^\W\d_]+", text)
    named = {SURE[word] for word in words if word in ("red", "amber", "green")}
    starts = SURE.get(words[0]) if words and words[0] in ("red", "amber", "green") else None
    return starts if len(named) == 1 else None


def _misspelt(text: str) -> Rating | None:
    words = ("red", "amber", "green", "not applicable")
    scores = sorted(((fuzz.ratio(text, word), word) for word in words), reverse=True)
    near = scores[0][0] >= 75 and scores[0][0] - scores[1][0] >= 20 and len(text) > 3
    return SURE[scores[0][1]] if near else None


def _from_paint(cell: Cell, beside: str) -> Reading:
    if not cell.paint or cell.paint == beside:
        return Reading()
    if cell.paint == MIXED:
        return Reading(problem="the cell is painted in more than one colour")
    hue, light, full = colorsys.rgb_to_hls(*(int(cell.paint[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    if (light > 0.8 and full < 0.15) or light > 0.96:
        return Reading()
    if full < 0.15 or light < 0.08:
        return Reading(problem="the cell is painted grey or black and empty, which is not a rating")
    degrees = hue * 360
    if degrees < 16 or degrees > 340:
        return Reading(Rating.RED, guess="the cell is painted red and empty: read as Red")
    if 20 <= degrees <= 65:
        return Reading(Rating.AMBER, guess="the cell is painted amber and empty: read as Amber")
    if 70 <= degrees <= 175:
        return Reading(Rating.GREEN, guess="the cell is painted green and empty: read as Green")
    return Reading(problem="the cell is painted in a colour that is not a rating")


YES = {*TICKS, "1", "1.0", "þ", "●", "•", "■", "*"}
NO = {"", "false", "no", "n", "0", "0.0", "☐", "□", "▢", "○", "◯", "-", "–", "—", "none", "¨"}
CROSS = {"x", "✗", "✘", "☒", "✖", "✕", "❌", "×", "û"}
"""What is taken for a mark where it stands alone, and for a no where another column of its row has a tick."""
_NOT_APPLICABLE = {"n/a", "na", "n.a", "not applicable"}
_BOX = re.compile(r"^[\[({]\s*(.?)\s*[\])}]$")


def read_ticked(columns: Mapping[Rating, Cell | None], beside: str = "") -> Reading:
    """The rating where red, amber and green have a column each and one of them is marked."""
    texts = {rating: _mark(cell, rating) for rating, cell in columns.items()}
    said = [text for text in texts.values() if text not in NO]
    if said and all(text in _NOT_APPLICABLE for text in said):
        return Reading(Rating.NOT_APPLICABLE, guess="n/a under red, amber and green was read as Not applicable")
    if any(re.fullmatch(r"\d+(?:\.\d+)?", text) and text not in YES for text in said):
        return Reading(problem="numbers stand under red, amber and green, which are no marks")
    ticked = [rating for rating, text in texts.items() if text in YES]
    crossed = [rating for rating, text in texts.items() if text in CROSS]
    other = [rating for rating, text in texts.items() if text not in NO | YES | CROSS | _NOT_APPLICABLE]
    marked = [*(ticked or crossed), *other]
    if len(marked) > 1:
        return Reading(problem="more than one of red, amber and green is marked")
    if other:
        return Reading(other[0], guess=f"'{texts[other[0]][:40]}' was taken for a mark")
    return Reading(marked[0]) if marked else _ticked_by_paint(columns, beside)


def _mark(cell: Cell | None, rating: Rating) -> str:
    """What stands in a tick column, bare: a box with its word is the box, a column's own word is a tick."""
    text = "" if cell is None or cell.value is None else str(cell.value).strip().casefold().rstrip("\ufe0f .")
    if box := _BOX.match(text):
        return box[1]
    first, _, after = text.partition(" ")
    if after and first in NO | YES | CROSS and SURE.get(after.strip()):
        return first
    return "true" if SURE.get(text) is rating and rating is not Rating.NOT_APPLICABLE else text


def _ticked_by_paint(columns: Mapping[Rating, Cell | None], beside: str) -> Reading:
    """The one column that is painted in its own colour, where the others are not painted."""
    painted = [
        rating
        for rating, cell in columns.items()
        if cell is not None and cell.is_empty and _from_paint(cell, beside).rating is rating
    ]
    if len(painted) != 1:
        return Reading()
    return Reading(painted[0], guess=f"the cell under {painted[0].word} is painted and empty: read as a mark")
