"""A newcomer founds an organisation, or looks around in a demonstration; nothing that is there is ever overwritten."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Status
from sendsat.errors import Invalid, Refused, SendsatError
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.storage.store import Store
from tests.factories import STARTED
from tests.services.snapshots import every_snapshot

AS_OF = datetime(2026, 2, 10, 9, tzinfo=UTC)
DEMONSTRATION = f"""
organisation: {{name: Brook College, kind: provider}}
as_of: 2026-02-10
teams:
  - {{id: leaders, name: Leaders, sections: [leadership]}}
  - {{id: teachers, name: Teachers, sections: [study-programmes]}}
rounds:
  - {{id: first, started: 2025-09-22, closed: 2025-12-12}}
  - {{id: second, started: 2026-01-19, closed: null}}
assessments:
  - {{round: first, team: leaders, statement: LM1, rating: red, commentary: Not yet., 'on': 2025-10-07}}
  - {{round: second, team: leaders, statement: LM1, rating: amber, evidence: A draft, 'on': 2026-02-03}}
  - {{round: second, team: teachers, statement: SP1, rating: null, commentary: '{"x" * 50}', 'on': 2026-02-04}}
actions:
  - round: first
    team: leaders
    statements: [LM1]
    text: Write the policy
    owner: SEND lead
    due: 2026-01-31
    priority: high
    status: in_progress
    notes: [{{text: Begun., 'on': 2026-01-12}}]
"""


def found(store: Store, library: Library, **change: str) -> None:
    wanted = {"name": "Hill College", "round_name": "Autumn 2025"} | change
    found_organisation(store, library, kind=OrganisationKind.PROVIDER, now=STARTED, **wanted)


def test_a_founded_organisation_can_rate_at_once(store: Store, library: Library) -> None:
    organisation, round_ = found_organisation(
        store, library, name=" Hill  College ", kind=OrganisationKind.PROVIDER, round_name="Autumn 2025", now=STARTED
    )

    desk = Desk(store, library, organisation)
    assert viewing.organisations_here(store) == (organisation,)
    assert organisation.name == "Hill College"
    assert [one.id for one in viewing.rounds_of(desk)] == [round_.id]
    assert every_snapshot(desk)[0].counts().not_rated == 6


def test_a_local_authority_begins_with_its_own_section(store: Store, library: Library) -> None:
    organisation, _ = found_organisation(
        store, library, name="Dale", kind=OrganisationKind.LOCAL_AUTHORITY, round_name="Autumn 2025", now=STARTED
    )

    assert list(every_snapshot(Desk(store, library, organisation))[0].asked) == ["LA1"]


@pytest.mark.parametrize("change", [{"name": " "}, {"round_name": ""}, {"name": "x" * 121}])
def test_an_organisation_needs_names(store: Store, library: Library, change: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        found(store, library, **change)
    assert viewing.organisations_here(store) == ()


def test_a_second_organisation_is_refused(store: Store, library: Library) -> None:
    found(store, library)

    with pytest.raises(Refused, match="already has an organisation"):
        found(store, library, name="Another")
    assert [one.name for one in viewing.organisations_here(store)] == ["Hill College"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "demo.yaml"
    path.write_text(DEMONSTRATION, encoding="utf-8")
    return path


def test_the_demonstration_shows_rounds_teams_ratings_and_actions(store: Store, library: Library, file: Path) -> None:
    desk = Desk(store, library, load_demonstration(store, library, file, now=AS_OF))

    first, second = every_snapshot(desk)
    assert (first.rating("LM1"), second.rating("LM1"), second.rating("SP1")) == (Rating.RED, Rating.AMBER, None)
    assert [one.round.is_open for one in (first, second)] == [False, True]
    assert [one.round.name for one in (first, second)] == ["Autumn 2025", "Spring 2026"]
    assert second.standings["SP1"].commentary == "x" * 50
    (action,) = viewing.actions_of(desk)
    assert (action.due, action.status, action.notes[0].text) == (date(2026, 1, 31), Status.IN_PROGRESS, "Begun.")
    assert [one.person for one in viewing.statement_history(desk, "LM1")] == ["Demonstration", "Demonstration"]


def test_the_demonstration_never_mixes_with_what_is_there(store: Store, library: Library, file: Path) -> None:
    found(store, library)

    with pytest.raises(Refused):
        load_demonstration(store, library, file, now=AS_OF)
    assert [one.name for one in viewing.organisations_here(store)] == ["Hill College"]


@pytest.mark.parametrize("key", ["organisation", "as_of", "teams", "rounds", "assessments", "actions"])
def test_a_demonstration_with_a_part_missing_loads_nothing(
    store: Store, library: Library, file: Path, key: str
) -> None:
    told = yaml.safe_load(DEMONSTRATION)
    del told[key]
    file.write_text(yaml.safe_dump(told), encoding="utf-8")

    with pytest.raises(SendsatError, match=r"demonstration cannot be loaded: demo\.yaml"):
        load_demonstration(store, library, file, now=AS_OF)
    assert viewing.organisations_here(store) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rating: red", "rating: blue"),
        ("priority: high", "priority: urgent"),
        ("kind: provider", "kind: shop"),
        ("round: first, team: leaders", "round: first, team: nobody"),
        ("started: 2025-09-22", "started: soon"),
        ("started: 2026-01-19", "started: soon"),
        ("as_of: 2026-02-10", "as_of: soon"),
        ("as_of: 2026-02-10", "as_of: 9999-12-31"),
        ("[leadership]", "["),
    ],
)
def test_a_damaged_demonstration_loads_nothing(store: Store, library: Library, file: Path, old: str, new: str) -> None:
    assert old in DEMONSTRATION
    file.write_text(DEMONSTRATION.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SendsatError):
        load_demonstration(store, library, file, now=AS_OF)
    assert viewing.organisations_here(store) == ()


def test_a_missing_demonstration_is_named(store: Store, library: Library, tmp_path: Path) -> None:
    with pytest.raises(SendsatError, match=r"nowhere\.yaml is missing"):
        load_demonstration(store, library, tmp_path / "nowhere.yaml", now=AS_OF)
    assert os.listdir(tmp_path).count("nowhere.yaml") == 0
