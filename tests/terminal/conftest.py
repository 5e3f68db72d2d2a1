"""A database of the test's own for what is typed in a terminal, empty or with the demonstration."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "sendsat.db"
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def demonstration(database: Path, demo_database: Path) -> Path:
    return Path(shutil.copy(demo_database, database))
