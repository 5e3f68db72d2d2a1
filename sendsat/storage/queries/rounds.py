"""Rounds and the teams that take part in them."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON
from sqlalchemy import select as columns
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from sendsat.assessment.organisations import Organisation
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round, Site, Team
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import TEAMS_AWAY, as_organisation, visible
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.rounds import OrganisationRow, ParticipationRow, RoundRow

IS_HERE = col(RoundRow.removed_at).is_(None)
OLDEST_FIRST = (col(RoundRow.started_at), col(RoundRow.id))
PARTS = ParticipationRow.metadata.tables["participation"]
Part = tuple[int, str, list[str], int | None, str]
PART = ("team_id", "name", "sections", "site_id", "site_name")
"""The columns of a `Part`."""


class RoundColumns(NamedTuple):
    """What a row of a round holds of the round, as plain columns: quicker to read than a row of SQLModel."""

    id: int
    name: str
    edition_id: str
    started_at: datetime
    closed_at: datetime | None
    started_from: int | None
    supplements: list[str]
    roll_up: str
    words: str


class ListOfLists(FunctionElement[list[Part]]):
    """Rows as one list, in no order: the database puts it together."""

    type = JSON()
    inherit_cache = True


@compiles(ListOfLists, "sqlite")
def _in_sqlite(element: ListOfLists, compiler: SQLCompiler, **how: Any) -> str:
    # SQLite keeps a list as text: `json` makes a list of it again.
    given = [
        f"json({compiler.process(clause, **how)})" if isinstance(clause.type, JSON) else compiler.process(clause, **how)
        for clause in element.clauses
    ]
    return f"json_group_array(json_array({', '.join(given)}))"


@compiles(ListOfLists, "postgresql")
def _in_postgresql(element: ListOfLists, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **how)}))"


# Every page reads the teams of each round. A row for each would hold the round, and on it the organisation, once more.
TAKING_PART = (
    columns(ListOfLists(*(PARTS.c[name] for name in PART)))
    .where(PARTS.c.round_id == col(RoundRow.id), PARTS.c.team_id.not_in(TEAMS_AWAY))
    .correlate(RoundRow)
    .scalar_subquery()
    .label("taking_part")
)


def in_bin(scope: Scope) -> SelectOfScalar[int | None]:
    """The ids of the organisation's rounds in the bin: nothing of them is shown but on the bin's own page."""
    mine = RoundRow.organisation_id == scope.organisation_id
    return select(col(RoundRow.id)).where(mine, col(RoundRow.binned_at).is_not(None))


def as_round(row: RoundRow | RoundColumns, teams: tuple[Team, ...]) -> Round:
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
        supplements=tuple(row.supplements),
        roll_up=RollUp(row.roll_up),
        words=row.words,
    )


def as_team(part: ParticipationRow) -> Team:
    """A team in a round. Only for the queries of this package."""
    return team_of((part.team_id, part.name, part.sections, part.site_id, part.site_name))


def team_of(part: Part) -> Team:
    """As `as_team`, of the columns of a part."""
    team_id, name, sections, site_id, site_name = part
    site = Site(site_id, site_name) if site_id is not None else None
    return Team(id=team_id, name=name, sections=tuple(sections), site=site)


def _round(row: RoundRow, taking_part: list[Part] | None) -> Round:
    return as_round(row, tuple(map(team_of, sorted(taking_part or ()))))


def rounds_of(scope: Scope) -> tuple[Round, ...]:
    """The organisation's rounds with their teams, oldest first, in one statement."""
    query = (
        columns(RoundRow, TAKING_PART)
        .where(col(RoundRow.organisation_id) == scope.organisation_id, IS_HERE)
        .order_by(*OLDEST_FIRST)
    )
    return tuple(_round(row.RoundRow, row.taking_part) for row in scope.session.execute(query))


