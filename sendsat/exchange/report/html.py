"""The self-assessment report as a page of its own, made for printing: nothing is loaded from anywhere.

Must not import storage, reports, services or any screen.
"""

import base64
from functools import singledispatch
from html import escape

from sendsat.assessment.report import Report
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.report.blocks import TITLE, Block, Chart, Grid, Heading, Judged, Prose, about_line, blocks
from sendsat.exchange.report.picture import alternative_text, rating_bars

STYLE = """
body { font: 11pt/1.5 Arial, sans-serif; color: #1b252c; background: #fff }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3, h4 { color: #1f4e68; line-height: 1.25; break-after: avoid; margin: 1.6em 0 .4em }
.item { break-inside: avoid-page; margin: 0 0 1.2em } .item p { margin: .2em 0 }
.statement { color: #4a565e; font-style: italic } .statement b { color: #1b252c; font-style: normal }
table { border-collapse: collapse; width: 100%; font-size: .9em }
caption { text-align: left; font-weight: bold; margin: .4em 0 }
th, td { border: 1px solid #5f6b73; padding: .3em .5em; text-align: left; vertical-align: top }
th { background: #dde7ec }
thead { display: table-header-group } tr { break-inside: avoid } img { max-width: 100% }
table.sign td { height: 2.4em }
@page { size: A4; margin: 18mm } @media print { body { margin: 0; max-width: none } .page { break-before: page } }
"""


def report_html(report: Report) -> bytes:
    """The page's bytes, UTF-8."""
    body = "\n".join(map(_shown, blocks(report)))
    page = (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{_safe(TITLE)}, {_safe(report.whose)}</title>'
        f"<style>{STYLE}</style></head>\n<body><main><h1>{_safe(TITLE)}</h1>\n<p>{_safe(about_line(report))}</p>\n"
        f"{body}\n</main></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _safe(text: str) -> str:
    return escape(without_control(text))


def _paragraphs(text: str) -> str:
    found = [block.strip() for block in text.split("\n\n") if block.strip()]
    return "".join(f'<p dir="auto">{"<br>".join(map(_safe, block.split(chr(10))))}</p>' for block in found)


@singledispatch
def _shown(block: Block) -> str:
    raise TypeError(f"no way to write {type(block).__name__}")


@_shown.register
def _(block: Heading) -> str:
    level, page = block.level + 1, ' class="page"' if block.new_page else ""
    return f"<h{level}{page}>{_safe(block.text)}</h{level}>"


@_shown.register
def _(block: Prose) -> str:
    return _paragraphs(block.text)


@_shown.register
def _(block: Judged) -> str:
    named = f'<p class="statement"><b>{_safe(block.statement_id)}</b> {_safe(block.statement)}</p>'
    return f'<div class="item">{named}<p><b>{_safe(block.label)}</b></p>{_paragraphs(block.text)}</div>'


@_shown.register
def _(block: Grid) -> str:
    sign = "" if any(map(any, block.rows)) else ' class="sign"'
    head = "".join(f'<th scope="col">{_safe(title)}</th>' for title in block.titles)
    rows = "".join(f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    caption = f"<caption>{_safe(block.caption)}</caption>"
    return f"<table{sign}>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


@_shown.register
def _(block: Chart) -> str:
    picture = base64.b64encode(rating_bars(block.tally)).decode("ascii")
    return f'<img src="data:image/png;base64,{picture}" alt="{_safe(alternative_text(block.tally))}">'
