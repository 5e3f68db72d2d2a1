"""Rounds and the teams that take part in them."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, col, select

from sendsat.assessment.values import Round, Team
from sendsat.errors import NotFound
from sendsat.storage.tables import ParticipationRow, RoundRow


def as_round(row: RoundRow, teams: tuple[Team, ...]) -> Round:
    """The row as a value. Only for the queries of this package."""
    assert row.id is not None
    return Round(
        id=row.id,
        name=row.name,
        edition_id=row.edition_id,
        started_at=row.started_at,
        closed_at=row.closed_at,
        started_from=row.started_from,
        teams=teams,
    )


def rounds_of(session: Session, organisation_id: int) -> tuple[Round, ...]:
    """The organisation's rounds with their teams, oldest first, in two statements."""
    rows = session.exec(
        select(RoundRow)
        .where(RoundRow.organisation_id == organisation_id)
        .order_by(col(RoundRow.started_at), col(RoundRow.id))
    ).all()
    teams: dict[int, list[Team]] = defaultdict(list)
    parts = (
        select(ParticipationRow)
        .join(RoundRow, col(RoundRow.id) == col(ParticipationRow.round_id))
        .where(RoundRow.organisation_id == organisation_id)
        .order_by(col(ParticipationRow.team_id))
    )
    for part in session.exec(parts):
        teams[part.round_id].append(Team(id=part.team_id, name=part.name, sections=tuple(part.sections)))
    return tuple(as_round(row, tuple(teams[row.id or 0])) for row in rows)


def _row(session: Session, organisation_id: int, round_id: int) -> RoundRow:
    row = session.get(RoundRow, round_id)
    if row is None or row.organisation_id != organisation_id:
        raise NotFound("There is no such round here.", "Choose one in the sidebar.")
    return row


def get_round(session: Session, organisation_id: int, round_id: int) -> Round:
    """One round with its teams. Raises `NotFound`, also for another organisation's round."""
    row = _row(session, organisation_id, round_id)
    parts = (
        select(ParticipationRow).where(ParticipationRow.round_id == round_id).order_by(col(ParticipationRow.team_id))
    )
    teams = tuple(Team(id=p.team_id, name=p.name, sections=tuple(p.sections)) for p in session.exec(parts))
    return as_round(row, teams)


def add_round(
    session: Session, *, organisation_id: int, name: str, edition_id: str, now: datetime, started_from: int | None
) -> Round:
    """Keep a new round without teams."""
    row = RoundRow(
        organisation_id=organisation_id, name=name, edition_id=edition_id, started_at=now, started_from=started_from
    )
    session.add(row)
    session.flush()
    return as_round(row, ())


def save_participation(session: Session, round_id: int, team: Team) -> None:
    """Let the team take part in the round with its name and sections as given."""
    row = session.get(ParticipationRow, (round_id, team.id))
    if row is None:
        row = ParticipationRow(round_id=round_id, team_id=team.id, name=team.name, sections=[])
    row.name, row.sections = team.name, list(team.sections)
    session.add(row)


def leave(session: Session, round_id: int, team_id: int) -> None:
    """Take a team out of a round."""
    row = session.get(ParticipationRow, (round_id, team_id))
    if row is not None:
        session.delete(row)


def rename_round(session: Session, organisation_id: int, round_id: int, name: str) -> None:
    """Change a round's name."""
    _row(session, organisation_id, round_id).name = name


def set_closed(session: Session, organisation_id: int, round_id: int, closed_at: datetime | None) -> None:
    """Close a round at a time, or reopen it with None."""
    _row(session, organisation_id, round_id).closed_at = closed_at
