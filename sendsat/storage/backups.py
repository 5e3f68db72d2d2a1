"""Copies of an SQLite database: written while it is in use, looked through, and put back.

A copy gets its name only once it has been read back and holds as many rows as the database did.
"""

import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sendsat.assessment.records.backups import kept
from sendsat.errors import Refused, StorageError
from sendsat.storage.engine import database_file, parse_url
from sendsat.storage.opening import known_revisions

FIRST_BYTES = b"SQLite format 3\x00"
BESIDE = ("-wal", "-shm")
WHOLE = "PRAGMA integrity_check(1)"
NOT_OURS = "was not made by sendsat, so it was not used."
IN_POSTGRESQL = StorageError(
    "Your results are kept on a database server, which has a backup of its own.",
    "Ask whoever looks after it to use pg_dump, and pg_restore to go back.",
)


def file_of(database_url: str) -> Path:
    """The file that a database address names. Raises `StorageError` where there is none to copy."""
    url = parse_url(database_url)
    if url.get_backend_name() != "sqlite":
        raise IN_POSTGRESQL
    file = database_file(url)
    if file is None:
        raise StorageError("This database is only in memory, so there is nothing to copy.", "Use a database file.")
    return file.absolute()


def back_up(database: Path, copy: Path, *, replace: bool = False) -> None:
    """Write a copy of the database, which may be in use, whole or not at all. Raises `Refused`, `StorageError`."""
    if not database.is_file():
        raise StorageError(f"There is no database at {database} yet.", "Start sendsat first, then make a backup.")
    if copy.exists() and not replace:
        raise Refused(f"{copy} is there already, so nothing was written.", "Choose another name, or add --replace.")
    if copy.exists() and (not copy.is_file() or copy.samefile(database)):
        raise Refused(f"{copy} cannot be a backup of this database.", "Choose another name.")
    try:
        with part_of(copy) as part:
            _check_copy(part, _copied(database, part))
            shutil.copymode(database, part)
            os.replace(part, copy)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The backup {copy} could not be written ({_reason(error)}).",
            "Nothing was changed. Check that there is room on the disk and that you may write there.",
        ) from error


def check_backup(file: Path) -> None:
    """Look a file through without changing anything. Raises `Refused` unless this sendsat could use it whole."""
    if not file.is_file():
        raise Refused(f"{file} is not a file that can be read.", "Check the name and try again.")
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(FIRST_BYTES))
        if begins != FIRST_BYTES:
            raise Refused(f"{file} is not a database.", "Choose a backup that sendsat made.")
        with closing(_looking(file)) as connection:
            _check_ours(connection, file)
            if connection.execute(WHOLE).fetchone() != ("ok",):
                raise _damaged(file)
    except (OSError, sqlite3.Error) as error:
        raise _damaged(file) from error


def restore(backup: Path, database: Path, *, now: datetime) -> Path | None:
    """Put a backup in the database's place. What was there gets a name with the date, which is returned.

    Raises `Refused` where the backup cannot be used or the database is in use, `StorageError` where it fails.
    """
    check_backup(backup)
    if database.exists() and backup.samefile(database):
        raise Refused("This file is the database itself.", "Choose a backup.")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with part_of(database) as part:
            _check_copy(part, _copied(backup, part))
            old = _put_aside(database, now) if database.exists() else None
            _put_in_place(part, database, old)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The backup could not be put in place ({_reason(error)}).",
            f"Check that there is room on the disk and that you may write to {database.parent}.",
        ) from error
    return old


