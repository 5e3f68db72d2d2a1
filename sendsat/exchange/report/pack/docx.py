"""The governors' pack as two pages of Word. Must not import storage, reports, services or any screen."""

from docx.document import Document as Word
from docx.shared import Cm, Pt

from sendsat.assessment.report.report import Report
from sendsat.exchange.files.written.word_document import as_bytes
from sendsat.exchange.report.docx import document_of
from sendsat.exchange.report.pack.parts import TITLE, pages


def pack_docx(report: Report) -> bytes:
    """The document's bytes."""
    document = document_of(report, TITLE, "governors' pack", pages(report))
    _tighten(document)
    return as_bytes(document)


def _tighten(document: Word) -> None:
    """Take out the air that a long report has between its parts, so that two pages hold them all."""
    page = document.sections[0]
    page.top_margin = page.bottom_margin = Cm(1.4)
    page.header_distance = page.footer_distance = Cm(0.8)
    document.styles["Title"].font.size = Pt(18)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(6)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(3)
    for gap in (paragraph for paragraph in document.paragraphs if not paragraph.text):
        gap.paragraph_format.line_spacing, gap.paragraph_format.space_after = Pt(2), Pt(0)
