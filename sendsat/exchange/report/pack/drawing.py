"""What slides are drawn from: a title, a text that fits its box, a table that fits its place, a patterned band.

All places and sizes are in points. Must not import storage, reports, services or any screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.report.kinds import Grid
from sendsat.exchange.report.pack.fitting import LINE, fit, fit_rows, row_height
from sendsat.palette import HEADING_ROW, LIGHT, OUTLINE, Shade, bare

FONT = "Arial"
MARGIN = 4.0
"""Between the edge of a box and its words, left and right; above and below half of it."""
CELL_MARGIN = 6.0
ROW_PADDING = 9.0
PATTERNS = {
    "x": MSO_PATTERN.DIAGONAL_CROSS,
    "\\": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    "/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "|": MSO_PATTERN.DARK_VERTICAL,
    "-": MSO_PATTERN.DARK_HORIZONTAL,
    "+": MSO_PATTERN.CROSS,
    ".": MSO_PATTERN.LARGE_CONFETTI,
}
"""Office's own patterns for those of the palette."""


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def inner_width(self) -> float:
        """The room for words."""
        return self.width - 2 * MARGIN

    @property
    def as_lengths(self) -> tuple[Pt, Pt, Pt, Pt]:
        """As python-pptx asks for it."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


WIDTH, HEIGHT = 960.0, 540.0
"""A slide of 16:9."""
TITLE_BOX = Box(40, 26, 880, 64)
BODY = Box(40, 98, 880, 396)
FOOT = Box(40, 504, 880, 22)


def _colour(named: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(bare(named)))


def put_title(slide: Slide, text: str, box: Box, sizes: Sequence[int]) -> None:
    """Put the slide's real title, which outlines and screen readers go by."""
    title = slide.shapes.title
    assert title is not None
    title.left, title.top, title.width, title.height = box.as_lengths
    size, words = fit(without_control(text), box.inner_width * 0.92, box.height - MARGIN, sizes)
    _write(title.text_frame, words, size, LIGHT.accent, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM


def put_text(
    slide: Slide,
    text: str,
    box: Box,
    sizes: Sequence[int],
    *,
    ink: str = LIGHT.text,
    bold: bool = False,
    centred: bool = False,
    to_right: bool = False,
) -> None:
    """Put a text at the largest of these sizes at which it fits its box; cut, and marked so, where none does."""
    size, words = fit(without_control(text), box.inner_width, box.height, sizes)
    frame = slide.shapes.add_textbox(*box.as_lengths).text_frame
    _write(frame, words, size, ink, bold=bold)
    alignment = PP_ALIGN.LEFT
    if centred:
        alignment = PP_ALIGN.CENTER
    elif to_right:
        alignment = PP_ALIGN.RIGHT
    for paragraph in frame.paragraphs:
        paragraph.alignment = alignment


def _write(frame: TextFrame, text: str, size: float, ink: str, *, bold: bool) -> None:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Pt(MARGIN)
    frame.margin_top = frame.margin_bottom = Pt(0)
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _run(paragraph, line, size, ink, bold=bold)
        paragraph.alignment = PP_ALIGN.LEFT


def _run(paragraph: _Paragraph, text: str, size: float, ink: str, *, bold: bool) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = _colour(ink)
    run._r.get_or_add_rPr().set("lang", "en-GB")


def put_patterned(slide: Slide, box: Box, fill: str, shade: Shade | None = None) -> None:
    """Put a band of one colour, under the pattern of a shade where one is given. It says nothing that words do not."""
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.as_lengths)
    band.shadow.inherit = False
    if shade is None:
        _solid(band.fill, fill)
        band.line.fill.background()
    else:
        band.fill.patterned()
        band.fill.pattern = PATTERNS[shade.pattern]
        band.fill.fore_color.rgb, band.fill.back_color.rgb = _colour(shade.stroke), _colour(shade.fill)
        band.line.color.rgb, band.line.width = _colour(OUTLINE), Pt(1)
    _describe(band, "")


def _solid(fill: FillFormat, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _colour(colour)


def _describe(shape: BaseShape, words: str) -> None:
    """Give a shape its alternative text."""
    for properties in shape._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"):
        properties.set("descr", without_control(words))


def put_table(slide: Slide, grid: Grid, box: Box, coloured: Mapping[str, str]) -> None:
    """Put a table that fills the width of its box and fits its height. `coloured`: backgrounds of columns by title."""
    widths = [width / sum(grid.widths) * box.width for width in grid.widths]
    inner = [width - 2 * CELL_MARGIN for width in widths]
    rows = [tuple(map(without_control, row)) for row in grid.rows]
    head = row_height(grid.titles, [width * 0.92 for width in inner], 14, ROW_PADDING)
    cells = fit_rows(rows, inner, box.height - head, ROW_PADDING, (16, 14, 13, 12))
    size = len(rows) + 1, len(widths)
    frame = slide.shapes.add_table(*size, Pt(box.left), Pt(box.top), Pt(box.width), Pt(head))
    _describe(frame, grid.caption)
    table = frame.table
    table.horz_banding = False
    for place, width in enumerate(widths):
        table.columns[place].width = Pt(width)
    for number, texts in enumerate((grid.titles, *cells.rows)):
        is_head = number == 0
        letters = 14 if is_head else cells.size
        table.rows[number].height = Pt(head if is_head else row_height(texts, inner, letters, ROW_PADDING))
        for place, text in enumerate(texts):
            ground = HEADING_ROW if is_head else coloured.get(grid.titles[place], LIGHT.paper)
            _cell(table.cell(number, place), text, letters, ground, bold=is_head)


def _cell(cell: _Cell, text: str, size: float, ground: str, *, bold: bool) -> None:
    _solid(cell.fill, ground)
    cell.margin_left = cell.margin_right = Pt(CELL_MARGIN)
    cell.margin_top = cell.margin_bottom = Pt(ROW_PADDING / 2 - LINE)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.text_frame.paragraphs[0] if number == 0 else cell.text_frame.add_paragraph()
        _run(paragraph, line, size, LIGHT.text, bold=bold)
