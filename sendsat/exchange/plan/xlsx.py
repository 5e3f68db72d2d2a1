"""The action plan as an Excel workbook: the columns of the CSV, with filters, real dates and lists to choose from.

It can be edited and read back. Must not import storage, reports, services or any screen.
"""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Priority, Status
from sendsat.exchange.files.safe_text import escaped, for_cell, without_control
from sendsat.exchange.files.written.row_heights import MOST_LINES, lines_in, set_height
from sendsat.exchange.plan.csv_file import HEADER, plan_cells
from sendsat.exchange.plan.rows import Plan, PlanRow
from sendsat.palette import CLOCK, LIGHT, OVERDUE, SHADES, bare

SHEET = "Action plan"
WIDEST = 240
"""A column grows up to so many characters for a text that its width would make higher than a row can be."""
WIDTHS = (14, 24, 28, 12, 48, 16, 16, 48, 48, 22, 16, 10, 13, 28, 10, 21, 36, 36)
FILLS = {rating: bare(SHADES[rating].pale) for rating in Rating}
SPARE_ROWS = 200
OVERDUE_FORMAT = 190
"""A number that Excel keeps for no format of its own."""
A3, A4 = 8, 9
"""What Excel calls these papers."""
_LINE = Border(bottom=Side("thin", bare(LIGHT.line)))
_WRAP = Alignment(wrap_text=True, vertical="top")
_AT = {name: place for place, name in enumerate(HEADER, start=1)}


def plan_xlsx(plan: Plan) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    widths = _widths(plan)
    put_header(sheet, HEADER, widths)
    for number, row in enumerate(plan.rows, start=2):
        _write_row(sheet, number, row)
        set_height(sheet, number, zip(_shown(row), widths, strict=True))
    _set_up(sheet, plan)
    book.properties.title = without_control(f"Action plan, {plan.whose}, {plan.round}")
    book.properties.creator = without_control(plan.organisation.name)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _shown(row: PlanRow) -> list[str]:
    """The texts of a row's cells as they are read: ratings with their symbols."""
    labels = {"Rating now": row.labels_now, "Rating last round": row.labels_before}
    return [for_cell(labels.get(name, text)) for name, text in zip(HEADER, plan_cells(row), strict=True)]


def _widths(plan: Plan) -> list[int]:
    """The width of each column in characters: as usual, and more where a text would be higher than a row can be."""
    rows = [_shown(row) for row in plan.rows]
    return [wide_enough([row[place] for row in rows], usual) for place, usual in enumerate(WIDTHS)]


def wide_enough(texts: Iterable[str], usual: int) -> int:
    """The width of a column in characters: as usual, and more where a text would be higher than a row can be."""
    width = usual
    while width < WIDEST and any(lines_in(text, width) > MOST_LINES for text in texts):
        width += 8
    return width


def put_header(sheet: Worksheet, names: Iterable[str], widths: Iterable[int]) -> None:
    """Write the headings into the first row, each over a column of its width in characters."""
    for place, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = sheet.cell(1, place, name)
        cell.font, cell.fill = Font(bold=True, color=bare(LIGHT.on_accent)), PatternFill("solid", bare(LIGHT.accent))
        cell.alignment = _WRAP
        sheet.column_dimensions[get_column_letter(place)].width = width


def put_text(cell: Cell, text: str) -> None:
    """Put a text into a cell as a text, whatever it starts with: it never becomes a formula."""
    cell.value = escaped(for_cell(text))
    cell.data_type = "s"
    cell.alignment = _WRAP


def _write_row(sheet: Worksheet, number: int, row: PlanRow) -> None:
    for name, text, shown in zip(HEADER, plan_cells(row), _shown(row), strict=True):
        cell = sheet.cell(number, _AT[name])
        assert isinstance(cell, Cell)
        put_text(cell, shown)
        cell.border = _LINE
        if name.startswith("Rating"):
            _colour(cell, text)
    due, action_id = sheet.cell(number, _AT["Due date"]), sheet.cell(number, _AT["Action id"])
    due.value, due.number_format = row.action.due, "dd/mm/yyyy"
    action_id.value = row.action.id


def _colour(cell: Cell, words: str) -> None:
    """Colour a rating cell, beside its symbol and word; several statements that differ stay uncoloured."""
    rating = next((member for member in Rating if {member.word} == set(words.split("; "))), None)
    if rating:
        cell.fill = PatternFill("solid", FILLS[rating])


def _set_up(sheet: Worksheet, plan: Plan) -> None:
    last = len(plan.rows) + 1
    for name, words in (
        ("Priority", [priority.word for priority in Priority]),
        ("Status", [status.word for status in Status]),
    ):
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        choice.error, choice.errorTitle = f"Choose one of: {', '.join(words)}.", name
        letter = get_column_letter(_AT[name])
        choice.add(f"{letter}2:{letter}{last + SPARE_ROWS}")
        sheet.add_data_validation(choice)
    mark_overdue(sheet, due=_AT["Due date"], status=_AT["Status"], last=last + SPARE_ROWS)
    put_filters_and_paper(sheet, f"A1:{get_column_letter(len(HEADER))}{last}", paper=A3)
    sheet.oddFooter.left.text = f"{plan.whose}: action plan, {plan.round}".replace("&", "&&")[:180]


def mark_overdue(sheet: Worksheet, *, due: int, status: int, last: int) -> None:
    """Shade each due date that has passed and put a clock before it, down to the row `last`; `due` and `status` are
    columns, from 1. It is a rule, so that the mark stays true when a date, a status or the day is another."""
    date_at, status_at = f"${get_column_letter(due)}2", f"${get_column_letter(status)}2"
    is_open = ",".join(f'{status_at}="{one.word}"' for one in Status if one.is_open)
    look = DifferentialStyle(
        font=Font(bold=True, color=bare(LIGHT.text)),
        fill=PatternFill("solid", bgColor=bare(OVERDUE.pale)),
        numFmt=NumberFormat(numFmtId=OVERDUE_FORMAT, formatCode=f'"{CLOCK} "dd/mm/yyyy'),
    )
    formula = f"AND(ISNUMBER({date_at}),{date_at}<TODAY(),OR({is_open}))"
    sheet.conditional_formatting.add(
        f"{date_at.replace('$', '')}:{get_column_letter(due)}{last}", Rule("expression", dxf=look, formula=[formula])
    )


def put_filters_and_paper(sheet: Worksheet, table: str, *, paper: int) -> None:
    """Keep the headings in view and on each page, offer filters over the table (as A1:H9), and print it as wide as the
    paper (`A3` or `A4`)."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = table
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.right.text = "Page &P of &N"
