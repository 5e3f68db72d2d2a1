"""The self-assessment report as a Word document. Must not import storage, reports, services or any screen."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import singledispatch

from docx.document import Document as Word
from docx.shared import Pt, RGBColor

from sendsat.assessment.report.report import Report
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.files.written.word_document import (
    add_picture,
    add_table,
    add_text,
    as_bytes,
    footer,
    new_document,
)
from sendsat.exchange.report.blocks import TITLE, about_line, blocks
from sendsat.exchange.report.kinds import Block, Chart, Grid, Heading, Judged, Prose
from sendsat.exchange.report.picture import alternative_text, rating_bars

QUIET = RGBColor(0x4A, 0x56, 0x5E)


def report_docx(report: Report) -> bytes:
    """The document's bytes."""
    return as_bytes(document_of(report, TITLE, "self-assessment report", blocks(report)))


def document_of(report: Report, title: str, kind: str, parts: Iterable[Block]) -> Word:
    """A document of these blocks about a report; `kind` is what its footer calls it."""
    at = datetime.combine(report.day, time(9), tzinfo=UTC)
    document = new_document(title=f"{title}, {report.whose}", author=report.organisation.name, at=at)
    document.add_heading(title, level=0)
    add_text(document, about_line(report))
    for block in parts:
        _put(block, document)
    footer(document, f"{report.whose}: {kind}, {report.round.name}")
    return document


@singledispatch
def _put(block: Block, document: Word) -> None:
    raise TypeError(f"no way to write {type(block).__name__}")


@_put.register
def _(block: Heading, document: Word) -> None:
    heading = document.add_heading(without_control(block.text), level=block.level)
    heading.paragraph_format.page_break_before = block.new_page


@_put.register
def _(block: Prose, document: Word) -> None:
    add_text(document, block.text)


@_put.register
def _(block: Judged, document: Word) -> None:
    named = document.add_paragraph()
    named.add_run(block.statement_id).bold = True
    statement = named.add_run(f"  {without_control(block.statement)}")
    statement.italic, statement.font.color.rgb, statement.font.size = True, QUIET, Pt(9.5)
    rated = document.add_paragraph()
    rated.add_run(block.label).bold = True
    for paragraph in (named, rated):
        paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_after = True, Pt(2)
    add_text(document, block.text, space_after=12)


@_put.register
def _(block: Grid, document: Word) -> None:
    table = add_table(document, block.titles, block.rows, block.widths)
    if not any(map(any, block.rows)):
        for row in table.rows[1:]:
            row.height = Pt(32)
    document.add_paragraph()


@_put.register
def _(block: Chart, document: Word) -> None:
    add_picture(document, rating_bars(block.tally), alternative=alternative_text(block.tally), width=17)