def organisations_seen(
    session: Session, subject: str, asked: str
) -> tuple[tuple[Organisation, ...], frozenset[int], Organisation | None, tuple[Round, ...]]:
    """The organisations that somebody may see, oldest first; the ids of those that they see whole, being no partner
    there; the one asked for by its uid, else the first; and its rounds, as `rounds_of`: all in one statement. None
    where it is not among them.

    `subject` is what a provider knows somebody by; "" for whoever sits at a computer where nobody signs in: all.
    """
    seen = visible(subject)
    first = select(func.min(seen.subquery().c.id)).scalar_subquery()
    is_whole = col(OrganisationRow.id).in_(visible(subject, whole=True)).label("is_whole")
    is_chosen = col(OrganisationRow.uid) == asked if asked else col(OrganisationRow.id) == first
    query = (
        columns(OrganisationRow, is_whole, RoundRow, TAKING_PART)
        .select_from(OrganisationRow)
        .join(
            RoundRow,
            (col(RoundRow.organisation_id) == col(OrganisationRow.id)) & is_chosen & IS_HERE,
            isouter=True,
        )
        .where(col(OrganisationRow.id).in_(seen))
        .order_by(col(OrganisationRow.id), *OLDEST_FIRST)
    )
    rows = session.execute(query).all()
    organisation_rows = {row.OrganisationRow.id: row.OrganisationRow for row in rows}
    organisations = {number: as_organisation(row) for number, row in organisation_rows.items()}
    every = tuple(organisations.values())
    here = next((organisation for organisation in every if not asked or organisation.uid == asked), None)
    whole = frozenset(row.OrganisationRow.id for row in rows if row.is_whole)
    return every, whole, here, tuple(_round(row.RoundRow, row.taking_part) for row in rows if row.RoundRow)


def _row(scope: Scope, round_id: int) -> RoundRow:
    row = scope.session.get(RoundRow, round_id)
    if row is None or row.organisation_id != scope.organisation_id or row.removed_at is not None:
        raise NotFound("There is no such round here.", "Choose one in the sidebar.")
    return row


def get_round(scope: Scope, round_id: int) -> Round:
    """One round with its teams. Raises `NotFound`, also for another organisation's round."""
    row = _row(scope, round_id)
    parts = select(ParticipationRow).where(
        ParticipationRow.round_id == round_id, col(ParticipationRow.team_id).not_in(TEAMS_AWAY)
    )
    teams = tuple(map(as_team, scope.session.exec(parts.order_by(col(ParticipationRow.team_id)))))
    return as_round(row, teams)


def add_round(
    work: Work,
    *,
    name: str,
    edition_id: str,
    now: datetime,
    started_from: int | None,
    supplements: tuple[str, ...] = (),
    roll_up: RollUp = RollUp.LOWER,
) -> Round:
    """Keep a new round without teams."""
    row = RoundRow(
        organisation_id=work.organisation_id,
        name=name,
        edition_id=edition_id,
        started_at=now,
        started_from=started_from,
        supplements=list(supplements),
        roll_up=roll_up.value,
    )
    work.session.add(row)
    work.session.flush()
    return as_round(row, ())


def save_participation(work: Work, round_id: int, team: Team) -> None:
    """Let the team take part in the round with its name, sections and site as given. Raises `NotFound`."""
    _row(work, round_id)
    row = work.session.get(ParticipationRow, (round_id, team.id))
    if row is None:
        row = ParticipationRow(round_id=round_id, team_id=team.id, name=team.name, sections=[])
    row.name, row.sections = team.name, list(team.sections)
    row.site_id, row.site_name = (team.site.id, team.site.name) if team.site else (None, "")
    work.session.add(row)


def leave(work: Work, round_id: int, team_id: int) -> None:
    """Take a team out of a round. Raises `NotFound`."""
    _row(work, round_id)
    row = work.session.get(ParticipationRow, (round_id, team_id))
    if row is not None:
        work.session.delete(row)


def rename_round(work: Work, round_id: int, name: str) -> None:
    """Change a round's name."""
    _row(work, round_id).name = name


def set_supplements(work: Work, round_id: int, supplements: tuple[str, ...]) -> None:
    """Say which supplements are asked beside the guide in a round."""
    _row(work, round_id).supplements = list(supplements)


def set_roll_up(work: Work, round_id: int, roll_up: RollUp) -> None:
    """Say how the ratings of several teams become one in a round."""
    _row(work, round_id).roll_up = roll_up.value


def set_closed(work: Work, round_id: int, closed_at: datetime | None, words: str = "") -> None:
    """Close a round at a time, with the name of the words that are kept of it; or reopen it with None."""
    row = _row(work, round_id)
    row.closed_at, row.words = closed_at, words
