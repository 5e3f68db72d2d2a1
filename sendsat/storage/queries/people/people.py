"""People who sign in, their roles in an organisation, and its invitations."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from sendsat.assessment.people.membership import Invitation, Member
from sendsat.assessment.people.people import Person, Role
from sendsat.errors import NotFound
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.people import InvitationRow, MembershipRow, PersonRow, still_member
from sendsat.storage.tables.rounds import OrganisationRow

Pair = tuple[PersonRow, MembershipRow]


def _as_member(pair: Pair) -> Member:
    row, membership = pair
    assert row.id is not None
    role = Role(membership.role)
    teams = frozenset(membership.teams) if role is Role.CONTRIBUTOR else None
    person = Person(str(row.id), row.name, role, teams, row.subject, row.mail)
    return Member(row.id, person, membership.since, membership.ends_at)


def _pair(scope: Scope, subject: str) -> Pair | None:
    query = (
        select(PersonRow, MembershipRow)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(PersonRow.subject == subject, MembershipRow.organisation_id == scope.organisation_id, still_member())
    )
    return scope.session.exec(query).first()


def member_known_as(scope: Scope, subject: str) -> Person | None:
    """The member whom their provider knows as `subject`, with role and teams as they are now; None for nobody."""
    pair = _pair(scope, subject)
    return _as_member(pair).person if pair is not None else None


def has_noted_sign_in(scope: Scope, subject: str, at: datetime) -> bool:
    """Whether this sign-in of a member, or a later one, was noted already; also where there is no such member."""
    pair = _pair(scope, subject)
    return pair is None or (pair[1].signed_in_at is not None and pair[1].signed_in_at >= at)


def save_sign_in(work: Work, subject: str, at: datetime) -> None:
    """Keep when a member signed in last."""
    pair = _pair(work, subject)
    if pair is not None:
        pair[1].signed_in_at = at
        work.session.add(pair[1])


def members_of(scope: Scope) -> tuple[Member, ...]:
    """Everybody who belongs to the organisation, by name; links to read by too, also where their time has run out."""
    query = (
        select(PersonRow, MembershipRow)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(MembershipRow.organisation_id == scope.organisation_id, col(MembershipRow.removed_at).is_(None))
    )
    members = [_as_member(pair) for pair in scope.session.exec(query)]
    return tuple(sorted(members, key=lambda member: (member.person.name.casefold(), member.id)))


def looks_after_all(session: Session, subject: str) -> bool:
    """Whether somebody who signed in is an administrator of every organisation in this database, in the bin or not."""
    mine = (
        select(MembershipRow.organisation_id)
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(
            PersonRow.subject == subject,
            MembershipRow.role == Role.ADMINISTRATOR.value,
            col(MembershipRow.removed_at).is_(None),
        )
    )
    is_kept = col(OrganisationRow.removed_at).is_(None) | col(OrganisationRow.binned_at).is_not(None)
    others = select(OrganisationRow.id).where(is_kept, col(OrganisationRow.id).not_in(mine))
    return session.exec(others).first() is None


def is_everywhere(session: Session, subject: str, roles: Collection[Role]) -> bool:
    """Whether somebody who signed in has one of these roles in every organisation here; the bin does not count."""
    mine = (
        select(MembershipRow.organisation_id)
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(
            PersonRow.subject == subject,
            col(MembershipRow.role).in_([role.value for role in roles]),
            still_member(),
        )
    )
    here = col(OrganisationRow.removed_at).is_(None)
    return session.exec(select(OrganisationRow.id).where(here, col(OrganisationRow.id).not_in(mine))).first() is None


def inviting(session: Session, mail: str, domain: str) -> tuple[int, ...]:
    """The ids of the organisations that have an open invitation for an address, or for its domain, oldest first; none
    that is in the bin."""
    query = (
        select(InvitationRow.organisation_id)
        .join(OrganisationRow, col(OrganisationRow.id) == col(InvitationRow.organisation_id))
        .where(col(InvitationRow.who).in_((mail, domain)), col(OrganisationRow.removed_at).is_(None))
    )
    return tuple(sorted(set(session.exec(query))))


def let_in(work: Work, person: Person, role: Role, teams: tuple[int, ...]) -> None:
    """Make somebody who signed in a member, also one who was removed before."""
    row = work.session.exec(select(PersonRow).where(PersonRow.subject == person.subject)).first()
    if row is None:
        row = PersonRow(subject=person.subject, mail=person.mail, name=person.name, created_at=work.deed.at)
    row.mail, row.name = person.mail, person.name
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    membership = work.session.get(MembershipRow, (work.organisation_id, row.id))
    if membership is None:
        membership = MembershipRow(
            organisation_id=work.organisation_id, person_id=row.id, role="", teams=[], since=work.deed.at
        )
    membership.role, membership.teams, membership.removed_at = role.value, list(teams), None
    work.session.add(membership)


def end_at(work: Work, subject: str, at: datetime) -> None:
    """Let a membership end by itself then."""
    pair = _pair(work, subject)
    assert pair is not None
    pair[1].ends_at = at


def _membership(work: Work, person_id: int) -> MembershipRow:
    row = work.session.get(MembershipRow, (work.organisation_id, person_id))
    if row is None or row.removed_at is not None:
        raise NotFound("This person is no longer here.", "Reload the page to see who is.")
    return row


def save_role(work: Work, person_id: int, role: Role, teams: tuple[int, ...]) -> None:
    """Give a member another role or other teams. Raises `NotFound`."""
    row = _membership(work, person_id)
    row.role, row.teams = role.value, list(teams)


def remove_member(work: Work, person_id: int, at: datetime) -> None:
    """Take a member out. Raises `NotFound`."""
    _membership(work, person_id).removed_at = at


def _as_invitation(row: InvitationRow) -> Invitation:
    assert row.id is not None
    return Invitation(row.id, row.who, Role(row.role), tuple(row.teams), row.at, row.person)


def invitations_of(scope: Scope) -> tuple[Invitation, ...]:
    """Who is invited, by address."""
    query = select(InvitationRow).where(InvitationRow.organisation_id == scope.organisation_id)
    return tuple(_as_invitation(row) for row in scope.session.exec(query.order_by(col(InvitationRow.who))))


def invite(work: Work, who: str, role: Role, teams: tuple[int, ...]) -> Invitation:
    """Keep an invitation, in place of an earlier one for the same address or domain."""
    query = select(InvitationRow).where(InvitationRow.organisation_id == work.organisation_id, InvitationRow.who == who)
    row = work.session.exec(query).first() or InvitationRow(
        organisation_id=work.organisation_id, who=who, role="", teams=[], at=work.deed.at, person=""
    )
    row.role, row.teams, row.at, row.person = role.value, list(teams), work.deed.at, work.deed.person
    work.session.add(row)
    work.session.flush()
    return _as_invitation(row)


def take_invitation(work: Work, invitation_id: int) -> Invitation:
    """Take an invitation away, and give what it was. Raises `NotFound`."""
    row = work.session.get(InvitationRow, invitation_id)
    if row is None or row.organisation_id != work.organisation_id:
        raise NotFound("This invitation is no longer there.", "Reload the page to see which are.")
    work.session.delete(row)
    return _as_invitation(row)
