"""What is known of one person, by the name or the address that somebody typed: texts, account and invitations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.people.membership import Account, Invitation, check_last
from sendsat.assessment.people.people import A_PHONE, SOMEONE, UNKNOWN
from sendsat.assessment.records.redaction import SOMEBODY, Place, Words
from sendsat.errors import Refused
from sendsat.services.work import Scope, Work
from sendsat.storage.queries.people import accounts, people
from sendsat.storage.queries.records import redaction

NOBODYS = frozenset(name.casefold() for name in (SOMEONE.name, A_PHONE.name, UNKNOWN.name, SOMEBODY))
"""Names that stand for nobody in particular."""


@dataclass(frozen=True)
class OnePerson:
    """What to look for, and whose accounts and invitations these are."""

    words: Words
    accounts: tuple[Account, ...]
    invitations: tuple[Invitation, ...]

    def places(self, scope: Scope, around: int) -> tuple[Place, ...]:
        """Every place, the account first."""
        return (*self._own(), *redaction.places_of(scope, self.words, with_people=True, around=around))

    def _own(self) -> Iterator[Place]:
        for account in self.accounts:
            told = {"name": account.name, "mail": account.mail, "subject": account.subject}
            yield from (Place("person", column, "", None, text) for column, text in told.items() if text)
            yield Place("membership", "role", "", None, _role(account))
        for invitation in self.invitations:
            text = f"{invitation.who}: {invitation.role.word}, {_day(invitation.at)}"
            yield Place("invitation", "who", "", None, text)


def _role(account: Account) -> str:
    last = f", signed in last on {_day(account.signed_in_at)}" if account.signed_in_at else ""
    gone = f", taken out on {_day(account.removed_at)}" if account.removed_at else ""
    return f"{account.role.word} since {_day(account.since)}{last}{gone}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def is_nobody(name: str) -> bool:
    """Whether a name stands for nobody in particular, so that it is no person's."""
    return name.casefold() in NOBODYS


def known_as(scope: Scope, typed: str) -> OnePerson:
    """Who is meant. An account is somebody's where its whole name or address was typed; then its name and address are
    looked for too, but a name that another account shares only where it was typed. Raises `Invalid`."""
    wanted = Words(typed).typed
    everybody = accounts.accounts_of(scope)
    theirs = tuple(account for account in everybody if account.is_called(wanted))
    others = {account.name.casefold() for account in everybody if account not in theirs}
    names = [
        account.name for account in theirs if account.name.casefold() not in others and not is_nobody(account.name)
    ]
    mails = [account.mail for account in theirs if account.mail]
    addresses = {wanted.casefold(), *(mail.casefold() for mail in mails)}
    invited = tuple(invitation for invitation in people.invitations_of(scope) if invitation.who.casefold() in addresses)
    return OnePerson(Words(wanted, *names, *mails), theirs, invited)


def check_can_end(work: Work, person: OnePerson, subject: str) -> None:
    """Raises `Refused` where an account is that of whoever asks, known as `subject`, or the last administrator's."""
    if any(account.subject == subject for account in person.accounts):
        raise Refused("This is you: the record must say who erases whom.", "Ask another administrator to do it.")
    left = people.members_of(work)
    for account in person.accounts:
        for member in left:
            if member.id == account.id:
                check_last(left, member)
        left = tuple(member for member in left if member.id != account.id)


def end_accounts(work: Work, person: OnePerson) -> dict[str, int]:
    """Inside a transaction: end memberships, delete invitations and accounts; how many of each."""
    for invitation in person.invitations:
        accounts.forget_invitation(work, invitation.id)
    gone = [accounts.forget_account(work, account) for account in person.accounts]
    return {"membership": len(gone), "account": sum(gone), "invitation": len(person.invitations)}
