"""Workbooks as people really send them back, and files that nobody should send: each made from a good download."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from sendsat.exchange.workbook_layout import DATA_SHEET, PLACE, Field
from sendsat.guide.model import Edition

GREEN, AMBER, RED, BLUE = "FF00B050", "FFFFC000", "FFFF0000", "FF0070C0"


class Filled:
    """A downloaded workbook that somebody opens and fills in."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(io.BytesIO(content))

    def sheet(self) -> Any:
        """The sheet of the first section."""
        return self.book.worksheets[2]

    def row(self, statement_id: str) -> int:
        """Where a statement stands."""
        return next(cell.row for cell in self.sheet()["A"] if cell.value == statement_id)

    def cell(self, statement_id: str, field: Field) -> Any:
        """A cell of a statement."""
        return self.sheet().cell(self.row(statement_id), PLACE[field])

    def put(self, statement_id: str, field: Field, value: object) -> "Filled":
        """Type into a cell."""
        self.cell(statement_id, field).value = value
        return self

    def paint(self, statement_id: str, field: Field, colour: str) -> "Filled":
        """Paint a cell."""
        self.cell(statement_id, field).fill = PatternFill("solid", fgColor=colour)
        return self

    def heading(self, field: Field) -> Any:
        """The heading cell of a field."""
        return self.sheet().cell(3, PLACE[field])

    def without_copy(self) -> "Filled":
        """Take the hidden copy out, as when sheets are copied to a new workbook."""
        del self.book[DATA_SHEET]
        return self

    def saved(self) -> bytes:
        """The workbook as bytes."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


Change = Callable[[Filled], object]


@dataclass(frozen=True)
class Case:
    """A way of going wrong, and what is expected of it: the words of a refusal, or counts and words of a preview."""

    name: str
    make: Callable[[bytes, Edition], bytes]
    refused: str = ""
    changes: int = 0
    conflicts: int = 0
    guesses: int = 0
    problems: int = 0
    says: str = ""
    filename: str = "filled.xlsx"


def _filled(change: Change) -> Callable[[bytes, Edition], bytes]:
    def make(content: bytes, edition: Edition) -> bytes:
        filled = Filled(content)
        change(filled)
        return filled.saved()

    return make


def _rating(name: str, typed: object, **expected: Any) -> Case:
    return Case(f"rating typed as {name}", _filled(lambda one: one.put("LM2", Field.RATING, typed)), **expected)


def _due(name: str, typed: object, **expected: Any) -> Case:
    return Case(f"date as {name}", _filled(lambda one: one.put("LM1", Field.DUE, typed)), **expected)


def _painted(name: str, colour: str, **expected: Any) -> Case:
    return Case(name, _filled(lambda one: one.paint("LM2", Field.RATING, colour)), **expected)


def _case(name: str, change: Change, **expected: Any) -> Case:
    return Case(name, _filled(change), **expected)


def plain(*rows: tuple[object, ...], title: str = "Sheet1") -> bytes:
    """A plain workbook typed by hand."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The same package with parts changed, left out (None) or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = change(info.filename, old.read(info.filename))
            if part is not None:
                new.writestr(info.filename, part)
        for name, part in more.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return stream.getvalue()


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
    rows = b"".join(b'<row r="%d">%s</row>' % (n, b'<c r="A1"/>' * 50) for n in range(1, 5001))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    made = sheet + rows + b"</sheetData></worksheet>"
    return repacked(content, lambda name, part: made if name == "xl/worksheets/sheet3.xml" else part)


def _far_row(one: Filled) -> None:
    one.sheet()["C1048576"] = "the last row"


def _sorted_backwards(one: Filled, *, first: int = 1) -> None:
    sheet, last = one.sheet(), one.row("LM27")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, last, first, len(PLACE))]
    for target, values in zip(sheet.iter_rows(4, last, first, len(PLACE)), reversed(rows), strict=True):
        for cell, value in zip(target, values, strict=True):
            cell.value = value


