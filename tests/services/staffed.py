"""A college with somebody of each role: members as they come in, and a workshop's database in which all have."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sendsat.assessment.people.people import ROLES_TO_GIVE, Person, Role, stranger
from sendsat.services.desk import Desk
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.storage.opening import open_store
from tests.factories import STARTED
from tests.services.prepared import KIM
from tests.services.test_every_verb import meeting, opened
from tests.services.workshop.meeting import LIBRARY, Room


def let_in(desk: Desk, role: Role, held_to: tuple[int, ...] = (), mail: str = "sam@elm.ac.uk") -> Desk:
    """The desk of somebody who signed in and was given this role, as their first page sets it up."""
    people.invite(desk, who=mail, role=role, teams=held_to if role is Role.CONTRIBUTOR else ())
    sam = sam_of(mail)
    admit(desk.store, sam, first_administrator="", now=STARTED)
    return replace(desk, person=sam)


def sam_of(mail: str) -> Person:
    """Somebody who signed in with this address."""
    return stranger(subject=f"https://login.example|{mail}", mail=mail, name="Sam")


def address(role: Role) -> str:
    """Where the Sam of each role, of those in `staffed`, gets mail."""
    return f"{role}@elm.ac.uk"


@cache
def _staffed(empty_database: Path) -> Path:
    """The workshop's database where somebody of each role was let in, made once and to be copied."""
    file, organisation, workshop = meeting(empty_database)
    copy = Path(shutil.copy(file, file.with_name("staffed.db")))
    with closing(open_store(f"sqlite:///{copy}")) as store:
        desk = Desk(store, LIBRARY, organisation, KIM)
        for role in ROLES_TO_GIVE:
            let_in(desk, role, held_to=(workshop.team_id,), mail=address(role))
    return copy


@pytest.fixture
def staffed(empty_database: Path, tmp_path: Path) -> Iterator[Room]:
    """The workshop of a college with somebody of each role, in a database of the test's own."""
    _, organisation, workshop = meeting(empty_database)
    with opened(Path(shutil.copy(_staffed(empty_database), tmp_path / "staffed.db")), organisation, workshop) as one:
        yield one
