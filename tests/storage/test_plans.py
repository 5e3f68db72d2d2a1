"""On a server each question of every page is answered from indexes: none would go through all that everybody has.

The tables here are small, so the server is told to read none as a whole where it has another way. What is still read so
could not be answered otherwise, however many organisations there are.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from sendsat.assessment.people.people import Person, Role
from sendsat.assessment.rating import Rating
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.demonstration.area import gather_area
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.group import gather_group
from sendsat.services.desk import Desk
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.rounds import judging
from sendsat.services.visit.visiting import visiting
from sendsat.services.workshop import following, joining, running, voting, workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.settings import DEMONSTRATION, load_settings
from sendsat.storage.opening import open_store
from sendsat.ui.frame.navigation import SHOWS
from tests import databases

SAM = Person("sam", "Sam", Role.STRANGER, frozenset(), subject="https://login.example|sam", mail="sam@elm.ac.uk")


@pytest.fixture(scope="module")
def riverbank(postgresql_server: str, postgresql_model: str) -> Iterator[Desk]:
    """The demonstration's college in a group and beside an authority, at the desk of somebody who signed in."""
    now, library = datetime.now(UTC), Library.open(load_settings().edition_dirs)
    with closing(open_store(databases.copy(postgresql_server, postgresql_model, "plans"))) as store:
        load_demonstration(store, library, DEMONSTRATION, now=now)
        with visiting(store, library) as visit:
            assert visit is not None
            desk = visit.desk
        gather_group(desk)
        gather_area(desk)
        people.invite(desk, who=SAM.mail, role=Role.ADMINISTRATOR, teams=())
        admit(store, SAM, first_administrator="", now=now)
        yield desk


@contextmanager
def asked(desk: Desk) -> Iterator[list[tuple[str, Any]]]:
    """The questions that are sent meanwhile, with what was given with each."""
    sent: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append((statement, given))

    event.listen(desk.store.engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", listen)


def parts_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan and all that it is made of."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from parts_of(part)


INDEXES = """SELECT index.relname, indrelid::regclass::text, attribute.attname FROM pg_index
JOIN pg_class AS index ON index.oid = indexrelid
JOIN pg_attribute AS attribute ON attribute.attrelid = indrelid AND attribute.attnum = indkey[0]"""


def table_read_whole(part: dict[str, Any], indexes: dict[str, tuple[str, str]]) -> str | None:
    """The table through which this part of a plan goes from end to end, by itself or along an index: of one whose first
    column is not asked for, each entry is looked at. `indexes` has the table and the first column of each.
    """
    if "Index Name" in part:
        table, first_column = indexes[part["Index Name"]]
        return None if re.search(rf"\b{first_column}\b", part.get("Index Cond", "")) else table
    goes_straight = "Recheck Cond" in part or "TID Cond" in part
    return None if goes_straight else part.get("Relation Name")


def tables_read_whole(desk: Desk, sent: list[tuple[str, Any]]) -> dict[str, str]:
    """By table that a question could only be answered from as a whole, by itself or along an index: that question."""
    with closing(desk.store.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(INDEXES)
        indexes = {index: (table, column) for index, table, column in cursor.fetchall()}
        cursor.execute(f"BEGIN; SET LOCAL sendsat.organisation = '{desk.organisation.id}'")
        cursor.execute("SET LOCAL enable_seqscan = off")
        whole = {}
        for statement, given in sent:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", given)
            ((plan,),) = cursor.fetchone()
            tables = (table_read_whole(part, indexes) for part in parts_of(plan["Plan"]))
            whole |= {table: statement for table in tables if table is not None}
        cursor.execute("ROLLBACK")
    return whole


MAY_BE_READ_WHOLE = {
    "share": {"organisation", "provider"},  # authorities are sought by their kind and by a name in their registers
}
"""By page: the tables that grow with the number of organisations, not with what they say."""


@pytest.mark.parametrize("address", [address for address, parts in SHOWS.items() if parts])
def test_a_page_asks_nothing_that_only_a_whole_table_answers(riverbank: Desk, address: str) -> None:
    with asked(riverbank) as sent, visiting(riverbank.store, riverbank.library, SAM) as visit:
        assert visit is not None
        visit.look(visit.rounds[-1].id, SHOWS[address])
    assert len(sent) >= 3
    whole = tables_read_whole(riverbank, sent)
    assert {table: why for table, why in whole.items() if table not in MAY_BE_READ_WHOLE.get(address, ())} == {}
    assert MAY_BE_READ_WHOLE.get(address, set()) <= set(whole)


def test_nor_does_an_hour_in_the_room(riverbank: Desk) -> None:
    round_ = viewing.rounds_of(riverbank)[-1]
    door = Door(riverbank.store, riverbank.library, riverbank.now)
    with asked(riverbank) as sent:
        workshop = workshops.prepare(riverbank, Plan(round_.id, round_.teams[0].id, ("1.1",)))
        ids = {"workshop_id": workshop.id, "item_id": workshop.items[0].id}
        running.go_to(riverbank, workshop_id=workshop.id, place=1)
        joining.enter(door, device="a phone", code=workshop.code)
        voting.open_vote(riverbank, **ids)
        following.follow(door, workshop.id)
        voting.reveal(riverbank, **ids)
        running.agree(riverbank, **ids, rating=Rating.AMBER)
        judging.rate(riverbank, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM3", rating=Rating.RED)
    assert len(sent) > 10
    assert tables_read_whole(riverbank, sent) == {}
