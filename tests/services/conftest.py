"""A workshop to try verbs on, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.workshop import workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.storage.opening import open_store
from tests.factories import STARTED
from tests.services.workshop.meeting import LIBRARY, NAMES, Room


@pytest.fixture
def room(any_database: str) -> Iterator[Room]:
    with closing(open_store(any_database)) as store:
        organisation, _ = found_organisation(
            store, LIBRARY, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, LIBRARY, organisation)
        round_ = viewing.rounds_of(desk)[0]
        plan = Plan(round_.id, round_.teams[0].id, ("1.1", "1.2"), people=NAMES, actions_first=True)
        one = Room(desk, Door(store, LIBRARY, desk.now), workshops.prepare(desk, plan))
        one.go_to(2)
        yield one
