"""Every verb that changes anything is allowed or refused, touches only its own organisation, and says who did what.

The verbs are found in the source (`tests.services.verbs`). One that is not described here fails the first test.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from sendsat.assessment.deeds import Way
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.people import Role
from sendsat.assessment.records import records
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import NotFound, Refused, SendsatError
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.work import InBin
from sendsat.services.workshop import workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.settings import load_settings
from sendsat.storage.opening import open_store
from sendsat.storage.queries.records import organisation_bins
from sendsat.storage.store import Store
from tests.conftest import A_DEED, add_desk
from tests.factories import STARTED
from tests.services.prepared import (
    ADMITTING,
    BESIDE,
    BY_ITSELF,
    FOUNDING,
    FROM_FILES,
    KIM,
    PHONES,
    PREPARED,
    VERBS,
    call,
    noted,
    rows,
)
from tests.services.workshop.meeting import LIBRARY, NAMES, Room


@pytest.fixture(scope="module")
def shipped() -> Library:
    """The editions that sendsat ships: the demonstration is told of them."""
    return Library.open(load_settings().edition_dirs)


@cache
def meeting(empty_database: Path) -> tuple[Path, Organisation, Workshop]:
    """A database in which a workshop is on, made once and to be copied; whose workshop it is, and which."""
    file = Path(shutil.copy(empty_database, empty_database.with_name("meeting.db")))
    with closing(open_store(f"sqlite:///{file}")) as store:
        organisation, round_ = found_organisation(
            store, LIBRARY, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, LIBRARY, organisation, KIM, way=Way.TERMINAL)
        plan = Plan(round_.id, viewing.teams_of(desk)[0].id, ("1.1", "1.2"), people=NAMES)
        one = Room(desk, Door(store, LIBRARY, desk.now), workshops.prepare(desk, plan))
        one.go_to(2)
        return file, organisation, one.workshop


@contextmanager
def opened(file: Path, organisation: Organisation, workshop: Workshop) -> Iterator[Room]:
    """The workshop in a database, with Kim at the desk."""
    with closing(open_store(f"sqlite:///{file}")) as store:
        desk = Desk(store, LIBRARY, organisation, KIM, way=Way.TERMINAL)
        yield Room(desk, Door(store, LIBRARY, desk.now), workshop)


@pytest.fixture
def room(empty_database: Path, tmp_path: Path) -> Iterator[Room]:
    """The workshop, in a database of the test's own."""
    file, organisation, workshop = meeting(empty_database)
    with opened(Path(shutil.copy(file, tmp_path / "meeting.db")), organisation, workshop) as one:
        yield one


NAMES_NOTHING = {"name", "kind", "sections", "who", "role", "code", "days", "sharing", "own"}
"""Arguments that are values of their own and lead to nothing that is stored."""


def test_every_verb_that_changes_anything_is_described_here() -> None:
    assert set(VERBS) == set(PREPARED) | set(FOUNDING) | ADMITTING | BESIDE | BY_ITSELF


def test_verbs_are_found_as_long_as_they_write_at_all() -> None:
    assert {"judging.rate", "voting.reveal", "joining.cast", "running.step"} <= set(VERBS)
    assert not {"viewing.snapshots", "searching.search", "workshops.agenda_of", "sharing.mark_of"} & set(VERBS)


def test_the_record_knows_of_every_verb_what_it_is_about() -> None:
    known = [verb for verbs in records.VERBS.values() for verb in verbs]
    assert set(known) == {name.partition(".")[2] for name in VERBS}
    assert len(known) == len(set(known))


@pytest.mark.parametrize("name", PREPARED)
def test_it_says_who_did_it_by_which_verb_and_way(name: str, room: Room) -> None:
    arguments = PREPARED[name](room)
    here = room.desk.organisation.id
    before = {one.batch for one in noted(room.desk.store, of=here)}

    call(name, room, arguments)

    entries = noted(room.desk.store, of=here)
    fresh = [one for one in entries if one.batch not in before]
    assert fresh
    assert {one.person for one in fresh} == {"A phone in the workshop" if name in PHONES else "Kim"}
    way = Way.PHONE if name in PHONES else Way.FILE if name in FROM_FILES else Way.TERMINAL
    assert {one.way for one in fresh} == {way.value}
    assert len({one.batch for one in fresh}) == 1
    assert fresh[0].batch
    assert {one.verb for one in fresh} <= {verb.partition(".")[2] for verb in VERBS}


@pytest.mark.parametrize("name", PREPARED)
def test_somebody_who_may_not_is_refused_and_nothing_changes(
    name: str, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = PREPARED[name](room)
    before = rows(room)
    monkeypatch.setattr("sendsat.assessment.people.permissions.GRANTED", {role: frozenset() for role in Role})

    with pytest.raises(Refused, match=" may not "):
        call(name, room, arguments)

    assert rows(room) == before


@pytest.mark.parametrize("name", [one for one in PREPARED if one not in PHONES])
def test_somebody_of_another_organisation_changes_nothing_here(name: str, room: Room) -> None:
    arguments = PREPARED[name](room)
    before, stranger = rows(room), add_desk(room.desk)
    taken: Exception | None = None
    try:
        call(name, room, arguments, desk=stranger)
    except SendsatError as error:
        taken = error

    assert rows(room) == before
    names_something = set(arguments) - NAMES_NOTHING
    assert isinstance(taken, NotFound | Refused) or not names_something or _left_all_alone(name)


def _left_all_alone(name: str) -> bool:
    """Several cells changed at once are refused one by one, each in what the verb returns."""
    return name == "planning.change_actions"


@pytest.mark.parametrize("name", [one for one in PREPARED if one not in PHONES])
def test_nothing_is_changed_in_an_organisation_in_the_bin(name: str, room: Room) -> None:
    arguments = PREPARED[name](room)
    with room.desk.store.writing(room.desk.organisation.id, A_DEED) as work:  # whatever runs there
        organisation_bins.put(work, work.deed.at)
        work.note("organisation put in the bin", "", "Elm")
    before = rows(room)
    taken: Exception | None = None
    try:
        call(name, room, arguments)
    except SendsatError as error:
        taken = error

    assert rows(room) == before
    assert isinstance(taken, InBin) or _left_all_alone(name)


@pytest.mark.parametrize("name", FOUNDING)
def test_what_begins_an_organisation_is_noted_too(name: str, store: Store, shipped: Library) -> None:
    VERBS[name](store, shipped, **FOUNDING[name])

    entries = noted(store)
    assert entries
    assert {one.verb for one in entries} == {name.partition(".")[2]}
    assert all(one.person and one.way and one.batch for one in entries)
