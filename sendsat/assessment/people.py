"""Who acts, and what their role lets them do is in `permissions`. Pure.

There is no sign-in yet: whoever sits at this computer is one person with one role, and a phone in a workshop is
another. Sign-in adds people and roles here; nothing else has to change.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for."""

    MEMBER = "member"
    VOTER = "voter"

    @property
    def word(self) -> str:
        """The role as people say it."""
        return "Member" if self is Role.MEMBER else "Voter in a workshop"


@dataclass(frozen=True)
class Person:
    """Who acts. `name` is what history shows."""

    id: str
    name: str
    role: Role = Role.MEMBER


SOMEONE = Person(id="local", name="Someone at this computer")
A_PHONE = Person(id="phone", name="A phone in the workshop", role=Role.VOTER)
