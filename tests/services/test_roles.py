"""Who may do what, walked whole: every permission with every role, and every verb with every role that is given."""

from dataclasses import replace
from typing import Any

import pytest

from sendsat.assessment.people.people import ROLES_TO_GIVE, Person, Role, stranger
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.rating import Rating
from sendsat.errors import Refused
from sendsat.services import viewing
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, teams
from sendsat.services.work import NotLetIn, check_now, reading
from sendsat.storage.queries.people.people import members_of
from tests.conftest import add_desk
from tests.factories import STARTED
from tests.often import everyday_rows
from tests.services.prepared import PHONES, PREPARED, call, noted, rows
from tests.services.prepared_rounds import TWO_TEAMS
from tests.services.staffed import address, let_in, sam_of
from tests.services.staffed import staffed as staffed
from tests.services.test_every_verb import room as room
from tests.services.workshop.meeting import Room

A, L, C, F, R, P = ROLES_TO_GIVE
TABLE: dict[May, set[Role]] = {
    May.LOOK: {A, L, C, F, R},
    May.RATE: {A, L, C, F},
    May.PLAN: {A, L, C, F},
    May.BRING_IN: {A, L},
    May.WRITE_REPORT: {A, L},
    May.MANAGE_ROUNDS: {A, L},
    May.MANAGE_TEAMS: {A, L},
    May.MANAGE_ORGANISATION: {A},
    May.MANAGE_PEOPLE: {A},
    May.RUN_WORKSHOPS: {A, L, F},
    May.AGREE: {A, L},
    May.REMOVE_WORDS: {A},
    May.SHARE: {A},
    May.SEE_SHARED: {A, P},
    May.VOTE: set(),
}
NEEDS = {
    "accepting.": May.BRING_IN,
    "agreeing.": May.AGREE,
    "agreeing.set_roll_up": May.MANAGE_ROUNDS,
    "binning.": May.MANAGE_ORGANISATION,
    "organisation_binning.": May.MANAGE_ORGANISATION,
    "confirming.": May.RATE,
    "founding.": May.MANAGE_ORGANISATION,
    "chapters.": May.WRITE_REPORT,
    "governors.": May.WRITE_REPORT,
    "grouping.": May.MANAGE_ORGANISATION,
    "grouping.start_common_round": May.MANAGE_ROUNDS,
    "importing.": May.BRING_IN,
    "judging.": May.RATE,
    "milestones.": May.PLAN,
    "moving.": May.MANAGE_ROUNDS,
    "links.": May.MANAGE_PEOPLE,
    "people.": May.MANAGE_PEOPLE,
    "phones.": May.RUN_WORKSHOPS,
    "sharing.": May.RUN_WORKSHOPS,
    "plan_importing.": May.BRING_IN,
    "undoing.": May.BRING_IN,
    "planning.": May.PLAN,
    "removing.": May.PLAN,
    "practising.": May.RUN_WORKSHOPS,
    "recording.": May.LOOK,
    "redacting.": May.REMOVE_WORDS,
    "reporting.": May.WRITE_REPORT,
    "receiving.": May.BRING_IN,
    "registering.": May.BRING_IN,
    "rounds.": May.MANAGE_ROUNDS,
    "signing_keys.": May.SHARE,
    "submitting.": May.SHARE,
    "merging.": May.MANAGE_TEAMS,
    "placing.": May.MANAGE_TEAMS,
    "sites.": May.MANAGE_TEAMS,
    "teams.": May.MANAGE_TEAMS,
    "voting.": May.RUN_WORKSHOPS,
    "running.": May.RUN_WORKSHOPS,
    "running.agree": May.RATE,
    "workshops.": May.RUN_WORKSHOPS,
}
"""What each verb needs: by its own name, else by its module's."""
OF_THE_WHOLE = {"judging.choose_ofsted_areas"} | {
    name for name in PREPARED if name.startswith(("milestones.", "planning.", "removing."))
} - {"planning.plan_action"}
"""Verbs whose example changes what belongs to the whole organisation (see test_every_verb), and so no contributor's."""
VERBS = [name for name in PREPARED if name not in PHONES]


def needed(name: str) -> May:
    return NEEDS.get(name) or NEEDS[f"{name.partition('.')[0]}."]


@pytest.mark.parametrize("permission", May)
@pytest.mark.parametrize("role", ROLES_TO_GIVE)
def test_each_role_may_what_the_table_says(role: Role, permission: May) -> None:
    assert may(Person("sam", "Sam", role), permission) is (role in TABLE[permission])


def test_every_permission_stands_in_the_table() -> None:
    assert set(TABLE) == set(May)
    assert not any(may(Person("eve", "Eve", Role.STRANGER), permission) for permission in May)


def is_allowed(role: Role, name: str) -> bool:
    return role in TABLE[needed(name)] and not (role is C and name in OF_THE_WHOLE)


WHO_MAY = {name: [role for role in ROLES_TO_GIVE if is_allowed(role, name)] for name in VERBS}
ALLOWED = [(name, role) for name, roles in WHO_MAY.items() for role in roles]
IN_TURN = {(name, roles[number % len(roles)]) for number, (name, roles) in enumerate(WHO_MAY.items()) if roles}
EVERY_DAY = [one for one in ALLOWED if one in IN_TURN or one[1] is C]
"""Each verb with one of the roles that may, by turns, and with contributors, who are held to their teams."""


