"""Somebody's way from a download to a filled file and back in: what the tests of imports share."""

import io
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from sendsat.assessment.values import Action, Judgement
from sendsat.exchange.round_in.preview import RoundPreview
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting
from sendsat.services.rounds import judging

HERE: dict[str, Any] = {"round_id": 1, "team_id": 1, "statement_id": "LM1"}
RATING, COMMENTARY, ACTION, OFSTED, EVIDENCE, OWNER, DUE = "EFGHIJK"
Typed = dict[tuple[str, str], object]


def downloaded(desk: Desk, team_id: int | None = None) -> bytes:
    return exporting.round_workbook(desk, 1, team_id)[1]


def filled(content: bytes, typed: Typed) -> bytes:
    """The workbook with values typed into cells, named by statement and column letter."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets[2:-1]:
        rows = {cell.value: cell.row for cell in reversed(sheet["A"]) if cell.value}
        for (statement_id, letter), value in typed.items():
            if statement_id in rows:
                sheet[f"{letter}{rows[statement_id]}"] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def look(desk: Desk, content: bytes, team_id: int | None = None, name: str = "filled.xlsx") -> RoundPreview:
    return importing.preview_import(desk, 1, team_id, content, name)


def said(desk: Desk, statement_id: str = "LM1", team_id: int = 1) -> Judgement:
    return viewing.snapshots(desk, 1)[0].judgement(team_id, statement_id)


def plan(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.text, one.owner, str(one.due or "")) for one in viewing.actions_of(desk)]


def commentary(desk: Desk, text: str) -> None:
    judging.write(desk, **HERE, field="commentary", text=text, seen=said(desk).commentary)


def planned(desk: Desk, text: str = "Write the policy") -> Action:
    return planning.plan_action(desk, round_id=1, team_id=1, statements=("LM1",), draft=Draft(text, owner="Jo"))


def everything(desk: Desk) -> tuple[object, ...]:
    """All that an import could have changed."""
    judgements = viewing.snapshots(desk, 1)[0].judgements
    kept = {key: replace(one, updated_at=None, id=None) for key, one in judgements.items() if not one.is_empty}
    return kept, plan(desk), viewing.ofsted_choices(desk)


FULL: Typed = {
    ("LM1", RATING): "Green",
    ("LM1", COMMENTARY): "All in place",
    ("LM1", EVIDENCE): "Minutes",
    ("LM1", ACTION): "Keep at it",
    ("LM1", OWNER): "Sam",
    ("LM1", DUE): "31/03/2027",
    ("SP2", RATING): "r",
}
