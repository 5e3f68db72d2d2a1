"""How well the ring around what has the focus stands out, measured from pixels."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.conftest import PAINTED, becomes

Picture = NDArray[np.int64]
Line = NDArray[np.int64]
Mask = NDArray[np.bool_]

THICK = 2
"""So many pixels thick is a ring at least."""
CHANGED = 40
"""Pixels whose channels differ by less in sum are taken for the same."""
ALIKE = 130
"""So much may pixels of a ring differ: its edges are smoothed, and forced colours let what is below shine through."""
CANDIDATES = 6
"""So many of the colours that came may be the ring's: a control's fill may change as well."""
AROUND = "(control) => (control.closest('label') ?? control).getBoundingClientRect().toJSON()"
HAS_FOCUS = "(control) => control.contains(document.activeElement)"
NOTHING_HAS_FOCUS = "() => document.activeElement === document.body"
MARGIN = 12
"""So many pixels around a control are looked at."""
PLACES = (0.4, 0.5, 0.6)
"""Where along each side the ring is looked for, away from its round corners."""


@dataclass(frozen=True)
class Ring:
    """How a ring stands out: the least contrast of each of its sides, against what is inside or outside of it."""

    sides: dict[str, float]

    @property
    def weakest(self) -> float:
        """The contrast of the side that stands out least; 1.0 where a side has no ring."""
        return min(self.sides.values())


def _luminance(colour: Line) -> float:
    parts = [value / 255 for value in colour.tolist()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Line, other: Line) -> float:
    """The contrast of two colours as WCAG counts it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _picture(page: Page, control: Locator) -> Picture:
    """What is seen around a control; of a tick, around its words as well."""
    page.evaluate(PAINTED)
    box, window = control.evaluate(AROUND), page.viewport_size
    assert window is not None
    left, top = max(box["x"] - MARGIN, 0), max(box["y"] - MARGIN, 0)
    right = min(box["x"] + box["width"] + MARGIN, window["width"])
    bottom = min(box["y"] + box["height"] + MARGIN, window["height"])
    clip: FloatRect = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", clip=clip))).convert("RGB")
    return np.asarray(shot).astype(np.int64)


def measured(page: Page, control: Locator) -> Ring:
    """Give the control the focus as a keyboard does, and compare the picture with that of the page without focus.

    That page has to look the same before and after: what was still being painted meanwhile is not taken for the ring.
    """
    page.keyboard.press("Tab")  # from now on the browser takes the visitor for one with a keyboard
    control.evaluate("(control) => control.scrollIntoView({block: 'center', behavior: 'instant'})")
    plain, focused = _plain(page, control), _focused(page, control)
    found = [(plain, focused)]

    def is_at_rest() -> bool:
        before, after = found[-1][0], _plain(page, control)
        at_rest = before.shape == after.shape and not _changed(before, after).any()
        if not at_rest:
            found.append((after, _focused(page, control)))
        return at_rest

    becomes(page, is_at_rest, True)
    plain, focused = found[-1]
    return _compared(focused, plain)


def _focused(page: Page, control: Locator) -> Picture:
    return _picture_while(page, control, "(control) => control.focus()", HAS_FOCUS)


def _plain(page: Page, control: Locator) -> Picture:
    return _picture_while(page, control, "() => document.activeElement.blur()", NOTHING_HAS_FOCUS)


def _changed(one: Picture, other: Picture) -> Mask:
    return np.asarray(np.abs(one - other).sum(axis=2) > CHANGED)


def _picture_while(page: Page, control: Locator, act: str, holds: str) -> Picture:
    """What is seen after an act, where what it brought about still holds once it is seen: a page that is drawn anew
    takes the focus away, and sendsat gives it back."""
    seen: list[Picture] = []

    def is_still_so() -> bool:
        control.evaluate(act)
        seen.append(_picture(page, control))
        return bool(control.evaluate(holds))

    becomes(page, is_still_so, True)
    return seen[-1]


def line_across(page: Page, table: Locator, left: float, top: float) -> float:
    """The contrast of a line that runs across near this place of a picture, against what is above and below it."""
    page.evaluate(PAINTED)
    box = table.bounding_box()
    assert box is not None
    clip: FloatRect = {"x": box["x"] + left, "y": box["y"] + top - MARGIN, "width": 1, "height": 2 * MARGIN}
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", clip=clip))).convert("RGB")
    down = np.asarray(shot).astype(np.int64)[:, 0]
    beside = zip(down, down[1:], down[2:], strict=False)
    return max(min(contrast(line, above), contrast(line, below)) for above, line, below in beside)


def _compared(focused: Picture, plain: Picture) -> Ring:
    changed = _changed(focused, plain)
    if not changed.any():
        return Ring({"anywhere": 1.0})
    colours, counts = np.unique(focused[changed], axis=0, return_counts=True)
    most = colours[np.argsort(counts)[::-1][:CANDIDATES]]
    return max((_of_colour(focused, changed, colour) for colour in most), key=lambda ring: ring.weakest)


def _of_colour(focused: Picture, changed: Mask, colour: Line) -> Ring:
    """The ring, if this is its colour: a ring may lie over what had its colour before."""
    alike = np.abs(focused - colour).sum(axis=2) < ALIKE
    rows, columns = np.nonzero(alike & changed)
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    found: dict[str, float] = {}
    for place in PLACES:
        across = int(top + (bottom - top) * place)
        down = int(left + (right - left) * place)
        lines = {
            "left": (across, slice(None), 1),
            "right": (across, slice(None), -1),
            "top": (slice(None), down, 1),
            "bottom": (slice(None), down, -1),
        }
        for side, (row, column, way) in lines.items():
            line = (picture[row, column][::way] for picture in (focused, alike, changed))
            found[side] = min(found.get(side, 21.0), _stands_out(*line))
    return Ring(found)


def _stands_out(line: Picture, alike: Mask, changed: Mask) -> float:
    """Along a line from outside: how the first run of the ring contrasts with what comes before it or after it."""
    for start, end in _runs(alike):
        if end - start < THICK or not changed[start:end].any():
            continue
        beside = [line[at] for at in (start - 2, end + 1) if 0 <= at < len(line)]
        return max((contrast(line[(start + end) // 2], colour) for colour in beside), default=1.0)
    return 1.0


def _runs(is_ring: Mask) -> Iterator[tuple[int, int]]:
    """Where the ring begins and ends along a line."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_ring, [False])).astype(np.int8)))
    yield from edges.reshape(-1, 2).tolist()
