"""Organisations, teams and the Ofsted areas an organisation chose."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.people import Role
from sendsat.assessment.values import Merged, Placed, Site, Team
from sendsat.errors import NotFound
from sendsat.storage.queries import numbers
from sendsat.storage.scope import Founding, Scope, Work
from sendsat.storage.tables.people import MembershipRow, PersonRow, still_member
from sendsat.storage.tables.rounds import OfstedChoiceRow, OrganisationRow, SiteRow, TeamRow


def as_organisation(row: OrganisationRow) -> Organisation:
    """The row as a value. Only for the queries of this package."""
    assert row.id is not None
    return Organisation(
        id=row.id,
        uid=row.uid,
        name=row.name,
        kind=OrganisationKind(row.kind),
        group_id=row.group_id,
        takes_submissions=row.takes_submissions,
    )


def as_site(row: SiteRow) -> Site:
    """The row as a value. Only for the queries of this package."""
    assert row.id is not None
    return Site(id=row.id, name=row.name, retired=row.retired, merged=_merged(row.merged) if row.merged else None)


def _merged(kept: Mapping[str, Any]) -> Merged:
    parts = tuple((round_id, team_id) for round_id, team_id in kept["parts"])
    return Merged(kept["into"], datetime.fromisoformat(kept["at"]), tuple(kept["teams"]), parts)


def _team(row: TeamRow, site: SiteRow | None = None) -> Team:
    assert row.id is not None
    return Team(
        id=row.id,
        name=row.name,
        sections=tuple(row.sections),
        retired=row.retired,
        site=as_site(site) if site else None,
        placed=_placed(row.placed) if row.placed else None,
    )


def _placed(kept: Mapping[str, Any]) -> Placed:
    parts = tuple((round_id, site_id) for round_id, site_id in kept["parts"])
    return Placed(kept["before"], kept["into"], datetime.fromisoformat(kept["at"]), parts)


def _kept(placed: Placed) -> dict[str, Any]:
    """As the database gives it back, so that what did not change is not written anew."""
    return asdict(placed) | {"at": placed.at.isoformat(), "parts": [list(part) for part in placed.parts]}


TEAMS_AWAY = select(col(TeamRow.id)).where(col(TeamRow.removed_at).is_not(None))
"""The ids of teams in the bin: nothing of them is shown or counted but on the bin's own page. Of those that were erased
nothing is left to show."""


NOT_AWAY = col(OrganisationRow.removed_at).is_(None)
"""That an organisation is neither in the bin nor erased: nothing but the bin shows one that is."""


def all_organisations(session: Session) -> tuple[Organisation, ...]:
    """Every organisation in this database, oldest first, but for those in the bin."""
    rows = session.exec(select(OrganisationRow).where(NOT_AWAY).order_by(col(OrganisationRow.id)))
    return tuple(as_organisation(row) for row in rows)


def first_organisation(session: Session) -> Organisation | None:
    """The organisation with which this database began, or began anew once all before it had gone to the bin; None while
    that is in the bin itself, or none is here."""
    rows = session.exec(select(OrganisationRow).order_by(col(OrganisationRow.id))).all()
    here = next((row for row in rows if row.removed_at is None), None)
    if here is None:
        return None
    gone = [row.removed_at for row in rows[: rows.index(here)]]
    return as_organisation(here) if all(at is not None and at <= here.created_at for at in gone) else None


def is_here(scope: Scope) -> bool:
    """Whether the organisation is neither in the bin nor erased. One statement."""
    query = select(OrganisationRow.id).where(OrganisationRow.id == scope.organisation_id, NOT_AWAY)
    return scope.session.exec(query).first() is not None


def visible(subject: str, *, whole: bool = False) -> Select[tuple[int]]:
    """The ids of the organisations that somebody may see: those they are a member of, every one for "", none that is in
    the bin; those seen `whole` leave out where they are a partner. Only for the queries of this package."""
    known = OrganisationRow.metadata.tables["organisation"].alias()
    here = sql_select(known.c.id).where(known.c.removed_at.is_(None))
    if not subject:
        return here
    theirs = (
        here.join(MembershipRow, col(MembershipRow.organisation_id) == known.c.id)
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(col(PersonRow.subject) == subject, still_member())
    )
    return theirs.where(col(MembershipRow.role) != Role.PARTNER.value) if whole else theirs


def seen_by(session: Session, subject: str, *, whole: bool = False) -> tuple[Organisation, ...]:
    """The organisations that somebody may see, or may see `whole`, oldest first."""
    query = select(OrganisationRow).where(col(OrganisationRow.id).in_(visible(subject, whole=whole)))
    return tuple(as_organisation(row) for row in session.exec(query.order_by(col(OrganisationRow.id))))


def add_organisation(founding: Founding, *, uid: str, name: str, kind: OrganisationKind, now: datetime) -> Organisation:
    """Keep a new organisation."""
    row = OrganisationRow(uid=uid, name=name, kind=kind.value, created_at=now)
    founding.session.add(row)
    founding.session.flush()
    return as_organisation(row)


def get_organisation(scope: Scope) -> Organisation:
    """The organisation whose transaction this is. Raises `NotFound`."""
    row = scope.session.get(OrganisationRow, scope.organisation_id)
    if row is None:
        raise NotFound("This organisation is not in the database.")
    return as_organisation(row)


def save_organisation(work: Work, organisation: Organisation) -> None:
    """Keep the organisation's name and kind. Raises `NotFound`, also for another organisation."""
    row = work.session.get(OrganisationRow, work.organisation_id)
    if row is None or organisation.id != work.organisation_id:
        raise NotFound("This organisation is not in the database.")
    row.name, row.kind = organisation.name, organisation.kind.value


