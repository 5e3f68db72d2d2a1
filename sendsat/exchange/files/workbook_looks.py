"""How a workbook's cells look, by the number of their style: colours, what is struck out, what is a date. openpyxl."""

import colorsys
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.xml.constants import SHEET_MAIN_NS

from sendsat.exchange.files.workbook_parts import RELATIONS, STYLES, related

NO_LOOKS = "Some styles of this workbook are broken, so its colours were not read."
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
_EMPTY_SHEET = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData/></worksheet>'.encode()
_NO_TEXTS = f'<sst xmlns="{SHEET_MAIN_NS}"/>'.encode()


@dataclass(frozen=True)
class Look:
    """What a style tells: `paint` is the fill as RRGGBB, "" for none, `MIXED` where its colours are not shades of one;
    whether words are struck out; whether numbers are days, or lengths of time."""

    paint: str = ""
    struck: bool = False
    is_date: bool = False
    is_duration: bool = False


class Looks(dict[int, Look]):
    """The looks of a workbook by the number of a style, each made out when a cell first has it."""

    def __init__(self, book: Any) -> None:
        super().__init__()
        self.epoch: datetime = book.epoch
        self._book = book
        self._theme = _theme_colours(book.loaded_theme)
        self._palette = tuple(getattr(book, "_colors", ()))
        self._known: dict[int, str] = {}

    def __missing__(self, number: int) -> Look:
        """The look of a style that is seen for the first time; a plain one for a style that is not there."""
        book = self._book
        if number >= len(book._cell_styles):
            return self.setdefault(number, Look())
        style = book._cell_styles[number]
        font, fill = book._fonts[style.fontId], style.fillId
        if fill not in self._known:
            self._known[fill] = self.fill(book._fills[fill])
        dates, durations = book._date_formats, book._timedelta_formats
        self[number] = Look(self._known[fill], bool(font.strike), number in dates, number in durations)
        return self[number]

    def fill(self, fill: Any) -> str:
        """The colour of a fill."""
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


def looks_of(package: bytes) -> tuple[Looks, tuple[str, ...]]:
    """How the workbook's cells look, or which are dates alone where its styles break the library, which is told."""
    try:
        return Looks(load_workbook(io.BytesIO(_frame(package)), read_only=True, keep_links=False)), ()
    except Exception:  # whatever it is, it may be the styles' fault
        plain = load_workbook(io.BytesIO(_frame(package, looks=False)), read_only=True, keep_links=False)
        return Looks(plain), (NO_LOOKS,)


def _frame(package: bytes, *, looks: bool = True) -> bytes:
    """The package for the library, which reads styles alone: its sheets and texts emptied. Without `looks` nothing of
    its styles stays but which numbers are dates: for styles that no library understands."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        relations = old.read(RELATIONS)
        empty = dict.fromkeys(related(relations, "/worksheet", "xl"), _EMPTY_SHEET)
        empty |= dict.fromkeys(related(relations, "/sharedStrings", "xl"), _NO_TEXTS)
        for name in old.namelist():
            part = empty.get(name) or old.read(name)
            new.writestr(name, _numbers_alone(part) if name == STYLES and not looks else part)
    return stream.getvalue()


def _numbers_alone(styles: bytes) -> bytes:
    parsed = ElementTree.fromstring(styles)
    formats = [
        (node.get("numFmtId", "0"), node.get("formatCode", "")) for node in parsed.iterfind("{*}numFmts/{*}numFmt")
    ]
    numbers = [node.get("numFmtId", "0") for node in parsed.iterfind("{*}cellXfs/{*}xf")] or ["0"]
    made = ElementTree.Element("styleSheet", xmlns=SHEET_MAIN_NS)
    kept = ElementTree.SubElement(made, "numFmts")
    for number, code in formats:
        ElementTree.SubElement(kept, "numFmt", numFmtId=number, formatCode=code)
    for group, entry in (("fonts", "font"), ("fills", "fill"), ("borders", "border"), ("cellStyleXfs", "xf")):
        look = ElementTree.SubElement(ElementTree.SubElement(made, group), entry)
        if entry == "fill":
            ElementTree.SubElement(look, "patternFill")
    cells = ElementTree.SubElement(made, "cellXfs")
    for number in numbers:
        ElementTree.SubElement(cells, "xf", numFmtId=number if number.isdecimal() else "0")
    return bytes(ElementTree.tostring(made))


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
