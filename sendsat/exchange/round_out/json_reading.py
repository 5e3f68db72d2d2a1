"""A JSON document of a round as it comes in: the document itself, and its rows for a round that is here. Pure."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sendsat.assessment.values import Status
from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Cell, Row, Sheet, Upload
from sendsat.exchange.files.workbook_safety import check_size
from sendsat.exchange.round_out.json_file import FORMAT, VERSION
from sendsat.exchange.round_out.table import origin_in
from sendsat.exchange.round_out.workbook_layout import Field

MOST_ROWS = 20_000
MOST_PARTS = 200_000
NOT_OURS = "Choose a JSON file that was downloaded as a whole round."
NEWER = "A newer sendsat made this file. What this one does not know stays behind."
ONLY_CHANGES = (
    "Into a round that is here come ratings, texts, Ofsted areas, and actions with owner and date. Votes, notes, "
    "statuses, supplements and what leaders agreed are left alone: “Move a round in” brings the whole round, as "
    "one of its own."
)
ACTION_CELLS = {"id": "action_id", "text": "action", "owner": "owner", "due": "due", "updated_at": "updated_at"}


def read_document(content: bytes) -> dict[str, Any]:
    """The document as it stands in the file, of whatever version. Raises `Invalid` where it is no round."""
    check_size(content)
    if content.count(b"{") + content.count(b"[") > MOST_PARTS:
        raise Invalid("This JSON file is far larger than a round, so it was not read.", NOT_OURS)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise Invalid("This is not a JSON file that can be read.", NOT_OURS) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Invalid("This JSON file is not a round from sendsat.", NOT_OURS)
    if type(document.get("version")) is not int:
        raise Invalid("This JSON file does not say which version of sendsat made it.", "Download the round again.")
    return document


def read_json(content: bytes) -> Upload:
    """The document as two sheets of raw rows; addresses are paths such as judgements[3].rating. Raises `Invalid`."""
    document = read_document(content)
    header = {name: str(value) for name, value in document.items() if isinstance(value, str | int)}
    origin = origin_in(header)
    origin |= {name: header[name] for name in ("framework_id", "roll_up") if name in header}
    sheets = (_sheet("judgements.json", _judgements(document)), _sheet("actions.json", _planned(document)))
    return Upload("json", sheets, origin, {}, _remarks(document))


def _remarks(document: Mapping[str, Any]) -> tuple[str, ...]:
    newer = (NEWER,) if document["version"] > VERSION else ()
    return (*newer, *([ONLY_CHANGES] if _holds_more(document) else []))


def _holds_more(document: Mapping[str, Any]) -> bool:
    """Whether the file holds something that does not come into a round that is here."""
    actions = [entry for _, entry in entries_of(document, "actions")]
    has_moved = any(entry.get("status") != Status.NOT_STARTED or entry.get("notes") for entry in actions)
    has_votes = any(entry.get("votes") or entry.get("rejudged") for _, entry in entries_of(document, "judgements"))
    return bool(has_moved or has_votes or document.get("agreed") or document.get("supplements"))


def entries_of(document: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of a list of the document, each with its path. Raises `Invalid` for what is no list."""
    entries = document.get(name, [])
    if not isinstance(entries, list) or len(entries) > MOST_ROWS:
        raise Invalid(f"The list '{name}' in this JSON file cannot be used.", NOT_OURS)
    for place, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield f"{name}[{place}]", entry


def _judgements(document: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    names = {field.value for field in Field}
    for path, entry in entries_of(document, "judgements"):
        yield {name: _cell(f"{path}.{name}", value) for name, value in entry.items() if name in names}


def _planned(document: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    for path, entry in entries_of(document, "actions"):
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
