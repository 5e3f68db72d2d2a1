"""Somewhere for a round to move to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from tests.services.moving.round_that_moves import empty_installation


@pytest.fixture
def elsewhere(empty_database: Path, tmp_path: Path, library: Library) -> Iterator[Desk]:
    with empty_installation(empty_database, tmp_path, library) as desk:
        yield desk
