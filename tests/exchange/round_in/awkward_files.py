"""Files that nobody should send: no workbooks at all, broken ones, and ones made to do harm."""

import io
import zipfile
from collections.abc import Callable, Iterator

from sendsat.guide.edition import Edition
from tests.exchange.filling import Case, repacked


def _with_entities(name: str, part: bytes) -> bytes:
    if name != "xl/workbook.xml":
        return part
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return part.replace(b"<workbook", bomb + b"<workbook", 1) if b"<?xml" not in part else _after_header(part, bomb)


def _after_header(part: bytes, more: bytes) -> bytes:
    end = part.index(b"?>") + 2
    return part[:end] + more + part[end:]


def _bomb(content: bytes, edition: Edition) -> bytes:
    zeros = b"<worksheet><sheetData>" + b" " * (200 * 2**20)
    return repacked(content, lambda name, part: zeros if name == "xl/worksheets/sheet3.xml" else part)


def _many_cells(content: bytes, edition: Edition) -> bytes:
    rows = b"".join(b'<row r="%d">%s</row>' % (n, b'<c r="A1"><v>1</v></c>' * 20) for n in range(1, 5001))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    made = sheet + rows + b"</sheetData></worksheet>"
    return repacked(content, lambda name, part: made if name == "xl/worksheets/sheet3.xml" else part)


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</worksheet>'


def _part(name: str, content: bytes) -> Callable[[bytes, Edition], bytes]:
    """The download with one part put in place of its own."""
    return lambda download, _: repacked(download, lambda one, part: content if one == name else part)


def _sheet(content: bytes) -> Callable[[bytes, Edition], bytes]:
    return _part("xl/worksheets/sheet3.xml", SHEET % content)


def _macros(content: bytes, edition: Edition) -> bytes:
    return repacked(content, lambda name, part: part, xl__vbaProject_dot_bin=b"macro")


def _links(content: bytes, edition: Edition) -> bytes:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return repacked(content, lambda name, part: part, xl__externalLinks__externalLink1_dot_xml=link)


def _encrypted(content: bytes, edition: Edition) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + content


def _broken_part(content: bytes, edition: Edition) -> bytes:
    return repacked(content, lambda name, part: part[:200] if name == "xl/styles.xml" else part)


def _part_missing(content: bytes, edition: Edition) -> bytes:
    return repacked(content, lambda name, part: None if name == "xl/_rels/workbook.xml.rels" else part)


def _ods(content: bytes, edition: Edition) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", "<x/>")
    return stream.getvalue()


def _word(content: bytes, edition: Edition) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr("word/document.xml", "<x/>")
    return stream.getvalue()


def _many_parts(content: bytes, edition: Edition) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for number in range(3000):
            new.writestr(f"xl/{number}.xml", "")
    return stream.getvalue()


def _bytes(content: bytes) -> Callable[[bytes, Edition], bytes]:
    return lambda _content, _edition: content


def files() -> Iterator[Case]:
    """Every file that is no good workbook."""
    yield Case("an empty file", _bytes(b""), refused="empty")
    yield Case("a picture", _bytes(b"\x89PNG\r\n\x1a\n\x00\x00"), refused="not an Excel workbook")
    yield Case("a text called xlsx", _bytes(b"Hello, world"), refused="not an Excel workbook")
    yield Case("a Word document", _word, refused="Word document")
    yield Case("an OpenDocument spreadsheet", _ods, refused="OpenDocument")
    yield Case("a password", _encrypted, refused="password")
    yield Case("an old workbook", _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99), refused="old Excel format")
    yield Case("100 MB", lambda content, _: content + b"x" * 100 * 2**20, refused="100 MB")
    yield Case("a decompression bomb", _bomb, refused="unpacks to far more")
    yield Case("far too many cells", _many_cells, refused="unpacks to far more")
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 300_000 + b"</mergeCells>"
    yield Case("far too many merged cells", _sheet(b"</sheetData>" + merges), refused="unpacks to far more")
    yield Case("far too many rows", _sheet(b"<row/>" * 1_000_000 + b"</sheetData>"), refused="unpacks to far more")
    yield Case("far too deep a sheet", _sheet(b"<a>" * 1_000_000), refused="unpacks to far more")
    lists = _sheet(b"<row/></sheetData>" + b"<mergeCells/>" * 19_000)
    yield Case("lists of merges without end", lists, says="not in the file")
    styles = _part("xl/styles.xml", b"<a>" + b"<xf/>" * 200_000)
    yield Case("far too many styles", styles, refused="unpacks to far more")
    endless = _sheet(b'<row a="' + b"x" * 2**21 + b'"/></sheetData>')
    yield Case("an endless tag", endless, refused="unpacks to far more")
    yield Case("far too many parts", _many_parts, refused="far more parts")
    yield Case("half a file", lambda content, _: content[: len(content) // 2], refused="damaged")
    yield Case("a broken part", _broken_part, refused="damaged")
    yield Case("a part missing", _part_missing, refused="damaged")
    yield Case("entities", lambda content, _: repacked(content, _with_entities), refused="entities")
    yield Case("macros", _macros, says="macros")
    yield Case("external links", _links, says="links to other files")
