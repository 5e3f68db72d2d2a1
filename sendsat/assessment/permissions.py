"""What a person may do: one permission for each kind of change, and the roles that hold it. Pure."""

from enum import StrEnum

from sendsat.assessment.people import Person, Role
from sendsat.errors import Refused


class May(StrEnum):
    """A permission. The value finishes the sentence "… may not …"."""

    LOOK = "look at this organisation's results"
    RATE = "rate statements"
    PLAN = "change the action plan"
    BRING_IN = "bring files in"
    WRITE_REPORT = "change the report"
    MANAGE_ROUNDS = "start, rename, close or reopen rounds"
    MANAGE_TEAMS = "add, change or retire teams"
    MANAGE_ORGANISATION = "change the organisation"
    RUN_WORKSHOPS = "run a workshop"
    AGREE = "set what the whole organisation says where teams differ"
    REMOVE_WORDS = "remove words for good"
    VOTE = "vote"


GRANTED: dict[Role, frozenset[May]] = {
    Role.MEMBER: frozenset(May) - {May.VOTE},
    Role.VOTER: frozenset({May.VOTE}),
}


def may(person: Person, permission: May) -> bool:
    """Whether the person's role holds the permission."""
    return permission in GRANTED[person.role]


def check_may(person: Person, permission: May) -> None:
    """Raises `Refused` unless the person's role holds the permission."""
    if not may(person, permission):
        raise Refused(f"{person.name} may not {permission.value}.", "Ask whoever looks after sendsat here.")
