"""What several tests stand on: an empty database, and a desk at which somebody works with a small edition."""

import functools
import gc
import itertools
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Person
from sendsat.assessment.values import Round
from sendsat.guide import library as libraries
from sendsat.guide import loader
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.serving.watch.logs import LogHandler
from sendsat.settings import SHIPPED_EDITION, SHIPPED_SUPPLEMENT
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations, rounds
from sendsat.storage.store import Store
from tests import databases, limits
from tests.editions import write_edition
from tests.factories import A_DEED, STARTED

INSTALL = "PostgreSQL is missing, so nothing shows that sendsat runs on it. Install it: apt-get install postgresql"


# Tests do not time: on a busy machine an example may take as long as it likes. `make soak` tries far more examples.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.register_profile("everyday", PATIENT, max_examples=40)
settings.register_profile("soak", PATIENT, max_examples=2000)
settings.load_profile("everyday")


COPIES = itertools.count(1)


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """Whatever a test begins to log by, the next one finds the log as pytest set it up."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    level, level_of_ours = logging.root.level, logging.getLogger("sendsat").level
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.root.handlers[:] = [one for one in logging.root.handlers if not isinstance(one, LogHandler)]
    logging.root.setLevel(level)
    logging.getLogger("sendsat").setLevel(level_of_ours)


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Each engine compiles each statement anew, and each test has an engine of its own: let all of one kind share."""
    compiled: dict[type, LRUCache[Any, Any]] = defaultdict(lambda: LRUCache(2000))
    shared = property(lambda engine: compiled[type(engine.dialect)], lambda _engine, _own: None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "_compiled_cache", shared, raising=False)
        patch.setattr(Dialect, "__hash__", lambda dialect: hash(type(dialect)), raising=False)
        patch.setattr(Dialect, "__eq__", lambda dialect, other: type(dialect) is type(other), raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _shipped_editions_read_once() -> Iterator[None]:
    """A library that is opened again gets the shipped editions as they were read: nothing can change them."""
    read_once = functools.cache(loader.load_edition)

    def load(folder: Path) -> Edition:
        return read_once(folder) if folder in (SHIPPED_EDITION, SHIPPED_SUPPLEMENT) else loader.load_edition(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libraries, "load_edition", load)
        yield


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: int) -> None:
        """Let time go by, as `timedelta` counts it."""
        self.at += timedelta(**time)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as sendsat makes it, before anybody uses it. Copy it; do not change it."""
    file = tmp_path_factory.mktemp("empty") / "sendsat.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    """An SQLite file of the test's own."""
    return Path(shutil.copy(empty_database, tmp_path / "sendsat.db"))


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """An opened, empty database."""
    with closing(open_store(f"sqlite:///{database}")) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demonstration in it, to be copied."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    environment = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{path}"}
    subprocess.run([sys.executable, "-m", "sendsat", "demo"], env=environment, check=True)
    return path


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of one small edition, read from YAML files."""
    return Library.open((write_edition(tmp_path_factory.mktemp("editions") / "small"),))


@pytest.fixture
def clock() -> Clock:
    """The time at the desk."""
    return Clock(STARTED)


@pytest.fixture
def desk(store: Store, library: Library, clock: Clock) -> Desk:
    """Somebody at work for a college that has just started its first round."""
    return found_desk(store, library, clock)


@pytest.fixture
def first_round(desk: Desk) -> Round:
    """The college's first round."""
    return viewing.rounds_of(desk)[0]


@pytest.fixture
def other_desk(desk: Desk) -> Desk:
    """Somebody at work for another organisation in the same database, which has a round and a team as well."""
    return add_desk(desk)


def found_desk(store: Store, library: Library, now: Callable[[], datetime]) -> Desk:
    """Found a college with the round Autumn 2025 and sit down."""
    organisation, _ = found_organisation(
        store, library, name="Hill College", kind=OrganisationKind.PROVIDER, round_name="Autumn 2025", now=now()
    )
    return Desk(store, library, organisation, Person("ann", "Ann"), now)


def add_desk(desk: Desk) -> Desk:
    """Add a second organisation with a team and a round to the same database, and sit down there."""
    with desk.store.founding(A_DEED) as founding:
        other = organisations.add_organisation(
            founding, uid="other", name="Dale College", kind=OrganisationKind.PROVIDER, now=desk.now()
        )
        work = founding.as_work_of(other.id)
        work.note("organisation founded", "", other.name)
        team = organisations.add_team(work, name="Dale team", sections=("leadership",))
        round_ = rounds.add_round(
            work, name="Dale round", edition_id=desk.library.current.id, now=desk.now(), started_from=None
        )
        rounds.save_participation(work, round_.id, team)
    return Desk(desk.store, desk.library, other, Person("bob", "Bob"), desk.now)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a real PostgreSQL server that runs while the tests do."""
    if "postgresql" not in databases.KINDS:
        pytest.fail(INSTALL)
    with databases.postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_model(postgresql_server: str) -> str:
    """The name of a PostgreSQL database as sendsat makes it, before anybody uses it: others are copied from it."""
    with databases.connected(postgresql_server) as connection:
        connection.exec_driver_sql("CREATE DATABASE model")
    open_store(databases.beside(postgresql_server, "model")).close()
    return "model"


@pytest.fixture(params=databases.KINDS)
def any_database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of the test's own, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('database')}"
    server, model = request.getfixturevalue("postgresql_server"), request.getfixturevalue("postgresql_model")
    return databases.copy(server, model, f"copy_{next(COPIES)}")


def pytest_configure(config: pytest.Config) -> None:
    """In `make soak` each case that hypothesis makes up is held to what one may take. Before tests import `given`."""
    if config.getoption("--hypothesis-profile") == "soak" and limits.CAN_HOLD:
        hypothesis.given = limits.holding(hypothesis.given)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their event loop stays in the main thread and would be in the way of others."""
    items.sort(key=lambda item: "tests/browser/" in item.nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """What is collected stays to the end: the collector of garbage need not go through it again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is looked for among what tests make alone, and not after every few hundred objects."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
