"""An organisation goes to the bin, where nothing shows it and nobody works in it, and comes back whole.

On SQLite and on PostgreSQL.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import ROLES_TO_GIVE, SOMEONE, Person, Role, stranger
from sendsat.errors import NotFound, Refused, SendsatError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, people
from sendsat.services.organisation.admitting import admit
from sendsat.services.organisation.founding import found_another, found_organisation
from sendsat.services.records import organisation_binning as whole
from sendsat.services.visit.parts import Part, Seen
from sendsat.services.visit.visiting import AllAway, visiting
from sendsat.services.work import InBin, NotLetIn
from sendsat.services.workshop import workshops
from sendsat.settings import ROOT
from sendsat.storage.queries.area import neighbours
from sendsat.storage.queries.records import organisation_bins
from sendsat.storage.tables.rounds import OrganisationRow
from tests.factories import STARTED
from tests.services.prepared import KIM, noted
from tests.services.records.test_binning import everything
from tests.services.records.test_team_binning import before as before
from tests.services.records.test_team_binning import shown
from tests.services.records.test_team_binning import team_id as team_id
from tests.services.staffed import let_in
from tests.services.workshop.meeting import LIBRARY, Room


@pytest.fixture
def over(room: Room) -> Desk:
    """Kim's desk in an organisation where no workshop runs."""
    workshops.close(room.desk, workshop_id=room.workshop.id)
    return replace(room.desk, person=KIM)


def seen(desk: Desk, *parts: Part, asked: str = "", person: Person = SOMEONE) -> Seen:
    with visiting(desk.store, LIBRARY, person, asked) as visit:
        assert visit is not None
        return visit.look(visit.rounds[-1].id, parts)


def beside(desk: Desk, name: str = "Ash", kind: OrganisationKind = OrganisationKind.FE_COLLEGE) -> Desk:
    return replace(desk, organisation=found_another(desk, name=name, kind=kind, round_name="Spring"))


def test_nothing_shows_an_organisation_in_the_bin(over: Desk) -> None:
    ash = beside(over)
    group = grouping.start_group(over, name="North")
    grouping.join_group(ash, code=group.uid)
    whole.put_organisation_in_bin(over)

    assert [one.name for one in viewing.organisations_here(over.store)] == ["Ash"]
    there = seen(ash, Part.GROUP, Part.BIN)
    assert [one.name for one in there.organisations] == ["Ash"]
    assert there.together is not None
    assert [one.organisation.name for one in there.together.colleges] == ["Ash"]
    assert there.together.hidden == 0
    assert [(one.organisation.name, one.may_manage) for one in there.away or ()] == [("Elm", True)]
    with pytest.raises(AllAway, match="Elm is in the bin") as told:
        seen(over, asked=over.organisation.uid)
    assert told.value.has_others


def test_where_it_was_the_only_one_every_page_tells_of_the_bin(over: Desk) -> None:
    whole.put_organisation_in_bin(over)
    with pytest.raises(AllAway, match="Elm is in the bin") as told:
        seen(over)
    assert not told.value.has_others
    assert viewing.organisations_here(over.store) == ()
    assert viewing.organisations_in_bin(over.store) == 1


def test_an_authority_in_the_bin_is_offered_to_nobody(over: Desk) -> None:
    authority = beside(over, "Northshire", OrganisationKind.LOCAL_AUTHORITY)
    with over.store.writing(authority.organisation.id, Deed("Kim", STARTED, "let_send", Way.PAGE)) as work:
        work.session.get_one(OrganisationRow, authority.organisation.id).takes_submissions = True
        work.note("anybody may send")

    def offered() -> list[str]:
        with over.store.reading(over.organisation.id) as scope:
            coded = neighbours.authority_coded(scope, authority.organisation.uid)
            assert (coded is not None) == bool(neighbours.authorities_for(scope))
            return [one.name for one in neighbours.authorities_for(scope)]

    assert offered() == ["Northshire"]
    whole.put_organisation_in_bin(authority)
    assert offered() == []


def test_it_comes_back_whole(room: Room, team_id: int, before: Any) -> None:
    workshops.close(room.desk, workshop_id=room.workshop.id)
    stored, drawn = everything(room), shown(room)
    whole.put_organisation_in_bin(room.desk)
    assert everything(room) != stored
    whole.take_organisation_out_of_bin(room.desk)

    assert everything(room) == stored
    assert shown(room) == drawn
    assert [(one.field, one.new, one.person) for one in noted(room.desk.store)[:2]] == [
        ("organisation taken out of the bin", "Elm", SOMEONE.name),
        ("organisation put in the bin", "Elm", SOMEONE.name),
    ]


