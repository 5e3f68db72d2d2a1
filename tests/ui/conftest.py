"""What the page tests begin with: a database of the test's own, which the app finds as it finds any."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sendsat.ui.frame import workplace


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database that only this test's pages use."""
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{tmp_path / 'pages.db'}")
    yield
    workplace.store().close()
