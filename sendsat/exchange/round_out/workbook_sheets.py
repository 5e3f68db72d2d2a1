"""The other sheets of the companion workbook: instructions, a live summary with charts, and the hidden copy.

The hidden copy holds what every cell said when the workbook was made, so that a later import can tell what was
changed in the workbook from what was changed in sendsat. openpyxl only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series as DrawnSeries
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from sendsat.assessment.rating import NOT_RATED_WORD, Rating, Waiting
from sendsat.assessment.values import Team
from sendsat.exchange.files.safe_text import escaped, for_cell
from sendsat.exchange.files.written.row_heights import set_height
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.workbook_layout import (
    CARRIED_FILL,
    DATA_SHEET,
    HELP_SHEET,
    NOT_RATED_FILL,
    RATING_LOOKS,
    Field,
)
from sendsat.guide.model import Section
from sendsat.palette import OUTLINE, bare

FORMAT = "1"
BASE_FIELDS = (
    Field.STATEMENT_ID,
    Field.ACTION_ID,
    Field.RATING,
    Field.COMMENTARY,
    Field.EVIDENCE,
    Field.OFSTED,
    Field.ACTION,
    Field.OWNER,
    Field.DUE,
)
HELP = (
    "This workbook is for rating offline. Fill it in, save it, and bring it back into sendsat: open Import and export, "
    "choose this file, and look at what will change before anything is written.",
    "Fill in the white cells. The grey cells hold the guide's statements; they are protected, without a password.",
    "Rating: choose Red, Amber, Green or Not applicable from the list in the cell, or leave it empty for not rated. "
    "The cell colours itself and shows a symbol too. A rating carried forward from an earlier round stands in the last "
    "column: it counts as rated only once you choose a rating.",
    "Commentary: say why you chose the rating. Evidence: name what you could show.",
    "Actions: one action to a row, with its owner and a due date like 31/03/2027. For a second action, use the rows "
    'under "More actions" at the foot of the sheet: type the statement\'s number, then the action.',
    "An action you empty here is not deleted in sendsat: remove it in the action plan there.",
    "Ofsted: areas of the framework in use, with a semicolon between them.",
    "The Summary sheet counts your ratings as you go. Keep every sheet in the file, hidden ones too: sendsat uses the "
    "hidden sheet to see what you changed and what others changed meanwhile.",
    "Not shown here: votes, minority notes, and the priority, status and notes of actions. A hidden sheet carries them "
    "as they were, so that this team's round can be taken to another sendsat: use Move a round in there. Whoever has "
    "this file has them too.",
    "A very long text is cut in its cell and says so. Change such a text in sendsat.",
)


@dataclass(frozen=True)
class SectionPlace:
    """Where a section's ratings and what was carried forward stand in the workbook, and how many statements it has;
    `mark` says whose a section is that is counted apart."""

    section: Section
    sheet: str
    ratings: str
    carried: str
    statements: int
    mark: str = ""


def _text(sheet: Worksheet, place: str, text: str, style: str) -> None:
    cell = sheet[place]
    cell.value = escaped(for_cell(text))
    cell.data_type = "s"
    cell.style = style


def _names(contents: RoundContents, team: Team) -> Iterable[tuple[str, str]]:
    yield "Organisation", contents.organisation.name
    yield "Round", contents.snapshot.round.name
    yield "Team", team.name
    yield "Downloaded", f"{contents.at:%d/%m/%Y %H:%M} UTC"
    yield "Ofsted framework", contents.framework.title
    if len(contents.snapshot.round.teams) > 1:
        yield "One rating of all teams", contents.snapshot.round.roll_up.sentence


def add_help(sheet: Worksheet, contents: RoundContents, team: Team) -> None:
    """The sheet of instructions."""
    sheet.title = HELP_SHEET
    _text(sheet, "A1", HELP_SHEET, "title")
    sheet.row_dimensions[1].height = 24
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    for row, (name, value) in enumerate(_names(contents, team), start=2):
        _text(sheet, f"A{row}", name, "strong")
        _text(sheet, f"B{row}", value, "intro")
    for row, line in enumerate(HELP, start=9):
        _text(sheet, f"A{row}", str(row - 8), "intro")
        _text(sheet, f"B{row}", line, "intro")
        set_height(sheet, row, [(line, 85)])
    sheet.protection.sheet = True
    _one_page(sheet, "portrait")


def add_summary(sheet: Worksheet, contents: RoundContents, team: Team, places: Sequence[SectionPlace]) -> None:
    """The live counts of every section, with two charts of the guide's; what is counted apart stands below the sum."""
    _text(sheet, "A1", f"Summary · {contents.snapshot.round.name} · {team.name}", "title")
    sheet.row_dimensions[1].height = 24
    headings = ["Section", *(rating.word for rating in Rating), Waiting.CARRIED.word, NOT_RATED_WORD, "Statements"]
    for column, heading in enumerate(headings, start=1):
        sheet.cell(3, column, heading).style = "heading"
        sheet.column_dimensions[get_column_letter(column)].width = 34 if column == 1 else 15
    of_guide, apart = [place for place in places if not place.mark], [place for place in places if place.mark]
    total = 4 + len(of_guide)
    for row, place in (*enumerate(of_guide, start=4), *enumerate(apart, start=total + 2)):
        _add_counts(sheet, row, place)
    _text(sheet, f"A{total}", "All sections", "strong")
    for column in range(2, 9):
        letter = get_column_letter(column)
        sheet.cell(total, column, f"=SUM({letter}4:{letter}{total - 1})").style = "count"
    _add_charts(sheet, total, below=total + 2 + len(apart) if apart else total + 1)
    sheet.protection.sheet = True
    _one_page(sheet, "portrait")


