"""What a person may do: one permission for each kind of change, and the roles that hold it. Pure."""

from enum import StrEnum

from sendsat.assessment.people.people import Person, Role
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
    MANAGE_PEOPLE = "say who may come in"
    RUN_WORKSHOPS = "run a workshop"
    AGREE = "set what the whole organisation says where teams differ"
    REMOVE_WORDS = "remove words for good"
    SHARE = "share this organisation's results with others"
    SEE_SHARED = "look at what was shared"
    VOTE = "vote"


ALL_BUT_VOTE = frozenset(May) - {May.VOTE}
GRANTED: dict[Role, frozenset[May]] = {
    Role.MEMBER: ALL_BUT_VOTE,
    Role.VOTER: frozenset({May.VOTE}),
    Role.ADMINISTRATOR: ALL_BUT_VOTE,
    Role.LEAD: ALL_BUT_VOTE - {May.MANAGE_ORGANISATION, May.MANAGE_PEOPLE, May.REMOVE_WORDS, May.SHARE, May.SEE_SHARED},
    Role.CONTRIBUTOR: frozenset({May.LOOK, May.RATE, May.PLAN}),
    Role.FACILITATOR: frozenset({May.LOOK, May.RATE, May.PLAN, May.RUN_WORKSHOPS}),
    Role.READER: frozenset({May.LOOK}),
    Role.PARTNER: frozenset({May.SEE_SHARED}),
    Role.STRANGER: frozenset(),
}
ASK = "Ask whoever looks after sendsat here."


def may(person: Person, permission: May) -> bool:
    """Whether the person's role holds the permission, for their own teams at least."""
    return permission in GRANTED[person.role]


def may_for(person: Person, permission: May, team_id: int | None) -> bool:
    """Whether the person may do this for a team; None for what belongs to no team or to all."""
    return may(person, permission) and (person.teams is None or team_id in person.teams)


def check_may(person: Person, permission: May) -> None:
    """Raises `Refused` unless the person's role holds the permission."""
    if not may(person, permission):
        raise Refused(f"{person.name} may not {permission.value}.", ASK)


def check_own_team(name: str, teams: frozenset[int] | None, team_id: int | None) -> None:
    """Raises `Refused` where somebody who is held to `teams` changes what belongs to another, or to all together."""
    if teams is not None and team_id not in teams:
        whose = "the whole organisation" if team_id is None else "another team"
        raise Refused(
            f"{name} may not change what belongs to {whose}: they are a contributor for their own teams.", ASK
        )
