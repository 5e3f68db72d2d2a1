"""Downloads of a round: the companion workbook of a team, and the whole round as CSV or JSON. Nothing here writes."""

from collections.abc import Callable

from sendsat.assessment.values import Round, Team
from sendsat.errors import Invalid, NotFound
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.csv_file import round_csv as write_csv
from sendsat.exchange.round_out.json_file import round_json as write_json
from sendsat.exchange.round_out.workbook_out import round_workbook as write_workbook
from sendsat.guide.edition import Edition
from sendsat.services.desk import Desk
from sendsat.services.viewing import contents_within, newest_round
from sendsat.services.work import reading


def _contents(desk: Desk, round_id: int, team_id: int | None) -> RoundContents:
    with reading(desk) as scope:
        contents = contents_within(desk, scope, round_id)
    if team_id is None:
        return contents
    _team(contents, team_id)
    return contents.of_team(team_id)


def _team(contents: RoundContents, team_id: int | None) -> Team:
    round_ = contents.snapshot.round
    if team_id is None and len(round_.teams) == 1:
        return round_.teams[0]
    team = round_.team(team_id) if team_id is not None else None
    if team is None and team_id is None:
        names = ", ".join(f"{asked.name} ({asked.id})" for asked in round_.teams)
        raise Invalid("Each team has a workbook of its own, and this round has several teams.", f"Choose one: {names}.")
    if team is None:
        raise NotFound(f"No team {team_id} takes part in {round_.name}.", "Choose one from the list.")
    return team


def round_workbook(desk: Desk, round_id: int, team_id: int | None = None) -> tuple[str, bytes]:
    """The companion workbook of one team: its name and bytes. Without a team, of the only one.

    Raises `Invalid` where the round has several teams and none is chosen, `NotFound` for an unknown round or team.
    """
    contents = _contents(desk, round_id, team_id)
    team = _team(contents, team_id)
    content = write_workbook(contents, team, write_json(contents.of_team(team.id)))
    return download_name(desk, contents.snapshot.round, "xlsx", team.id), content


def round_csv(desk: Desk, round_id: int, team_id: int | None = None) -> tuple[str, bytes]:
    """A round as CSV, a row for each team and statement: its name and bytes. Raises `NotFound`."""
    return _whole(desk, round_id, team_id, "csv", write_csv)


def supplement_csv(desk: Desk, round_id: int, edition_id: str) -> tuple[str, bytes]:
    """A supplement of a round as CSV, in the columns of a whole round: its name and bytes. Raises `NotFound`."""
    contents = _contents(desk, round_id, None)
    apart = next((supplement for supplement in contents.beside if supplement.snapshot.edition.id == edition_id), None)
    if apart is None:
        raise NotFound("This round does not ask that supplement.", "Switch it on under Rounds and teams.")
    return supplement_name(desk, contents.snapshot.round, apart.snapshot.edition), write_csv(apart)


def supplement_name(desk: Desk, round_: Round, edition: Edition) -> str:
    """The name of a supplement's download."""
    return file_name(desk.organisation.name, edition.header.short_title, round_.name, desk.today, Format.CSV)


def round_json(desk: Desk, round_id: int, team_id: int | None = None) -> tuple[str, bytes]:
    """A round as one JSON document with its actions, and its supplements in a block of their own: its name and bytes.
    Raises `NotFound`."""
    return _whole(desk, round_id, team_id, "json", write_json)


def _whole(
    desk: Desk, round_id: int, team_id: int | None, suffix: str, write: Callable[[RoundContents], bytes]
) -> tuple[str, bytes]:
    contents = _contents(desk, round_id, team_id)
    return download_name(desk, contents.snapshot.round, suffix, team_id), write(contents)


WRITERS: dict[str, Callable[[Desk, int, int | None], tuple[str, bytes]]] = {
    Format.XLSX: round_workbook,
    Format.CSV: round_csv,
    Format.JSON: round_json,
}


def download_name(desk: Desk, round_: Round, kind: str, team_id: int | None = None) -> str:
    """The name of a download in one of its formats: a team is named where the round has several."""
    team = round_.team(team_id) if team_id is not None and len(round_.teams) > 1 else None
    contents = "Ratings" if kind == "xlsx" else "Whole round"
    day = desk.today
    return file_name(desk.organisation.name, contents, round_.name, day, kind, team=team.name if team else "")


def export_round(
    desk: Desk, *, kind: str, round_id: int | None = None, team_id: int | None = None
) -> tuple[str, bytes]:
    """A round in one of its formats, the newest without an id: its name and bytes. Raises `Invalid`, `NotFound`."""
    chosen = newest_round(desk) if round_id is None else round_id
    if kind not in WRITERS:
        raise Invalid(f"A round cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}.")
    return WRITERS[kind](desk, chosen, team_id)