def test_it_stays_while_a_workshop_is_open(room: Room) -> None:
    with pytest.raises(Refused, match="workshop of Elm is still open"):
        whole.put_organisation_in_bin(room.desk)
    assert viewing.organisations_here(room.desk.store)


def test_what_goes_along_is_counted_before(room: Room, team_id: int) -> None:
    goes = whole.what_goes(room.desk)
    assert (goes.rounds, goes.actions) == (1, len(viewing.actions_of(room.desk)))
    assert goes.ratings == 2


def test_nothing_is_brought_back_or_erased_that_is_not_in_the_bin(over: Desk) -> None:
    for ask in (
        lambda: whole.take_organisation_out_of_bin(over),
        lambda: whole.erase_organisation(over, name="Elm"),
    ):
        with pytest.raises(NotFound, match="not in the bin"):
            ask()
    whole.put_organisation_in_bin(over)
    with pytest.raises(InBin):
        whole.put_organisation_in_bin(over)


@pytest.mark.parametrize("role", ROLES_TO_GIVE)
@pytest.mark.parametrize("verb", ["take_out", "erase"])
def test_only_its_administrators_bring_it_back_or_erase_it(over: Desk, role: Role, verb: str) -> None:
    sam = let_in(over, role, held_to=tuple(team.id for team in viewing.teams_of(over)))
    whole.put_organisation_in_bin(over)
    act: Callable[[], Any] = {
        "take_out": lambda: whole.take_organisation_out_of_bin(sam),
        "erase": lambda: whole.erase_organisation(sam, name="Elm"),
    }[verb]
    with over.store.looking() as session:
        (away,) = organisation_bins.away_for(session, sam.person.subject)
    assert away.may_manage is (role is Role.ADMINISTRATOR)
    if role is Role.ADMINISTRATOR:
        act()
        assert noted(over.store, of=over.organisation.id)[0].person == "Sam"
        return
    with pytest.raises(Refused, match="Sam may not change the organisation"):
        act()
    assert viewing.organisations_in_bin(over.store) == 1


def test_somebody_of_another_organisation_neither_sees_it_in_the_bin_nor_touches_it(over: Desk) -> None:
    ash = beside(over)
    sam = let_in(ash, Role.ADMINISTRATOR)
    whole.put_organisation_in_bin(over)
    assert seen(ash, Part.BIN, person=sam.person).away == ()
    for act in (whole.take_organisation_out_of_bin, lambda desk: whole.erase_organisation(desk, name="Elm")):
        with pytest.raises(NotLetIn):
            act(replace(over, person=sam.person))


def test_nobody_is_let_into_it_and_a_phone_joins_nothing_in_it(room: Room) -> None:
    people.invite(room.desk, who="jo@elm.ac.uk", role=Role.LEAD)
    jo = stranger(subject="https://login.example|jo", mail="jo@elm.ac.uk", name="Jo")
    workshops.close(room.desk, workshop_id=room.workshop.id)
    whole.put_organisation_in_bin(room.desk)
    with pytest.raises(NotLetIn):
        admit(room.desk.store, jo, first_administrator="", now=STARTED)
    with pytest.raises(SendsatError, match="closed"):
        room.join()
    with pytest.raises(InBin):
        workshops.reopen(room.desk, workshop_id=room.workshop.id)
    whole.take_organisation_out_of_bin(room.desk)
    admit(room.desk.store, jo, first_administrator="", now=STARTED)


def test_the_servers_first_administrator_is_not_let_into_others_while_the_first_is_in_the_bin(over: Desk) -> None:
    ash = beside(over)
    boss = stranger(subject="https://login.example|boss", mail="boss@elm.ac.uk", name="Boss")
    whole.put_organisation_in_bin(over)
    with pytest.raises(NotLetIn):
        admit(over.store, boss, first_administrator="boss@elm.ac.uk", now=STARTED)
    whole.put_organisation_in_bin(ash)
    begun = Deed("Boss", over.now() + timedelta(days=1), "found_organisation", Way.PAGE)
    oak, _ = found_organisation(
        over.store, LIBRARY, name="Oak", kind=OrganisationKind.FE_COLLEGE, round_name="Spring", now=begun.at
    )
    admit(over.store, boss, first_administrator="boss@elm.ac.uk", now=STARTED)
    assert [one.id for one in seen(over, person=boss).organisations] == [oak.id]


def test_the_terminal_says_that_every_organisation_is_in_the_bin(over: Desk, any_database: str) -> None:
    whole.put_organisation_in_bin(over)
    asked = [sys.executable, "-m", "sendsat", "new-signing-key"]
    environment = {**os.environ, "SENDSAT_DATABASE_URL": any_database}
    ran = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "Every organisation here is in the bin. Start the app and bring one back first." in ran.stderr
