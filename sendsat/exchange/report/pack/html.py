"""The governors' pack as a page of its own, made for printing. Must not import storage, reports or any screen."""

from sendsat.assessment.report.report import Report
from sendsat.exchange.report.html import page_of
from sendsat.exchange.report.pack.parts import TITLE, pages


def pack_html(report: Report) -> bytes:
    """The page's bytes, UTF-8."""
    return page_of(report, TITLE, pages(report), is_short=True)