def _one_page(sheet: Worksheet, orientation: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = sheet.page_setup.fitToWidth = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _add_counts(sheet: Worksheet, row: int, place: SectionPlace) -> None:
    name = f"{place.mark}, counted apart" if place.mark else f"{place.section.number} {place.section.title}"
    _text(sheet, f"A{row}", name, "intro")
    where, carried = (f"{quote_sheetname(place.sheet)}!{cells}" for cells in (place.ratings, place.carried))
    for column, rating in enumerate(Rating, start=2):
        sheet.cell(row, column, f'=COUNTIF({where},"{rating.word}")').style = "count"
    sheet.cell(row, 6, f'=SUMPRODUCT(({where}="")*({carried}<>""))').style = "count"
    sheet.cell(row, 7, f"=H{row}-SUM(B{row}:F{row})").style = "count"
    sheet.cell(row, 8, place.statements).style = "count"


def _add_charts(sheet: Worksheet, total: int, *, below: int) -> None:
    """The charts of the rows above the sum in row `total`, from two rows below the row `below`."""
    stacked = _chart("Ratings by section (number of statements)", 26)
    stacked.type, stacked.grouping, stacked.overlap = "bar", "stacked", 100
    fills = [fill for fill, _ in RATING_LOOKS.values()] + [CARRIED_FILL, NOT_RATED_FILL]
    for column, fill in enumerate(fills, start=2):
        series = Series(Reference(sheet, min_col=column, min_row=3, max_row=total - 1), title_from_data=True)
        _paint(series, fill)
        stacked.series.append(series)
    stacked.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=total - 1))
    stacked.x_axis.scaling.orientation = "maxMin"
    stacked.y_axis.scaling.min = 0
    sheet.add_chart(stacked, f"A{below + 2}")
    overall = _chart("Ratings overall (number of statements)", 26)
    series = Series(Reference(sheet, min_col=2, max_col=7, min_row=total), title="All sections")
    for index, fill in enumerate(fills):
        point = DataPoint(idx=index)
        _paint(point, fill)
        series.dPt.append(point)
    overall.series.append(series)
    overall.set_categories(Reference(sheet, min_col=2, max_col=7, min_row=3))
    overall.legend = None
    sheet.add_chart(overall, f"A{below + 21}")


def _chart(title: str, width: int) -> BarChart:
    chart = BarChart()
    chart.title, chart.width, chart.height = title, width, 8.5
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


def _paint(shape: DrawnSeries | DataPoint, fill: str) -> None:
    shape.graphicalProperties.solidFill = fill
    shape.graphicalProperties.line.solidFill = bare(OUTLINE)


def origin_of(contents: RoundContents, team: Team) -> dict[str, str]:
    """What tells a workbook's home when it comes back."""
    round_ = contents.snapshot.round
    return {
        "format": FORMAT,
        "organisation_uid": contents.organisation.uid,
        "organisation": contents.organisation.name,
        "edition_id": contents.snapshot.edition.id,
        "round_id": str(round_.id),
        "round": round_.name,
        "team_id": str(team.id),
        "team": team.name,
        "framework_id": contents.framework.id,
        "roll_up": round_.roll_up.value,
        "exported_at": contents.at.isoformat(),
    }


def add_data(sheet: Worksheet, copy: Mapping[str, str], rows: Iterable[Mapping[Field, str | date | None]]) -> None:
    """The hidden copy of what the workbook said when it was made, below what `copy` tells by name."""
    sheet.title, sheet.sheet_state = DATA_SHEET, "hidden"
    row = 0
    for row, (name, value) in enumerate(copy.items(), start=1):
        _text(sheet, f"A{row}", name, "data")
        _text(sheet, f"B{row}", value, "data")
    row += 2
    for place, field in enumerate(BASE_FIELDS, start=1):
        sheet.cell(row, place, field.value)
    for values in rows:
        if Field.STATEMENT_ID not in values:
            continue
        row += 1
        for place, field in enumerate(BASE_FIELDS, start=1):
            if content := values.get(field):
                text = content.isoformat() if isinstance(content, date) else content
                _text(sheet, f"{get_column_letter(place)}{row}", text, "data")
    sheet.protection.sheet = True
