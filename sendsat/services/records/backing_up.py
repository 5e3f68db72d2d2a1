"""Backups of the database, for whoever looks after the organisation."""

from functools import lru_cache
from pathlib import Path

from sendsat.assessment.records.backups import Backup
from sendsat.errors import Refused, StorageError
from sendsat.services.desk import Desk
from sendsat.services.work import May, check_now, reading
from sendsat.storage import backups
from sendsat.storage.queries.people import people


def _check_all(desk: Desk) -> None:
    """Raises `Refused` unless the person looks after every organisation here: a backup holds the words of all."""
    check_now(desk, May.MANAGE_ORGANISATION)
    with reading(desk) as scope, scope.seeing_every():
        is_free = not desk.person.is_signed_in or people.looks_after_all(scope.session, desk.person.subject)
    if not is_free:
        raise Refused(
            "A backup holds every organisation here, and you do not look after all of them.",
            "Ask whoever looks after sendsat for one.",
        )


def backups_of(desk: Desk, database_url: str, folder: Path | None) -> tuple[Backup, ...]:
    """The backups there are, newest first, each looked through. Raises `Refused`, `StorageError`."""
    _check_all(desk)
    database = backups.file_of(database_url)
    by_moment = backups.backups_in(folder or backups.folder_beside(database), database)
    return tuple(
        Backup(file.name, moment, file.stat().st_size, _is_whole(file)) for moment, file in reversed(by_moment.items())
    )


def _is_whole(file: Path) -> bool:
    is_now = file.stat()
    return _was_whole(file, is_now.st_size, is_now.st_mtime_ns)


@lru_cache(maxsize=100)
def _was_whole(file: Path, _size: int, _changed: int) -> bool:
    """Whether a file is whole; looked through again only once it has another size or time of change."""
    try:
        backups.check_backup(file)
    except Refused:
        return False
    return True


def back_up_now(desk: Desk, database_url: str, folder: Path | None) -> Path:
    """Make a backup. Raises `Refused`, `StorageError`."""
    _check_all(desk)
    database = backups.file_of(database_url)
    return backups.back_up_into(folder or backups.folder_beside(database), database, now=desk.now())


def backup_file(desk: Desk, database_url: str, folder: Path | None, name: str) -> bytes:
    """A backup to take away. Raises `Refused` where it is gone."""
    _check_all(desk)
    database = backups.file_of(database_url)
    known = backups.backups_in(folder or backups.folder_beside(database), database)
    file = next((file for file in known.values() if file.name == name), None)
    if file is None:
        raise Refused("This backup is no longer there.", "Reload the page and choose another.")
    return file.read_bytes()


def older_copies(desk: Desk, database_url: str, folder: Path | None) -> tuple[str, ...]:
    """The names of all copies of the database that sendsat knows of, newest backup first: backups, what was kept before
    a newer version and before a restore. They hold what was removed since. Raises `Refused`; none for a server's."""
    check_now(desk, May.MANAGE_ORGANISATION)
    try:
        database = backups.file_of(database_url)
    except StorageError:
        return ()
    made = backups.backups_in(folder or backups.folder_beside(database), database)
    return (*(file.name for file in reversed(made.values())), *backups.kept_beside(database))
