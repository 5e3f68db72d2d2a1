"""How charts are painted: what a movement looks like, and the marker of a bar. Ratings come from `sendsat.palette`."""

from sendsat.assessment.results.movement import Movement
from sendsat.palette import OUTLINE, Shade, css_background

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
    return "".join(
        f".state-{way.value}{{background:{css_background(shade, line=1, gap=6)};color:{shade.ink};"
        f"border-color:{OUTLINE}}}"
        for way, shade in MOVEMENT_SHADES.items()
    )
