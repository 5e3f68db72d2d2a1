"""Verbs on who may come in: invite, take an invitation back, give another role, remove."""

from sendsat.assessment.people.membership import (
    Invitation,
    Member,
    check_is_no_link,
    check_last,
    check_many,
    check_role,
    read_who,
)
from sendsat.assessment.people.people import Role
from sendsat.errors import NotFound
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import organisations
from sendsat.storage.queries.people import people as queries


def _checked_teams(work: Work, role: Role, teams: tuple[int, ...]) -> tuple[int, ...]:
    return check_role(role, teams, frozenset(team.id for team in organisations.teams_of(work)))


def _as_words(work: Work, role: Role, teams: tuple[int, ...]) -> str:
    names = {team.id: team.name for team in organisations.teams_of(work)}
    return ", ".join((role.word, *(names.get(team_id, str(team_id)) for team_id in teams)))


def invite(desk: Desk, *, who: str, role: Role, teams: tuple[int, ...] = ()) -> Invitation:
    """Let a mail address, or everybody of a domain, come in with this role; a contributor for these teams.

    In place of an earlier invitation of the same. Raises `Invalid` for what is no address or a contributor without a
    team, `Refused` where a whole domain would become administrators.
    """
    address = read_who(who)
    check_many(address, role)
    with writing(desk, May.MANAGE_PEOPLE, "invite") as work:
        held = _checked_teams(work, role, teams)
        invitation = queries.invite(work, address, role, held)
        work.note("invited", "", f"{address}: {_as_words(work, role, held)}")
    return invitation


def take_back_invitation(desk: Desk, *, invitation_id: int) -> None:
    """Take an invitation back; whoever came in by it stays. Raises `NotFound`."""
    with writing(desk, May.MANAGE_PEOPLE, "take_back_invitation") as work:
        taken = queries.take_invitation(work, invitation_id)
        work.note("invitation taken back", f"{taken.who}: {_as_words(work, taken.role, taken.teams)}", "")


def _member(members: tuple[Member, ...], person_id: int) -> Member:
    member = next((member for member in members if member.id == person_id), None)
    if member is None:
        raise NotFound("This person is no longer here.", "Reload the page to see who is.")
    return member


def _binned_teams(work: Work, member: Member) -> tuple[int, ...]:
    """The teams of somebody that are in the bin."""
    here = {team.id for team in organisations.teams_of(work)}
    return tuple(sorted((member.person.teams or frozenset()) - here))


def change_role(desk: Desk, *, person_id: int, role: Role, teams: tuple[int, ...] = ()) -> None:
    """Give somebody another role, or a contributor other teams. It counts from their next click. A contributor keeps
    teams that are in the bin, which nobody can choose: put back, they are theirs as before.

    Raises `Refused` for the last administrator, `Invalid` for a contributor without a team, `NotFound`.
    """
    with writing(desk, May.MANAGE_PEOPLE, "change_role") as work:
        members = queries.members_of(work)
        member = _member(members, person_id)
        check_is_no_link(member)
        held = _checked_teams(work, role, teams)
        if role is not Role.ADMINISTRATOR:
            check_last(members, member)
        before = _as_words(work, member.person.role, tuple(sorted(member.person.teams or ())))
        queries.save_role(work, person_id, role, (*held, *_binned_teams(work, member)) if held else held)
        work.note("role changed", before, f"{member.person.name} ({member.person.mail}): {_as_words(work, role, held)}")


def remove_person(desk: Desk, *, person_id: int) -> None:
    """Take somebody out; what they wrote stays. From their next click they see nothing more, and no domain lets them in
    again: only a new invitation of their own. Raises `Refused` for the last administrator, `NotFound`.
    """
    with writing(desk, May.MANAGE_PEOPLE, "remove_person") as work:
        members = queries.members_of(work)
        member = _member(members, person_id)
        check_last(members, member)
        queries.remove_member(work, person_id, work.deed.at)
        person = member.person
        if person.is_by_link:
            work.note("link ended", person.name, "")
        else:
            work.note("person removed", f"{person.name} ({person.mail}): {person.role.word}", "")
