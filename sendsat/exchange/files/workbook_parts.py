"""Which parts of a workbook are read: those named as its sheets, notes, texts, styles and theme. The rest is left out.

Must only be given parts that `workbook_safety` has looked at.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree import ElementTree

from sendsat.exchange.files.raw import MOST_ROWS

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
FRAME = ("[Content_Types].xml", RELATIONS, WORKBOOK)
STYLES = "xl/styles.xml"
EMPTY_CELL = re.compile(rb"<(?:\w+:)?c(?: [^<>]*)?(?:/>|></(?:\w+:)?c>)")
PLACED_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c (?=[^<>]*\br=\")[^<>]*(?:/>|></(?:\w+:)?c>)")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_PLACED_CELL = re.compile(rb"<(?:\w+:)?c [^<>]*?\br=\"")
_STYLE = re.compile(rb"\bs=\"(\d+)\"")
_HEAD = 2**14
"""How many bytes of a part are looked at for what names it."""
_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?(?!xml[ \t\r\n]).*?\?>", re.DOTALL)
_ROOT = re.compile(rb"<((?:\w+:)?)worksheet\b[^<>]*>")
_CELLS = re.compile(rb"<((?:\w+:)?)sheetData\b[^<>]*>")
_SIZE = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*/>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_ROW_NUMBER = re.compile(rb"\br=\"(\d{1,7})\"")
_TALL = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*?\bref="[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
MOST_PAINTED = 40_000
"""How many empty cells of a workbook are read for their colour: a painted guide of all teams has a few thousand."""
TOO_MANY_PAINTED = "Very many empty cells here are painted, so not all their colours were read: type such ratings."
_READ = ("/worksheet", "/styles", "/sharedStrings", "/theme")
_NO_FILL = frozenset({"0", "1"})
_WRONG_COLOUR = re.compile(rb'\brgb="(?!(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")([^"<>]*)"')


def named(archive: zipfile.ZipFile) -> list[str]:
    """The parts that the workbook's relations name, as far as they are read."""
    return list(dict.fromkeys(related(archive.read(RELATIONS), _READ, "xl")))


def related(relations: bytes, kinds: str | tuple[str, ...], folder: str) -> Iterator[str]:
    """The parts of these kinds that relations name; `folder` is that of the part whose relations they are."""
    for node in ElementTree.fromstring(relations):
        if node.get("Type", "").endswith(kinds) and node.get("TargetMode") != "External":
            yield path(node.get("Target", ""), folder)


