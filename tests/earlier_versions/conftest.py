"""Data of earlier versions, taken out of its archive for one test."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds import rounds, teams
from sendsat.storage.opening import open_store
from tests.earlier_versions.kept import Earlier, desk_in, library, take_out


@pytest.fixture
def earlier(schema: str, tmp_path: Path) -> Earlier:
    """What the version of a schema made, as it left it."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    return take_out(schema, folder)


@pytest.fixture
def upgraded(earlier: Earlier) -> Iterator[Desk]:
    """A desk of today at the database of that version."""
    with closing(open_store(f"sqlite:///{earlier.folder / 'sendsat.db'}")) as store:
        yield desk_in(store)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Desk]:
    """A desk at another college of today, with teams of the same names and a round that asks the supplement too."""
    with closing(open_store(f"sqlite:///{tmp_path / 'elsewhere.db'}")) as store:
        here = {"name": "Elsewhere College", "kind": OrganisationKind.FE_COLLEGE, "round_name": "Here"}
        _, round_ = found_organisation(store, library(), **here, now=datetime(2026, 1, 5, 9, tzinfo=UTC))
        desk = desk_in(store)
        teams.add_team(desk, name="Learning support", sections=("leadership", "study-programmes"))
        teams.add_team(desk, name="Evening classes", sections=("study-programmes",))
        rounds.set_supplements(desk, round_id=round_.id, supplements=(library().supplements[0].id,))
        yield desk
