"""Workbooks and tables as people's programs and habits make them, each with its right result, combined in pairs.

Every file says the same of three statements. Whatever it looks like, that is what must be read.
"""

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

TRAITS: dict[str, tuple[str, ...]] = {
    "made_by": ("excel", "google", "inline", "strict", "csv-utf8", "csv-cp1252", "csv-mac", "tsv-utf16"),
    "headings": ("guide", "other-order", "own-words", "shouting"),
    "above": ("nothing", "title", "title-and-gap"),
    "below": ("nothing", "totals", "blank-tab"),
    "rated_in": ("words", "letters", "ticks", "boxes", "terms", "fills"),
    "with": ("nothing", "two-comments", "hidden-row", "struck-words", "cell-note", "section-rows"),
}
ONLY_WORKBOOKS = {"blank-tab", "fills", "hidden-row", "struck-words", "cell-note"}
FEWEST = 80
SAID = (
    ("LM1", "green", "Café – reviewed each term"),
    ("LM2", "amber", "Naïve plan; needs work"),
    ("LM3", "red", "“Not yet”, says Zoë"),
)
RATINGS = {"green": "Green", "amber": "Amber", "red": "Red"}
FILLS = {"green": "FF00B050", "amber": "FFFFC000", "red": "FFFF0000"}
HEADINGS = {
    "guide": ("Number", "RAG rating", "Commentary"),
    "other-order": ("Number", "RAG rating", "Commentary"),
    "own-words": ("Ref", "RAG", "Comments"),
    "shouting": ("NUMBER", "RATING", "COMMENTS "),
}
STRICT = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


@dataclass(frozen=True)
class Made:
    """A file of the corpus: the traits it has, by kind."""

    traits: tuple[tuple[str, str], ...]

    def __getitem__(self, kind: str) -> str:
        return dict(self.traits)[kind]

    @property
    def name(self) -> str:
        """The traits in one line."""
        return "+".join(value for _, value in self.traits if value != "nothing")

    @property
    def is_text(self) -> bool:
        """Whether it is a text file and no workbook."""
        return self["made_by"].startswith(("csv", "tsv"))

    @property
    def filename(self) -> str:
        """What it is called."""
        return "audit.csv" if self.is_text else "audit.xlsx"


def corpus() -> list[Made]:
    """Files in which every two traits that can be together are so in at least one."""
    every = [Made(tuple(zip(TRAITS, values, strict=True))) for values in itertools.product(*TRAITS.values())]
    possible = [one for one in every if not (one.is_text and ONLY_WORKBOOKS & {value for _, value in one.traits})]
    pairs = {one: set(itertools.combinations(one.traits, 2)) for one in possible}
    everything: set[Any] = set().union(*pairs.values())
    wanted, chosen = set(everything), []
    once = False
    while len(chosen) < FEWEST or not once:
        once = once or not wanted
        wanted = wanted or set(everything)
        best = max(possible, key=lambda one: len(pairs[one] & wanted))
        chosen.append(best)
        possible.remove(best)
        wanted -= pairs[best]
    return chosen


def content(made: Made) -> bytes:
    """The file."""
    table = list(_table(made))
    return _text(made, table) if made.is_text else _workbook(made, table)


def _table(made: Made) -> Iterator[list[str]]:
    number, rating, comment = HEADINGS[made["headings"]]
    yield from {"nothing": [], "title": [["Audit, spring; all teams"]], "title-and-gap": [["Audit 2026"], [""], [""]]}[
        made["above"]
    ]
    rated = {
        "ticks": list(RATINGS.values()),
        "boxes": list(RATINGS.values()),
        "terms": ["RAG Autumn 2025", "RAG Spring 2026"],
    }
    columns = rated.get(made["rated_in"], [rating])
    comments = ["Comments (staff)", "Comments (governors)"] if made["with"] == "two-comments" else [comment]
    yield _ordered(made, [number], columns, comments)
    if made["with"] == "section-rows":
        yield ["1.1 Duty to co-operate"]
    for statement_id, colour, words in SAID:
        marks = {
            "words": [RATINGS[colour]],
            "letters": [colour[0].upper()],
            "ticks": ["✓" if one.casefold() == colour else "" for one in columns],
            "boxes": ["TRUE" if one.casefold() == colour else "FALSE" for one in columns],
            "terms": ["Amber" if colour == "red" else "Red", RATINGS[colour]],
            "fills": [""],
        }[made["rated_in"]]
        if made["made_by"] in ("csv-cp1252", "csv-mac") and made["rated_in"] == "ticks":
            marks = ["x" if mark else "" for mark in marks]
        told = [words, ""] if made["with"] == "two-comments" else [words]
        yield _ordered(made, [statement_id], marks, told)
    if made["below"] == "totals":
        yield ["Total", "3"]


