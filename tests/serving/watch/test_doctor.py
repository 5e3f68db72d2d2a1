"""The doctor says of each thing whether it is in order, and what to do where it is not."""

import re
import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sendsat.__main__ import main
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.serving.watch import doctor
from sendsat.serving.watch.doctor import findings
from sendsat.settings import SHIPPED_EDITION, Settings
from tests import databases

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def troubles(database: Path, *, now: datetime = NOW, edition: Path = SHIPPED_EDITION) -> dict[str, str]:
    settings = Settings(f"sqlite:///{database}", (edition,))
    return {one.what: one.trouble for one in findings(settings, now) if one.trouble}


def test_where_all_is_well_each_thing_is_ok_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'sendsat.db'}")
    assert main(["doctor"]) == 0
    told = [re.sub(r" \(\d+ of \d+\)", "", line) for line in capsys.readouterr().out.splitlines()]
    looked_at = ("Content", "Libraries", "Open files", "Database", "Writing", "Free space", "Clock")
    assert told == [f"{what}: ok" for what in looked_at]
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_use_is_in_order(desk: Desk, database: Path) -> None:
    assert troubles(database) == {}


def test_a_damaged_an_older_and_a_newer_database_are_told_apart(desk: Desk, database: Path) -> None:
    desk.store.close()
    for revision, says in (("0001", "older version. Start sendsat"), ("9999", "newer version")):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
            connection.commit()
        assert says in troubles(database)["Database"]
    database.write_bytes(b"x" * 5000)
    assert "is not a database" in troubles(database)["Database"]


def test_a_clock_that_went_back_or_was_never_set_is_told(desk: Desk, first_round: Round, database: Path) -> None:
    judging.rate(desk, round_id=first_round.id, team_id=first_round.teams[0].id, statement_id="LM1", rating=Rating.RED)
    assert "clock says 1970" in troubles(database, now=datetime(1970, 1, 1, tzinfo=UTC))["Clock"]
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE change SET at = '2027-01-01 00:00:00.000000'")
        connection.commit()
    assert "behind the newest change" in troubles(database)["Clock"]


def test_a_full_disk_a_broken_edition_and_other_libraries_are_told(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**30, 2**30, 3 * 2**20))
    monkeypatch.setattr(doctor, "version", lambda name: "0.0")
    found = troubles(database, edition=tmp_path / "nowhere")
    assert "Only 3 MB are free" in found["Free space"]
    assert "no such folder" in found["Content"]
    assert "streamlit" in found["Libraries"]


def test_an_address_that_is_none_and_a_server_are_not_taken_for_files(tmp_path: Path) -> None:
    told = [one for one in findings(Settings("nonsense", (SHIPPED_EDITION,)), NOW) if one.trouble]
    assert [one.what for one in told] == ["Database"]
    server = [one.what for one in findings(Settings("postgresql://server/x", (SHIPPED_EDITION,)), NOW)]
    assert [what for what in server if not what.startswith("Open files")] == [
        "Content",
        "Libraries",
        "Database",
        "Clock",
    ]


def test_a_superuser_of_a_server_is_told_to_be_none_and_an_ordinary_role_is_in_order(postgresql_server: str) -> None:
    def told(url: str) -> str:
        return next(one.trouble for one in findings(Settings(url, (SHIPPED_EDITION,)), NOW) if one.what == "Database")

    assert told(postgresql_server) == ""
    assert "works as a superuser" in told(postgresql_server.replace(f"{databases.ROLE}@", "postgres@"))
    assert "cannot be reached" in told("postgresql://sendsat@127.0.0.1:1/sendsat")
