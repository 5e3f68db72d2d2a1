"""On a server nothing waits for ever: each wait ends in a sentence, and work goes on once the trouble is over."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import StorageError
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.storage import engine
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from tests import databases
from tests.conftest import Clock, found_desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no process can be frozen")

WRITER = """
import sys
from sendsat.assessment.deeds import Deed, Way
from sendsat.errors import StorageError
from sendsat.storage import engine
from sendsat.storage.store import Store
from datetime import UTC, datetime
engine.LIMITS = {**engine.LIMITS, "idle_in_transaction_session_timeout": float(sys.argv[3])}
store = Store(engine.make_engine(engine.parse_url(sys.argv[1])))
try:
    with store.writing(int(sys.argv[2]), Deed("Bob", datetime.now(UTC), "rate", Way.PAGE)) as work:
        work.session.connection()
        print("holds", flush=True)
        sys.stdin.readline()
        work.note("rating")
except StorageError as error:
    print(error, flush=True)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[databases.Server]:
    """A server that these tests may stop."""
    with databases.postgresql_server() as running:
        yield running


@pytest.fixture
def store(server: databases.Server) -> Iterator[Store]:
    with databases.connected(server.url) as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    with closing(open_store(server.url)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store, library: Library, clock: Clock) -> Desk:
    return found_desk(store, library, clock)


def rate(desk: Desk, round_: Round, rating: Rating = Rating.GREEN) -> None:
    judging.rate(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=rating)


def rating_kept(desk: Desk, round_: Round) -> Rating | None:
    return viewing.snapshots(desk, round_.id)[0].rating("LM1")


@contextmanager
def a_frozen_writer(desk: Desk, url: str, *, let_go_after: float) -> Iterator[subprocess.Popen[str]]:
    """Another process that stands still in the middle of changing the same organisation."""
    asked = [sys.executable, "-c", WRITER, url, str(desk.organisation.id), str(let_go_after)]
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "holds\n"
        writer.send_signal(signal.SIGSTOP)
        try:
            yield writer
        finally:
            writer.kill()


@contextmanager
def told(says: str) -> Iterator[None]:
    with pytest.raises(StorageError, match=says) as caught:
        yield
    assert caught.value.remedy
    assert "psycopg" not in str(caught.value)


def test_while_another_process_is_frozen_in_its_change_people_are_told_and_can_read(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, first_round: Round, server: databases.Server
) -> None:
    monkeypatch.setitem(engine.LIMITS, "lock_timeout", 0.2)
    with closing(Store(engine.make_engine(engine.parse_url(server.url)))) as impatient:
        here = replace(desk, store=impatient)
        with a_frozen_writer(desk, server.url, let_go_after=30):
            with told("Somebody else was changing the same things for too long, so nothing was saved"):
                rate(here, first_round)
            assert rating_kept(here, first_round) is None
        rate(here, first_round)
        assert rating_kept(here, first_round) is Rating.GREEN


def test_a_process_that_stands_still_in_its_change_is_let_go_of_and_told_so(
    desk: Desk, first_round: Round, server: databases.Server
) -> None:
    with a_frozen_writer(desk, server.url, let_go_after=0.5) as writer:
        rate(desk, first_round)
        assert rating_kept(desk, first_round) is Rating.GREEN
        writer.send_signal(signal.SIGCONT)
        out, _ = writer.communicate("\n", timeout=30)
    assert "so the database let go of it and nothing was saved" in out


def test_a_question_that_takes_too_long_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, server: databases.Server
) -> None:
    monkeypatch.setitem(engine.LIMITS, "statement_timeout", 0.1)
    with (
        closing(Store(engine.make_engine(engine.parse_url(server.url)))) as store,
        told("took too long to answer"),
        store.looking() as session,
    ):
        session.connection().exec_driver_sql("SELECT pg_sleep(20)")


def test_where_every_connection_is_taken_the_next_is_told(
    monkeypatch: pytest.MonkeyPatch, server: databases.Server
) -> None:
    monkeypatch.setattr(engine, "POOL", 1)
    monkeypatch.setattr(engine, "WAIT_FOR_A_CONNECTION", 0.1)
    with closing(Store(engine.make_engine(engine.parse_url(server.url)))) as store:
        with store.engine.connect(), store.engine.connect(), told("Too many people"), store.looking() as session:
            session.connection()
        with store.looking() as session:
            assert session.connection().exec_driver_sql("SELECT 1").scalar() == 1


def test_a_server_that_was_restarted_is_reached_again_and_nothing_saved_is_lost(
    desk: Desk, first_round: Round, server: databases.Server
) -> None:
    rate(desk, first_round, Rating.RED)
    server.stop()
    with told("The database server cannot be reached"):
        rate(desk, first_round)
    server.start()
    assert rating_kept(desk, first_round) is Rating.RED
    rate(desk, first_round)
    assert rating_kept(desk, first_round) is Rating.GREEN


def test_a_change_that_the_server_stops_in_is_not_called_saved(
    desk: Desk, first_round: Round, server: databases.Server
) -> None:
    with told("server"), desk.store.keeping() as session:
        session.connection().exec_driver_sql("UPDATE organisation SET name = 'x'")
        server.stop()
        session.connection().exec_driver_sql("SELECT 1")
    server.start()
    assert [one.name for one in viewing.organisations_here(desk.store)] == ["Hill College"]


def test_own_options_in_the_address_are_kept_beside_the_limits(server: databases.Server) -> None:
    url = f"{server.url}?options=-c%20work_mem%3D5MB"
    with closing(Store(engine.make_engine(engine.parse_url(url)))) as store, store.looking() as session:
        names = ("work_mem", "lock_timeout", "jit")
        shown = [session.connection().exec_driver_sql(f"SHOW {name}").scalar() for name in names]
    assert shown == ["5MB", "5s", "off"]


def test_a_server_that_takes_a_connection_and_says_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.REACHING, "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent, told("database server"):
        open_store(f"postgresql://sendsat@127.0.0.1:{silent.getsockname()[1]}/sendsat")
