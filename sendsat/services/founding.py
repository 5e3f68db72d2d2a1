"""The first verb: found an organisation with its first team and round; and the one that puts its name right later."""

import uuid
from dataclasses import replace
from datetime import datetime

from sendsat.assessment.rules import check_name, default_sections
from sendsat.assessment.values import HistoryEntry, Organisation, OrganisationKind, Round
from sendsat.errors import Refused
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.storage.engine import Session, Store
from sendsat.storage.queries import history, organisations, rounds

FIRST_TEAM = "Whole organisation"


def found_organisation(
    store: Store, library: Library, *, name: str, kind: OrganisationKind, round_name: str, now: datetime
) -> tuple[Organisation, Round]:
    """Keep an organisation with one team (the whole organisation) and its first round.

    Raises `Invalid` for an empty name, `Refused` when the database already has an organisation.
    """
    name, round_name = check_name(name, what="organisation"), check_name(round_name, what="round")
    with store.writing() as session:
        check_empty(session)
        organisation = organisations.add_organisation(session, uid=uuid.uuid4().hex, name=name, kind=kind, now=now)
        team = organisations.add_team(
            session,
            organisation_id=organisation.id,
            name=FIRST_TEAM,
            sections=default_sections(kind, library.current),
        )
        round_ = rounds.add_round(
            session,
            organisation_id=organisation.id,
            name=round_name,
            edition_id=library.current.id,
            now=now,
            started_from=None,
        )
        rounds.save_participation(session, round_.id, team)
    return organisation, round_


def change_organisation(desk: Desk, *, name: str, kind: OrganisationKind) -> Organisation:
    """Give the organisation another name or kind; teams keep their sections. Raises `Invalid` for an empty name."""
    wanted = replace(desk.organisation, name=check_name(name, what="organisation"), kind=kind)
    with desk.store.writing() as session:
        stored = next(one for one in organisations.all_organisations(session) if one.id == wanted.id)
        changes = [
            ("organisation renamed", stored.name, wanted.name),
            ("organisation's kind changed", stored.kind.value, wanted.kind.value),
        ]
        entries = [
            HistoryEntry(at=desk.now(), person=desk.person.name, field=field, old=old, new=new)
            for field, old, new in changes
            if old != new
        ]
        organisations.save_organisation(session, wanted)
        history.add_entries(session, desk.organisation.id, entries)
    return wanted


def check_empty(session: Session) -> None:
    """Raises `Refused` when the database already has an organisation."""
    if organisations.all_organisations(session):
        raise Refused(
            "This database already has an organisation in it.", "Nothing was changed; use an empty database instead."
        )
