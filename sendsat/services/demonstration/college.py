"""Loads the demonstration, a fictional college with three rounds, into an empty database."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import parse_rating
from sendsat.assessment.rules import suggested_round_name
from sendsat.assessment.values import Action, HistoryEntry, Judgement, Priority, Status, Team
from sendsat.errors import SendsatError
from sendsat.guide.library import Library
from sendsat.guide.reading import Faulty, read
from sendsat.services.organisation.founding import check_empty
from sendsat.storage.queries import actions, judgements, organisations, rounds
from sendsat.storage.scope import Founding, Work
from sendsat.storage.store import Store

AUTHOR = "Demonstration"
BLOCK = timedelta(weeks=52)


def load_demonstration(store: Store, library: Library, file: Path, *, now: datetime) -> Organisation:
    """Keep everything in the demonstration file, in one transaction. Its dates are moved by whole blocks of 52 weeks,
    so that weekdays hold and the day it is told as of is today or up to 363 days ago.

    Raises `Refused` unless the database is empty, `SendsatError` for a file that is missing or damaged.
    """
    try:
        written = read(file).data
        story = _moved(written, BLOCK * ((now.date() - written["as_of"]) // BLOCK))
        with store.founding(Deed(AUTHOR, now, "load_demonstration", Way.FILE)) as founding:
            check_empty(founding.session)
            return _keep(founding, story, library.current.id)
    except Faulty as fault:
        raise SendsatError(f"The demonstration cannot be loaded: {file.name} {fault}.") from None
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise SendsatError(f"The demonstration cannot be loaded: {file.name} is damaged near {error}.") from error


def _keep(founding: Founding, story: dict[str, Any], edition_id: str) -> Organisation:
    organisation = organisations.add_organisation(
        founding,
        uid=uuid.uuid4().hex,
        name=story["organisation"]["name"],
        kind=OrganisationKind(story["organisation"]["kind"]),
        now=_at(story["rounds"][0]["started"], 8),
    )
    work = founding.as_work_of(organisation.id)
    teams = _teams(work, story["teams"])
    started = {round_["id"]: _at(round_["started"], 11) for round_ in story["rounds"]}
    round_ids = _rounds(work, story["rounds"], teams, edition_id)
    told = [_judgement(work, said, round_ids[said["round"]], teams[said["team"]]) for said in story["assessments"]]
    for planned in story["actions"]:
        at = started[planned["round"]]
        told += _action(work, planned, round_ids[planned["round"]], teams[planned["team"]], at)
    work.note_all(sorted(told, key=lambda entry: entry.at))  # as it would have been noted, day by day
    work.note("demonstration loaded", "", organisation.name)
    return organisation


def _moved(content: Any, by: timedelta) -> Any:
    """The same values with every date among them moved."""
    if isinstance(content, dict):
        return {key: _moved(value, by) for key, value in content.items()}
    if isinstance(content, list):
        return [_moved(value, by) for value in content]
    return content + by if isinstance(content, date) else content


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def _teams(work: Work, listed: list[dict[str, Any]]) -> dict[str, Team]:
    return {
        team["id"]: organisations.add_team(work, name=team["name"], sections=tuple(team["sections"])) for team in listed
    }


def _rounds(work: Work, listed: list[dict[str, Any]], teams: dict[str, Team], edition_id: str) -> dict[str, int]:
    round_ids = {}
    for entry in listed:
        round_ = rounds.add_round(
            work,
            name=suggested_round_name(entry["started"]),
            edition_id=edition_id,
            now=_at(entry["started"], 9),
            started_from=None,
        )
        for team in teams.values():
            rounds.save_participation(work, round_.id, team)
        if entry["closed"]:
            rounds.set_closed(work, round_.id, _at(entry["closed"], 16))
        round_ids[entry["id"]] = round_.id
    return round_ids


def _judgement(work: Work, said: dict[str, Any], round_id: int, team: Team) -> HistoryEntry:
    """Keep what a team said, and give what is to be noted of it."""
    at = _at(said["on"], 10)
    judgement = Judgement(
        round_id=round_id,
        team_id=team.id,
        statement_id=said["statement"],
        rating=parse_rating(said.get("rating")),
        commentary=said.get("commentary") or "",
        evidence=said.get("evidence") or "",
    )
    judgements.save_judgement(work, judgement, at)
    return HistoryEntry(
        at=at,
        person=AUTHOR,
        field="rating",
        old="",
        new=said.get("rating") or "",
        round_id=round_id,
        team_id=team.id,
        statement_id=said["statement"],
    )


def _action(work: Work, planned: dict[str, Any], round_id: int, team: Team, at: datetime) -> list[HistoryEntry]:
    """Keep an action with its notes, and give what is to be noted of it."""
    action = actions.add_action(
        work,
        round_id=round_id,
        team_id=team.id,
        statements=tuple(planned["statements"]),
        text=planned["text"],
        owner=planned["owner"],
        due=planned["due"],
        priority=Priority(planned["priority"]),
        status=Status(planned["status"]),
        now=at,
    )
    notes = planned.get("notes") or ()
    for note in notes:
        actions.add_note(work, action.id, text=note["text"], at=_at(note["on"], 12), person=AUTHOR)
    if not notes or action.status.is_open:
        return []
    return [_finished(action, round_id, _at(notes[-1]["on"], 12))]


def _finished(action: Action, round_id: int, at: datetime) -> HistoryEntry:
    """That it was done or dropped: the last note on an action tells of that day."""
    return HistoryEntry(
        at=at,
        person=AUTHOR,
        field="status",
        old=Status.IN_PROGRESS.value,
        new=action.status.value,
        round_id=round_id,
        team_id=action.team_id,
        statement_id=action.statements[0],
        action_id=action.id,
    )
