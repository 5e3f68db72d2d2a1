"""The action plan as CSV, as Excel and LibreOffice open it: UTF-8 with byte-order mark, rows ending in CR LF.

The columns and their order are documented for other tools and stay as they are; new ones come last. By "Action id" and
"Last changed" an edited file finds its way back; no two changes of an action have the same time, to the microsecond.
Milestones stand there to be read only.
Must not import storage, reports, services or any screen.
"""

import csv
import io
from collections.abc import Iterable

from sendsat.assessment.milestones import told
from sendsat.exchange.files.safe_text import for_csv
from sendsat.exchange.plan.rows import PlanRow

COLUMNS = (
    "Round",
    "Section",
    "Subsection",
    "Statement id",
    "Statement",
    "Rating now",
    "Rating last round",
    "Commentary",
    "Action",
    "Owner",
    "Due date",
    "Priority",
    "Status",
    "Ofsted areas",
)
ID_COLUMN = "Action id"
CHANGED_COLUMN = "Last changed"
MEASURE_COLUMN = "Success measure"
MILESTONES_COLUMN = "Milestones"
HEADER = (*COLUMNS, ID_COLUMN, CHANGED_COLUMN, MEASURE_COLUMN, MILESTONES_COLUMN)


def plan_cells(row: PlanRow) -> tuple[str, ...]:
    """A row's texts in the order of `HEADER`: the due date as 2026-07-31, empty where there is none."""
    action = row.action
    return (
        row.round,
        row.section,
        row.subsection,
        row.statement_ids,
        row.statement,
        row.rating_now,
        row.rating_before,
        row.commentary,
        action.text,
        action.owner,
        action.due.isoformat() if action.due else "",
        action.priority.word,
        action.status.word,
        row.ofsted_areas,
        str(action.id),
        action.updated_at.isoformat().replace("+00:00", "Z"),
        action.success_measure,
        told(action.milestones),
    )


def plan_csv(rows: Iterable[PlanRow]) -> bytes:
    """The file's bytes: a header, then one row per action; line ends inside a text stay inside its quotes."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([for_csv(cell) for cell in plan_cells(row)])
    return file.getvalue().encode("utf-8-sig", "replace")
