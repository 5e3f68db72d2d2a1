"""What watches over sendsat is told the truth: ready only while the database can be read and written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from sendsat.errors import StorageError
from sendsat.serving.watch.health import Health
from sendsat.storage.store import Store
from tests.serving.rooms import Visitor, open_room, serving


@pytest.fixture
def visitor(store: Store) -> Iterator[Visitor]:
    with serving(Starlette(routes=Health(lambda: store).routes())) as port:
        yield Visitor(port)


def test_a_database_that_works_is_ready(visitor: Visitor) -> None:
    for address in ("/health/live", "/health/ready"):
        answer = visitor.ask(address)
        assert (answer.status, answer.told["status"], answer.headers["cache-control"]) == (200, "ok", "no-store")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody touch an open file")
@pytest.mark.parametrize("gone", ["sendsat.db", "sendsat.db-wal"])
def test_a_database_that_is_gone_is_not_ready_and_it_says_what_to_do(
    visitor: Visitor, database: Path, gone: str
) -> None:
    assert visitor.ask("/health/ready").status == 200
    (database.parent / gone).unlink()
    answer = visitor.ask("/health/ready")
    assert (answer.status, answer.told["status"]) == (503, "trouble")
    assert "deleted" in answer.told["message"]
    assert answer.told["remedy"]
    assert visitor.ask("/health/live").status == 200


def test_a_database_that_can_only_be_read_is_not_ready(visitor: Visitor, store: Store) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")
    answer = visitor.ask("/health/ready")
    assert (answer.status, "not written to" in answer.told["message"]) == (503, True)


def test_a_database_that_cannot_be_opened_is_not_ready() -> None:
    def opening() -> Store:
        raise StorageError("It cannot be opened.", "Look at it.")

    with serving(Starlette(routes=Health(opening).routes())) as port:
        answer = Visitor(port).ask("/health/ready")
    assert (answer.status, answer.told) == (
        503,
        {"status": "trouble", "message": "It cannot be opened.", "remedy": "Look at it."},
    )


def test_while_shared_a_stranger_is_not_told_and_does_not_take_the_page_to_join_for_health(tmp_path: Path) -> None:
    with open_room(tmp_path, shared=True) as room:
        assert room.phone(joined=False).ask("/health/ready").status == 403
