"""A room with its workshop over HTTP, and a clock for guesses that stands until it is moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.rooms import Room, open_room


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def room(tmp_path: Path, stopwatch: Stopwatch) -> Iterator[Room]:
    with open_room(tmp_path, clock=stopwatch) as one:
        yield one
