"""Whether everything is in order here: a line for each thing, with what to do where it is not. Changes nothing."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from sendsat.errors import SendsatError
from sendsat.guide.loader import check_folder
from sendsat.serving.watch import open_files
from sendsat.settings import ROOT, Settings
from sendsat.storage import backups
from sendsat.storage.engine import parse_url
from sendsat.storage.opening import newest_revision, sees_past_guard

ROOM = 500 * 2**20
"""Bytes that should be free: for what is written, a backup each day and the copy before an upgrade."""
FIRST_YEAR, LAST_YEAR = 2026, 2099
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)


class Finding(NamedTuple):
    """What was looked at, and what to do about it; nothing to do where it is in order."""

    what: str
    trouble: str = ""


def findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look at everything, one thing after another."""
    yield Finding("Content", _content(settings))
    yield Finding("Libraries", _libraries())
    yield _open_files()
    try:
        is_file = parse_url(settings.database_url).get_backend_name() == "sqlite"
        file = backups.file_of(settings.database_url) if is_file else None
    except SendsatError as error:
        yield Finding("Database", str(error))
        return
    if file is None:
        yield Finding("Database", _asked(lambda: _server(settings.database_url)))
        yield Finding("Clock", _year(now))
        return
    yield Finding("Database", _asked(lambda: _database(file)))
    yield Finding("Writing", _writing(file))
    yield Finding("Free space", _space(file))
    yield Finding("Clock", _year(now) or _newest(file, now))


def _asked(look: Callable[[], str]) -> str:
    try:
        return look()
    except SendsatError as error:
        return str(error)


def _open_files() -> Finding:
    """As a server that starts now would find it."""
    open_files.raise_limit()
    told = open_files.open_files()
    return Finding(f"Open files ({told})", told.trouble)


def _content(settings: Settings) -> str:
    faults = [fault for folder in settings.edition_dirs for fault in check_folder(folder)]
    return f'{faults[0]}. Run "python -m sendsat check" for the whole list.' if faults else ""


def _libraries() -> str:
    pinned = _PINNED.findall((ROOT / "requirements.txt").read_text("utf-8"))
    other = [name for name, wanted in pinned if _installed(name) != wanted]
    if not other:
        return ""
    return f"Not the version that was tested: {', '.join(other)}. Install again from requirements.txt."


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _database(file: Path) -> str:
    if not file.exists():
        return ""
    backups.check_backup(file)
    (revision,) = _ask(file, "SELECT version_num FROM alembic_version")
    if revision != newest_revision():
        return "It is of an older version. Start sendsat, which keeps a copy and brings it up to date."
    return ""


def _server(database_url: str) -> str:
    if not sees_past_guard(database_url):
        return ""
    return (
        "sendsat works as a superuser of the server, so nothing there keeps organisations apart a second time."
        " Give it an ordinary role that owns its database (docs/running/linux-server.md)."
    )


def _ask(file: Path, question: str) -> tuple[str, ...]:
    with closing(sqlite3.connect(file)) as connection:
        answer: tuple[str, ...] = connection.execute(question).fetchone()
    return answer


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: the rest is made when it is needed."""
    return next(parent for parent in (folder, *folder.parents) if parent.exists())


def _writing(file: Path) -> str:
    folder = _standing(file.parent)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        if file.exists():
            file.open("rb+").close()
    except OSError:
        return f"Nothing can be written to {folder}. Ask for write access, or keep the database elsewhere."
    return ""


def _space(file: Path) -> str:
    free = shutil.disk_usage(_standing(file.parent)).free
    return "" if free >= ROOM else f"Only {free // 2**20} MB are free where the database is. Free some space."


def _year(now: datetime) -> str:
    return "" if FIRST_YEAR <= now.year <= LAST_YEAR else f"This computer's clock says {now.year}. Set its clock."


def _newest(file: Path, now: datetime) -> str:
    """A clock that went back: what is stored would be of a time still to come."""
    try:
        (newest,) = _ask(file, "SELECT max(at) FROM change") if file.exists() else (None,)
    except sqlite3.Error:
        return ""
    if newest is None or datetime.fromisoformat(newest).replace(tzinfo=UTC) <= now:
        return ""
    return "This computer's clock is behind the newest change that is stored. Set its clock."
