"""Rating colours tell the states apart for colour-blind eyes, in grey print, on light pages and dark ones."""

from itertools import combinations

import numpy as np
import pytest

from sendsat.assessment.rating import Rating
from sendsat.reports.palette import MOVEMENT_SHADES, OUTLINE, SHADES, Shade, marker

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
RAG = (Rating.RED, Rating.AMBER, Rating.GREEN)
EVERY_SHADE = [*SHADES.values(), *MOVEMENT_SHADES.values()]


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
    assert len(set(patterns)) == len(SHADES) == 5


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
    assert found["pattern"]["shape"] == SHADES[Rating.AMBER].pattern  # type: ignore[index]
