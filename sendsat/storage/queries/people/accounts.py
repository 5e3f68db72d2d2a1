"""The accounts of people who sign in: found by whose they are, and forgotten for good."""

import hashlib

from sqlmodel import Session, col, select

from sendsat.assessment.people.membership import Account
from sendsat.assessment.people.people import Role
from sendsat.assessment.records.redaction import SOMEBODY
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.people import InvitationRow, MembershipRow, PersonRow

ERASED = "erased:"


def mark_of(subject: str) -> str:
    """What stands in place of a subject once its person was erased: it tells neither name nor address, but a domain
    does not let the same account in again."""
    return f"{ERASED}{hashlib.sha256(subject.encode()).hexdigest()}"


def was_removed(scope: Scope, subject: str) -> bool:
    """Whether this person was a member once and an administrator took them out or erased them."""
    query = (
        select(MembershipRow)
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(
            MembershipRow.organisation_id == scope.organisation_id,
            col(PersonRow.subject).in_((subject, mark_of(subject))),
            col(MembershipRow.removed_at).is_not(None),
        )
    )
    return scope.session.exec(query).first() is not None


def accounts_of(scope: Scope) -> tuple[Account, ...]:
    """Everybody who belongs to the organisation or did, but for those who were erased."""
    query = (
        select(PersonRow, MembershipRow)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(MembershipRow.organisation_id == scope.organisation_id, ~col(PersonRow.subject).startswith(ERASED))
        .order_by(col(PersonRow.id))
    )
    return tuple(
        Account(
            id=person.id or 0, name=person.name, mail=person.mail, subject=person.subject, role=Role(member.role),
            since=member.since, signed_in_at=member.signed_in_at, removed_at=member.removed_at,
        )
        for person, member in scope.session.exec(query)
    )  # fmt: skip


def forget_account(work: Work, account: Account) -> bool:
    """End a membership so that nothing in the organisation leads to the account, and delete the account. False where
    another organisation in this database still has it: then the account stays."""
    session = work.session
    tombstone = _tombstone(session, account, work)
    ended = session.get(MembershipRow, (work.organisation_id, account.id))
    assert ended is not None
    session.merge(
        MembershipRow(
            organisation_id=work.organisation_id, person_id=tombstone, role=ended.role, teams=[], since=ended.since,
            removed_at=work.deed.at,
        )
    )  # fmt: skip
    session.delete(ended)
    session.flush()
    with work.seeing_every():
        is_elsewhere = session.exec(select(MembershipRow).where(MembershipRow.person_id == account.id)).first()
    if is_elsewhere is None:
        session.delete(session.get_one(PersonRow, account.id))
    return is_elsewhere is None


def _tombstone(session: Session, account: Account, work: Work) -> int:
    mark = mark_of(account.subject)
    row = session.exec(select(PersonRow).where(PersonRow.subject == mark)).first()
    if row is None:
        row = PersonRow(subject=mark, mail="", name=SOMEBODY, created_at=work.deed.at)
        session.add(row)
        session.flush()
    assert row.id is not None
    return row.id


def forget_invitation(work: Work, invitation_id: int) -> None:
    """Delete an invitation of the organisation."""
    row = work.session.get(InvitationRow, invitation_id)
    if row is not None and row.organisation_id == work.organisation_id:
        work.session.delete(row)
