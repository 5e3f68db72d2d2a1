"""The colours of charts. Rating colours mean a rating and nothing else; every one comes with a pattern of its own.

Fills are the same on light and dark pages: `OUTLINE` around each shape stands out from both, and `ink` is legible on
the fill and on its pattern. Tests hold this true for colour-blind eyes and for grey print.
"""

from dataclasses import dataclass

from sendsat.assessment.comparison import Movement
from sendsat.assessment.rating import Rating

OUTLINE = "#7A7A7A"


@dataclass(frozen=True)
class Shade:
    """How a state is drawn: `fill` under `pattern` lines in `stroke`, with text on it in `ink`."""

    fill: str
    stroke: str
    ink: str
    pattern: str


SHADES: dict[Rating | None, Shade] = {
    Rating.RED: Shade("#A50F2A", "#7A0A1E", "#FFFFFF", "x"),
    Rating.AMBER: Shade("#F5B335", "#FFD27A", "#1F1F1F", "\\"),
    Rating.GREEN: Shade("#17967A", "#3FB596", "#101010", "|"),
    Rating.NOT_APPLICABLE: Shade("#A3A8AE", "#C3C7CB", "#1F1F1F", "-"),
    None: Shade("#FBFBF8", "#BDBDB6", "#1F1F1F", "/"),
}
"""Red, amber, green, not applicable, and None for not rated."""

MOVEMENT_SHADES: dict[Movement, Shade] = {
    Movement.SLIPPED: Shade("#6B2D5C", "#8F5F80", "#FFFFFF", "\\"),
    Movement.IMPROVED: Shade("#5AA9E6", "#A9D3F5", "#1F1F1F", "/"),
}
"""Movement is not a rating, so it borrows none of the rating colours."""


def marker(shade: Shade) -> dict[str, object]:
    """The Plotly marker of a bar in this shade."""
    pattern = {"shape": shade.pattern, "fillmode": "overlay", "fgcolor": shade.stroke, "fgopacity": 1, "size": 8}
    return {"color": shade.fill, "line": {"color": OUTLINE, "width": 1}, "pattern": pattern | {"solidity": 0.2}}
