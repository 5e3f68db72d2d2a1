"""A database of the test's own for what is typed in a terminal, empty or with the demonstration."""

from pathlib import Path

import pytest

from sendsat.__main__ import main


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "sendsat.db"
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def demonstration(database: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["demo"]) == 0
    capsys.readouterr()
    return database
