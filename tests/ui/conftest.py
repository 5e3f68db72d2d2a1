"""What the page tests begin with: a database of the test's own, which the app finds as it finds any."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from sendsat.ui.frame import workplace


@pytest.fixture(scope="session", autouse=True)
def _packages_searched_once() -> Iterator[None]:
    """Streamlit searches all that is installed each time a test opens a page: half a second for nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def own_database(database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database that only this test's pages use."""
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{database}")
    yield
    workplace.store().close()


@pytest.fixture(scope="session")
def databases_made() -> dict[Callable[[], object], Path]:
    """What `begin_with` has made so far."""
    return {}


@pytest.fixture
def begin_with(
    databases_made: dict[Callable[[], object], Path], empty_database: Path, database: Path, own_database: None
) -> Callable[[Callable[[], object]], None]:
    """Fills this test's own database as a function fills it. The function runs once: other tests get a copy."""

    def begin(fill: Callable[[], object]) -> None:
        if fill not in databases_made:
            file = Path(shutil.copy(empty_database, empty_database.with_name(f"made_{len(databases_made)}.db")))
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{file}")
                fill()
                workplace.store().close()
            databases_made[fill] = file
        shutil.copy(databases_made[fill], database)

    return begin


@pytest.fixture
def demonstration(demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The demonstration, in a database that only this test's pages use."""
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{shutil.copy(demo_database, tmp_path / 'sendsat.db')}")
    yield
    workplace.store().close()
