"""What must be there before a verb of people, teams, sites or groups can do anything."""

from typing import Any

from sendsat.assessment.people.people import Role, stranger
from sendsat.services.organisation import grouping, merging, people, sites
from sendsat.services.organisation.admitting import admit
from sendsat.services.records import redacting
from sendsat.services.rounds import rounds, teams
from sendsat.services.work import reading
from sendsat.storage.queries.people.people import members_of
from tests.factories import STARTED
from tests.services.prepared_rounds import (
    Arguments,
    an_action,
    second_team,
)
from tests.services.workshop.meeting import Room


def north_site(room: Room) -> Arguments:
    return {"site_id": sites.add_site(room.desk, name="North").id}


def in_group(room: Room) -> Arguments:
    grouping.start_group(room.desk, name="The Elms")
    return {}


def another_group(room: Room) -> Arguments:
    code = grouping.start_group(room.desk, name="The Elms").uid
    grouping.leave_group(room.desk)
    return {"code": code}


def retired_site(room: Room) -> Arguments:
    north = north_site(room)
    sites.retire_site(room.desk, **north)
    return north


def two_sites(room: Room) -> Arguments:
    """A site without teams, to be merged into another."""
    into_id = sites.add_site(room.desk, name="South").id
    return {**north_site(room), "into_id": into_id, "seen": frozenset()}


def merged_site(room: Room) -> Arguments:
    two = two_sites(room)
    merging.merge_site(room.desk, **two)
    return {"site_id": two["site_id"]}


def placed_team(room: Room) -> Arguments:
    """A team that was placed at a site, and when."""
    team = sites.place_team(room.desk, team_id=room.workshop.team_id, **north_site(room))
    assert team.placed is not None
    return {"team_id": team.id, "seen": team.placed.at}


def team_seen_at_site(room: Room) -> Arguments:
    """A team at a site, in a round that was opened again and holds no site for it."""
    rounds.close_round(room.desk, round_id=room.workshop.round_id)
    where = {"team_id": room.workshop.team_id, **north_site(room)}
    sites.place_team(room.desk, **where)
    rounds.reopen_round(room.desk, round_id=room.workshop.round_id)
    return where


def retired(room: Room) -> Arguments:
    team = second_team(room)
    teams.retire_team(room.desk, team_id=team.id)
    return {"team_id": team.id}


def deletable(room: Room) -> Arguments:
    """A round that is not the only one, without a workshop that runs."""
    return {"round_id": rounds.start_round(room.desk, name="By mistake").id}


def invited(room: Room) -> Any:
    return people.invite(room.desk, who="jo@elm.ac.uk", role=Role.LEAD)


def a_member(room: Room) -> int:
    """Somebody who was invited and came in."""
    invited(room)
    jo = stranger(subject="https://login.example|jo", mail="jo@elm.ac.uk", name="Jo")
    admit(room.desk.store, jo, first_administrator="", now=STARTED)
    with reading(room.desk) as scope:
        return members_of(scope)[0].id


def standing(room: Room, words: str, *, person: bool = False) -> int:
    """In how many places words stand once an action is planned with them."""
    an_action(room)
    return len((redacting.find_person if person else redacting.find_words)(room.desk, words))
