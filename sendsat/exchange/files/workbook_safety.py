"""Looks at an uploaded workbook before any library opens it, and refuses what could do harm or take too long.

Works on the bytes: size, kind of file, what it unpacks to, document types and entities in its XML. Reads every part
as a stream and stops early, so a bomb costs no more memory than a good file.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from sendsat.errors import Invalid
from sendsat.exchange.files import workbook_parts

LARGEST_FILE = 20 * 2**20
MOST_PARTS = 2_000
MOST_UNPACKED = 40 * 2**20
MOST_CELLS = 80_000
MOST_TAGS = 400_000
MOST_AROUND_CELLS = 20_000
MOST_ELSEWHERE = 60_000
MOST_SHEETS = 200
LONGEST_TAG = 2**18
PIECE = 2**16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_PLAIN_TAG = re.compile(rb"</?(?:\w+:)?(?:c|row|v|is|t|f|si|r|rPr)[ >/]")
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|meta|head|body|\?xml)", re.IGNORECASE)
_SHEET = re.compile(rb"<(?:\w+:)?sheet ")
NOT_STRICT = 'Open it in Excel, save it as "Excel Workbook (.xlsx)", and try again.'
SAVE_AGAIN = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and try again."


def check_size(content: bytes) -> None:
    """Refuse an empty file or one too large to be a filled workbook. Raises `Invalid`."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Invalid("This file is empty.", "Choose the file that was filled in.")
    if len(content) > LARGEST_FILE:
        raise Invalid(
            f"This file is {len(content) / 2**20:.0f} MB; a filled workbook is far smaller than "
            f"{LARGEST_FILE // 2**20} MB.",
            "Take out pictures and other sheets, save it, and try again.",
        )


