"""An uploaded round as raw rows: a workbook, a CSV file or a JSON document, by what it holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sendsat.assessment.imports.preview import Remark, sentence
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Team
from sendsat.exchange.files.raw import Cell, Row, Sheet, Tables, Upload
from sendsat.exchange.files.safe_text import from_csv
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.round_in.asking import Answers
from sendsat.exchange.round_in.differing import Findings
from sendsat.exchange.round_in.hidden_copy import read_copy
from sendsat.exchange.round_in.matching import Translate
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.json_reading import read_json
from sendsat.exchange.round_out.table import origin_in
from sendsat.exchange.round_out.workbook_layout import DATA_SHEET


def is_json(content: bytes) -> bool:
    """Whether a file is meant to be a JSON document."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_upload(content: bytes, filename: str) -> Upload:
    """The file as raw rows. Raises `Invalid` for anything that is no workbook, CSV file or JSON document."""
    if is_json(content):
        return read_json(content)
    tables = read_tables(content, filename)
    return _of_csv(tables) if tables.kind == "csv" else _of_workbook(tables)


def _of_workbook(tables: Tables) -> Upload:
    copies = [sheet for sheet in tables.sheets if sheet.title == DATA_SHEET]
    origin, base = read_copy(copies[-1].rows if copies else ())
    sheets = tuple(sheet for sheet in tables.sheets if sheet.title != DATA_SHEET)
    return Upload(tables.kind, sheets, origin, base, tables.remarks)


def _of_csv(tables: Tables) -> Upload:
    sheets = tuple(replace(sheet, rows=tuple(map(_typed, sheet.rows))) for sheet in tables.sheets)
    return Upload(tables.kind, sheets, origin_in(_first(sheets[0])), {}, tables.remarks)


def _typed(row: Row) -> Row:
    """The row without the apostrophes that our own CSV puts before risky texts."""
    cells = {at: replace(cell, value=from_csv(cell.value)) if isinstance(cell.value, str) else cell
             for at, cell in row.cells.items()}  # fmt: skip
    return Row(row.number, cells)


def _first(sheet: Sheet) -> Mapping[str, str]:
    """The first row below the headings, by heading."""
    if len(sheet.rows) < 2:
        return {}
    header, first = sheet.rows[:2]
    names = {at: str(cell.value).strip().casefold() for at, cell in header.cells.items()}
    return {name: _text(first.cell(at)) for at, name in names.items()}


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)


@dataclass(frozen=True)
class Asked:
    """What somebody asked to bring in: the file's name, the team chosen (None for those the file names), and how
    statement ids of an older edition are called now (None where the file is of the round's own edition); and what was
    answered to the questions that the file raised."""

    filename: str
    team_id: int | None = None
    translate: Translate | None = None
    answers: Answers = field(default_factory=dict)


def is_home(upload: Upload, contents: RoundContents, team: Team) -> bool:
    """Whether the file was made from this very round and team: only then does its hidden copy count."""
    told = [upload.origin.get(name) for name in ("organisation_uid", "edition_id", "round_id", "team_id")]
    round_ = contents.snapshot.round
    return told == [contents.organisation.uid, round_.edition_id, str(round_.id), str(team.id)]


def note_origin(upload: Upload, contents: RoundContents, asked: Asked, findings: Findings) -> None:
    """Say where the file was made, where that is not this organisation, round, edition or team."""
    origin, round_ = upload.origin, contents.snapshot.round
    if not origin:
        return
    wanted = str(asked.team_id) if asked.team_id is not None else origin.get("team_id", "")
    checks = (
        ("organisation_uid", contents.organisation.uid, "another organisation", "organisation"),
        ("edition_id", round_.edition_id, "another edition of the guide", "edition_id"),
        ("round_id", str(round_.id), "another round", "round"),
        ("team_id", wanted, "another team", "team"),
    )
    for name, here, whose_id, called in checks:
        is_beside = name == "edition_id" and origin.get(name) in round_.supplements
        if name in origin and origin[name] != here and not is_beside:
            whose = f"{whose_id} ({origin.get(called, '')[:60]})"
            text = f"this file was made for {whose}; what differs must be chosen one by one"
            findings.guesses.append(Remark(*_told_in(upload, name), origin[name][:60], sentence(text)))
            return


def note_rule(upload: Upload, contents: RoundContents, findings: Findings) -> None:
    """Say that the round's rule stays, where the file was made under another."""
    here, there = contents.snapshot.round.roll_up, upload.origin.get("roll_up")
    others = {rule.value: rule for rule in RollUp if rule is not here}
    if there in others and len(contents.snapshot.round.teams) > 1:
        told = f"When this file was made, {others[there].phrase}. The round's own rule stays: {here.phrase}."
        findings.notes.append(told)


def _told_in(upload: Upload, name: str) -> tuple[str, str]:
    """The sheet and cell in which a file tells something of itself."""
    if upload.kind == "workbook":
        return DATA_SHEET, f"B{list(upload.origin).index(name) + 1}"
    return (upload.sheets[0].title if upload.sheets else "file"), name
