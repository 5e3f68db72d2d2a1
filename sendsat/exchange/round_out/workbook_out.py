"""Writes the companion workbook of a round for one team: a sheet per section, a summary, instructions, a hidden copy.

Values in, bytes out. openpyxl only; the summary, the instructions and the hidden copy are made in workbook_sheets.
"""

import io
import re
from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Team
from sendsat.exchange.files.safe_text import escaped, for_cell
from sendsat.exchange.files.written.row_heights import set_height
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.workbook_document import parts_of
from sendsat.exchange.round_out.workbook_layout import (
    A3,
    COLUMNS,
    PLACE,
    SHOWN,
    Field,
    add_styles,
    rating_look,
)
from sendsat.exchange.round_out.workbook_lines import Line, section_lines
from sendsat.exchange.round_out.workbook_sheets import SectionPlace, add_data, add_help, add_summary, origin_of
from sendsat.guide.edition import Edition
from sendsat.guide.model import Section

HEADING_ROW = 3
FIRST_SHOWN, LAST_SHOWN = get_column_letter(PLACE[Field.NUMBER]), get_column_letter(len(COLUMNS))
EXPECTED = "Red, Amber, Green or Not applicable"


def round_workbook(contents: RoundContents, team: Team, document: bytes = b"") -> bytes:
    """The workbook of one team, as bytes of an .xlsx file. It carries the JSON `document` of its round, if any."""
    book = Workbook()
    add_styles(book)
    book.properties.title = f"{contents.snapshot.round.name}, {team.name}"
    book.properties.creator = "sendsat"
    book.calculation.fullCalcOnLoad = True
    sections = [section for section in contents.snapshot.edition.sections if section.id in team.sections]
    help_sheet = book.active
    lines = {section.id: list(section_lines(contents, team.id, section)) for section in sections}
    titles = [sheet_title(section) for section in sections]
    places = [
        _add_section(book.create_sheet(title), contents, team, section, lines[section.id])
        for title, section in zip(titles, sections, strict=True)
    ]
    for apart in contents.beside:
        for section in apart.snapshot.edition.sections:
            lines[section.id] = list(section_lines(apart, team.id, section))
            sheet = book.create_sheet(_apart_title(apart.snapshot.edition, section, book.sheetnames))
            places.append(_add_section(sheet, apart, team, section, lines[section.id]))
    add_help(help_sheet, contents, team)
    add_summary(book.create_sheet("Summary", 1), contents, team, places)
    rows = [line.values for lines_of_section in lines.values() for line in lines_of_section]
    copy = origin_of(contents, team) | (parts_of(document) if document else {})
    add_data(book.create_sheet(), copy, rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_title(section: Section) -> str:
    """The name of a section's sheet."""
    return _named(f"{section.number} {section.title}")


def _named(title: str) -> str:
    """A name that a sheet can have: Excel allows 31 characters and not all of them."""
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip()


def _apart_title(edition: Edition, section: Section, taken: list[str]) -> str:
    """The name of a sheet of a supplement: what it is called, with the section's number where it has several sheets."""
    title = _named(edition.header.short_title)
    return title if title not in taken else _named(f"{section.number} {title}")


OPEN_FIELDS = {
    "part": set[Field](),
    "statement": {column.field for column in COLUMNS},
    "action": {Field.ACTION, Field.OWNER, Field.DUE},
    "spare": {Field.NUMBER, Field.ACTION, Field.OWNER, Field.DUE},
}


def _add_section(
    sheet: Worksheet, contents: RoundContents, team: Team, section: Section, lines: list[Line]
) -> SectionPlace:
    _add_head(sheet, contents, team, section)
    for row, line in enumerate(lines, start=HEADING_ROW + 1):
        for place, column in enumerate(COLUMNS, start=1):
            cell = sheet.cell(row, place)
            put(cell, line.values.get(column.field))
            cell.style = _style_for(line.kind, column.field, column.style)
        set_height(sheet, row, _texts(line))
    last = HEADING_ROW + len(lines)
    ratings, carried = (_column(field, HEADING_ROW + 1, last) for field in (Field.RATING, Field.CARRIED))
    _add_rules(sheet, lines, last)
    _set_up(sheet, contents, team, last)
    statements = sum(line.kind == "statement" for line in lines)
    return SectionPlace(section, sheet.title, ratings, carried, statements, contents.snapshot.edition.header.mark)


def _column(field: Field, first: int, last: int) -> str:
    letter = get_column_letter(PLACE[field])
    return f"{letter}{first}:{letter}{last}"


def _texts(line: Line) -> Iterator[tuple[str, int]]:
    for column in SHOWN:
        value = line.values.get(column.field)
        if isinstance(value, str):
            yield value, column.width


def _style_for(kind: str, field: Field, style: str) -> str:
    if kind == "part":
        return "part"
    if field not in OPEN_FIELDS[kind]:
        return "fixed"
    if kind == "spare" and field is Field.NUMBER:
        return "input"
    return style


def put(cell: Cell, value: str | date | None) -> None:
    """Write a value; a text stays a text, whatever it starts with."""
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = escaped(for_cell(value))
        cell.data_type = "s"
        if value[0] in "=+-@":
            cell.quotePrefix = True


def _add_head(sheet: Worksheet, contents: RoundContents, team: Team, section: Section) -> None:
    edition = contents.snapshot.edition
    mark = f" ({edition.header.mark}, counted apart)" if edition.is_supplement else ""
    title = f"{section.number} {section.title}{mark} · {contents.snapshot.round.name} · {team.name}"
    for row, text, style, height in (
        (1, title, "title", 24),
        (2, f"Who rates this: {section.audience} When: {section.when}", "intro", 48),
    ):
        put(sheet[f"{FIRST_SHOWN}{row}"], text)
        sheet[f"{FIRST_SHOWN}{row}"].style = style
        sheet.merge_cells(f"{FIRST_SHOWN}{row}:{LAST_SHOWN}{row}")
        sheet.row_dimensions[row].height = height
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(HEADING_ROW, place, column.heading)
        cell.style = "heading"
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden


def _add_rules(sheet: Worksheet, lines: list[Line], last: int) -> None:
    _add_choices(sheet, lines)
    dated = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    dated.showErrorMessage, dated.errorStyle = True, "warning"
    dated.errorTitle, dated.error = "Not a date", "Type a date like 31/03/2027, so that sendsat can remind you."
    dated.add(_column(Field.DUE, HEADING_ROW + 1, last))
    sheet.add_data_validation(dated)
    for rating in Rating:
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{rating.word}"'], dxf=rating_look(rating))
        sheet.conditional_formatting.add(_column(Field.RATING, HEADING_ROW + 1, last), rule)


def _add_choices(sheet: Worksheet, lines: list[Line]) -> None:
    """The list of ratings in every cell for one; where a rating was carried forward, the cell says so when chosen."""
    words = ",".join(rating.word for rating in Rating)
    choices: dict[str, DataValidation] = {}
    for row, line in enumerate(lines, start=HEADING_ROW + 1):
        carried = str(line.values.get(Field.CARRIED) or "")
        if carried not in choices:
            choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
            choice.errorTitle, choice.error = "Not a rating", f"Choose {EXPECTED}, or leave it empty."
            if carried:
                choice.showInputMessage, choice.promptTitle = True, f"Carried forward: {carried}"[:32]
                choice.prompt = "Nobody has confirmed it in this round. Choose it here if it still holds."
            choices[carried] = choice
            sheet.add_data_validation(choice)
        choices[carried].add(_column(Field.RATING, row, row).partition(":")[0])


def _set_up(sheet: Worksheet, contents: RoundContents, team: Team, last: int) -> None:
    sheet.freeze_panes = f"{get_column_letter(PLACE[Field.STATEMENT])}{HEADING_ROW + 1}"
    sheet.auto_filter.ref = f"{FIRST_SHOWN}{HEADING_ROW}:{LAST_SHOWN}{last}"
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False
    set_up_print(sheet, contents, team)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.print_area = f"{FIRST_SHOWN}1:{LAST_SHOWN}{last}"


def set_up_print(sheet: Worksheet, contents: RoundContents, team: Team) -> None:
    """A3 landscape, one page wide, with round, team and page numbers in the foot."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A3, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    names = f"{contents.organisation.name} · {contents.snapshot.round.name} · {team.name}"
    sheet.oddFooter.left.text = names.replace("&", "&&")[:180]
    sheet.oddFooter.right.text = "&A, page &P of &N"
