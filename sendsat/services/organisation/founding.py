"""The first verb: found an organisation with its first team and round; and the one that puts its name right later."""

import uuid
from dataclasses import replace
from datetime import datetime

from sendsat.assessment.deeds import Deed
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.people import SOMEONE, Person, Role
from sendsat.assessment.people.permissions import check_may
from sendsat.assessment.rules import check_name, default_sections
from sendsat.assessment.values import Round
from sendsat.errors import Refused
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.work import May, Scope, Way, Work, as_now, writing
from sendsat.storage.engine import Session
from sendsat.storage.queries import organisations, rounds
from sendsat.storage.queries.people import people
from sendsat.storage.scope import Founding
from sendsat.storage.store import Store

FIRST_TEAM = "Whole organisation"


def found_organisation(
    store: Store,
    library: Library,
    *,
    name: str,
    kind: OrganisationKind,
    round_name: str,
    now: datetime,
    person: Person = SOMEONE,
) -> tuple[Organisation, Round]:
    """Keep an organisation with one team (the whole organisation) and its first round, which `person` founds.

    Raises `Invalid` for an empty name, `Refused` when the database already has an organisation.
    """
    name, round_name = check_name(name, what="organisation"), check_name(round_name, what="round")
    with store.founding(Deed(person.name, now, "found_organisation", Way.PAGE)) as founding:
        check_empty(founding.session)
        return begin(founding, library, name=name, kind=kind, round_name=round_name)[:2]


def found_another(desk: Desk, *, name: str, kind: OrganisationKind, round_name: str) -> Organisation:
    """Keep one more organisation beside the desk's. Whoever signed in becomes its administrator, and must be one of the
    desk's organisation; nobody else sees it until they are invited.

    Raises `Invalid` for a name that is empty or is one that the founder sees already, `Refused`.
    """
    round_name = check_name(round_name, what="round")
    with desk.store.founding(Deed(desk.person.name, desk.now(), "found_another", desk.way)) as founding:
        person = as_now(Scope(founding.session, desk.organisation.id), desk.person)
        check_may(person, May.MANAGE_ORGANISATION)
        taken = tuple(organisation.name for organisation in organisations.seen_by(founding.session, person.subject))
        name = check_name(name, what="organisation", taken=taken)
        organisation, _, work = begin(founding, desk.library, name=name, kind=kind, round_name=round_name)
        if person.is_signed_in:
            people.let_in(work, person, Role.ADMINISTRATOR, ())
            work.note("person came in", "", f"{person.name} ({person.mail}), {Role.ADMINISTRATOR.word}")
    return organisation


def begin(
    founding: Founding, library: Library, *, name: str, kind: OrganisationKind, round_name: str
) -> tuple[Organisation, Round, Work]:
    """Inside a transaction: an organisation with one team and its first round, as work that goes on. For the verbs of
    this package."""
    now = founding.deed.at
    organisation = organisations.add_organisation(founding, uid=uuid.uuid4().hex, name=name, kind=kind, now=now)
    work = founding.as_work_of(organisation.id)
    team = organisations.add_team(work, name=FIRST_TEAM, sections=default_sections(kind, library.current))
    round_ = rounds.add_round(work, name=round_name, edition_id=library.current.id, now=now, started_from=None)
    rounds.save_participation(work, round_.id, team)
    work.note("organisation founded", "", name)
    work.note("team added", "", team.name, team_id=team.id)
    work.note("round started", "", round_name, round_id=round_.id)
    return organisation, round_, work


def change_organisation(desk: Desk, *, name: str, kind: OrganisationKind) -> Organisation:
    """Give the organisation another name or kind; teams keep their sections. Raises `Invalid` for an empty name."""
    wanted = replace(desk.organisation, name=check_name(name, what="organisation"), kind=kind)
    with writing(desk, May.MANAGE_ORGANISATION, "change_organisation") as work:
        stored = organisations.get_organisation(work)
        organisations.save_organisation(work, wanted)
        if stored.name != wanted.name:
            work.note("organisation renamed", stored.name, wanted.name)
        if stored.kind is not wanted.kind:
            work.note("organisation's kind changed", stored.kind.value, wanted.kind.value)
    return wanted


def check_empty(session: Session) -> None:
    """Raises `Refused` when the database already has an organisation."""
    if organisations.all_organisations(session):
        raise Refused(
            "This database already has an organisation in it.", "Nothing was changed; use an empty database instead."
        )
