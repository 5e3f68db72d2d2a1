"""Which of the two files people bring back this one is: a round with its ratings, or an action plan. Pure.

Both pages and the terminal open files by this, so that neither reads what belongs to the other.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from sendsat.errors import Invalid, Refused
from sendsat.exchange.files.raw import Sheet, Upload
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.plan.csv_file import CHANGED_COLUMN, ID_COLUMN, MEASURE_COLUMN, MILESTONES_COLUMN
from sendsat.exchange.plan.reading import ReadPlan, plan_headings, read_plan
from sendsat.exchange.round_in.headings import TICKED, find_headings
from sendsat.exchange.round_in.upload import is_json, read_upload
from sendsat.exchange.round_out.workbook_layout import Field

ONLY_IN_PLANS = {ID_COLUMN, CHANGED_COLUMN, "Priority", "Status", MEASURE_COLUMN, MILESTONES_COLUMN}
RATINGS_OF_PLANS = {"rating now", "rating last round"}


class Kind(StrEnum):
    """What a file that comes back holds."""

    PLAN = "plan"
    ROUND = "round"


class Misplaced(Refused):
    """A good file that belongs in another place: `kind` says what it holds, the remedy where that comes in."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        super().__init__(*SAID[kind])


SAID = {
    Kind.PLAN: (
        "This is an action plan.",
        "It comes in on the page Action plan, under “Bring back an edited action plan”. Nothing has been written.",
    ),
    Kind.ROUND: (
        "This is a round with its ratings, not an action plan.",
        "It comes in on the page Import and export, under “Bring a filled file back”. Nothing has been written.",
    ),
}


def kind_of(sheets: Iterable[Sheet]) -> Kind | None:
    """What the sheets of a file hold; None for neither, for both, and for a table that can be read as either."""
    kinds = {kind for sheet in sheets if (kind := _kind(sheet))}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(sheet: Sheet) -> Kind | None:
    headings = plan_headings(sheet)
    if headings and ID_COLUMN in headings[1]:
        return Kind.PLAN
    if _asks_for_ratings(sheet):
        return Kind.ROUND
    return Kind.PLAN if headings and ONLY_IN_PLANS & headings[1].keys() else None


def _asks_for_ratings(sheet: Sheet) -> bool:
    """Whether a column holds ratings that are a round's own, and not those that a plan tells of."""
    headings = find_headings(sheet)
    if headings is None:
        return False
    row = next(row for row in sheet.rows if row.number == headings.row)
    rating = row.cell(headings.columns.get(Field.RATING))
    told = " ".join(str(rating.value).split()).casefold() if rating else ""
    is_rated = bool(told) and told not in RATINGS_OF_PLANS
    return is_rated or headings.question is not None or not TICKED.isdisjoint(headings.columns)


def open_round(content: bytes, filename: str) -> Upload:
    """A round's file as raw rows. A plan that lies beside its ratings is left out, and told.

    Raises `Misplaced` for an action plan, `Invalid` for anything that is no workbook, CSV file or JSON document.
    """
    upload = read_upload(content, filename)
    if not any(map(plan_headings, upload.sheets)):
        return upload
    if kind_of(upload.sheets) is Kind.PLAN:
        raise Misplaced(Kind.PLAN)
    plans = dict.fromkeys(sheet.title for sheet in upload.sheets if _kind(sheet) is Kind.PLAN)
    told = (f"The sheet '{title}' is an action plan, which was not read: see the page Action plan." for title in plans)
    kept = tuple(sheet for sheet in upload.sheets if sheet.title not in plans)
    return replace(upload, sheets=kept, remarks=(*upload.remarks, *told))


def open_plan(content: bytes, filename: str) -> ReadPlan:
    """An action plan, read. Raises `Misplaced` for a round, `Refused` where there is no plan, `Invalid`."""
    if is_json(content) and _is_round(content, filename):
        raise Misplaced(Kind.ROUND)
    tables = read_tables(content)
    if kind_of(tables.sheets) is Kind.ROUND:
        raise Misplaced(Kind.ROUND)
    return read_plan(tables)


def _is_round(content: bytes, filename: str) -> bool:
    try:
        read_upload(content, filename)
    except Invalid:
        return False
    return True
