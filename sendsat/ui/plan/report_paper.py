"""The whole report on paper, in the order of its files: the screen shows a part of it at a time."""

from collections.abc import Iterable
from functools import singledispatch

from markupsafe import Markup

from sendsat.assessment.report.report import Report
from sendsat.exchange.report.blocks import about_line, blocks
from sendsat.exchange.report.kinds import Block, Chart, Grid, Heading, Judged, Prose
from sendsat.ui.frame.html import NOTHING, joined, put_on_paper, table_html

FEW = 3
"""Columns that a phone has room for."""


def put(report: Report) -> None:
    """Put it on paper."""
    put_on_paper(Markup("<p>{}</p>").format(about_line(report)) + joined(map(written, blocks(report))))


def in_sections(every: Iterable[Block]) -> Markup:
    """Blocks as HTML, each heading in one section with all that stands below it, so that paper parts them nowhere. A
    table moves sideways by itself where there is no room for its words."""
    sections: list[list[Markup]] = [[]]
    for block in every:
        if isinstance(block, Heading):
            sections.append([])
        sections[-1].append(_across(block) if isinstance(block, Grid) else written(block))
    return joined(Markup("<section>{}</section>").format(joined(section)) for section in sections if section)


@singledispatch
def written(block: Block) -> Markup:
    """A block of the report as HTML."""
    raise TypeError(f"no way to print {type(block).__name__}")


@written.register
def _(block: Heading) -> Markup:
    return Markup("<h{0}>{1}</h{0}>").format(block.level + 1, block.text)


@written.register
def _(block: Prose) -> Markup:
    return _paragraph(block.text)


@written.register
def _(block: Judged) -> Markup:
    head = Markup("<p><b>{}</b> {}</p><p><b>{}</b></p>").format(block.statement_id, block.statement, block.label)
    return Markup('<div class="item">{}{}</div>').format(head, _paragraph(block.text))


@written.register
def _(block: Grid) -> Markup:
    return table_html(block.titles, block.rows)


@written.register
def _(block: Chart) -> Markup:
    """Nothing: the table below it says the same."""
    return NOTHING


def _across(grid: Grid) -> Markup:
    region = Markup('<div class="across {}" tabindex="0" role="region" aria-label="{}">{}</div>')
    return region.format("many" if len(grid.titles) > FEW else "few", grid.caption, written(grid))


def _paragraph(text: str) -> Markup:
    return Markup('<p class="typed">{}</p>').format(text)
