"""Several organisations in one database: each sees what is theirs, and whoever is let in to several sees those."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.membership import Member
from sendsat.assessment.people.people import ROLES_TO_GIVE, SOMEONE, Person, Role, stranger
from sendsat.errors import Invalid, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.organisation.founding import found_another
from sendsat.services.records import backing_up
from sendsat.services.visit.visiting import NotSeen, Visit, visiting
from sendsat.services.work import NotLetIn, reading
from sendsat.storage.queries.people.people import members_of
from tests.conftest import add_desk
from tests.factories import STARTED
from tests.services.prepared import noted

SAM = stranger(subject="https://login.example|sam", mail="sam@elm.ac.uk", name="Sam")


def signed_in(desk: Desk, role: Role, *, teams: tuple[int, ...] = ()) -> Desk:
    """The desk as Sam sees it, who was invited to it and came in."""
    people.invite(desk, who=SAM.mail, role=role, teams=teams)
    admit(desk.store, SAM, first_administrator="", now=STARTED)
    return replace(desk, person=SAM)


def visited(desk: Desk, asked: str = "", person: Person = SOMEONE) -> Visit:
    with ExitStack() as stack:
        visit = stack.enter_context(visiting(desk.store, desk.library, person, asked))
        assert visit is not None
        return visit


def members(desk: Desk) -> tuple[Member, ...]:
    with reading(desk) as scope:
        return members_of(scope)


def begin(desk: Desk, name: str = "Oak College") -> Organisation:
    return found_another(desk, name=name, kind=OrganisationKind.FE_COLLEGE, round_name="Spring")


def test_where_nobody_signs_in_anybody_begins_another_organisation_and_sees_all(desk: Desk) -> None:
    oak = begin(desk)

    assert [one.id for one in visited(desk).organisations] == [desk.organisation.id, oak.id]
    there = visited(desk, oak.uid)
    assert there.desk.organisation == oak
    assert [one.name for one in there.rounds] == ["Spring"]
    assert [one.name for one in visited(desk).rounds] == ["Autumn 2025"]


def test_the_first_organisation_is_shown_where_none_is_asked_for(desk: Desk) -> None:
    begin(desk)
    assert visited(desk).desk.organisation == desk.organisation


def test_a_name_that_is_taken_here_is_refused_so_that_two_clicks_begin_one_organisation(desk: Desk) -> None:
    begin(desk)
    with pytest.raises(Invalid, match="There is already an organisation called"):
        begin(desk, " oak  college ")
    assert len(viewing.organisations_here(desk.store)) == 2


def test_two_colleges_of_the_same_name_stand_beside_one_another_where_neither_sees_the_other(desk: Desk) -> None:
    other = add_desk(desk)
    oak = begin(signed_in(desk, Role.ADMINISTRATOR), other.organisation.name)
    assert oak.name == other.organisation.name
    assert oak.uid != other.organisation.uid


@pytest.mark.parametrize("role", ROLES_TO_GIVE)
def test_with_sign_in_only_an_administrator_begins_another_organisation(role: Role, desk: Desk) -> None:
    held = (viewing.teams_of(desk)[0].id,) if role is Role.CONTRIBUTOR else ()
    sam = signed_in(desk, role, teams=held)
    if role is Role.ADMINISTRATOR:
        oak = begin(sam)
        member = visited(desk, oak.uid, SAM).desk.person
        assert (member.mail, member.role) == (SAM.mail, Role.ADMINISTRATOR)
        return
    with pytest.raises(Refused, match="Sam may not change the organisation"):
        begin(sam)
    assert len(viewing.organisations_here(desk.store)) == 1


def test_what_begins_another_organisation_is_noted_there_and_nowhere_else(desk: Desk) -> None:
    before = len(noted(desk.store))
    oak = begin(desk)
    fresh = noted(desk.store)[before:]

    assert [one.field for one in fresh][::-1] == ["organisation founded", "team added", "round started"]
    assert {one.verb for one in fresh} == {"found_another"}
    assert viewing.rounds_of(Desk(desk.store, desk.library, oak))[0].name == "Spring"


@pytest.mark.parametrize("asked", ["other", "nowhere", "' or 1=1 --"])
def test_an_organisation_that_one_may_not_see_and_one_that_is_not_there_read_the_same(asked: str, desk: Desk) -> None:
    add_desk(desk)
    signed_in(desk, Role.ADMINISTRATOR)

    assert visited(desk, person=SAM).organisations == (desk.organisation,)
    with pytest.raises(NotSeen, match="an organisation that you cannot see here"):
        visited(desk, asked, SAM)


def test_whoever_was_taken_out_of_one_organisation_still_sees_the_other(desk: Desk) -> None:
    other = add_desk(desk)
    signed_in(desk, Role.READER)
    signed_in(other, Role.LEAD)
    assert len(visited(desk, person=SAM).organisations) == 2
    member = next(one for one in members(other) if one.person.mail == SAM.mail)
    people.remove_person(replace(other, person=SOMEONE), person_id=member.id)

    assert visited(desk, person=SAM).organisations == (desk.organisation,)
    with pytest.raises(NotSeen):
        visited(desk, "other", SAM)


def test_an_invitation_to_a_second_organisation_lets_somebody_in_there_too(desk: Desk) -> None:
    other = add_desk(desk)
    signed_in(desk, Role.READER)
    people.invite(other, who="@elm.ac.uk", role=Role.LEAD)
    admit(desk.store, SAM, first_administrator="", now=STARTED)

    assert [one.name for one in visited(desk, person=SAM).organisations] == [desk.organisation.name, "Dale College"]
    assert visited(desk, "other", SAM).desk.person.role is Role.LEAD


def test_the_servers_first_administrator_is_let_in_to_its_first_organisation_only(desk: Desk) -> None:
    add_desk(desk)
    admit(desk.store, SAM, first_administrator=SAM.mail, now=STARTED)

    assert visited(desk, person=SAM).organisations == (desk.organisation,)


def test_whoever_is_invited_nowhere_is_let_in_nowhere(desk: Desk) -> None:
    add_desk(desk)
    with pytest.raises(NotLetIn):
        admit(desk.store, SAM, first_administrator="", now=STARTED)
    with pytest.raises(NotLetIn):
        visited(desk, person=SAM)


def test_a_backup_of_all_organisations_is_only_for_whoever_looks_after_all(desk: Desk, database: Path) -> None:
    add_desk(desk)
    sam = signed_in(desk, Role.ADMINISTRATOR)
    address = f"sqlite:///{database}"

    with pytest.raises(Refused, match="A backup holds every organisation here"):
        backing_up.backups_of(sam, address, None)
    with pytest.raises(Refused, match="A backup holds every organisation here"):
        backing_up.back_up_now(sam, address, None)
    assert backing_up.back_up_now(desk, address, None).exists()
