"""Whoever watches over sendsat with Prometheus reads figures, with a token, and nothing about anybody."""

import asyncio
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import StorageError
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.serving.watch.metrics import REGISTRY, CountingMiddleware, Metrics
from sendsat.storage.store import Store
from tests.serving.rooms import Visitor, serving

TOKEN = "a-token-of-our-own"
ASKING = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def visitor(store: Store) -> Iterator[Visitor]:
    with serving(Starlette(routes=Metrics(TOKEN, lambda: store).routes())) as port:
        yield Visitor(port)


def figures(visitor: Visitor) -> dict[str, float]:
    answer = visitor.ask("/metrics", headers=ASKING)
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    families = text_string_to_metric_families(answer.body.decode())
    return {sample.name: sample.value for family in families for sample in family.samples}


@pytest.mark.parametrize("offered", [{}, {"Authorization": "Bearer another"}, {"Authorization": TOKEN}])
def test_whoever_lacks_the_token_reads_nothing(visitor: Visitor, offered: dict[str, str]) -> None:
    answer = visitor.ask("/metrics", headers=offered)
    assert answer.status == 403
    assert b"sendsat_" not in answer.body


def test_without_a_token_there_is_no_such_address(store: Store) -> None:
    assert Metrics("", lambda: store).routes() == []


def test_each_change_is_counted(visitor: Visitor, desk: Desk, first_round: Round) -> None:
    before = figures(visitor)
    ids = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "LM1"}
    judging.rate(desk, **ids, rating=Rating.GREEN)

    after = figures(visitor)
    assert after["sendsat_changes_total"] == before["sendsat_changes_total"] + 1
    assert after["sendsat_database_up"] == 1
    assert {"sendsat_errors_total", "sendsat_pages_open"} <= set(after)


def test_a_database_that_is_gone_is_told_and_the_other_figures_stay() -> None:
    def opening() -> Store:
        raise StorageError("It cannot be opened.", "Look at it.")

    with serving(Starlette(routes=Metrics(TOKEN, opening).routes())) as port:
        told = figures(Visitor(port))
    assert told["sendsat_database_up"] == 0
    assert "sendsat_changes_total" not in told
    assert "sendsat_pages_open" in told


def test_a_page_counts_as_long_as_it_is_open() -> None:
    def open_pages() -> float | None:
        return REGISTRY.get_sample_value("sendsat_pages_open")

    seen = []

    async def page(_scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(open_pages())

    async def nothing() -> Message:
        return {}

    async def ask(kind: str) -> None:
        await CountingMiddleware(page)({"type": kind}, nothing, lambda _message: nothing())

    before = open_pages()
    asyncio.run(ask("websocket"))
    asyncio.run(ask("http"))
    assert before is not None
    assert seen == [before + 1, before]
    assert open_pages() == before
