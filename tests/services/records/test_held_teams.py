"""People who are held to a team keep it while it is in the bin."""

import pytest

from sendsat.assessment.people.people import Role
from sendsat.services.organisation import people
from sendsat.services.records import binning
from sendsat.services.rounds import teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from tests.services.prepared import a_member
from tests.services.workshop.meeting import LIBRARY, Room


@pytest.fixture
def team_id(room: Room) -> int:
    """A team that takes part in no closed round."""
    return teams.add_team(room.desk, name="Kitchens", sections=("leadership",)).id


def held(room: Room, person_id: int) -> frozenset[int] | None:
    """The teams to which somebody is held."""
    with visiting(room.desk.store, LIBRARY) as visit:
        assert visit is not None
        members = visit.look(room.workshop.round_id, {Part.PEOPLE}).members
    return next(one.person.teams for one in members or () if one.id == person_id)


def test_an_invitation_still_names_it_when_it_is_back(room: Room, team_id: int) -> None:
    people.invite(room.desk, who="ann@elm.ac.uk", role=Role.CONTRIBUTOR, teams=(team_id,))
    binning.put_team_in_bin(room.desk, team_id=team_id)
    binning.take_team_out_of_bin(room.desk, team_id=team_id)
    with visiting(room.desk.store, LIBRARY) as visit:
        assert visit is not None
        invitations = visit.look(room.workshop.round_id, {Part.PEOPLE}).invitations
    assert [one.teams for one in invitations or ()] == [(team_id,)]


def test_a_contributor_who_is_given_other_teams_meanwhile_has_it_again_when_it_is_back(
    room: Room, team_id: int
) -> None:
    other = teams.add_team(room.desk, name="Gardens", sections=("leadership",)).id
    person_id = a_member(room)
    people.change_role(room.desk, person_id=person_id, role=Role.CONTRIBUTOR, teams=(team_id,))
    binning.put_team_in_bin(room.desk, team_id=team_id)
    people.change_role(room.desk, person_id=person_id, role=Role.CONTRIBUTOR, teams=(other,))
    binning.take_team_out_of_bin(room.desk, team_id=team_id)
    assert held(room, person_id) == {team_id, other}


def test_who_is_no_contributor_any_longer_is_held_to_none(room: Room, team_id: int) -> None:
    person_id = a_member(room)
    people.change_role(room.desk, person_id=person_id, role=Role.CONTRIBUTOR, teams=(team_id,))
    binning.put_team_in_bin(room.desk, team_id=team_id)
    people.change_role(room.desk, person_id=person_id, role=Role.READER)
    assert held(room, person_id) is None
