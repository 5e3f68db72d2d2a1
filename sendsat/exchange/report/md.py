"""The self-assessment report as Markdown. Must not import storage, reports, services or any screen."""

from functools import singledispatch

from sendsat.assessment.report.report import Report
from sendsat.exchange.files.written.markdown import one_line, paragraphs, table
from sendsat.exchange.report.blocks import TITLE, about_line, blocks
from sendsat.exchange.report.kinds import Block, Chart, Grid, Heading, Judged, Prose
from sendsat.exchange.report.picture import alternative_text


def report_md(report: Report) -> bytes:
    """The file's bytes, UTF-8."""
    parts = [f"# {TITLE}", one_line(about_line(report)), *map(_written, blocks(report))]
    return ("\n\n".join(parts) + "\n").encode()


@singledispatch
def _written(block: Block) -> str:
    raise TypeError(f"no way to write {type(block).__name__}")


@_written.register
def _(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {one_line(block.text)}"


@_written.register
def _(block: Prose) -> str:
    return paragraphs(block.text)


@_written.register
def _(block: Judged) -> str:
    named = f"**{block.statement_id}** *{one_line(block.statement)}*  \n**{one_line(block.label)}**"
    return f"{named}\n\n{paragraphs(block.text)}"


@_written.register
def _(block: Grid) -> str:
    return table(block.titles, block.rows)


@_written.register
def _(block: Chart) -> str:
    return one_line(alternative_text(block.tally))
