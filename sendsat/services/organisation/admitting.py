"""Lets somebody in who has just signed in: because they were invited, or because the server names them as the first.
Notes who signed in, and who was turned away.
"""

from datetime import datetime, timedelta

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.people.membership import Invitation, domain_of
from sendsat.assessment.people.people import UNKNOWN, Person, Role
from sendsat.services.work import NotLetIn, not_let_in
from sendsat.storage.queries import organisations
from sendsat.storage.queries.people import accounts, people
from sendsat.storage.queries.records import records
from sendsat.storage.scope import Scope, Work
from sendsat.storage.store import Store

MOST_REFUSALS = 50
"""So many people turned away are noted in a day, each once: a stranger must not fill the record."""
MOST_UNTRUSTED = 20
"""So many sign-ins that could not be trusted are noted in a day: anybody can try."""
LONGEST_NAME = 120
_DAY = timedelta(days=1)


def may_found(person: Person, first_administrator: str) -> bool:
    """Whether somebody who signed in is the one whom the server names as its first administrator."""
    return bool(person.mail) and person.mail == first_administrator.strip().lower()


def admit(store: Store, person: Person, *, first_administrator: str, now: datetime) -> None:
    """Make somebody who signed in a member wherever they are invited, with the role of that invitation; whom the server
    names as its first administrator, of its first organisation too. There is nobody yet whose permission could be
    asked. An address that was not verified opens nothing; whom an administrator removed, no domain lets in.

    Raises `NotLetIn` for somebody who belongs nowhere then, `StorageError`.
    """
    with store.looking() as session:
        first = organisations.first_organisation(session) if may_found(person, first_administrator) else None
        invited = people.inviting(session, person.mail, domain_of(person.mail)) if person.mail else ()
        known = (
            {organisation.id for organisation in organisations.seen_by(session, person.subject)}
            if person.subject
            else set()
        )
    wanted = dict.fromkeys((*((first.id,) if first else ()), *invited))
    let_in = [
        organisation_id
        for organisation_id in wanted
        if organisation_id in known or _admit_to(store, organisation_id, person, first_administrator, now)
    ]
    if not let_in and not known:
        raise not_let_in(person)


def _admit_to(store: Store, organisation_id: int, person: Person, first_administrator: str, now: datetime) -> bool:
    """Let somebody into one organisation; False where it does not let them in."""
    try:
        with store.writing(organisation_id, Deed(person.name, now, "admit", Way.PAGE)) as work:
            if people.member_known_as(work, person.subject) is None:  # else another tab was faster
                role, teams = _welcome(work, person, first_administrator)
                people.let_in(work, person, role, teams)
                work.note("person came in", "", f"{person.name} ({person.mail}), {role.word}")
    except NotLetIn:
        return False
    return True


def _welcome(work: Work, person: Person, first_administrator: str) -> tuple[Role, tuple[int, ...]]:
    """Role and teams with which somebody is let in; an invitation of their own is used up by it."""
    was_removed = accounts.was_removed(work, person.subject)
    if _is_first(work, person, first_administrator) and not was_removed:
        return Role.ADMINISTRATOR, ()
    by_who: dict[str, Invitation] = {invitation.who: invitation for invitation in people.invitations_of(work)}
    own = by_who.get(person.mail)
    if own is not None:
        people.take_invitation(work, own.id)
        return own.role, own.teams
    shared = by_who.get(domain_of(person.mail))
    if shared is None or was_removed:
        raise not_let_in(person)
    return shared.role, shared.teams


def _is_first(work: Work, person: Person, first_administrator: str) -> bool:
    """Whether this is the server's first administrator, in its first organisation: others were founded by others."""
    if not may_found(person, first_administrator):
        return False
    with work.seeing_every():
        first = organisations.first_organisation(work.session)
    return first is not None and first.id == work.organisation_id


def note_sign_in(store: Store, person: Person, *, now: datetime) -> None:
    """Note once, in each organisation that somebody is a member of, that they have signed in; every further tab of the
    same sign-in notes nothing. Raises `StorageError`."""
    at = person.signed_in_at
    if at is None or not person.subject:
        return
    with store.looking() as session:
        theirs = [organisation.id for organisation in organisations.seen_by(session, person.subject)]
        fresh = [
            organisation_id
            for organisation_id in theirs
            if not people.has_noted_sign_in(Scope(session, organisation_id), person.subject, at)
        ]
    for organisation_id in fresh:
        with store.writing(organisation_id, Deed(person.name, now, "note_sign_in", Way.PAGE)) as work:
            if not people.has_noted_sign_in(work, person.subject, at):
                people.save_sign_in(work, person.subject, at)
                work.note("signed in", "", _who_came(work, person))


def _who_came(work: Work, person: Person) -> str:
    """Whoever signed in, with their address; of a link to read by, whom it is for."""
    member = people.member_known_as(work, person.subject)
    return f"by the link for {member.name}" if member and member.is_by_link else f"{person.name} ({person.mail})"


def note_refusal(store: Store, person: Person, *, now: datetime) -> None:
    """Note that somebody signed in whom nobody invited, in the server's first organisation: each once a day, and no
    more than `MOST_REFUSALS` of them. Raises `StorageError`."""
    name = _called(person)
    with store.looking() as session:
        here = organisations.all_organisations(session)
        if not here or _is_enough(Scope(session, here[0].id), name, now):
            return
    with store.writing(here[0].id, Deed(name, now, "note_refusal", Way.PAGE)) as work:
        if not _is_enough(work, name, now):
            work.note("sign-in refused", "", f"{name}: nobody has invited them")


def note_untrusted(store: Store, *, now: datetime) -> None:
    """Note that a sign-in was refused because what the provider said failed its check, in the server's first
    organisation: without a name or an address, since nothing that was said can be believed. No more than
    `MOST_UNTRUSTED` in a day. Raises `StorageError`."""
    with store.looking() as session:
        here = organisations.all_organisations(session)
        if not here or _is_plenty(Scope(session, here[0].id), now):
            return
    with store.writing(here[0].id, Deed(UNKNOWN.name, now, "note_untrusted", Way.PAGE)) as work:
        if not _is_plenty(work, now):
            work.note("sign-in refused", "", "what the sign-in service answered failed its check")


def _is_plenty(scope: Scope, now: datetime) -> bool:
    return len(records.people_noted_since(scope, "note_untrusted", now - _DAY)) >= MOST_UNTRUSTED


def _called(person: Person) -> str:
    """What the record calls somebody who is no member: by the address they have shown to be theirs, else by name."""
    return (person.mail or f"{person.name}, address not confirmed")[:LONGEST_NAME]


def _is_enough(scope: Scope, name: str, now: datetime) -> bool:
    noted = records.people_noted_since(scope, "note_refusal", now - _DAY)
    return name in noted or len(noted) >= MOST_REFUSALS
