"""On a server the database itself keeps organisations apart: a query that forgot whose rows it reads gets none."""

import itertools
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Table, delete, event, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_another
from sendsat.services.organisation.grouping import join_group, start_group
from sendsat.services.rounds import judging
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from sendsat.settings import DEMONSTRATION, ROOT, load_settings
from sendsat.storage import guard
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations
from sendsat.storage.store import Store
from tests import databases
from tests.storage.owned_rows import SERVERS_OWN

NUMBERS = itertools.count(1)
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
A_DEED = Deed("Ann", NOW, "try", Way.PAGE)
OURS, THEIRS, THEIR_NUMBER = 1, 900, 9_000_000
OWNED = [table for table in SQLModel.metadata.sorted_tables if table.name not in SERVERS_OWN]
each_table = pytest.mark.parametrize("table", OWNED, ids=[table.name for table in OWNED])
DENIED = "42501"
"""What PostgreSQL calls a row that a policy does not let in."""


RUNNING = "docs/running/linux-server.md"


class Undone(Exception):
    """Ends a transaction, so that the next test finds everything as it was."""


@pytest.fixture(scope="module")
def address(postgresql_server: str) -> str:
    name = f"guarded_{next(NUMBERS)}"
    with databases.connected(postgresql_server) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return databases.beside(postgresql_server, name)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.open(load_settings().edition_dirs)


@pytest.fixture(scope="module")
def guarded(address: str, library: Library) -> Iterator[Store]:
    """A college at work, and a second organisation that has one row in every table."""
    with closing(open_store(address)) as store:
        assert load_demonstration(store, library, DEMONSTRATION, now=NOW).id == OURS
        with guard.of_every(store.engine).begin() as connection:
            for table in SQLModel.metadata.sorted_tables:
                connection.execute(insert(table).values(_their_row(table)))
        yield store


def _their_row(table: Table) -> dict[str, Any]:
    return {column.name: _their_value(table, column) for column in table.columns}


def _their_value(table: Table, column: Column[Any]) -> Any:
    if column.name == "organisation_id" or (table.name, column.name) == ("organisation", "id"):
        return THEIRS
    if column.nullable:
        return None
    if column.name == "id" or column.foreign_keys:
        return THEIR_NUMBER
    if (table.name, column.name) == ("organisation", "kind"):
        return OrganisationKind.FE_COLLEGE.value
    kinds = {"Integer": 0, "Float": 0.0, "Boolean": False, "UtcDateTime": NOW, "JSON": []}
    return kinds.get(type(column.type).__name__, f"their {table.name}")


def _is_theirs(table: Table) -> Any:
    row = _their_row(table)
    return [column == row[column.name] for column in table.primary_key.columns]


@pytest.fixture
def ours(guarded: Store) -> Iterator[Connection]:
    """A transaction of our organisation, undone at the end."""
    with suppress(Undone), guarded.writing(OURS, A_DEED) as work:
        yield work.session.connection()
        raise Undone


@pytest.fixture
def desk(guarded: Store, library: Library) -> Desk:
    with guarded.reading(OURS) as scope:
        return Desk(guarded, library, organisations.get_organisation(scope), now=lambda: NOW)


@each_table
def test_every_table_of_organisations_is_guarded_from_its_owner_too(guarded: Store, table: Table) -> None:
    asked = text(
        "SELECT relrowsecurity, relforcerowsecurity,"
        " (SELECT count(*) FROM pg_policy WHERE polrelid = pg_class.oid) FROM pg_class WHERE oid = to_regclass(:name)"
    )
    with guarded.engine.connect() as connection:
        assert connection.execute(asked, {"name": f'"{table.name}"'}).one() == (True, True, 1)


@each_table
def test_their_rows_are_not_seen(guarded: Store, table: Table) -> None:
    asked = select(func.count()).select_from(table).where(*_is_theirs(table))
    with guarded.reading(OURS) as scope:
        assert scope.session.connection().execute(asked).scalar_one() == 0
    with guarded.reading(THEIRS) as scope:
        assert scope.session.connection().execute(asked).scalar_one() == 1


@each_table
def test_their_rows_are_neither_changed_nor_deleted(guarded: Store, ours: Connection, table: Table) -> None:
    column = next(iter(table.columns))
    changing = update(table).where(*_is_theirs(table)).values({column: column})
    assert ours.execute(changing).rowcount == 0
    assert ours.execute(delete(table).where(*_is_theirs(table))).rowcount == 0


@each_table
def test_no_row_is_added_to_theirs(guarded: Store, ours: Connection, table: Table) -> None:
    with pytest.raises(DBAPIError) as refused, ours.begin_nested():
        ours.execute(insert(table).values(_their_row(table)))
    assert getattr(refused.value.orig, "sqlstate", "") == DENIED


def test_a_row_of_ours_cannot_be_made_theirs(guarded: Store, ours: Connection) -> None:
    with pytest.raises(DBAPIError) as refused, ours.begin_nested():
        ours.execute(text(f'UPDATE "round" SET organisation_id = {THEIRS}'))
    assert getattr(refused.value.orig, "sqlstate", "") == DENIED


def test_what_says_nothing_sees_nothing_even_after_somebody_who_saw_everything(guarded: Store) -> None:
    with guarded.looking() as session:
        assert session.connection().execute(text("SELECT count(*) FROM organisation")).scalar_one() == 2
    with guarded.engine.connect() as connection:
        for table in OWNED:
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    with guarded.keeping() as session:
        assert session.connection().execute(text("SELECT count(*) FROM organisation")).scalar_one() == 0


