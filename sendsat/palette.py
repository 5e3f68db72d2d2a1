"""Every colour sendsat draws with, once: of ratings on screen, in charts, Excel, Word and print, and of pages.

Rating colours mean a rating and nothing else, and every one comes with a pattern of its own. Their fills are the same
on light and dark pages: `OUTLINE` around each shape stands out from both, and `ink` is legible on the fill and on its
pattern. Tests hold this true for colour-blind eyes and for grey print. `.streamlit/config.toml` repeats the page's
colours, since Streamlit reads them from there; a test compares the two.
"""

from dataclasses import dataclass, fields

from sendsat.assessment.rating import Rating, State, Waiting

OUTLINE = "#7A7A7A"


@dataclass(frozen=True)
class Shade:
    """How a state is drawn: `fill` under `pattern` lines in `stroke`, with text on it in `ink`.

    `pattern` is a Plotly shape: "x", "\\", "|", "-", ".", "+" or "/". `pale` is a background for words of any length on
    paper.
    """

    fill: str
    stroke: str
    ink: str
    pattern: str
    pale: str


SHADES: dict[State, Shade] = {
    Rating.RED: Shade("#A50F2A", "#7A0A1E", "#FFFFFF", "x", "#F7CBD0"),
    Rating.AMBER: Shade("#F5B335", "#FFD27A", "#1F1F1F", "\\", "#FCE6B8"),
    Rating.GREEN: Shade("#17967A", "#3FB596", "#101010", "|", "#C3EADF"),
    Rating.NOT_APPLICABLE: Shade("#A3A8AE", "#C3C7CB", "#1F1F1F", "-", "#E3E5E7"),
    Waiting.CARRIED: Shade("#DCE9F2", "#9DB8C9", "#1F1F1F", ".", "#DCE9F2"),
    Waiting.NOT_AGREED: Shade("#E4DCF1", "#A695C4", "#1F1F1F", "+", "#E4DCF1"),
    None: Shade("#FBFBF8", "#BDBDB6", "#1F1F1F", "/", "#FBFBF8"),
}
"""Red, amber, green, not applicable, carried forward and not confirmed, not agreed yet, and None for not rated."""
OVERDUE = Shade("#24323C", "#5B6B75", "#FFFFFF", ".", "#DDE7EC")
"""An action past its date: neither a rating nor a movement, so it looks like none."""
CLOCK = "◷"
"""The sign of what is overdue, where Streamlit's drawing of a clock cannot stand."""


@dataclass(frozen=True)
class Page:
    """The colours of a page, light or dark. `red`, `amber`, `green` and `quiet` are for text on `paper`."""

    text: str
    paper: str
    panel: str
    line: str
    edge: str
    accent: str
    on_accent: str
    red: str
    amber: str
    green: str
    quiet: str


LIGHT = Page(
    text="#1B252C", paper="#FFFFFF", panel="#F2F5F7", line="#C6D0D7", edge="#5B6B75", accent="#245B78",
    on_accent="#FFFFFF", red="#A50F2A", amber="#7E4B00", green="#0B6148", quiet="#4A5860",
)  # fmt: skip
DARK = Page(
    text="#E9EEF1", paper="#12181D", panel="#1B242B", line="#3B4952", edge="#8FA1AC", accent="#8CC8E8",
    on_accent="#12181D", red="#FF9BA7", amber="#F7C566", green="#6BD8B6", quiet="#AEBAC2",
)  # fmt: skip
SHARP_LIGHT = Page(
    text="#000000", paper="#FFFFFF", panel="#FFFFFF", line="#000000", edge="#000000", accent="#0B2C3D",
    on_accent="#FFFFFF", red="#7A0A1E", amber="#5A3500", green="#06402F", quiet="#000000",
)  # fmt: skip
SHARP_DARK = Page(
    text="#FFFFFF", paper="#000000", panel="#000000", line="#FFFFFF", edge="#FFFFFF", accent="#B9E2F7",
    on_accent="#000000", red="#FFC2C9", amber="#FFE0A3", green="#A8F0D8", quiet="#FFFFFF",
)  # fmt: skip
"""The same for whoever asks for more contrast: everything at least 7:1."""
BLANK = "#000000"
"""A wall that shows nothing, so that a dark room stays dark."""
HEADING_ROW = "#DDE7EC"
"""Behind the heading cells of tables on paper."""


def css_variables(page: Page) -> str:
    """The page's colours as CSS declarations, "--text:#1B252C;--paper:..."."""
    return "".join(f"--{_css_name(field.name)}:{getattr(page, field.name)};" for field in fields(Page))


def css_for_both(light: Page = LIGHT, dark: Page = DARK) -> str:
    """As `css_variables`, each following whether the page is light or dark; and those that are the same on both."""
    both = ((_css_name(field.name), getattr(light, field.name), getattr(dark, field.name)) for field in fields(Page))
    same = f"--tip:{LIGHT.text};--offer:{LIGHT.accent};--alarm:{LIGHT.red};--on-dark:{LIGHT.paper};--blank:{BLANK};"
    return "".join(f"--{name}:light-dark({day},{night});" for name, day, night in both) + same


def css_background(shade: Shade, *, line: int = 2, gap: int = 14) -> str:
    """A shade's fill under its pattern, as a CSS background; lines `line` pixels wide, one every `gap` pixels."""
    if shade.pattern == ".":
        tile = gap - 2 * line
        pattern = f"radial-gradient(circle,{shade.stroke} {line}px,transparent {line}px) 0 0/{tile}px {tile}px"
    else:
        turns = [LINES[line] for line in CROSSED.get(shade.pattern, shade.pattern)]
        lines = f"{shade.stroke} 0 {line}px,transparent {line}px {gap}px"
        pattern = ",".join(f"repeating-linear-gradient({turn},{lines})" for turn in turns)
    return f"{pattern} {shade.fill}"


CROSSED = {"x": "\\/", "+": "|-"}
"""Patterns that are two others laid over each other."""
LINES = {"\\": "45deg", "/": "135deg", "|": "90deg", "-": "0deg"}
"""The angle of the lines of a pattern, as a CSS gradient runs."""


def css_of_states() -> str:
    """A CSS rule for each state, `.state-red` to `.state-not-rated`: its fill and pattern, and the ink of text."""
    return "".join(
        f".state-{state_class(state)}{{background:{css_background(shade, line=1, gap=6)};color:{shade.ink};"
        f"border-color:{OUTLINE}}}"
        for state, shade in SHADES.items()
    )


def state_class(state: State) -> str:
    """How a state is called in the name of a CSS class: "red", "not-rated"."""
    return _css_name(state.value if state else "not_rated")


def bare(colour: str) -> str:
    """A colour as Office files write it, without its "#"."""
    return colour.removeprefix("#")


def _css_name(name: str) -> str:
    return name.replace("_", "-")
