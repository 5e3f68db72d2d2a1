"""The open actions of a group's colleges as CSV and as Excel: one row for each, the college first.

They are for reading: without an id and a time of change, no edited row could find its way back into a college's plan.
Must not import storage, reports, services or any screen.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sendsat.assessment.groups.actions import Planned
from sendsat.exchange.files.safe_text import for_cell, for_csv, without_control
from sendsat.exchange.files.written.row_heights import set_height
from sendsat.exchange.plan.xlsx import A4, mark_overdue, put_filters_and_paper, put_header, put_text, wide_enough

HEADER = ("College", "Action", "Statement ids", "Owner", "Due date", "Priority", "Status", "Overdue")
WIDTHS = (28, 60, 16, 24, 16, 10, 13, 10)
SHEET = "Open actions"
_DUE = HEADER.index("Due date") + 1


def cells_of(planned: Planned, today: date) -> tuple[str, ...]:
    """A row's texts in the order of `HEADER`: the due date as 2026-07-31, empty where there is none."""
    action = planned.action
    return (
        planned.name,
        action.text,
        "; ".join(action.statements),
        action.owner,
        action.due.isoformat() if action.due else "",
        action.priority.word,
        action.status.word,
        "Yes" if planned.is_late(today) else "No",
    )


def group_csv(every: Iterable[Planned], today: date) -> bytes:
    """The file's bytes: a header, then one row per action; no cell that a spreadsheet runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADER)
    for planned in every:
        writer.writerow([for_csv(text) for text in cells_of(planned, today)])
    return file.getvalue().encode("utf-8-sig", "replace")


def group_xlsx(every: Iterable[Planned], today: date, *, group: str) -> bytes:
    """The same as a workbook with real dates and filters; every text is a text, whatever it starts with."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    rows = [(planned, cells_of(planned, today)) for planned in every]
    columns = [[for_cell(texts[place]) for _, texts in rows] for place in range(len(HEADER))]
    widths = [wide_enough(texts, usual) for texts, usual in zip(columns, WIDTHS, strict=True)]
    put_header(sheet, HEADER, widths)
    for number, (planned, texts) in enumerate(rows, start=2):
        _write_row(sheet, number, texts, planned.action.due)
        set_height(sheet, number, zip(map(for_cell, texts), widths, strict=True))
    mark_overdue(sheet, due=_DUE, status=HEADER.index("Status") + 1, last=max(2, sheet.max_row))
    put_filters_and_paper(sheet, f"A1:{get_column_letter(len(HEADER))}{sheet.max_row}", paper=A4)
    book.properties.title = without_control(f"{SHEET}, {group}")
    book.properties.creator = without_control(group)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_row(sheet: Worksheet, number: int, texts: Sequence[str], day: date | None) -> None:
    for place, text in enumerate(texts, start=1):
        cell = sheet.cell(number, place)
        assert isinstance(cell, Cell)
        put_text(cell, text)
    due = sheet.cell(number, _DUE)
    due.value, due.number_format = day, "dd/mm/yyyy"
