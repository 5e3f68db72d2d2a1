"""Copies a whole installation from one database to another, also between SQLite and PostgreSQL, and compares every row.

The copy comes to be in one transaction, an SQLite file also under a name of its own until then: whole or not at all.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, inspect, select, text
from sqlalchemy.engine import URL
from sqlmodel import SQLModel

from sendsat.errors import Refused, StorageError
from sendsat.storage import backups, guard
from sendsat.storage.engine import database_file, give_time, make_engine, parse_url
from sendsat.storage.opening import known_revisions, newest_revision, revision_of, upgrade
from sendsat.storage.store import WRITE
from sendsat.storage.trouble import plain_errors

AT_ONCE = 500
Tell = Callable[[str, int, int], None]
Row = tuple[Any, ...]


def copy(source: str, target: str, tell: Tell) -> int:
    """Copy what the database at address `source` holds into an empty one at `target`; returns how many rows.

    `tell` hears what was done ("Copied", "Compared"), for how many rows, and how many there are. Raises `Refused` where
    the source is damaged, of another version or in use, or the target holds anything; `StorageError` where it fails.
    """
    from_url, to_url = parse_url(source), parse_url(target)
    _check_source(from_url)
    with _opened(from_url) as reader, _reading(reader) as reading:
        _check_server_source(reading)
        with _new(to_url) as writer, plain_errors(), _writing(writer) as writing:
            give_time(writing)
            give_time(reading)
            _check_empty(writing)
            upgrade(writing)
            return _copy_rows(reading, writing, tell)


@contextmanager
def _opened(url: URL) -> Iterator[Engine]:
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _reading(engine: Engine) -> Iterator[Connection]:
    """One consistent state of the source."""
    with plain_errors(), guard.in_one_state(guard.of_every(engine)).connect() as connection:
        yield connection


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with guard.of_every(engine.execution_options(**WRITE)).begin() as connection:
        yield connection


def _check_source(url: URL) -> None:
    """Look an SQLite file through, and let nobody change it between two looks."""
    if url.get_backend_name() != "sqlite":
        return
    file = database_file(url)
    if file is None:
        raise Refused("A database in memory cannot be copied.", "Name a file or a server.")
    backups.check_backup(file)
    backups.check_unused(file)


def _check_server_source(reading: Connection) -> None:
    revision = revision_of(reading)
    if revision is None:
        raise Refused("There is nothing to copy: the database is empty.", "Check the address to copy from.")
    if revision not in known_revisions():
        raise Refused("What you copy from was made by a newer version of sendsat.", "Install the newer version first.")
    if revision != newest_revision():
        raise Refused(
            "What you copy from is of an older version.",
            "Bring it up to date first: SENDSAT_DATABASE_URL=... python -m sendsat migrate.",
        )
    if reading.dialect.name == "postgresql" and _others(reading):
        raise Refused("sendsat or another program is using the database.", "Stop it, then copy.")


def _others(reading: Connection) -> int:
    """How many others are connected to the same database of a server."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return int(reading.execute(asked).scalar_one())


@contextmanager
def _new(url: URL) -> Iterator[Engine]:
    """The database to write to. A file has another name until it is whole; of one that failed nothing is left."""
    if url.get_backend_name() != "sqlite":
        with _opened(url) as engine:
            yield engine
        return
    file = database_file(url)
    if file is None:
        raise Refused("A database in memory would be gone at once.", "Name a file or a server to copy to.")
    _check_absent(file)
    try:
        file.absolute().parent.mkdir(parents=True, exist_ok=True)
        with backups.part_of(file.absolute()) as part:
            with _opened(parse_url(f"sqlite:///{part.as_posix().replace('%', '%25')}")) as engine:
                yield engine
            _settle(part)
            _check_absent(file)
            os.replace(part, file)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The copy {file} could not be written.", "Check that there is room and that you may write there."
        ) from error


def _settle(part: Path) -> None:
    """Make the one file all there is, and let the disk have it."""
    with part.open("rb+") as written:
        os.fsync(written.fileno())


def _check_absent(file: Path) -> None:
    if file.exists() or any(Path(f"{file}{ending}").exists() for ending in backups.BESIDE):
        raise Refused(f"{file} is there already, so nothing was copied.", "Choose a name that is free.")


def _check_empty(writing: Connection) -> None:
    if inspect(writing).get_table_names():
        raise Refused("The database to copy to is not empty, so nothing was copied.", "Make a new, empty one.")


def _copy_rows(reading: Connection, writing: Connection, tell: Tell) -> int:
    tables = SQLModel.metadata.sorted_tables
    _check_all_are_known(reading, {table.name for table in tables})
    total = sum(reading.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done = 0
    for table in tables:
        for rows in _rows(reading, table).partitions(AT_ONCE):
            writing.execute(table.insert(), [dict(row._mapping) for row in rows])
            done += len(rows)
            tell("Copied", done, total)
    for table in tables:
        _go_on_counting(writing, table)
    compared = 0
    for table in tables:
        compared = _compare(reading, writing, table, compared, tell=tell, total=total)
    return done


def _check_all_are_known(reading: Connection, known: set[str]) -> None:
    unknown = set(inspect(reading).get_table_names()) - known - {"alembic_version"}
    if unknown:
        raise Refused(
            f"The database holds something sendsat did not make ('{min(unknown)}'), so nothing was copied.",
            "Keep that elsewhere and take it out of the database first.",
        )


def _rows(connection: Connection, table: Table) -> Any:
    ordered = select(table).order_by(*table.primary_key.columns)
    return connection.execution_options(yield_per=AT_ONCE).execute(ordered)


def _go_on_counting(writing: Connection, table: Table) -> None:
    """A server counts ids by itself: let it go on after those that came along and those that only history knows."""
    column = table.autoincrement_column
    if column is None or writing.dialect.name != "postgresql":
        return
    noted = table.metadata.tables["change"].columns.get(f"{table.name}_id")
    given = [column] if noted is None else [column, noted]
    known = [writing.execute(select(func.max(given_column))).scalar() for given_column in given]
    if newest := max((number for number in known if number is not None), default=None):
        asked = text("SELECT setval(pg_get_serial_sequence(:table, :column), :newest)")
        writing.execute(asked, {"table": f'"{table.name}"', "column": column.name, "newest": newest})


def _compare(reading: Connection, writing: Connection, table: Table, done: int, *, tell: Tell, total: int) -> int:
    """Read every row of a table on both sides; returns how many rows are compared by now."""
    for pair in zip_longest(_in_one_order(reading, table), _in_one_order(writing, table)):
        if pair[0] != pair[1]:
            raise StorageError(
                f"A row of '{table.name}' was not the same after copying, so nothing was copied.",
                "Keep what you copied from, and tell whoever looks after sendsat.",
            )
        done += 1
        if done % AT_ONCE == 0 or done == total:
            tell("Compared", done, total)
    return done


def _in_one_order(connection: Connection, table: Table) -> list[Row]:
    """Rows in an order that is the same everywhere: databases sort texts each in their own way."""
    keys = [list(table.columns).index(column) for column in table.primary_key.columns]
    return sorted((tuple(row) for row in _rows(connection, table)), key=lambda row: [row[at] for at in keys])
