"""A JSON document of a round as it comes in: the document itself, and its rows for a round that is here. Pure."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
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
    "statuses and what leaders agreed are left alone: “Move a round in” brings the whole round, as one of its own."
)
NOT_ASKED = (
    "This file also holds a supplement that the round does not ask, which is left alone. To take it, switch it on "
    "under Rounds and teams, then choose the file again."
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
    """The document as two sheets of raw rows, and two for each supplement; addresses are paths such as
    judgements[3].rating. Raises `Invalid`."""
    document = read_document(content)
    header = {name: str(value) for name, value in document.items() if isinstance(value, str | int)}
    origin = origin_in(header)
    origin |= {name: header[name] for name in ("framework_id", "roll_up") if name in header}
    return Upload("json", tuple(_sheets(document)), origin, {}, _remarks(document))


def _sheets(document: Mapping[str, Any]) -> Iterator[Sheet]:
    """What was said and planned, of the guide and then of each supplement; an action for both only once."""
    told: set[str] = set()
    for path, block in _blocks(document):
        supplement = str(block.get("edition_id", "")) if path else ""
        planned = [(at, entry) for at, entry in entries_of(block, "actions") if str(entry.get("id")) not in told]
        told.update(str(entry.get("id")) for _, entry in planned)
        for name, rows in (("judgements", _judgements(path, block)), ("actions", _planned(path, planned))):
            yield replace(_sheet(f"{path}{name}.json", rows), supplement=supplement)


def _blocks(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The guide's block and those of the supplements, each with what stands before its paths."""
    yield "", document
    for path, block in entries_of(document, "supplements"):
        yield f"{path}.", block


def of_asked(upload: Upload, asked: Collection[str]) -> Upload:
    """The file without what it says of supplements that the round does not ask, which is told."""
    others = tuple(sheet for sheet in upload.sheets if sheet.supplement and sheet.supplement not in asked)
    if not any(sheet.rows for sheet in others):
        return upload
    kept = tuple(sheet for sheet in upload.sheets if sheet not in others)
    return replace(upload, sheets=kept, remarks=(*upload.remarks, NOT_ASKED))


def _remarks(document: Mapping[str, Any]) -> tuple[str, ...]:
    newer = (NEWER,) if document["version"] > VERSION else ()
    return (*newer, *([ONLY_CHANGES] if _holds_more(document) else []))


def _holds_more(document: Mapping[str, Any]) -> bool:
    """Whether the file holds something that does not come into a round that is here."""
    blocks = [block for _, block in _blocks(document)]
    actions = [entry for block in blocks for _, entry in entries_of(block, "actions")]
    has_moved = any(entry.get("status") != Status.NOT_STARTED or entry.get("notes") for entry in actions)
    said = [entry for block in blocks for _, entry in entries_of(block, "judgements")]
    has_votes = any(entry.get("votes") or entry.get("rejudged") for entry in said)
    return has_moved or has_votes or any(block.get("agreed") for block in blocks)


def entries_of(document: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of a list of the document, each with its path. Raises `Invalid` for what is no list."""
    entries = document.get(name, [])
    if not isinstance(entries, list) or len(entries) > MOST_ROWS:
        raise Invalid(f"The list '{name}' in this JSON file cannot be used.", NOT_OURS)
    for place, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield f"{name}[{place}]", entry


def _judgements(before: str, block: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    names = {field.value for field in Field}
    for path, entry in entries_of(block, "judgements"):
        yield {name: _cell(f"{before}{path}.{name}", value) for name, value in entry.items() if name in names}


def _planned(before: str, planned: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[dict[str, Cell]]:
    for place, entry in planned:
        path = f"{before}{place}"
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
