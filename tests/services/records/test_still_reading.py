"""A page that stays open takes no file of what its reader may no longer read. On SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Role
from sendsat.assessment.records.records import Asked, Kind, said
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, people
from sendsat.services.organisation.founding import found_another
from sendsat.services.records import binning, organisation_binning, recording
from sendsat.services.rounds import rounds
from sendsat.services.work import InBin, NotLetIn, reading
from sendsat.services.workshop import workshops
from sendsat.storage.queries.people.people import members_of
from tests.services.staffed import let_in
from tests.services.workshop.meeting import Room


@pytest.fixture
def elm(room: Room) -> Desk:
    """A desk where no workshop runs."""
    workshops.close(room.desk, workshop_id=room.workshop.id)
    return room.desk


def never() -> bytes:
    raise AssertionError("The file was made.")


def test_no_file_of_an_organisation_in_the_bin_is_made_and_one_is_when_it_is_back(elm: Desk) -> None:
    organisation_binning.put_organisation_in_bin(elm)
    with pytest.raises(InBin, match="Elm was deleted, so this file was not made"):
        recording.take_away(elm, file="ours.csv", make=never)

    organisation_binning.take_organisation_out_of_bin(elm)
    assert recording.take_away(elm, file="ours.csv", make=lambda: b"it") == b"it"


def test_no_file_of_an_erased_organisation_is_made(elm: Desk) -> None:
    organisation_binning.put_organisation_in_bin(elm)
    organisation_binning.erase_organisation(elm, name=elm.organisation.name)
    with pytest.raises(Refused, match="Elm was deleted, so this file was not made"):
        recording.take_away(elm, file="ours.csv", make=never)


def test_no_file_is_made_for_whose_role_has_ended(elm: Desk) -> None:
    sam = let_in(elm, Role.READER)
    assert recording.take_away(sam, file="ours.csv", make=lambda: b"it") == b"it"
    with reading(elm) as scope:
        [member] = [one for one in members_of(scope) if one.person.name == "Sam"]
    people.remove_person(elm, person_id=member.id)
    with pytest.raises(NotLetIn, match="Sam has not been let in here"):
        recording.take_away(sam, file="ours.csv", make=never)


def test_no_file_that_tells_of_a_round_in_the_bin_is_made_whichever_round_the_page_is_of(elm: Desk) -> None:
    autumn = viewing.rounds_of(elm)[0]
    spring = rounds.start_round(elm, name="Spring")
    binning.put_in_bin(elm, round_id=autumn.id)
    with pytest.raises(NotFound, match="no such round"):
        recording.take_away(elm, file="autumn.csv", make=never, round_id=autumn.id)
    with pytest.raises(NotFound, match="no such round"):
        recording.take_away(elm, file="both.csv", make=never, round_id=spring.id, also=[autumn.id, spring.id])
    assert recording.take_away(elm, file="spring.csv", make=lambda: b"it", round_id=spring.id) == b"it"
    noted = [said(one).what for one in recording.record_of(elm, Asked(kind=Kind.FILES)).entries]
    assert noted[0] == "File taken away: spring.csv"
    assert not any("both.csv" in one or "autumn.csv" in one for one in noted)


def test_no_file_of_a_group_is_made_once_a_college_in_it_is_no_longer_seen(elm: Desk) -> None:
    added = found_another(elm, name="Ash", kind=OrganisationKind.FE_COLLEGE, round_name="Spring")
    ash = replace(elm, organisation=added)
    grouping.join_group(ash, code=grouping.start_group(elm, name="North").uid)
    both = [elm.organisation.id, added.id]
    assert recording.take_away(elm, file="north.csv", make=lambda: b"it", colleges=both) == b"it"

    sam = let_in(elm, Role.READER)
    with pytest.raises(Refused, match="You can no longer see every college that is in this file"):
        recording.take_away(sam, file="north.csv", make=never, colleges=both)

    organisation_binning.put_organisation_in_bin(ash)
    with pytest.raises(Refused, match="You can no longer see every college that is in this file"):
        recording.take_away(elm, file="north.csv", make=never, colleges=both)
    assert recording.take_away(elm, file="north.csv", make=lambda: b"it", colleges=both[:1]) == b"it"


def test_no_file_of_a_group_is_made_once_a_college_has_left_it(elm: Desk) -> None:
    added = found_another(elm, name="Ash", kind=OrganisationKind.FE_COLLEGE, round_name="Spring")
    ash = replace(elm, organisation=added)
    grouping.join_group(ash, code=grouping.start_group(elm, name="North").uid)
    both = [elm.organisation.id, added.id]
    grouping.leave_group(ash)
    with pytest.raises(Refused, match="A college in this file has left the group"):
        recording.take_away(elm, file="north.csv", make=never, colleges=both)
    assert recording.take_away(elm, file="north.csv", make=lambda: b"it", colleges=both[:1]) == b"it"