@pytest.mark.parametrize(("name", "role"), everyday_rows(ALLOWED, only=EVERY_DAY))
def test_each_verb_lets_those_do_it_who_may_and_says_who_did(name: str, role: Role, room: Room) -> None:
    arguments = PREPARED[name](room)
    sam = let_in(room.desk, role, held_to=(room.workshop.team_id,))
    here = room.desk.organisation.id
    so_far = {one.batch for one in noted(room.desk.store, of=here)}

    call(name, room, arguments, desk=sam)

    entries = noted(room.desk.store, of=here)
    assert {one.person for one in entries if one.batch not in so_far} == {"Sam"}


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_refuses_every_role_that_may_not_and_changes_nothing(name: str, staffed: Room) -> None:
    room, arguments = staffed, PREPARED[name](staffed)
    not_allowed = (role for role in ROLES_TO_GIVE if not is_allowed(role, name))
    others = [replace(room.desk, person=sam_of(address(role))) for role in not_allowed]
    before = rows(room)

    for sam in others:
        with pytest.raises(Refused, match="Sam may not "):
            call(name, room, arguments, desk=sam)
    assert rows(room) == before
    assert others or TABLE[needed(name)] == set(ROLES_TO_GIVE)


def _other_team(room: Room) -> Any:
    return teams.add_team(room.desk, name="Second", sections=TWO_TEAMS)


def test_a_contributor_rates_and_plans_for_their_own_team_only(room: Room) -> None:
    sam = let_in(room.desk, C, held_to=(_other_team(room).id,))
    here = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id}

    with pytest.raises(Refused, match="another team"):
        judging.rate(sam, **here, statement_id="LM1", rating=Rating.GREEN)
    with pytest.raises(Refused, match="another team"):
        planning.plan_action(sam, **here, statements=("LM1",), draft=Draft("Ours"))
    with pytest.raises(Refused, match="the whole organisation"):
        planning.plan_action(sam, **{**here, "team_id": None}, statements=("LM1",), draft=Draft("Ours"))
    assert viewing.actions_of(room.desk) == ()


@pytest.mark.parametrize("role", ROLES_TO_GIVE)
def test_a_role_counts_in_its_own_organisation_only(role: Role, room: Room) -> None:
    elsewhere = add_desk(room.desk)
    sam = let_in(room.desk, role, held_to=(room.workshop.team_id,))

    with pytest.raises(NotLetIn):
        viewing.rounds_of(replace(elsewhere, person=sam.person))
    with pytest.raises(NotLetIn):
        teams.add_team(replace(elsewhere, person=sam.person), name="Ours", sections=TWO_TEAMS)


def test_what_is_taken_away_is_gone_at_the_next_click(room: Room) -> None:
    sam = let_in(room.desk, L)
    with reading(room.desk) as scope:
        (member,) = members_of(scope)
    here = {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id, "statement_id": "LM1"}
    judging.rate(sam, **here, rating=Rating.GREEN)

    people.change_role(room.desk, person_id=member.id, role=R)
    with pytest.raises(Refused, match="may not rate"):
        judging.rate(sam, **here, rating=Rating.RED)
    with pytest.raises(Refused, match="may not change the organisation"):
        check_now(sam, May.MANAGE_ORGANISATION)

    people.remove_person(room.desk, person_id=member.id)
    with pytest.raises(NotLetIn):
        viewing.rounds_of(sam)


def test_the_last_administrator_stays(room: Room) -> None:
    ada = let_in(room.desk, A, mail="ada@elm.ac.uk")
    let_in(room.desk, R)
    with reading(room.desk) as scope:
        by_role = {one.person.role: one.id for one in members_of(scope)}

    with pytest.raises(Refused, match="last administrator"):
        people.remove_person(ada, person_id=by_role[A])
    with pytest.raises(Refused, match="last administrator"):
        people.change_role(ada, person_id=by_role[A], role=L)

    people.change_role(ada, person_id=by_role[R], role=A)
    people.remove_person(ada, person_id=by_role[A])
    with pytest.raises(NotLetIn):
        viewing.rounds_of(ada)


def test_whom_an_administrator_removed_no_domain_lets_in_again(room: Room) -> None:
    people.invite(room.desk, who="@elm.ac.uk", role=R)
    sam = let_in(room.desk, L)
    with reading(room.desk) as scope:
        (member,) = members_of(scope)
    people.remove_person(room.desk, person_id=member.id)

    with pytest.raises(NotLetIn):
        admit(room.desk.store, sam.person, first_administrator="sam@elm.ac.uk", now=STARTED)
    assert viewing.rounds_of(let_in(room.desk, F))


def test_a_domain_lets_everybody_in_who_has_an_address_there_and_nobody_else(room: Room) -> None:
    people.invite(room.desk, who="elm.ac.uk", role=R)
    for mail, is_welcome in {"a@elm.ac.uk": True, "b@elm.ac.uk.evil.example": False, "c@notelm.ac.uk": False}.items():
        person = stranger(subject=mail, mail=mail, name="")
        if is_welcome:
            admit(room.desk.store, person, first_administrator="", now=STARTED)
            assert viewing.rounds_of(replace(room.desk, person=person))
        else:
            with pytest.raises(NotLetIn):
                admit(room.desk.store, person, first_administrator="", now=STARTED)


def test_a_whole_domain_is_never_made_administrators(room: Room) -> None:
    with pytest.raises(Refused, match="administrator"):
        people.invite(room.desk, who="@elm.ac.uk", role=A)
