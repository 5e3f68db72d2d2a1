"""What the running server sees to by itself: a whole file once it is quiet, and a backup each day."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import StorageError
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.serving.watch import housekeeping
from sendsat.serving.watch.housekeeping import Housekeeper
from sendsat.storage import backups
from tests.conftest import Clock


def rate(desk: Desk, round_: Round) -> None:
    judging.rate(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=Rating.GREEN)


def ratings_in(file: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT rating FROM judgement").fetchall()


@pytest.fixture
def alone(database: Path, tmp_path: Path) -> Callable[[], list[tuple[str]]]:
    """What a copy of the database file alone holds."""
    return lambda: ratings_in(Path(shutil.copy(database, tmp_path / "alone.db")))


def test_once_nobody_writes_the_database_file_alone_holds_everything(
    desk: Desk, first_round: Round, alone: Callable[[], list[tuple[str]]]
) -> None:
    housekeeper = Housekeeper(desk.store, None)
    desk.store.settle()
    housekeeper.look()
    rate(desk, first_round)
    housekeeper.look()
    assert alone() == [], "somebody is at work"
    housekeeper.look()
    assert alone() == [("green",)]


def test_each_day_has_one_backup_with_what_was_saved(
    desk: Desk, first_round: Round, database: Path, tmp_path: Path, clock: Clock
) -> None:
    rate(desk, first_round)
    housekeeper = Housekeeper(desk.store, tmp_path / "backups", clock)
    for _ in range(3):
        housekeeper.look()
        clock.pass_by(hours=1)
    assert [ratings_in(file) for file in (tmp_path / "backups").iterdir()] == [[("green",)]]
    clock.pass_by(days=1)
    housekeeper.look()
    assert len(backups.backups_in(tmp_path / "backups", database)) == 2


def test_old_backups_go_by_the_rule_and_files_of_others_stay(
    desk: Desk, database: Path, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 40):
        (folder / f"sendsat-{clock.at - timedelta(days=day):%Y-%m-%d-%H%M%S}.db").write_bytes(b"old")
    (folder / "letter.txt").write_text("mine")
    (folder / "other-2020-01-01-000000.db").write_bytes(b"mine")

    made = backups.back_up_daily(database, folder, now=clock.at)

    left = {f"{moment:%d %b}" for moment in backups.backups_in(folder, database)}
    assert left == {
        *("01 Sep", "31 Aug", "30 Aug", "29 Aug", "28 Aug", "27 Aug", "26 Aug"),
        *("24 Aug", "17 Aug", "31 Jul"),
    }
    assert made is not None
    assert {"letter.txt", "other-2020-01-01-000000.db"} <= {file.name for file in folder.iterdir()}


def test_backups_of_a_clock_that_was_ahead_push_none_of_the_right_days_out(
    desk: Desk, database: Path, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "backups"
    for _ in range(40):
        clock.pass_by(days=1)
        backups.back_up_daily(database, folder, now=clock.at)
    ahead = set(backups.backups_in(folder, database))
    clock.pass_by(days=-365)
    made = []
    for _ in range(7):
        clock.pass_by(days=1)
        made.append(clock.at.replace(microsecond=0))
        assert backups.back_up_daily(database, folder, now=clock.at)
    assert set(backups.backups_in(folder, database)) == {*made, *ahead}


def test_a_backup_that_fails_lets_none_go_and_is_told_once(
    desk: Desk, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "backups").write_text("a file in place of the folder")
    housekeeper = Housekeeper(desk.store, tmp_path / "backups", clock)
    housekeeper.look()
    housekeeper.look()
    assert [record.getMessage().split(" (")[0] for record in caplog.records] == [
        f"The folder {tmp_path / 'backups'} for backups cannot be made"
    ]


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (StorageError("It cannot be tidied.", "Look at it."), "It cannot be tidied."),
        (OSError(24, "Too many open files", "/srv/backups"), "failed (OSError). It is tried again."),
        (KeyError("a word somebody wrote"), "failed (KeyError). It is tried again."),
    ],
)
def test_tidying_that_fails_keeps_neither_backup_nor_file_waiting_and_is_told_once(
    trouble: Exception,
    says: str,
    desk: Desk,
    first_round: Round,
    alone: Callable[[], list[tuple[str]]],
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def failing(*_given: object, **_named: object) -> int:
        raise trouble

    monkeypatch.setattr(housekeeping, "untie_votes", failing)
    housekeeper = Housekeeper(desk.store, tmp_path / "backups", clock)
    rate(desk, first_round)
    for _ in range(4):
        housekeeper.look()

    assert alone() == [("green",)]
    assert [ratings_in(file) for file in (tmp_path / "backups").iterdir()] == [[("green",)]]
    assert caplog.text.count(says) == 1
    assert "somebody wrote" not in caplog.text


def test_it_works_by_itself_and_ends_when_told(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    housekeeper = Housekeeper(desk.store, tmp_path / "backups", clock)
    housekeeper.start()
    housekeeper.stop()
    assert len(list((tmp_path / "backups").iterdir())) == 1
