"""Who belongs to an organisation and who is invited; the rules for both. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.people.people import ROLES_TO_GIVE, Person, Role
from sendsat.errors import Invalid, Refused

LONGEST_MAIL = 254
_MAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;.]+")
_DOMAIN = re.compile(r"@?[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to the organisation, with the role and teams they have there; whoever has a link to read by,
    until `ends_at`."""

    id: int
    person: Person
    since: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Account:
    """Somebody who signs in, with what they are or were in the organisation: `removed_at` says when they were taken
    out. `subject` is what their provider knows them by, `mail` is empty where they have shown none to be theirs."""

    id: int
    name: str
    mail: str
    subject: str
    role: Role
    since: datetime
    signed_in_at: datetime | None
    removed_at: datetime | None

    def is_called(self, typed: str) -> bool:
        """Whether this is the whole name or the whole address, whatever capitals and spaces."""
        wanted = _plain(typed)
        return bool(wanted) and wanted in (_plain(self.name), _plain(self.mail))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Invitation:
    """Who may come in: `who` is a mail address, or a domain as "@college.ac.uk" for everybody with an address there."""

    id: int
    who: str
    role: Role
    teams: tuple[int, ...]
    at: datetime
    person: str

    @property
    def is_for_many(self) -> bool:
        """Whether it is for a whole domain."""
        return self.who.startswith("@")


def read_who(text: str) -> str:
    """A mail address, or a domain with an @ before it, in small letters. Raises `Invalid` for anything else."""
    wanted = text.strip().lower()
    if len(wanted) <= LONGEST_MAIL:
        if _MAIL.fullmatch(wanted):
            return wanted
        if _DOMAIN.fullmatch(wanted):
            return f"@{wanted.removeprefix('@')}"
    raise Invalid(
        f"'{text.strip()[:60]}' is not a mail address or a domain.",
        "Type one like kim@college.ac.uk, or @college.ac.uk for everybody there.",
    )


def domain_of(mail: str) -> str:
    """The domain of a mail address as an invitation names it: "@college.ac.uk"."""
    return f"@{mail.rpartition('@')[2]}"


def check_role(role: Role, teams: tuple[int, ...], known: frozenset[int]) -> tuple[int, ...]:
    """The teams that go with a role: a contributor's, none for others, who are held to none.

    Raises `Invalid` for a role that nobody is given, a contributor without a team, or a team that is not here.
    """
    if role not in ROLES_TO_GIVE:
        raise Invalid("There is no such role.", "Choose one from the list.")
    if role is not Role.CONTRIBUTOR:
        return ()
    if not teams:
        raise Invalid("A contributor needs at least one team.", "Choose the teams they work for.")
    if not known.issuperset(teams):
        raise Invalid("There is no such team here.", "Choose one from the list.")
    return tuple(sorted(set(teams)))


def check_many(who: str, role: Role) -> None:
    """Raises `Refused` where a whole domain would become administrators."""
    if who.startswith("@") and role is Role.ADMINISTRATOR:
        raise Refused(
            f"Not everybody with an address at {who[1:]} can be an administrator.",
            "Invite administrators one by one.",
        )


def check_is_no_link(member: Member) -> None:
    """Raises `Refused` for a link: whoever has it may read and no more."""
    if member.person.is_by_link:
        raise Refused("A link is for reading only.", "Invite the person by their mail address instead.")


def check_last(members: tuple[Member, ...], leaving: Member) -> None:
    """Raises `Refused` where nobody would be left who may say who comes in."""
    administrators = {member.id for member in members if member.person.role is Role.ADMINISTRATOR}
    if administrators == {leaving.id}:
        raise Refused(
            "This is the last administrator, so nothing was changed.", "Make somebody else an administrator first."
        )
