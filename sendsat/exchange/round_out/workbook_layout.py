"""How the companion workbook looks: its columns, headings, colours and cell styles, for writing and for reading.

openpyxl only. Which texts go into it is for workbook_out; what comes back is for workbook_in.
"""

from dataclasses import dataclass
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from sendsat.assessment.rating import Rating, Waiting
from sendsat.palette import HEADING_ROW, LIGHT, SHADES, bare

DATA_SHEET = "sendsat data"
SUMMARY_SHEET = "Summary"
HELP_SHEET = "How to use this workbook"
A3 = 8
DATE_FORMAT = "dd/mm/yyyy"


class Field(StrEnum):
    """What a column of a file that goes out or comes in is about."""

    STATEMENT_ID = "statement_id"
    ACTION_ID = "action_id"
    NUMBER = "number"
    STATEMENT = "statement"
    RATING = "rating"
    COMMENTARY = "commentary"
    ACTION = "action"
    OFSTED = "ofsted"
    EVIDENCE = "evidence"
    OWNER = "owner"
    DUE = "due"
    TICKED = "seen_evidence"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_APPLICABLE = "not_applicable"
    TEAM_ID = "team_id"
    TEAM = "team"
    UPDATED_AT = "updated_at"
    ACTIONS = "actions_planned"
    MINORITY_NOTE = "minority_note"
    CARRIED = "carried_forward"


@dataclass(frozen=True)
class ColumnLook:
    """A column of a section sheet: its heading, its width in characters, the style of its cells."""

    field: Field
    heading: str
    width: int
    style: str
    hidden: bool = False


COLUMNS = (
    ColumnLook(Field.STATEMENT_ID, "sendsat id", 10, "fixed", hidden=True),
    ColumnLook(Field.ACTION_ID, "sendsat action", 10, "fixed", hidden=True),
    ColumnLook(Field.NUMBER, "Number", 9, "fixed"),
    ColumnLook(Field.STATEMENT, "Consideration", 48, "fixed"),
    ColumnLook(Field.RATING, "RAG rating", 16, "choice"),
    ColumnLook(Field.COMMENTARY, "Commentary re RAG rating", 48, "input"),
    ColumnLook(Field.ACTION, "Actions for improvement", 42, "input"),
    ColumnLook(Field.OFSTED, "Potential mapping to Ofsted", 26, "input"),
    ColumnLook(Field.EVIDENCE, "Evidence", 36, "input"),
    ColumnLook(Field.OWNER, "Owner", 18, "input"),
    ColumnLook(Field.DUE, "Due date", 13, "date"),
    ColumnLook(Field.TICKED, "Evidence ticked in sendsat", 30, "fixed"),
    ColumnLook(Field.CARRIED, "Carried forward, to confirm", 18, "fixed"),
)
PLACE = {column.field: place for place, column in enumerate(COLUMNS, start=1)}
SHOWN = tuple(column for column in COLUMNS if not column.hidden)
RATING_LOOKS = {rating: (bare(SHADES[rating].fill), bare(SHADES[rating].ink)) for rating in Rating}
"""Fill and ink of a rated cell."""
CARRIED_FILL, NOT_RATED_FILL = bare(SHADES[Waiting.CARRIED].fill), bare(SHADES[None].fill)

_LINE = Side(style="thin", color=bare(LIGHT.line))
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")


def _style(name: str, **look: object) -> NamedStyle:
    return NamedStyle(name=name, **{"font": Font(name="Calibri", size=11), "alignment": _WRAP, **look})


def add_styles(book: Workbook) -> None:
    """Give the workbook its named cell styles."""
    free = Protection(locked=False)
    middle = Alignment(wrap_text=True, vertical="top", horizontal="center")
    fills = (LIGHT.accent, HEADING_ROW, LIGHT.panel)
    dark, pale, grey = (PatternFill("solid", fgColor=bare(colour)) for colour in fills)
    white = bare(LIGHT.on_accent)
    for style in (
        _style("title", font=Font(name="Calibri", size=16, bold=True), alignment=Alignment(vertical="top")),
        _style("intro"),
        _style("strong", font=Font(name="Calibri", size=11, bold=True)),
        _style(
            "heading",
            font=Font(name="Calibri", size=11, bold=True, color=white),
            fill=dark,
            border=_BOX,
        ),
        _style("part", font=Font(name="Calibri", size=11, bold=True), fill=pale, border=_BOX),
        _style("fixed", fill=grey, border=_BOX),
        _style("input", border=_BOX, protection=free, number_format="@"),
        _style("choice", border=_BOX, protection=free, alignment=middle),
        _style("date", border=_BOX, protection=free, number_format=DATE_FORMAT),
        _style("count", border=_BOX, alignment=middle),
        _style("data", number_format="@"),
    ):
        book.add_named_style(style)


def rating_look(rating: Rating) -> DifferentialStyle:
    """The colours of a rated cell, and its symbol before the word, so that grey print tells ratings apart too."""
    fill, ink = RATING_LOOKS[rating]
    return DifferentialStyle(
        font=Font(bold=True, color=ink),
        fill=PatternFill(bgColor=fill, fill_type="solid"),
        numFmt=NumberFormat(numFmtId=170 + list(Rating).index(rating), formatCode=f'"{rating.symbol} "@'),
    )
