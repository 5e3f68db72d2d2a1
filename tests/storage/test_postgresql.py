"""The same story as on SQLite, on a real PostgreSQL server: nothing that sendsat keeps needs more than both offer."""

import itertools
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.values import Priority, Round, Status
from sendsat.errors import Conflict, NotFound, Refused, StorageError
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from sendsat.storage.opening import newest_revision, open_store
from sendsat.storage.queries import organisations
from sendsat.storage.store import Store
from tests import databases
from tests.conftest import Clock, add_desk, found_desk
from tests.services.rounds.test_judging_at_once import write_and_rate_at_once, write_the_same_at_once
from tests.services.seat import Seat
from tests.storage.test_migrations import differences_between_tables_and_code

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN
NUMBERS = itertools.count(1)


@pytest.fixture
def address(postgresql_server: str) -> str:
    """An empty database of the test's own on the server."""
    name = f"sendsat_{next(NUMBERS)}"
    with databases.connected(postgresql_server) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return f"{postgresql_server.rpartition('/')[0]}/{name}"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with closing(open_store(address)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store, library: Library, clock: Clock) -> Desk:
    return found_desk(store, library, clock)


def test_the_driver_is_psycopg(store: Store) -> None:
    assert store.engine.url.drivername == "postgresql+psycopg"


def test_a_year_in_the_life_of_a_college(desk: Desk, first_round: Round, clock: Clock) -> None:
    seat = Seat(desk, first_round)
    seat.rate(R)
    seat.write("😀 שלום <b>x</b> a\x00b")
    seat.tick("A policy")
    with pytest.raises(Conflict) as caught:
        seat.write("Another's words", seen="")
    assert caught.value.stored == "😀 שלום <b>x</b> ab"
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statements": ("SP1", "LM1")}
    action = planning.plan_action(desk, **where, draft=Draft("Write it", due=date(1999, 1, 1), priority=Priority.HIGH))
    planning.note_progress(desk, action_id=action.id, text="Begun.")
    judged = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "LM1"}
    judging.choose_ofsted_areas(desk, **judged, framework_id="framework-2025", areas=("leadership",))
    rounds.close_round(desk, round_id=first_round.id)
    with pytest.raises(Refused):
        seat.rate(G)

    clock.pass_by(days=100)
    second = rounds.start_round(desk, name="Spring 2026", carry_forward_from=first_round.id)
    other = teams.add_team(desk, name="Leaders", sections=("leadership",))
    assert Seat(desk, second).kept().carried_forward
    Seat(desk, second).confirm()
    Seat(desk, second).rate(G)
    planning.change_action(desk, action=replace(action, status=Status.DONE, statements=("LM2",)), seen=action)
    teams.retire_team(desk, team_id=other.id)
    rounds.rename_round(desk, round_id=second.id, name="Second")

    compared = viewing.comparison(desk, earlier_id=first_round.id, later_id=second.id)
    assert compared.counts()[Movement.IMPROVED] == 1
    assert compared.rows[0].after.judgements[0].seen_evidence == ("A policy",)
    (done,) = viewing.actions_of(desk)
    assert (done.status, done.statements, done.due, done.notes[0].text) == (
        Status.DONE,
        ("LM2",),
        date(1999, 1, 1),
        "Begun.",
    )
    assert [(one.name, one.is_open, len(one.teams)) for one in viewing.rounds_of(desk)] == [
        ("Autumn 2025", False, 1),
        ("Second", True, 1),
    ]
    assert viewing.ofsted_choices(desk) == {("LM1", "framework-2025"): ("leadership",)}
    assert seat.history()[0] == ("rating", "red", "green")
    assert viewing.statement_history(desk, "LM1")[0].at - clock.at < timedelta(seconds=1)
    removing.remove_action(desk, action_id=action.id)
    assert viewing.actions_of(desk) == ()


def test_two_people_rating_and_writing_at_once_lose_nothing(desk: Desk, first_round: Round) -> None:
    write_and_rate_at_once(desk, first_round)


def test_many_people_writing_the_same_text_at_once_are_all_told_but_one(desk: Desk, first_round: Round) -> None:
    write_the_same_at_once(desk, first_round)


def test_another_organisation_sees_and_changes_nothing(desk: Desk, first_round: Round) -> None:
    other = add_desk(desk)

    with pytest.raises(NotFound):
        Seat(other, first_round).rate(R)
    assert [one.name for one in viewing.rounds_of(other)] == ["Dale round"]


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_link_to_a_round_that_cannot_be_says_so(desk: Desk, number: int) -> None:
    with pytest.raises(NotFound):
        rounds.rename_round(desk, round_id=number, name="X")
    with pytest.raises(NotFound):
        judging.rate(desk, round_id=number, team_id=1, statement_id="LM1", rating=None)


def test_a_reader_sees_one_state_while_somebody_writes(desk: Desk, store: Store) -> None:
    with store.reading(desk.organisation.id) as reader:
        before = organisations.teams_of(reader)
        teams.add_team(desk, name="Leaders", sections=("leadership",))
        assert organisations.teams_of(reader) == before
    assert len(viewing.teams_of(desk)) == 2


def test_the_migrations_make_exactly_the_tables_that_the_code_works_with(store: Store) -> None:
    assert differences_between_tables_and_code(store.engine) == []


def test_opening_twice_is_harmless_and_a_newer_database_is_refused(desk: Desk, address: str) -> None:
    with closing(open_store(address)) as again:
        assert [one.name for one in viewing.organisations_here(again)] == ["Hill College"]
    with databases.connected(address) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageError, match="newer version of sendsat"):
        open_store(address)
    assert newest_revision() != "9999"


def test_a_database_of_another_program_is_refused(address: str) -> None:
    with databases.connected(address) as connection:
        connection.exec_driver_sql("CREATE TABLE notes (id INTEGER)")

    with pytest.raises(StorageError, match="not made by sendsat"):
        open_store(address)


def test_a_read_only_database_is_refused_when_the_app_starts(desk: Desk, address: str) -> None:
    name = address.rpartition("/")[2]
    with databases.connected(address) as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    with pytest.raises(StorageError, match="can be read but not written to"):
        open_store(address)
