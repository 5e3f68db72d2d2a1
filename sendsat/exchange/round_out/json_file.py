"""A whole round as one JSON document, out and in, for other tools. Pure.

"judgements" holds the rows of round_table for each team and statement, "actions" the plan's actions that serve the
round's statements; "supplements" holds the same for each supplement that the round asks. On the way in, texts, ratings,
Ofsted areas, and actions' texts, owners and due dates are read; supplements are left alone.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sendsat.assessment.values import Action
from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Cell, Row, Sheet, Upload
from sendsat.exchange.files.workbook_safety import check_size
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.table import origin_in, round_rows
from sendsat.exchange.round_out.workbook_layout import Field

FORMAT = "sendsat-round"
VERSION = 1
MOST_ROWS = 20_000
MOST_PARTS = 200_000
NOT_OURS = "Choose a JSON file that was downloaded as a whole round."
ACTION_CELLS = {"id": "action_id", "text": "action", "owner": "owner", "due": "due", "updated_at": "updated_at"}


def round_json(contents: RoundContents) -> bytes:
    """The round as JSON in UTF-8, indented."""
    round_ = contents.snapshot.round
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": contents.at.isoformat(),
        "organisation_uid": contents.organisation.uid,
        "organisation": contents.organisation.name,
        "edition_id": round_.edition_id,
        "round_id": str(round_.id),
        "round": round_.name,
        "started_at": round_.started_at.isoformat(),
        "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
        "framework_id": contents.framework.id,
        "teams": [{"id": t.id, "name": t.name, "sections": list(t.sections)} for t in contents.snapshot.teams],
        **_said(contents),
        "supplements": [_beside(apart) for apart in contents.beside],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _said(contents: RoundContents) -> dict[str, Any]:
    return {
        "judgements": [{name: row[name] for name in row if name not in SAID_ABOVE} for row in round_rows(contents)],
        "actions": [_action(contents, action) for action in _actions(contents)],
    }


def _beside(contents: RoundContents) -> dict[str, Any]:
    header = contents.snapshot.edition.header
    return {"edition_id": header.id, "title": header.title, "publisher": header.publisher, **_said(contents)}


SAID_ABOVE = ("organisation_uid", "organisation", "edition_id", "round_id", "round", "actions_planned")


def _actions(contents: RoundContents) -> Iterator[Action]:
    asked, teams = contents.snapshot.asked, {team.id for team in contents.snapshot.teams}
    for action in contents.actions:
        is_of_a_team_here = action.team_id is None or action.team_id in teams
        if is_of_a_team_here and any(statement_id in asked for statement_id in action.statements):
            yield action


def _action(contents: RoundContents, action: Action) -> dict[str, Any]:
    team = contents.snapshot.round.team(action.team_id) if action.team_id is not None else None
    return {
        "id": action.id,
        "team_id": action.team_id,
        "team": team.name if team else None,
        "statements": list(action.statements),
        "text": action.text,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else None,
        "priority": action.priority.value,
        "status": action.status.value,
        "closing_evidence": action.closing_evidence,
        "notes": [{"at": note.at.isoformat(), "person": note.person, "text": note.text} for note in action.notes],
        "updated_at": action.updated_at.isoformat(),
    }


def read_json(content: bytes) -> Upload:
    """The document as two sheets of raw rows; addresses are paths such as judgements[3].rating. Raises `Invalid`."""
    check_size(content)
    if content.count(b"{") + content.count(b"[") > MOST_PARTS:
        raise Invalid("This JSON file is far larger than a round, so it was not read.", NOT_OURS)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise Invalid("This is not a JSON file that can be read.", NOT_OURS) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Invalid("This JSON file is not a round from sendsat.", NOT_OURS)
    if document.get("version") != VERSION:
        raise Invalid("This JSON file was made by another version of sendsat.", "Download the round again.")
    header = {name: str(value) for name, value in document.items() if isinstance(value, str | int)}
    origin = origin_in(header)
    if "framework_id" in header:
        origin = origin | {"framework_id": header["framework_id"]}
    sheets = (_sheet("judgements.json", _judgements(document)), _sheet("actions.json", _planned(document)))
    return Upload("json", sheets, origin)


def _list(document: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    entries = document.get(name, [])
    if not isinstance(entries, list) or len(entries) > MOST_ROWS:
        raise Invalid(f"The list '{name}' in this JSON file cannot be used.", NOT_OURS)
    for place, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield f"{name}[{place}]", entry


def _judgements(document: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    names = {field.value for field in Field}
    for path, entry in _list(document, "judgements"):
        yield {name: _cell(f"{path}.{name}", value) for name, value in entry.items() if name in names}


def _planned(document: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    for path, entry in _list(document, "actions"):
        statements = entry.get("statements")
        first = statements[0] if isinstance(statements, list) and statements else None
        row = {ours: _cell(f"{path}.{theirs}", entry.get(theirs)) for theirs, ours in ACTION_CELLS.items()}
        row["statement"] = Cell(f"{path}.statements", "another action")
        row["statement_id"] = _cell(f"{path}.statements", first)
        for name in ("team_id", "team"):
            row[name] = _cell(f"{path}.{name}", entry.get(name))
        yield row


def _cell(path: str, value: Any) -> Cell:
    return Cell(path, value if isinstance(value, str | int | float | bool | None) else str(value)[:200])


def _sheet(title: str, rows: Iterator[dict[str, Cell]]) -> Sheet:
    all_rows = list(rows)
    names = dict.fromkeys(name for row in all_rows for name in row)
    columns = {name: place for place, name in enumerate(names, start=1)}
    header = Row(0, {place: Cell(name, name) for name, place in columns.items()})
    made = (Row(number, {columns[name]: cell for name, cell in row.items()}) for number, row in enumerate(all_rows, 1))
    return Sheet(title, (header, *made) if all_rows else ())
