"""How charts are painted: a movement and the marker of a bar. Ratings and what is overdue are in `sendsat.palette`."""

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.movement import Movement
from sendsat.palette import OUTLINE, OVERDUE, SHADES, Shade, css_background

MOVEMENT_SHADES: dict[Movement, Shade] = {
    Movement.SLIPPED: Shade("#6B2D5C", "#8F5F80", "#FFFFFF", "\\", "#E9DCE5"),
    Movement.IMPROVED: Shade("#5AA9E6", "#A9D3F5", "#1F1F1F", "/", "#DCEDFA"),
}
"""Movement is not a rating, so it borrows none of the rating colours."""


def marker(shade: Shade) -> dict[str, object]:
    """The Plotly marker of a bar in this shade."""
    pattern = {"shape": shade.pattern, "fillmode": "overlay", "fgcolor": shade.stroke, "fgopacity": 1, "size": 8}
    return {"color": shade.fill, "line": {"color": OUTLINE, "width": 1}, "pattern": pattern | {"solidity": 0.2}}


def css_of_movements() -> str:
    """A CSS rule for each movement that has a colour, as `css_of_states` has one for each rating."""
    return "".join(_css(way.value, shade) for way, shade in MOVEMENT_SHADES.items())


def css_of_dates() -> str:
    """The same for actions on the timeline: overdue, and not."""
    return _css("overdue", OVERDUE) + _css("not-overdue", SHADES[Rating.NOT_APPLICABLE])


def _css(name: str, shade: Shade) -> str:
    background = css_background(shade, line=1, gap=6)
    return f".state-{name}{{background:{background};color:{shade.ink};border-color:{OUTLINE}}}"
