"""Word documents as this package makes them: title and language set, real headings, header rows that repeat, page
numbers, pictures with alternative text. Must not import storage, reports, services or any screen.
"""

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from sendsat.exchange.files.safe_text import without_control
from sendsat.palette import HEADING_ROW, bare

FONT = "Arial"
INK = RGBColor(0x1B, 0x25, 0x2C)
ACCENT = RGBColor(0x1F, 0x4E, 0x68)
HEADINGS = (("Title", 24), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11.5))


def new_document(*, title: str, author: str, at: datetime, landscape: bool = False) -> Word:
    """An empty A4 document in British English, with its title, author and time of making set."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.last_modified_by = without_control(title)[:255], without_control(author)[:255], ""
    about.language, about.comments = "en-GB", ""
    about.created = about.modified = at.replace(tzinfo=None)
    _styles(document)
    _page(document, landscape)
    return document


def _styles(document: Word) -> None:
    for name, size in (("Normal", 10.5), *HEADINGS):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FONT)
        style.font.size, style.font.color.rgb = Pt(size), INK if name == "Normal" else ACCENT
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        style.element.rPr.append(language)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, _ in HEADINGS[1:]:
        document.styles[name].paragraph_format.space_before = Pt(14)
        document.styles[name].paragraph_format.space_after = Pt(4)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        document.styles["Title"].element.pPr.remove(border)


def _page(document: Word, landscape: bool) -> None:
    section = document.sections[0]
    width, height = Cm(21.0), Cm(29.7)
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)


def footer(document: Word, text: str) -> None:
    """Put a line of text and "Page 1 of 9" at the foot of every page."""
    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    sides = [margin for margin in (section.left_margin, section.right_margin) if margin is not None]
    room = Length((section.page_width or 0) - sum(sides))
    paragraph.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(without_control(text)[:100] + "\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), (None, "1"), ("end", "")):
        run = paragraph.add_run(text if kind is None else "")
        if kind is None:
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = f" {text} "
        run._r.append(element)


def add_text(document: Word, text: str, *, space_after: float | None = None) -> None:
    """Add a typed text as paragraphs: an empty line starts a new one, single line ends stay.

    `space_after` is the space below the last paragraph, in points.
    """
    blocks = [block.strip("\n") for block in without_control(text).split("\n\n") if block.strip()]
    for place, block in enumerate(blocks, start=1):
        paragraph = document.add_paragraph(block)
        if space_after is not None and place == len(blocks):
            paragraph.paragraph_format.space_after = Pt(space_after)


def add_table(document: Word, titles: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """Add a table with a header row that repeats on every page; rows do not break across pages. `widths` in cm."""
    table: Table = document.add_table(rows=1 + len(rows), cols=len(titles), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, texts in enumerate([titles, *rows]):
        row = table.rows[number]
        _row_mark(row._tr.get_or_add_trPr(), "w:tblHeader" if number == 0 else "w:cantSplit", sum(map(len, texts)))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            _fill(cell, text, bold=number == 0)
    _cell_margins(table)
    return table


def _row_mark(properties: BaseOxmlElement, name: str, length: int) -> None:
    """Mark a row; one too long for a page may break, or Word would hide its end."""
    if name == "w:tblHeader" or length < 1500:
        properties.append(OxmlElement(name))


def _fill(cell: _Cell, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(without_control(text))
    run.font.size, run.bold = Pt(9), bold
    if bold:
        shade(cell, HEADING_ROW)


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a background, as the palette names it."""
    element = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", bare(colour))):
        element.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(element)


def _cell_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(width))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def add_picture(document: Word, png: bytes, *, alternative: str, width: float) -> None:
    """Add a picture `width` cm wide with its alternative text."""
    picture = document.add_picture(io.BytesIO(png), width=Cm(width))
    picture._inline.docPr.set("descr", without_control(alternative))


def as_bytes(document: Word) -> bytes:
    """The document's bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
