"""The fill colours of a workbook's cells as RRGGBB, whatever way the workbook names them. Pure."""

import colorsys
import re
from typing import Any
from xml.etree import ElementTree

_ACCENTS = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


class Paints:
    """Fill colours of a workbook, looked up once for each fill."""

    def __init__(self, book: Any) -> None:
        self._known: dict[int, str] = {}
        self._theme = _theme_colours(book.loaded_theme)

    def of(self, cell: Any) -> str:
        """The fill of a cell, "" for none."""
        fill = int(cell.style_array.fillId)
        if fill not in self._known:
            self._known[fill] = self._colour(cell.fill)
        return self._known[fill]

    def _colour(self, fill: Any) -> str:
        if getattr(fill, "fill_type", None) != "solid":
            return ""
        colour = fill.fgColor
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return colour.rgb[-6:].upper()
        if colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            return _tinted(self._theme[colour.theme], colour.tint or 0.0)
        if colour.type == "indexed" and colour.indexed in _INDEXED:
            return _INDEXED[colour.indexed]
        return ""


_INDEXED = {2: "FF0000", 3: "00FF00", 5: "FFFF00", 10: "FF0000", 11: "00FF00", 13: "FFFF00", 17: "008000"} | {
    42: "CCFFCC",
    43: "FFFF99",
    45: "FF99CC",
    50: "99CC00",
    51: "FFCC00",
    52: "FF9900",
    53: "FF6600",
    57: "339966",
    58: "003300",
    60: "993300",
}


def _theme_colours(theme: bytes | None) -> list[str]:
    if not theme:
        return []
    found = {}
    for node in ElementTree.fromstring(theme).iter():
        name = node.tag.rpartition("}")[2]
        if name in _ACCENTS and len(node):
            found[name] = str(node[0].get("val") if node[0].get("lastClr") is None else node[0].get("lastClr"))
    return [found.get(name, "").upper() for name in _ACCENTS]


def _tinted(colour: str, tint: float) -> str:
    if not re.fullmatch("[0-9A-F]{6}", colour):
        return ""
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))