@contextmanager
def part_of(file: Path) -> Iterator[Path]:
    """A name beside the file for what is not finished, of which nothing is left afterwards."""
    part = file.parent / f".sendsat-{uuid.uuid4().hex}"
    try:
        yield part
    finally:
        for ending in ("", "-journal", *BESIDE):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> dict[str, int]:
    """Copy what the source holds at one moment, and make one file of it; how many rows each table had."""
    with closing(_looking(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.execute("BEGIN")
        rows = _rows(reading)
        reading.backup(writing)
        reading.execute("ROLLBACK")
        writing.execute("PRAGMA journal_mode=DELETE")
    with target.open("rb+") as written:
        os.fsync(written.fileno())
    return rows


def _check_copy(copy: Path, rows: dict[str, int]) -> None:
    with closing(_looking(copy)) as connection:
        if connection.execute(WHOLE).fetchone() != ("ok",):
            raise sqlite3.DatabaseError("what it was made from is damaged")
        if _rows(connection) != rows:
            raise sqlite3.DatabaseError("the copy does not hold every row")


def _looking(file: Path) -> sqlite3.Connection:
    """A connection to read with: it never makes a file, and writes none beside one in a folder for looking only."""
    mode = "mode=rw" if os.access(file.parent, os.W_OK) else "immutable=1"
    return sqlite3.connect(f"file:{quote(str(file.absolute()))}?{mode}", uri=True, isolation_level=None)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    quoted = {name: '"' + name.replace('"', '""') + '"' for name in names}
    return {name: connection.execute(f"SELECT count(*) FROM {quoted[name]}").fetchone()[0] for name in names}


def _check_ours(connection: sqlite3.Connection, file: Path) -> None:
    if not set(_rows(connection)) >= {"alembic_version", "organisation"}:
        raise Refused(f"{file} {NOT_OURS}", "Choose a backup that sendsat made.")
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision is None or not str(revision[0]).isdigit():
        raise Refused(f"{file} {NOT_OURS}", "Choose a backup that sendsat made.")
    if revision[0] not in known_revisions():
        raise Refused(f"{file} was made by a newer version of sendsat.", "Install the newer version, then restore it.")


def _put_aside(database: Path, now: datetime) -> Path:
    """Give the database, with what belongs to it, a name with the date. Raises `Refused` while anybody uses it."""
    check_unused(database)
    old = database.with_name(f"{database.stem}-before-restore-{now:%Y-%m-%d-%H%M%S}{database.suffix}")
    if old.exists():
        raise Refused(f"{old} is there already, so nothing was changed.", "Wait a second and try again.")
    for ending in ("", *BESIDE):
        part = Path(f"{database}{ending}")
        if part.exists():
            part.rename(f"{old}{ending}")
    return old


def _put_in_place(part: Path, database: Path, old: Path | None) -> None:
    """Let the finished file be the database; where that fails, what was there is the database again."""
    try:
        os.replace(part, database)
    except OSError:
        if old is not None:
            old.rename(database)
        raise


def check_unused(database: Path) -> None:
    """Raises `Refused` while any connection is open: only without one does SQLite let a file leave its mode."""
    try:
        with closing(sqlite3.connect(database, timeout=0.2, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise Refused("sendsat or another program is using the database.", "Stop it, then try again.") from error
    except sqlite3.DatabaseError:
        pass  # damaged: that is what a backup is for


def _damaged(file: Path) -> Refused:
    return Refused(f"{file} is damaged, so it was not used.", "Keep it, and choose an older backup.")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def backups_in(folder: Path, database: Path) -> dict[datetime, Path]:
    """The backups of a database that lie in a folder, by when they were made, oldest first."""
    pattern = re.compile(re.escape(database.stem) + r"-(\d{4}-\d\d-\d\d-\d{6})\.db")
    if not folder.is_dir():
        return {}
    named = ((pattern.fullmatch(file.name), file) for file in sorted(folder.iterdir()))
    return {_moment(name[1]): file for name, file in named if name and file.is_file()}


def kept_beside(database: Path) -> tuple[str, ...]:
    """The names of copies that were put aside before a newer version or a restore."""
    patterns = (f"{database.name}.before-*", f"{database.stem}-before-restore-*{database.suffix}")
    return tuple(sorted(file.name for pattern in patterns for file in database.parent.glob(pattern)))


def folder_beside(database: Path) -> Path:
    """Where backups go unless a setting says otherwise."""
    return database.parent / "backups"


def back_up_into(folder: Path, database: Path, *, now: datetime) -> Path:
    """Write a backup into a folder, which is made. Raises `Refused`, `StorageError`."""
    copy = folder / f"{database.stem}-{now:%Y-%m-%d-%H%M%S}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} for backups cannot be made ({error.strerror}).", "Check SENDSAT_BACKUP_DIR."
        ) from error
    back_up(database, copy)
    return copy


def back_up_daily(database: Path, folder: Path, *, now: datetime) -> Path | None:
    """Make today's backup where there is none yet, and let go of those that are no longer kept.

    Those of days still to come, left by a clock that was ahead, stay until then and push none out. Returns what was
    made. Raises `StorageError`; then nothing is let go of.
    """
    known = backups_in(folder, database)
    if any(moment.date() == now.date() for moment in known):
        return None
    copy = back_up_into(folder, database, now=now)
    to_keep = kept([*(moment for moment in known if moment <= now), _moment(f"{now:%Y-%m-%d-%H%M%S}")])
    for moment, file in known.items():
        if moment <= now and moment not in to_keep:
            file.unlink(missing_ok=True)
    return copy


def _moment(name: str) -> datetime:
    return datetime.strptime(name, "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
