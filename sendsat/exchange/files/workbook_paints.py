"""The fill colours of a workbook's cells as RRGGBB, whatever way the workbook names them. Pure."""

import colorsys
import re
from typing import Any
from xml.etree import ElementTree

MIXED = "mixed"
"""The paint of a cell whose colours cannot be told as one."""
_ACCENTS = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_COLOUR = re.compile("[0-9A-F]{6}")
_INK = {
    "darkGray": 0.75,
    "mediumGray": 0.5,
    "lightGray": 0.25,
    "gray125": 0.125,
    "gray0625": 0.0625,
} | {
    f"{weight}{kind}": part
    for weight, part in (("dark", 0.5), ("light", 0.25))
    for kind in ("Horizontal", "Vertical", "Down", "Up", "Grid", "Trellis")
}
"""How much of a cell each pattern covers."""
_NEAR = 30
"""How many degrees of hue two colours may lie apart to be shades of one."""


class Paints:
    """Fill colours of a workbook, looked up once for each fill."""

    def __init__(self, book: Any) -> None:
        self._known: dict[int, str] = {}
        self._theme = _theme_colours(book.loaded_theme)
        self._palette = tuple(getattr(book, "_colors", ()))

    def of(self, cell: Any) -> str:
        """The fill of a cell, "" for none, `MIXED` where its colours are not shades of one."""
        fill = int(cell.style_array.fillId)
        if fill not in self._known:
            self._known[fill] = self._fill(cell.fill)
        return self._known[fill]

    def _fill(self, fill: Any) -> str:
        if hasattr(fill, "stop"):
            return _one_of([self._colour(stop.color) for stop in fill.stop])
        if fill.fill_type == "solid":
            return self._colour(fill.fgColor)
        if fill.fill_type not in _INK:
            return ""
        ink, ground = self._colour(fill.fgColor, missing="000000"), self._colour(fill.bgColor, missing="FFFFFF")
        if _hue(ink) is not None and _hue(ground) is not None:
            return _one_of([ink, ground])
        return _blended(ink, ground, _INK[fill.fill_type])

    def _colour(self, colour: Any, *, missing: str = "") -> str:
        """A colour as RRGGBB; `missing` where the workbook leaves it to the program."""
        rgb = missing
        if colour.type == "rgb" and isinstance(colour.rgb, str) and not (missing and colour.rgb == "00000000"):
            rgb = colour.rgb[-6:].upper()
        elif colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            rgb = self._theme[colour.theme]
        elif colour.type == "indexed" and 0 <= colour.indexed < len(self._palette):
            rgb = str(self._palette[colour.indexed])[-6:].upper()
        return _tinted(rgb, colour.tint or 0.0)


def _theme_colours(theme: bytes | None) -> list[str]:
    if not theme:
        return []
    by_name = {}
    for node in ElementTree.fromstring(theme).iter():
        name = node.tag.rpartition("}")[2]
        if name in _ACCENTS and len(node):
            by_name[name] = str(node[0].get("val") if node[0].get("lastClr") is None else node[0].get("lastClr"))
    return [by_name.get(name, "").upper() for name in _ACCENTS]


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))


def _tinted(colour: str, tint: float) -> str:
    if not _COLOUR.fullmatch(colour):
        return ""
    if not tint:
        return colour
    hue, light, full = _hls(colour)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))


def _hue(colour: str) -> float | None:
    """The hue in degrees, None for white, black and grey."""
    if not colour:
        return None
    hue, light, full = _hls(colour)
    return hue * 360 if full >= 0.15 and 0.08 <= light <= 0.97 else None


def _blended(ink: str, ground: str, part: float) -> str:
    if not ink or not ground:
        return ink or ground
    pairs = ((int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(part * channel + (1 - part) * other_channel):02X}" for channel, other_channel in pairs)


def _one_of(colours: list[str]) -> str:
    """The first colour that is not white, black or grey, where all of those are its shades; else `MIXED`."""
    hued = [(colour, hue) for colour in colours if (hue := _hue(colour)) is not None]
    if not hued:
        return next((colour for colour in colours if colour), "")
    first, hue = hued[0]
    apart = (abs(other - hue) for _, other in hued)
    return first if all(min(angle, 360 - angle) <= _NEAR for angle in apart) else MIXED