def _moved_columns(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    one.sheet().move_range(f"E3:E{one.sheet().max_row}", cols=15)


def _added_column(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    one.sheet().insert_cols(PLACE[Field.RATING])
    one.sheet().cell(3, PLACE[Field.RATING]).value = "What Sue thinks"


def _merged(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    letter = get_column_letter(PLACE[Field.RATING])
    one.sheet().merge_cells(f"{letter}{one.row('LM2')}:{letter}{one.row('LM4')}")


def _copied_sheet(one: Filled) -> None:
    one.sheet().title = "Ours"
    one.book.copy_worksheet(one.sheet())


def _two_answers(one: Filled) -> None:
    one.sheet().title = "Ours"
    copy = one.book.copy_worksheet(one.sheet())
    copy.cell(one.row("LM2"), PLACE[Field.RATING]).value = "Green"


def _another_action(one: Filled) -> None:
    last = one.sheet().max_row
    for field, value in ((Field.NUMBER, "lm 3"), (Field.ACTION, "Ask the governors"), (Field.OWNER, "Sam")):
        one.sheet().cell(last, PLACE[field]).value = value


def _origin(name: str, value: str) -> Change:
    def change(one: Filled) -> None:
        cell = next(cell for cell in one.book[DATA_SHEET]["A"] if cell.value == name)
        cell.offset(0, 1).value = value
        one.put("LM2", Field.RATING, "Green").put("LM1", Field.COMMENTARY, "Other words")

    return change


def _table(edition: Edition, *columns: str, ids: bool = False) -> bytes:
    statements = [edition.statements[f"LM{number}"] for number in range(1, 5)]
    said = [("Green", "Good"), ("amber", "So so"), ("r", "Bad"), ("", "")]
    rows = [(one.number, one.text, *what) for one, what in zip(statements, said, strict=True)]
    return plain(columns, *rows, title="Leadership")


def _typed_from_guide(content: bytes, edition: Edition) -> bytes:
    return _table(edition, "No.", "Consideration", "RAG rating", "Commentary")


def _texts_only(content: bytes, edition: Edition) -> bytes:
    whole, part = edition.statements["LM7"].text, edition.statements["LM8"].text
    nobody = "The canteen is open to every learner."
    return plain(("Statement", "RAG"), (whole.upper(), "green"), (part[: len(part) * 4 // 5], "red"), (nobody, "red"))


def _numbers_only(content: bytes, edition: Edition) -> bytes:
    return plain(("Ref", "Rating", "Comments"), ("LM3", "Green", "Yes"), ("SP2", "Red", "No"), ("XX9", "Red", "?"))


def _three_columns(content: bytes, edition: Edition) -> bytes:
    return plain(("Number", "Red", "Amber", "Green"), ("LM1", "", "", "x"), ("LM2", "✓", "", ""), ("LM3", "x", "x", ""))


def _day_number(one: Filled) -> None:
    one.put("LM1", Field.DUE, 46600).cell("LM1", Field.DUE).number_format = "General"


def _renamed_sheet(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Red").sheet().title = "X"


def _lost_copy(one: Filled) -> None:
    one.without_copy().put("LM1", Field.COMMENTARY, "New")


def _long_text(one: Filled) -> None:
    one.put("LM2", Field.COMMENTARY, "x" * 40_000)


def _retyped(one: Filled) -> None:
    one.put("LM2", Field.STATEMENT, "Our leaders get on with the council").put("LM2", Field.RATING, "Green")


def _no_ids(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    one.sheet().delete_cols(1, 2)


def _no_heading(one: Filled) -> None:
    one.sheet().delete_rows(1, 3)


def _renamed_headings(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green").put("LM2", Field.COMMENTARY, "We do")
    one.heading(Field.RATING).value = "RAG status"
    one.heading(Field.COMMENTARY).value = "Qqq"


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


def cases() -> Iterator[Case]:
    """Every awkward file."""
    yield from _ratings()
    yield from _dates()
    yield from _shapes()
    yield from _plain_sheets()
    yield from _hostile()


def _ratings() -> Iterator[Case]:
    for name, typed in (("g", "g"), ("Green with a space", "Green "), ("GREEN", "GREEN"), ("symbol", "● Green")):
        yield _rating(name, typed, changes=1)
    yield _rating("n/a", "N/A", changes=1)
    for name, typed in (("amber/green", "amber/green"), ("a tick", "✓"), ("yes", True), ("Gren", "Gren")):
        yield _rating(name, typed, changes=1, guesses=1)
    yield _rating("Green with a remark", "Green - but only just", changes=1, guesses=1)
    yield _rating("yellow", "yellow", changes=1, guesses=1)
    for name, typed in (("a number", 3), ("nonsense", "purple"), ("a date", datetime(2026, 3, 1)), ("x", "x")):
        yield _rating(name, typed, problems=1)
    yield _rating("to be confirmed", "tbc")
    yield _rating("a formula", '=IF(1=1,"Green","Red")', problems=1, says="formula")
    yield _rating("an error", "#REF!", problems=1)
    yield _painted("a cell painted green and empty", GREEN, changes=1, guesses=1)
    yield _painted("a cell painted amber and empty", AMBER, changes=1, guesses=1)
    yield _painted("a cell painted blue and empty", BLUE, problems=1)
    yield _case(
        "a whole row painted as a band",
        lambda one: [one.paint("LM2", field, "FFE2EFDA") for field in (Field.STATEMENT, Field.RATING)],
    )
    yield _case("a rating emptied", lambda one: one.put("LM1", Field.RATING, None), changes=1)


def _dates() -> Iterator[Case]:
    for name, typed in (("text", "30/04/2027"), ("words", "30th April 2027"), ("a real date", date(2027, 4, 30))):
        yield _due(name, typed, changes=1)
    yield _due("a doubtful text", "3/4/27", changes=1, guesses=1)
    yield _due("American text", "04/30/2027", changes=1, guesses=1)
    yield _case("date as Excel's own number", _day_number, changes=1, guesses=1)
    yield _due("only a month", "April 2027", changes=1, guesses=1)
    for name, typed in (("soon", "as soon as possible"), ("the 31st of February", "31/02/2027"), ("a year", 1e300)):
        yield _due(name, typed, problems=1)
    yield _due("a formula", "=TODAY()+30", problems=1, says="formula")
    yield _case("an owner without an action", lambda one: one.put("LM3", Field.OWNER, "Sam"), problems=1)
    yield _case("an action emptied", lambda one: one.put("LM1", Field.ACTION, None), problems=1, says="never deletes")
    yield _case("an action for a number at the foot", _another_action, changes=1)
    yield _case("Ofsted areas that are none", lambda one: one.put("LM1", Field.OFSTED, "Catering"), problems=1)
    yield _case("Ofsted areas by code", lambda one: one.put("LM1", Field.OFSTED, "safeguarding / inclusion"), changes=1)


def _shapes() -> Iterator[Case]:
    yield _case("rows sorted backwards", _sorted_backwards)
    yield _case("rows sorted without the hidden columns", lambda one: _sorted_backwards(one, first=3))
    yield _case("rows deleted", lambda one: one.sheet().delete_rows(one.row("LM3"), 4), says="statements are not in")
    yield _case("a column moved", _moved_columns, changes=1)
    yield _case("a column added", _added_column, changes=1, says="What Sue thinks")
    yield _case("headings renamed", _renamed_headings, changes=2, guesses=2)
    yield _case("the rating column deleted", lambda one: one.sheet().delete_cols(PLACE[Field.RATING]))
    yield _case("the hidden columns deleted", _no_ids, changes=1)
    yield _case("no headings at all", _no_heading, says="has no headings")
    yield _case("a sheet renamed", _renamed_sheet, changes=1)
    yield _case("a sheet copied", _copied_sheet)
    yield _case("a sheet copied and filled in otherwise", _two_answers, problems=1, says="twice")
    yield _case("ratings merged over three rows", _merged, changes=3, guesses=2)
    yield _case("a statement retyped", _retyped, changes=1)
    yield _case("a text a thousand rows below", _far_row, says="5,000 rows")
    yield _case("the hidden copy lost", _lost_copy, conflicts=1)
    away = {"changes": 1, "conflicts": 1, "guesses": 1}
    yield _case("a download of another organisation", _origin("organisation_uid", "x"), **away)
    yield _case("a download of another round", _origin("round_id", "999"), **away)
    yield _case("a download of another edition", _origin("edition_id", "guide-1999"), **(away | {"guesses": 3}))
    yield _case("a download of a lost team", _origin("team_id", "999"), refused="which team")
    yield _case("a text beyond what a cell holds", _long_text, changes=1)


def _plain_sheets() -> Iterator[Case]:
    yield Case("a plain sheet typed from the guide", _typed_from_guide, changes=4, conflicts=2)
    yield Case("statements by their texts only", _texts_only, changes=2, guesses=1, problems=1)
    yield Case("statements by their numbers only", _numbers_only, changes=4, problems=1)
    yield Case("red, amber and green in columns", _three_columns, changes=1, conflicts=1, problems=1)
    yield Case("an empty workbook", _bytes(plain()), refused="No sheet in this file")
    yield Case("a workbook about something else", _bytes(plain(("Name", "Age"), ("Jo", 4))), refused="No sheet")


def _hostile() -> Iterator[Case]:
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
    yield Case("far too many parts", _many_parts, refused="far more parts")
    yield Case("half a file", lambda content, _: content[: len(content) // 2], refused="damaged")
    yield Case("a broken part", _broken_part, refused="damaged")
    yield Case("a part missing", _part_missing, refused="damaged")
    yield Case("entities", lambda content, _: repacked(content, _with_entities), refused="entities")
    yield Case("macros", _macros, says="macros")
    yield Case("external links", _links, says="links to other files")
