"""What the page tests begin with: a database of the test's own, which the app finds as it finds any."""

import shutil
from collections.abc import Iterator
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


@pytest.fixture
def demonstration(demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The demonstration, in a database that only this test's pages use."""
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{shutil.copy(demo_database, tmp_path / 'sendsat.db')}")
    yield
    workplace.store().close()