def opened(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The workbook with only the parts that are read, each of them looked at; and what was left out, in sentences.

    Raises `Invalid` with one sentence and a remedy for what must not be opened. Whoever calls has checked the size.
    """
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            package, told = workbook_parts.only(archive, _checked_parts(archive))
            return package, (*workbook_parts.left_out(archive.namelist()), *told)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError):
        raise _damaged() from None


def _damaged() -> Invalid:
    return Invalid("This workbook is damaged and cannot be read.", SAVE_AGAIN)


def _check_kind(content: bytes) -> None:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Invalid(
                "This workbook is protected with a password, so it cannot be opened.",
                "Take the password off in Excel (File, Info, Protect workbook), save it, and try again.",
            )
        if "WordDocument".encode("utf-16-le") in content:
            raise Invalid("This is a Word document, not a workbook.", "Choose the workbook that was filled in.")
        raise Invalid("This is a workbook in the old Excel format (.xls).", SAVE_AGAIN)
    if content.startswith(b"%PDF"):
        raise Invalid("This is a PDF, not a workbook.", "Choose the workbook it was made from.")
    if WEB_PAGE.match(content):
        raise Invalid("This is a web page or XML file that is called a workbook.", SAVE_AGAIN)
    if not content.startswith(b"PK"):
        raise Invalid("This is not an Excel workbook, CSV or JSON file that sendsat knows.", SAVE_AGAIN)
    if content.count(_ENTRY) > MOST_PARTS:
        raise Invalid("This file holds far more parts than any workbook needs, so it was not opened.", SAVE_AGAIN)


def _checked_parts(archive: zipfile.ZipFile) -> list[str]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if workbook_parts.WORKBOOK not in names:
        raise _not_excel(names)
    if any(info.flag_bits & 1 for info in infos):
        raise Invalid("This workbook is protected with a password, so it cannot be opened.", SAVE_AGAIN)
    if len(set(names)) != len(names):
        raise _damaged()
    # The library never gets more of a part than the size written beside it, so these sizes bound what follows.
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise _too_much()
    weight = Weight()
    for name in workbook_parts.FRAME:
        _check_xml(archive, archive.getinfo(name), weight)
    if workbook_parts.is_strict(archive):
        raise Invalid("This workbook was saved as Strict Open XML.", NOT_STRICT)
    named = [name for name in workbook_parts.named(archive) if name in names]
    for name in named:
        _check_xml(archive, archive.getinfo(name), weight)
        if workbook_parts.is_strict(archive, name):
            raise Invalid("A part of this workbook was saved as Strict Open XML.", NOT_STRICT)
    return [*workbook_parts.FRAME, *named, *_checked_notes(archive, named, weight)]


def _checked_notes(archive: zipfile.ZipFile, named: list[str], weight: "Weight") -> list[str]:
    """The parts that hold notes on cells, and those that say whose they are."""
    checked, names = list[str](), set(archive.namelist())
    for part in named:
        relations = workbook_parts.relations_of(part)
        if relations not in names:
            continue
        _check_xml(archive, archive.getinfo(relations), weight)
        folder = part.rpartition("/")[0]
        notes = [name for name in workbook_parts.related(archive.read(relations), "/comments", folder) if name in names]
        for note in notes:
            _check_xml(archive, archive.getinfo(note), weight)
        checked += [relations, *notes] if notes else []
    return list(dict.fromkeys(name for name in checked if name not in named))


@dataclass
class Weight:
    """How much a workbook would give the library to do, so far."""

    cells: int = 0
    tags: int = 0
    around_cells: int = 0
    elsewhere: int = 0
    sheets: int = 0

    def add(self, piece: bytes, *, of_sheet: bool) -> None:
        """Count what a piece of XML holds. Raises `Invalid` for too much.

        Empty cells are taken out of sheets, so they weigh nothing, unless they do not say where they stand.
        """
        if of_sheet:
            piece = workbook_parts.PLACED_EMPTY_CELL.sub(b"", piece)
        tags, plain = piece.count(b"<"), len(_PLAIN_TAG.findall(piece))
        self.tags += tags
        self.around_cells += tags - plain if of_sheet else 0
        self.elsewhere += 0 if of_sheet else tags - plain
        self.cells += len(_CELL.findall(piece))
        self.sheets += len(_SHEET.findall(piece))
        too_many = self.around_cells > MOST_AROUND_CELLS or self.elsewhere > MOST_ELSEWHERE or self.tags > MOST_TAGS
        if too_many or self.cells > MOST_CELLS or self.sheets > MOST_SHEETS:
            raise _too_much()


def _check_xml(archive: zipfile.ZipFile, info: zipfile.ZipInfo, weight: Weight) -> None:
    """Read one part to its end: well-formed, without a document type, and without one endless tag."""
    parser, read = _parser(), 0
    of_sheet = info.filename.startswith("xl/worksheets/")
    for piece in _pieces(archive, info):
        weight.add(piece, of_sheet=of_sheet)
        _feed(parser, piece)
        read += len(piece)
        if read - parser.CurrentByteIndex > LONGEST_TAG:
            raise _too_much()
    _feed(parser, b"", last=True)


def _too_much() -> Invalid:
    return Invalid(
        "This workbook unpacks to far more than a filled one holds, so it was not opened.",
        "Copy the sheets that were filled in to a new workbook, and try again.",
    )


def _not_excel(names: list[str]) -> Invalid:
    if any(name.endswith(".iwa") for name in names):
        return Invalid("This is a Numbers spreadsheet.", "In Numbers choose File, Export to, Excel, and bring that in.")
    if "content.xml" in names:
        return Invalid("This is an OpenDocument spreadsheet (.ods).", SAVE_AGAIN)
    if "xl/workbook.bin" in names:
        return Invalid("This is a binary workbook (.xlsb).", SAVE_AGAIN)
    if any(name.startswith("word/") for name in names):
        return Invalid("This is a Word document, not a workbook.", "Choose the workbook that was filled in.")
    if any(name.lower().endswith((".xlsx", ".xlsm")) for name in names):
        return Invalid("This is a ZIP folder with workbooks in it.", "Unpack it, and bring them in one after another.")
    return Invalid("This is not an Excel workbook.", SAVE_AGAIN)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(PIECE):
            yield piece


def _refuse_document_type(*_: object) -> None:
    raise Invalid("This workbook's XML defines entities of its own, so it was not opened.", SAVE_AGAIN)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _feed(parser: expat.XMLParserType, piece: bytes, *, last: bool = False) -> None:
    try:
        parser.Parse(piece, last)
    except expat.ExpatError:
        raise _damaged() from None