def test_a_hand_over_sees_both_organisations_and_each_question_about_all_ends(guarded: Store) -> None:
    seen = text("SELECT count(*) FROM organisation")
    with suppress(Undone), guarded.handing(OURS, A_DEED, THEIRS, A_DEED) as (work, theirs):
        for one in (work, theirs):
            with one.seeing_every():
                pass
            assert one.session.connection().execute(seen).scalar_one() == 2
        raise Undone
    with guarded.reading(OURS) as scope:
        with scope.seeing_every():
            assert scope.session.connection().execute(seen).scalar_one() == 2
        assert scope.session.connection().execute(seen).scalar_one() == 1


def test_a_click_sends_not_one_message_more_for_it(desk: Desk) -> None:
    sent: list[str] = []
    round_ = next(one for one in viewing.rounds_of(desk) if one.is_open)

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(desk.store.engine, "before_cursor_execute", hear)
    try:
        where = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
        judging.rate(desk, **where, rating=Rating.RED)
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", hear)
    begun, *others = sent
    assert begun.startswith(f"BEGIN; SET LOCAL {guard.SETTING} = '{OURS}'; SELECT pg_advisory_xact_lock")
    assert not [statement for statement in others if "advisory" in statement or "config" in statement]


def test_every_page_shows_the_same_as_without_the_guard(desk: Desk, address: str, library: Library) -> None:
    start_group(desk, name="Both")
    other = found_another(desk, name="Ash", kind=desk.organisation.kind, round_name="Autumn")
    beside = Desk(desk.store, library, other, now=lambda: NOW)
    with desk.store.reading(OURS) as scope:
        code = scope.session.connection().execute(text("SELECT uid FROM organisation_group WHERE name = 'Both'"))
        join_group(beside, code=code.scalar_one())
    with closing(open_store(address.replace(f"{databases.ROLE}@", "postgres@"))) as unguarded:
        seen, all_of_it = (_look(store, library, desk.organisation) for store in (desk.store, unguarded))
    assert seen == all_of_it
    assert seen["together"] is not None
    assert len(seen["together"].colleges) > 1


def _look(store: Store, library: Library, organisation: Organisation) -> dict[str, Any]:
    with visiting(store, library, asked=organisation.uid) as visit:
        assert visit is not None
        parts = set(Part) - {Part.WORDS}  # an index of words, which cannot be compared
        return dict(vars(visit.look(visit.rounds[-1].id, parts)))


def test_what_is_dumped_as_the_docs_say_holds_every_row_and_every_guard(
    desk: Desk, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [(options, command)] = re.findall(r"`PGOPTIONS='([^']+)' (pg_dump [^`]*) >", (ROOT / RUNNING).read_text("utf-8"))
    monkeypatch.setenv("PGOPTIONS", options)
    copy = f"restored_{next(NUMBERS)}"
    dumped = tmp_path / "sendsat.sql"
    with dumped.open("wb") as file:
        words = [address if word == "ADDRESS" else word for word in shlex.split(command)]
        subprocess.run([databases.program(words[0]), *words[1:]], check=True, stdout=file)
    with databases.connected(address) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {copy}")
    beside = databases.beside(address, copy)
    subprocess.run(
        [databases.program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-f", str(dumped), beside],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with closing(open_store(beside)) as store, store.looking() as session, desk.store.looking() as original:
        for table in SQLModel.metadata.sorted_tables:
            asked = select(func.count()).select_from(table)
            assert session.scalar(asked) == original.scalar(asked), table.name
        with store.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM organisation")).scalar_one() == 0


SEES_ALL = re.compile(r"\.looking\(\)|of_every\(|\.seeing_every\(\)|arriving\(|see_every\(")
WHO_SEES_ALL = {
    "services/organisation/admitting.py": 5,
    "services/organisation/grouping.py": 3,
    "services/organisation/sharing.py": 1,
    "services/records/backing_up.py": 1,
    "services/records/emptying.py": 1,
    "services/records/recording.py": 2,
    "services/viewing.py": 2,
    "services/visit/visiting.py": 3,
    "services/work.py": 2,
    "services/workshop/following.py": 1,
    "services/workshop/joining.py": 3,
    "services/workshop/limiting.py": 1,
    "services/workshop/untying.py": 1,
    "services/workshop/workshops.py": 1,
    "storage/copying.py": 2,
    "storage/store.py": 2,
    "storage/guard.py": 2,
    "storage/opening.py": 1,
    "storage/queries/area/neighbours.py": 4,
    "storage/queries/area/unaccepted.py": 1,
    "storage/queries/people/accounts.py": 1,
    "storage/queries/records/organisation_bins.py": 1,
    "storage/scope.py": 1,
}
"""How often each file begins to see every organisation."""


def test_what_sees_every_organisation_is_on_this_list() -> None:
    """Each is there on purpose: found by a secret, about all organisations, or the server's own doing."""
    sources = sorted((ROOT / "sendsat").rglob("*.py"))
    places = {file.relative_to(ROOT / "sendsat").as_posix(): SEES_ALL.findall(file.read_text()) for file in sources}
    assert {file: len(found) for file, found in places.items() if found} == WHO_SEES_ALL
