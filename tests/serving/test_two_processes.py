"""Two sendsat processes on one database server: what one knows the other knows, as if they were one."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from sendsat.guide.library import Library
from sendsat.services.demonstration.college import load_demonstration
from sendsat.settings import DEMONSTRATION, ROOT, load_settings
from sendsat.storage.opening import open_store
from tests import databases
from tests.benchmarks.wire import Visitor

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows stops a program in another way")


class Looker(Visitor):
    """A visitor who also sees which rating each control shows as chosen, in the order they stand on the page."""

    def __init__(self, url: str, page: str) -> None:
        self.chosen: dict[str, list[str]] = {}
        super().__init__(url, page)

    def _note(self, found: ForwardMsg) -> None:
        super()._note(found)
        drawn = found.delta.new_element
        if drawn.WhichOneof("type") == "button_group" and "rating" in drawn.button_group.id:
            group = drawn.button_group
            self.chosen[group.id] = [*group.raw_values] or [group.options[place].content for place in group.default]


@contextmanager
def serving(url: str) -> Iterator[str]:
    """The address of a process of its own."""
    command = [sys.executable, "-m", "sendsat", "serve", "--port", "0"]
    surroundings = {**os.environ, "SENDSAT_DATABASE_URL": url}
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout
        found = re.findall(r"http://(localhost:\d+)", ran.stdout.readline())
        assert found, "it did not get ready"
        try:
            yield found[0]
        finally:
            ran.send_signal(signal.SIGINT)
            ran.wait(timeout=60)


@pytest.fixture(scope="module")
def url(postgresql_server: str) -> str:
    with databases.connected(postgresql_server) as connection:
        connection.exec_driver_sql("CREATE DATABASE two_processes")
    address = f"{postgresql_server.rpartition('/')[0]}/two_processes"
    with closing(open_store(address)) as store:
        load_demonstration(store, Library.open(load_settings().edition_dirs), DEMONSTRATION, now=datetime.now(UTC))
    return address


@pytest.fixture(scope="module")
def two(url: str) -> Iterator[tuple[str, str]]:
    with ExitStack() as stack:
        yield stack.enter_context(serving(url)), stack.enter_context(serving(url))


def guess(address: str, code: str) -> int:
    with closing(http.client.HTTPConnection(address, timeout=60)) as connection:
        sent = {"Content-Type": "application/json"}
        connection.request("POST", "/join/enter", json.dumps({"code": code}), sent)
        return connection.getresponse().status


def test_wrong_codes_count_over_both(two: tuple[str, str]) -> None:
    statuses = [guess(two[number % 2], "222222") for number in range(5)]
    assert statuses == [404] * 5
    assert [guess(address, "222222") for address in two] == [429, 429]


def test_a_rating_made_in_one_is_seen_in_the_other(two: tuple[str, str]) -> None:
    here = Looker(f"http://{two[0]}", "leadership")
    with closing(here.socket):
        rating = next(one for one in here.choices.values() if here.chosen[one.id] != [one.options[2]])
        here.choose(rating, 2)
    there = Looker(f"http://{two[1]}", "leadership")
    with closing(there.socket):
        assert there.chosen[rating.id] == [rating.options[2]]
