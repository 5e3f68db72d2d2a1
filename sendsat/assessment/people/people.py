"""Who acts, and what their role lets them do is in `permissions`. Pure.

Whoever sits at a computer where nobody signs in is one person with one role, and a phone in a workshop is another. On a
server with sign-in everybody is a person of their own, with a role in the organisation.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for. Words and meaning are those that people read."""

    MEMBER = "member"
    VOTER = "voter"
    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    FACILITATOR = "facilitator"
    READER = "reader"
    PARTNER = "partner"
    STRANGER = "stranger"

    @property
    def word(self) -> str:
        """The role as people say it."""
        return WORDS[self][0]

    @property
    def meaning(self) -> str:
        """What somebody with this role can do, as a sentence."""
        return WORDS[self][1]


WORDS = {
    Role.MEMBER: ("Member", "Can do everything on this computer."),
    Role.VOTER: ("Voter in a workshop", "Can vote."),
    Role.ADMINISTRATOR: ("Administrator", "Can do everything, and says who may come in."),
    Role.LEAD: ("Lead", "Can rate, plan, report and run workshops for every team, and looks after rounds and teams."),
    Role.CONTRIBUTOR: ("Contributor", "Can rate and plan for their own teams."),
    Role.FACILITATOR: ("Facilitator", "Can run workshops, rate and plan for every team."),
    Role.READER: ("Reader", "Can look at everything and changes nothing."),
    Role.PARTNER: (
        "Partner",
        "For people from outside. Can read what was shared with a local authority and not taken back, and the guide.",
    ),
    Role.STRANGER: ("Stranger", "Is signed in but was not let in."),
}
LINK = "link|"
"""What the subject of a link to read by begins with: no provider's address does."""
ROLES_TO_GIVE = (Role.ADMINISTRATOR, Role.LEAD, Role.CONTRIBUTOR, Role.FACILITATOR, Role.READER, Role.PARTNER)
"""The roles that an administrator gives to people who sign in, the one that may most first."""


@dataclass(frozen=True)
class Person:
    """Who acts. `name` is what history shows; `teams` are the ids of those to which they are held, None for every team.

    `subject` is what their provider knows them by, empty for whoever did not sign in; `mail` is the address they have
    shown to be theirs, and `signed_in_at` is when their provider said who they are, where that is known.
    """

    id: str
    name: str
    role: Role = Role.MEMBER
    teams: frozenset[int] | None = None
    subject: str = ""
    mail: str = ""
    signed_in_at: datetime | None = field(default=None, compare=False)

    @property
    def is_by_link(self) -> bool:
        """Whether they are whoever has a link to read by, and did not sign in themselves."""
        return self.subject.startswith(LINK)

    @property
    def is_signed_in(self) -> bool:
        """Whether they signed in or came by a link, so that their role is kept in the database and may change there at
        any time."""
        return bool(self.subject)


SOMEONE = Person(id="local", name="Someone at this computer")
UNKNOWN = Person(id="unknown", name="Somebody unknown", role=Role.STRANGER, teams=frozenset())
"""Whoever came back from the sign-in service with something that could not be trusted."""
A_PHONE = Person(id="phone", name="A phone in the workshop", role=Role.VOTER)


def stranger(*, subject: str, mail: str, name: str, at: datetime | None = None) -> Person:
    """Somebody who signed in then, before it is known whether they were let in; `mail` is empty where not verified."""
    return Person(subject, name or mail or subject, Role.STRANGER, frozenset(), subject, mail.strip().lower(), at)
