"""Which parts of a workbook are read: those named as its sheets, texts, styles and theme. The rest is left out.

Must only be given parts that `workbook_safety` has looked at.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
FRAME = ("[Content_Types].xml", RELATIONS, WORKBOOK)
STYLES = "xl/styles.xml"
EMPTY_CELL = re.compile(rb"<(?:\w+:)?c(?: [^<>]*)?(?:/>|></(?:\w+:)?c>)")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_PLACED_CELL = re.compile(rb"<(?:\w+:)?c [^<>]*?\br=\"")
_STYLE = re.compile(rb"\bs=\"(\d+)\"")
_READ = ("/worksheet", "/styles", "/sharedStrings", "/theme")
_NO_FILL = (b"0", b"1")


def named(archive: zipfile.ZipFile) -> list[str]:
    """The parts that the workbook's relations name, as far as they are read."""
    found = (node for node in ElementTree.fromstring(archive.read(RELATIONS)) if node.get("Type", "").endswith(_READ))
    return list(dict.fromkeys(path(node.get("Target", "")) for node in found))


def is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether this is the Strict kind of workbook, whose parts have other names inside."""
    return b"http://purl.oclc.org/ooxml/spreadsheetml" in archive.read(WORKBOOK)


def path(target: str) -> str:
    """Where a part lies that the workbook calls `target`."""
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def only(archive: zipfile.ZipFile, names: Iterable[str]) -> bytes:
    """The package with these parts alone, and its sheets without empty cells: Google Sheets writes 26,000 to each."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        plain = _plain_styles(archive)
        for name in names:
            part = archive.read(name)
            new.writestr(name, _without_empty(part, plain) if b"sheetData" in part else part)
    return stream.getvalue()


def _plain_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the styles that paint nothing."""
    if STYLES not in archive.namelist():
        return frozenset({b"0"})
    formats = ElementTree.fromstring(archive.read(STYLES)).find("{*}cellXfs")
    fills = [node.get("fillId", "0").encode() for node in formats] if formats is not None else [b"0"]
    return frozenset(str(number).encode() for number, fill in enumerate(fills) if fill in _NO_FILL)


def _without_empty(sheet: bytes, plain: frozenset[bytes]) -> bytes:
    """The sheet without cells that hold nothing and are not painted; as it is where cells do not say their place."""
    if len(_ANY_CELL.findall(sheet)) != len(_PLACED_CELL.findall(sheet)):
        return sheet

    def kept(match: re.Match[bytes]) -> bytes:
        style = _STYLE.search(match[0])
        return b"" if style is None or style[1] in plain else match[0]

    return EMPTY_CELL.sub(kept, sheet)


def left_out(names: list[str]) -> Iterator[str]:
    """What is harmless but was left out, in plain sentences."""
    if any("vbaproject" in name.lower() for name in names):
        yield "This workbook has macros. They were not run."
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield "This workbook has links to other files. They were not followed."
    embedded = sum(name.startswith("xl/embeddings/") and not name.endswith("/") for name in names)
    if embedded:
        yield "An embedded file was left out." if embedded == 1 else f"{embedded} embedded files were left out."
