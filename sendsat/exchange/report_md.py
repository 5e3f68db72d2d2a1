"""The self-assessment report as Markdown. Must not import storage, reports, services or any screen."""

from functools import singledispatch

from sendsat.assessment.report import Report
from sendsat.exchange.plan_md import escaped
from sendsat.exchange.report_blocks import TITLE, Block, Chart, Grid, Heading, Judged, Prose, about_line, blocks
from sendsat.exchange.report_picture import alternative_text


def report_md(report: Report) -> bytes:
    """The file's bytes, UTF-8."""
    parts = [f"# {TITLE}", escaped(about_line(report)), *map(_written, blocks(report))]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _paragraphs(text: str) -> str:
    return "\n\n".join("  \n".join(map(_line, block.strip().split("\n"))) for block in text.split("\n\n"))


def _line(line: str) -> str:
    """A line as typed: what would begin a list or a rule is escaped too."""
    shown = escaped(line.strip())
    head, dot, rest = shown.partition(".")
    if dot and head.isdigit():
        return f"{head}\\.{rest}"
    return f"\\{shown}" if shown.startswith(("-", "+", "=")) else shown


@singledispatch
def _written(block: Block) -> str:
    raise TypeError(f"no way to write {type(block).__name__}")


@_written.register
def _(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {escaped(block.text)}"


@_written.register
def _(block: Prose) -> str:
    return _paragraphs(block.text)


@_written.register
def _(block: Judged) -> str:
    named = f"**{block.statement_id}** *{escaped(block.statement)}*  \n**{escaped(block.label)}**"
    return f"{named}\n\n{_paragraphs(block.text)}"


@_written.register
def _(block: Grid) -> str:
    rows = [block.titles, ("---",) * len(block.titles)]
    rows += [tuple("<br>".join(map(escaped, cell.split("\n"))) for cell in row) for row in block.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@_written.register
def _(block: Chart) -> str:
    return escaped(alternative_text(block.tally))
