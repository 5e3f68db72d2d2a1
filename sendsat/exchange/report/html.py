"""The self-assessment report as a page of its own, made for printing: nothing is loaded from anywhere.

Its template is report.html. Must not import storage, reports, services or any screen.
"""

import base64
from collections.abc import Iterable, Sequence
from pathlib import Path

from sendsat.assessment.counts import Counts
from sendsat.assessment.report.report import Report
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.report.blocks import TITLE, about_line, blocks
from sendsat.exchange.report.kinds import Block, Grid
from sendsat.exchange.report.picture import alternative_text, rating_bars
from sendsat.palette import HEADING_ROW, LIGHT
from sendsat.templates import template


def report_html(report: Report) -> bytes:
    """The page's bytes, UTF-8."""
    return page_of(report, TITLE, blocks(report))


def page_of(report: Report, title: str, parts: Iterable[Block], *, is_short: bool = False) -> bytes:
    """The bytes of a page of these blocks about a report, UTF-8; a short one is printed closer, to take few sheets."""
    shown = [(type(block).__name__, block) for block in parts]
    page = _PAGE.render(title=title, whose=report.whose, about=about_line(report), blocks=shown, short=is_short)
    return page.encode("utf-8", "replace")


def _paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines."""
    texts = [block.strip() for block in text.split("\n\n") if block.strip()]
    return [block.split("\n") for block in texts]


def _is_filled(grid: Grid) -> bool:
    return any(map(any, grid.rows))


def _picture(tally: Sequence[tuple[str, Counts]]) -> str:
    return base64.b64encode(rating_bars(tally)).decode("ascii")


_PAGE = template(
    Path(__file__).parent / "report.html",
    clean=without_control,
    page=LIGHT,
    heading_row=HEADING_ROW,
    paragraphs_of=_paragraphs,
    is_filled=_is_filled,
    picture_of=_picture,
    alternative_text=alternative_text,
)
