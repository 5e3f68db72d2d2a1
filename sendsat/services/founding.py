"""The first verb: found an organisation with its first team and round."""

import uuid
from datetime import datetime

from sendsat.assessment.rules import check_name, default_sections
from sendsat.assessment.values import Organisation, OrganisationKind, Round
from sendsat.errors import Refused
from sendsat.guide.library import Library
from sendsat.storage.engine import Session, Store
from sendsat.storage.queries import organisations, rounds

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


def check_empty(session: Session) -> None:
    """Raises `Refused` when the database already has an organisation."""
    if organisations.all_organisations(session):
        raise Refused(
            "This database already has an organisation in it.", "Nothing was changed; use an empty database instead."
        )
