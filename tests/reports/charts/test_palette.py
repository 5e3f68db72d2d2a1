"""Rating colours tell the states apart for colour-blind eyes, in grey print, on light pages and dark ones."""

import re
import tomllib
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sendsat.assessment.rating import SYMBOLS, Rating
from sendsat.assessment.results.movement import Movement
from sendsat.palette import (
    CLOCK,
    DARK,
    LIGHT,
    OUTLINE,
    OVERDUE,
    SHADES,
    SHARP_DARK,
    SHARP_LIGHT,
    Page,
    Shade,
    css_for_both,
    css_variables,
)
from sendsat.reports.charts.palette import MOVEMENT_SHADES, css_of_dates, marker

ROOT = Path(__file__).parents[3]
SIGHT = {
    "full": np.identity(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    "grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB; grey is relative luminance."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE_POINT = np.array([0.95047, 1.0, 1.08883])
LIGHT_PAGE, DARK_PAGE = "#FFFFFF", "#0E1117"
LEAST_DISTANCE = 20
NOT_THE_SAME = 8
"""For shades that have different patterns and signs too."""
RAG = (Rating.RED, Rating.AMBER, Rating.GREEN)
EVERY_SHADE = [*SHADES.values(), *MOVEMENT_SHADES.values(), OVERDUE]


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> np.ndarray:
    seen = np.clip(SIGHT[sight] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE_POINT
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, sight: str) -> float:
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(colour) @ SIGHT["grey"][0]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), list(combinations(RAG, 2)))
def test_red_amber_and_green_are_told_apart(one: Rating, other: Rating, sight: str) -> None:
    assert distance(SHADES[one].fill, SHADES[other].fill, sight) >= LEAST_DISTANCE


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("rating", RAG)
def test_not_rated_never_looks_like_a_rating(rating: Rating, sight: str) -> None:
    assert distance(SHADES[None].fill, SHADES[rating].fill, sight) >= LEAST_DISTANCE


@pytest.mark.parametrize("sight", SIGHT)
def test_slipped_and_improved_are_told_apart(sight: str) -> None:
    one, other = (shade.fill for shade in MOVEMENT_SHADES.values())
    assert distance(one, other, sight) >= LEAST_DISTANCE


def test_every_state_has_a_pattern_of_its_own() -> None:
    patterns = [shade.pattern for shade in SHADES.values()]
    assert all(patterns)
    assert len(set(patterns)) == len(SHADES) == 7


def test_movement_borrows_no_rating_colour() -> None:
    assert not {s.fill for s in MOVEMENT_SHADES.values()} & {s.fill for s in SHADES.values()}


@pytest.mark.parametrize("page", [LIGHT_PAGE, DARK_PAGE])
def test_the_outline_stands_out_from_light_and_dark_pages(page: str) -> None:
    assert contrast(OUTLINE, page) >= 3


@pytest.mark.parametrize("shade", EVERY_SHADE, ids=lambda shade: shade.fill)
def test_numbers_written_on_bars_are_legible(shade: Shade) -> None:
    assert contrast(shade.ink, shade.fill) >= 4.5
    assert contrast(shade.ink, shade.stroke) >= 4.5


def test_a_marker_carries_fill_outline_and_pattern() -> None:
    found = marker(SHADES[Rating.AMBER])
    assert found["color"] == SHADES[Rating.AMBER].fill
    assert found["line"] == {"color": OUTLINE, "width": 1}
    pattern = found["pattern"]
    assert isinstance(pattern, dict)
    assert pattern["shape"] == SHADES[Rating.AMBER].pattern


COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b|\"[0-9A-F]{6}\"")
OTHERS_COLOURS = {"palette.py", "workbook_looks.py", "workbook_parts.py", "qr.py", "ballot.html"}
"""What names colours besides the palette: paints of other people's workbooks, and black on white for printing."""


def test_no_colour_is_written_anywhere_but_in_the_palette() -> None:
    files = [path for ending in ("py", "html", "js", "css") for path in (ROOT / "sendsat").rglob(f"*.{ending}")]
    ours = [path for path in files if path.name not in OTHERS_COLOURS]
    found = {str(path): COLOUR.findall(path.read_text("utf-8")) for path in ours}
    assert len(files) > 200
    assert {name: colours for name, colours in found.items() if colours} == {}


@pytest.mark.parametrize(("page", "theme"), [(LIGHT, "light"), (DARK, "dark")])
def test_streamlits_theme_has_the_pages_colours(page: Page, theme: str) -> None:
    told = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"][theme]
    names = {
        "backgroundColor": page.paper,
        "secondaryBackgroundColor": page.panel,
        "borderColor": page.line,
        "redTextColor": page.red,
        "orangeTextColor": page.amber,
        "greenTextColor": page.green,
        "grayTextColor": page.quiet,
    }
    assert {name: told[name] for name in names} == names


@pytest.mark.parametrize("page", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["text", "accent", "red", "amber", "green", "quiet"])
def test_text_is_legible_on_the_page_and_on_its_panels(page: Page, name: str) -> None:
    assert min(contrast(getattr(page, name), ground) for ground in (page.paper, page.panel)) >= 4.5
    assert contrast(page.on_accent, page.accent) >= 4.5


@pytest.mark.parametrize("page", [SHARP_LIGHT, SHARP_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["text", "accent", "red", "amber", "green", "quiet", "edge", "line"])
def test_with_more_contrast_everything_stands_out_seven_to_one(page: Page, name: str) -> None:
    assert min(contrast(getattr(page, name), ground) for ground in (page.paper, page.panel)) >= 7
    assert contrast(page.on_accent, page.accent) >= 7


@pytest.mark.parametrize("variables", [css_variables(LIGHT), css_variables(DARK), css_for_both()])
def test_every_colour_of_the_page_is_a_variable_of_its_styles(variables: str) -> None:
    assert all(f"--{field.name.replace('_', '-')}:" in variables for field in fields(Page))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("other", [SHADES[Rating.RED], MOVEMENT_SHADES[Movement.SLIPPED]], ids=lambda shade: shade.fill)
def test_overdue_looks_neither_like_red_nor_like_what_slipped(other: Shade, sight: str) -> None:
    assert OVERDUE.pattern != other.pattern
    assert distance(OVERDUE.fill, other.fill, sight) >= NOT_THE_SAME
    assert CLOCK not in {*SYMBOLS.values(), *(way.sign for way in Movement)}
    assert OVERDUE.fill in css_of_dates()
    assert other.fill not in css_of_dates()