def relations_of(part: str) -> str:
    """Where the relations of a part lie."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def is_strict(archive: zipfile.ZipFile, name: str = WORKBOOK) -> bool:
    """Whether this part is of the Strict kind of workbook, whose parts have other names inside."""
    with archive.open(name) as part:
        return b"http://purl.oclc.org/ooxml/spreadsheetml" in part.read(_HEAD)


def path(target: str, folder: str = "xl") -> str:
    """Where a part lies that a part of `folder` calls `target`."""
    return target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def only(archive: zipfile.ZipFile, names: Iterable[str]) -> tuple[bytes, tuple[str, ...]]:
    """The package with these parts alone, and what is to be said of it. Its sheets come without empty cells that tell
    nothing: Google Sheets writes 26,000 to each."""
    stream, plain, left = io.BytesIO(), _plain_styles(archive), MOST_PAINTED
    told: tuple[str, ...] = ()
    with zipfile.ZipFile(stream, "w") as new:
        for name in names:
            part = archive.read(name)
            if name == STYLES:
                part = _WRONG_COLOUR.sub(_right_colour, part)
            if b"sheetData" in part:
                part, painted = _without_empty(_cells_of(_ASIDE.sub(_without_tags, part)), plain)
                if painted > left:
                    part, told = _without_empty(part, None)[0], (TOO_MANY_PAINTED,)
                else:
                    left -= painted
            new.writestr(name, part)
    return stream.getvalue(), told


def _without_tags(aside: re.Match[bytes]) -> bytes:
    """Words that are no markup, so that nothing in them looks like a tag; nothing for a remark to programs."""
    start, said = b"<![CDATA[", aside[0]
    return start + said[len(start) :].replace(b"<", b"]]>&lt;<![CDATA[") if said.startswith(start) else b""


def _right_colour(wrong: re.Match[bytes]) -> bytes:
    """A colour written as on the web (#F00) as workbooks write it; white for what is no colour."""
    digits = wrong[1].strip(b"# ")
    if re.fullmatch(rb"[0-9A-Fa-f]{3}", digits):
        digits = b"".join(digits[at : at + 1] * 2 for at in range(3))
    return b'rgb="FF%s"' % (digits if re.fullmatch(rb"[0-9A-Fa-f]{6}", digits) else b"FFFFFF")


def _plain_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the styles that paint nothing, or white, which never tells a rating."""
    if STYLES not in archive.namelist():
        return frozenset({b"0"})
    styles = ElementTree.fromstring(archive.read(STYLES))
    white = {str(number) for number, fill in enumerate(styles.iterfind("{*}fills/{*}fill")) if _is_white(fill)}
    formats = styles.find("{*}cellXfs")
    fills = [node.get("fillId", "0") for node in formats] if formats is not None else ["0"]
    return frozenset(str(number).encode() for number, fill in enumerate(fills) if fill in _NO_FILL | white)


def _is_white(fill: ElementTree.Element) -> bool:
    colour = fill.find("{*}patternFill[@patternType='solid']/{*}fgColor")
    return colour is not None and colour.get("rgb", "")[-6:].upper() == "FFFFFF" and not colour.get("tint")


def _cells_of(sheet: bytes) -> bytes:
    """The sheet's cells, columns and merges alone: formats by condition and the like can break the library."""
    root, start = _ROOT.search(sheet), _CELLS.search(sheet)
    if root is None or start is None:
        return sheet
    close = b"</%ssheetData>" % start[1]
    end = sheet.rfind(close)
    after = end + len(close) if end >= 0 else start.end()
    before, size = sheet[root.end() : start.start()], _SIZE.search(sheet, root.end(), start.start())
    kept = [size[0] if size else b"", _block(before, b"cols", root[1]), sheet[start.start() : after]]
    kept += [_block(sheet[after:], b"mergeCells", root[1]), b"</%sworksheet>" % root[1]]
    return b"".join([sheet[: root.end()], *kept])


def _block(xml: bytes, name: bytes, prefix: bytes) -> bytes:
    """From the first to the last tag of a name; nothing where there is no such pair. Never looks at anything twice."""
    start, close = xml.find(b"<%s%s" % (prefix, name)), b"</%s%s>" % (prefix, name)
    end = xml.rfind(close)
    return xml[start : end + len(close)] if 0 <= start < end else b""


def _without_empty(sheet: bytes, plain: frozenset[bytes] | None) -> tuple[bytes, int]:
    """The sheet without empty cells, but for painted ones beside something written, and how many of those it keeps.

    A colour rates what its row names, so in a row where nothing is written, and that no cell from above is merged
    into, it says nothing. `plain` are the styles that do not paint, None where no paint is to be kept.
    """
    starts = [row.start() for row in _ROW.finditer(sheet)]
    merged, painted = _merged_over(sheet), 0
    pieces = [sheet[: starts[0]] if starts else sheet]
    for start, end in pairwise([*starts, len(sheet)]):
        piece, kept = _row_without_empty(sheet[start:end], plain, merged)
        pieces.append(piece)
        painted += kept
    return b"".join(pieces), painted


def _row_without_empty(row: bytes, plain: frozenset[bytes] | None, merged: bytes) -> tuple[bytes, int]:
    """A row without the empty cells that tell nothing; with all of them where what stays does not say its place."""
    bare, empty = EMPTY_CELL.subn(b"", row)
    if not empty or not (_ANY_CELL.search(bare) or _is_within(row, merged)):
        return bare, 0
    if plain is None:
        return (bare if _all_placed(bare) else row), 0
    telling = 0

    def kept(cell: re.Match[bytes]) -> bytes:
        nonlocal telling
        if _style_of(cell[0]) in plain:
            return b""
        telling += 1
        return cell[0]

    staying = EMPTY_CELL.sub(kept, row)
    return (staying, telling) if _all_placed(staying) else (row, telling)


def _all_placed(row: bytes) -> bool:
    """Whether every cell says where it stands: one that does not stands beside the one before it."""
    return len(_ANY_CELL.findall(row)) == len(_PLACED_CELL.findall(row))


def _style_of(cell: bytes) -> bytes:
    style = _STYLE.search(cell)
    return style[1] if style else b"0"


def _merged_over(sheet: bytes) -> bytes:
    """Which rows cells of other rows are merged over: for each number of a row whether it is one; empty for none."""
    tall = [(int(top), int(last)) for top, last in _TALL.findall(sheet) if top != last]
    rows = bytearray(MOST_ROWS + 1 if tall else 0)
    for top, last in tall:
        until = min(last, MOST_ROWS) + 1
        rows[top:until] = b"\1" * max(until - top, 0)
    return bytes(rows)


def _is_within(row: bytes, merged: bytes) -> bool:
    """Whether cells are merged over this row, or may be: a row need not say its number."""
    number = _ROW_NUMBER.search(row, 0, row.index(b">"))
    return bool(merged) and (number is None or (int(number[1]) <= MOST_ROWS and bool(merged[int(number[1])])))


LEFT_OUT = (
    (re.compile(r"^xl/ctrlProps/|^xl/activeX/"), "Boxes and buttons drawn on a sheet were not read: type into cells."),
    (re.compile(r"^xl/media/.*[^/]$"), "Pictures were left out."),
    (re.compile(r"^xl/model/|^xl/customData/|^xl/pivotCache/"), "Data models and pivot tables were left out."),
    (re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._)|^xl/metadata$"), "What a Mac or Google adds was left out."),
    (re.compile(r"^xl/(?:dialog|macro)sheets/"), "Sheets of macros were left out."),
)
"""Harmless parts that are not read, by name, and what is said of them."""


def left_out(names: list[str]) -> Iterator[str]:
    """What is harmless but was left out, in plain sentences."""
    if any("vbaproject" in name.lower() for name in names):
        yield "This workbook has macros. They were not run."
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield "This workbook has links to other files. They were not followed."
    embedded = sum(name.startswith("xl/embeddings/") and not name.endswith("/") for name in names)
    if embedded:
        yield "An embedded file was left out." if embedded == 1 else f"{embedded} embedded files were left out."
    yield from (said for pattern, said in LEFT_OUT if any(pattern.search(name) for name in names))