def let_send(work: Work, *, anyone: bool) -> None:
    """Keep whether any provider in this database may send the organisation something directly."""
    row = work.session.get(OrganisationRow, work.organisation_id)
    assert row is not None
    row.takes_submissions = anyone


def teams_of(scope: Scope) -> tuple[Team, ...]:
    """The organisation's teams with their sites in the order they were added, retired ones too."""
    rows = (
        select(TeamRow, SiteRow)
        .join(SiteRow, col(SiteRow.id) == col(TeamRow.site_id), isouter=True)
        .where(TeamRow.organisation_id == scope.organisation_id, col(TeamRow.removed_at).is_(None))
        .order_by(col(TeamRow.id))
    )
    return tuple(_team(row, site) for row, site in scope.session.exec(rows))


def add_team(work: Work, *, name: str, sections: tuple[str, ...]) -> Team:
    """Keep a new team."""
    number = numbers.new_team(work)
    row = TeamRow(id=number, organisation_id=work.organisation_id, name=name, sections=list(sections))
    work.session.add(row)
    work.session.flush()
    return _team(row)


def save_team(work: Work, team: Team) -> Team:
    """Keep a team's name, sections, site, how it came there, and whether it is retired. Raises `NotFound`."""
    row = work.session.get(TeamRow, team.id)
    if row is None or row.organisation_id != work.organisation_id or row.removed_at is not None:
        raise NotFound("There is no such team here.", "Choose one from the list.")
    row.name, row.sections, row.retired = team.name, list(team.sections), team.retired
    row.site_id = team.site.id if team.site else None
    row.placed = _kept(team.placed) if team.placed else None
    return team


def ofsted_choices(scope: Scope) -> dict[tuple[str, str], tuple[str, ...]]:
    """The organisation's own Ofsted areas, by statement id and framework id."""
    rows = scope.session.exec(select(OfstedChoiceRow).where(OfstedChoiceRow.organisation_id == scope.organisation_id))
    return {(row.statement_id, row.framework_id): tuple(row.areas) for row in rows}


def save_ofsted_choice(work: Work, *, statement_id: str, framework_id: str, areas: tuple[str, ...] | None) -> None:
    """Keep the organisation's own areas for a statement; None goes back to the edition's."""
    row = work.session.get(OfstedChoiceRow, (work.organisation_id, statement_id, framework_id))
    if areas is None:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = OfstedChoiceRow(
            organisation_id=work.organisation_id, statement_id=statement_id, framework_id=framework_id, areas=[]
        )
    row.areas = list(areas)
    work.session.add(row)
