"""A round and an action plan are told from one another however people keep them; what is neither keeps its sentence."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sendsat.errors import Refused
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.plan.csv_file import HEADER, ID_COLUMN, plan_csv
from sendsat.exchange.plan.xlsx import plan_xlsx
from sendsat.exchange.recognising import ONLY_IN_PLANS, Kind, Misplaced, kind_of, open_plan, open_round
from sendsat.services.desk import Desk
from sendsat.services.report.exporting import export_round
from tests.exchange.filling import Filled, plain
from tests.exchange.plan.plans import action, make_plan
from tests.exchange.round_in.test_tables_people_send import SENT

PLAN = make_plan(action(7, owner="Ann"), action(8, "Train staff"))
ROWS = [tuple(row) for row in csv.reader(io.StringIO(plan_csv(PLAN.rows).decode("utf-8-sig"), newline=""))]


def without(*names: str, rows: list[tuple[str, ...]] = ROWS) -> list[tuple[str, ...]]:
    """The plan after somebody deleted columns."""
    kept = [place for place, name in enumerate(HEADER) if name not in names]
    return [tuple(row[place] for place in kept) for row in rows]


def semicolons(rows: list[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    return file.getvalue().encode()


def with_a_sheet_before() -> bytes:
    """The plan's workbook with a sheet of somebody's own in front."""
    book, file = load_workbook(io.BytesIO(plan_xlsx(PLAN))), io.BytesIO()
    book.create_sheet("Notes of the meeting", 0).append(("Ask Jo", "by Friday"))
    book.save(file)
    return file.getvalue()


PLANS = {
    "the CSV as downloaded": plan_csv(PLAN.rows),
    "the workbook as downloaded": plan_xlsx(PLAN),
    "a title above": plain(("Our SEND plan",), (), *ROWS),
    "saved with semicolons": semicolons(ROWS),
    "shouted headings": plain(tuple(name.upper() for name in ROWS[0]), *ROWS[1:]),
    "without the ids": plain(*without(ID_COLUMN, "Last changed")),
    "without ratings and reasons": plain(*without("Rating now", "Rating last round", "Commentary")),
    "a column of their own": plain(*((*row, note) for row, note in zip(ROWS, ("Cost", "£300", "£0"), strict=True))),
    "a sheet of their own before": with_a_sheet_before(),
    "typed by hand": plain(("Statement id", "Action", "Owner", "Status"), ("LM1", "Start a club", "Bo", "Done")),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_never_read_as_a_round(name: str) -> None:
    with pytest.raises(Misplaced, match="This is an action plan") as told:
        open_round(PLANS[name], "audit.xlsx" if PLANS[name].startswith(b"PK") else "audit.csv")
    assert told.value.kind is Kind.PLAN
    assert open_plan(PLANS[name], "plan.csv").lines


KEPT = st.lists(st.sampled_from(HEADER), unique=True).map(
    lambda more: list(dict.fromkeys((*more, ID_COLUMN, "Action")))
)


@given(KEPT)
def test_a_plan_is_known_by_its_ids_whatever_columns_are_left_in_whatever_order(kept: list[str]) -> None:
    places = [HEADER.index(name) for name in kept]
    content = semicolons([tuple(row[place] for place in places) for row in ROWS])
    assert kind_of(read_tables(content).sheets) is Kind.PLAN


RATED = ("edited-in-google-sheets.xlsx", "rag-last-time-and-now.xlsx", "checkboxes-true-false.csv", "paints.xlsx",
         "round-of-another-installation.json")  # fmt: skip
AUDIT = (("Statement id", "RAG", "Comments", "Action", "Status"), ("LM1", "Red", "Not yet", "Start a club", "Begun"))


def rounds(college: Desk) -> dict[str, bytes]:
    ours = {f"round.{kind}": export_round(college, kind=kind, round_id=1, team_id=1)[1] for kind in ("csv", "json")}
    ours["round.xlsx"] = export_round(college, kind="xlsx", round_id=1, team_id=1)[1]
    return ours | {name: (SENT / name).read_bytes() for name in RATED} | {"actions beside.xlsx": plain(*AUDIT)}


def test_a_round_is_never_read_as_a_plan(college: Desk) -> None:
    for name, content in rounds(college).items():
        with pytest.raises(Misplaced, match="This is a round with its ratings") as told:
            open_plan(content, name)
        assert told.value.kind is Kind.ROUND
        assert open_round(content, name).sheets


def test_a_list_of_actions_that_says_no_more_comes_in_through_either_door() -> None:
    content = plain(("Statement id", "Action", "Owner"), ("LM1", "Start a club", "Bo"))
    assert open_plan(content, "list.xlsx").lines
    assert open_round(content, "list.xlsx").sheets


@pytest.mark.parametrize(
    "content", [b"Name,Tutor\nAnn,Bo\n", b'{"menu": "soup"}', plain(("Room", "Day"), ("4", "Monday"))]
)
def test_what_is_neither_keeps_its_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match="no action plan in this file") as told:
        open_plan(content, "other.csv")
    assert not isinstance(told.value, Misplaced)


def test_a_plan_kept_in_a_round_s_workbook_is_left_out_of_the_round_and_told(download: bytes) -> None:
    filled = Filled(download)
    sheet = filled.book.create_sheet("Our plan")
    for row in ROWS:
        sheet.append(row)
    upload = open_round(filled.saved(), "round.xlsx")
    assert "Our plan" not in {one.title for one in upload.sheets}
    assert "The sheet 'Our plan' is an action plan, which was not read: see the page Action plan." in upload.remarks
    assert [line.action_id for line in open_plan(filled.saved(), "round.xlsx").lines] == [7, 8]


def test_what_tells_a_plan_stands_in_its_download() -> None:
    assert set(HEADER) >= ONLY_IN_PLANS
