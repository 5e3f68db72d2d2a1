"""A college that rates the whole guide, with something said and planned: what exports and imports are tried on."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sendsat.assessment.people.people import Person
from sendsat.assessment.rating import Rating
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting
from sendsat.services.rounds import judging
from sendsat.services.viewing import organisations_here
from sendsat.settings import SHIPPED_EDITION
from sendsat.storage.opening import open_store
from tests.conftest import Clock, found_desk
from tests.factories import STARTED


@pytest.fixture(scope="session")
def guide() -> Library:
    """The whole guide as shipped."""
    return Library.open((SHIPPED_EDITION,))


@pytest.fixture(scope="session")
def college_file(empty_database: Path, guide: Library) -> Path:
    """A college with one team: LM1 is amber with a reason, evidence and an action; the rest is not rated."""
    file = Path(shutil.copy(empty_database, empty_database.with_name("college.db")))
    with closing(open_store(f"sqlite:///{file}")) as store:
        fill(found_desk(store, guide, Clock(STARTED)))
    return file


def fill(desk: Desk) -> None:
    """Say and plan something about LM1."""
    where = {"round_id": 1, "team_id": 1, "statement_id": "LM1"}
    judging.rate(desk, **where, rating=Rating.AMBER)
    judging.write(desk, **where, field="commentary", text="Draft only", seen="")
    judging.write(desk, **where, field="evidence", text="Minutes", seen="")
    draft = Draft("Write the policy", owner="Jo", due=date(2027, 3, 31))
    planning.plan_action(desk, round_id=1, team_id=1, statements=("LM1",), draft=draft)


@pytest.fixture
def college_database(college_file: Path, tmp_path: Path) -> Path:
    """The college's database, a copy of the test's own."""
    return Path(shutil.copy(college_file, tmp_path / "college.db"))


@pytest.fixture
def college(college_database: Path, guide: Library, clock: Clock) -> Iterator[Desk]:
    """Somebody at work for the college."""
    with closing(open_store(f"sqlite:///{college_database}")) as store:
        yield Desk(store, guide, organisations_here(store)[0], Person("ann", "Ann"), clock)


@pytest.fixture(scope="session")
def download(college_file: Path, guide: Library) -> bytes:
    """The college's workbook as it was downloaded."""
    with closing(open_store(f"sqlite:///{college_file}")) as store:
        desk = Desk(store, guide, organisations_here(store)[0], Person("ann", "Ann"), Clock(STARTED))
        return exporting.round_workbook(desk, 1)[1]