def _ordered(made: Made, number: list[str], rating: list[str], comment: list[str]) -> list[str]:
    return [*comment, *number, *rating] if made["headings"] == "other-order" else [*number, *rating, *comment]


def _text(made: Made, table: list[list[str]]) -> bytes:
    coded = {"csv-utf8": ("utf-8-sig", ","), "csv-cp1252": ("cp1252", ";"), "csv-mac": ("mac_roman", ";")}
    encoding, separator = coded.get(made["made_by"], ("utf-16", "\t"))
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\r\n").writerows(table)
    return stream.getvalue().encode(encoding)


def _workbook(made: Made, table: list[list[str]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in table:
        sheet.append([value or None for value in row])
    places = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    _mark(made, sheet, places)
    if made["below"] == "blank-tab":
        book.create_sheet("Sheet2")
    if made["made_by"] == "google":
        for row in range(sheet.max_row + 1, 300):
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFFFFFF")
    stream = io.BytesIO()
    book.save(stream)
    return _repacked(made, stream.getvalue())


def _mark(made: Made, sheet: Any, places: dict[str, Any]) -> None:
    if made["rated_in"] == "fills":
        heading = next(places[one] for one in HEADINGS[made["headings"]][1:2])
        for statement_id, colour, _ in SAID:
            sheet.cell(places[statement_id].row, heading.column).fill = PatternFill("solid", fgColor=FILLS[colour])
    if made["with"] == "hidden-row":
        sheet.row_dimensions[places["LM3"].row].hidden = True
    if made["with"] == "cell-note":
        places["LM2"].comment = Comment("Ask Jo first", "Sam")
    if made["with"] == "section-rows":
        row = next(cell.row for text, cell in places.items() if text.startswith("1.1 "))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    if made["with"] == "struck-words":
        row = places["LM3"].row
        sheet.cell(row, sheet.max_column + 2, "An old aside").font = Font(strike=True)


def _repacked(made: Made, workbook: bytes) -> bytes:
    """The workbook with its parts as the program that made it writes them; openpyxl itself shares no strings."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    if made["made_by"] != "inline":
        _share_strings(parts)
    if made["made_by"] == "strict":
        for name, (usual, strict) in itertools.product(list(parts), STRICT):
            parts[name] = parts[name].replace(usual.encode(), strict.encode())
    if made["made_by"] == "google":
        parts |= {"xl/metadata": b"\x00\x01 not xml", "__MACOSX/._sheet": b"\x00"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def _share_strings(parts: dict[str, bytes]) -> None:
    """Put every text into one part, as Excel does, and a number in its place."""
    shared: list[bytes] = []

    def number(match: "re.Match[bytes]") -> bytes:
        shared.append(match[2])
        return b'<c %st="s"><v>%d</v></c>' % (match[1], len(shared) - 1)

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb'<c ([^>]*)t="inlineStr"><is>(.*?)</is></c>', number, parts[name], flags=re.DOTALL)
    texts = b"".join(b"<si>%s</si>" % text for text in shared)
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (STRICT[0][0].encode(), texts)
    _name_part(parts, "[Content_Types].xml", b"</Types>", TYPED)
    _name_part(parts, "xl/_rels/workbook.xml.rels", b"</Relationships>", RELATED)


TYPED = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
RELATED = b'<Relationship Id="rShared" Target="sharedStrings.xml" Type="%s/sharedStrings"/>' % STRICT[1][0].encode()


def _name_part(parts: dict[str, bytes], name: str, end: bytes, said: bytes) -> None:
    assert end in parts[name]
    parts[name] = parts[name].replace(end, said + end)
