"""A provider and a local authority in one database, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_another
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from tests.conftest import Clock


@pytest.fixture
def store(any_database: str) -> Iterator[Store]:
    """A database, once on SQLite and once on PostgreSQL, where each organisation's transactions see its own rows."""
    with closing(open_store(any_database)) as opened:
        yield opened


@pytest.fixture
def hill(desk: Desk, clock: Clock) -> Desk:
    """A local authority at work, in the database of the desk's college."""
    added = found_another(desk, name="Hill", kind=OrganisationKind.LOCAL_AUTHORITY, round_name="Autumn")
    clock.pass_by(minutes=1)
    return replace(desk, organisation=added)
