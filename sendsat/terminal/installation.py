"""What looks after a whole installation from a terminal: serve, check, back up, restore, copy, change a key."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION, address_of, load_settings
from sendsat.terminal.desks import open_desk, open_library, print_json


def serve(*, port: int, host: str, origin: str, proxy: str, share: bool, grace: int = 0, log: str = "text") -> None:
    """Check how it is to be reached and the content, open the database and serve. Nothing starts half."""
    from sendsat.serving import app
    from sendsat.serving.reach import Reach, check_reach
    from sendsat.serving.watch.logs import Style
    from sendsat.storage.opening import open_store

    settings = load_settings()
    reach = check_reach(Reach(port, host, origin, proxy, share, grace), settings.sign_in)
    open_library()
    open_store(settings.database_url).close()
    app.serve(reach, Style(log))


def demo(what: str) -> None:
    """Load a demonstration into an empty database: a college, alone, in a group or beside its local authority. Refused
    where the database has something in it."""
    from sendsat.assessment.deeds import Way
    from sendsat.services.demonstration.college import load_demonstration
    from sendsat.services.demonstration.stories import Story, gather
    from sendsat.services.desk import Desk
    from sendsat.storage.opening import open_store

    library = open_library()
    with contextlib.closing(open_store(load_settings().database_url)) as store:
        organisation = load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))
        gathered = gather(Story(what), Desk(store, library, organisation, way=Way.TERMINAL))
        names = [loaded.name for loaded in (organisation, *gathered)]
    print(f"Loaded the demonstration: {', '.join(names)}. Start the app to look around.")


def guide() -> None:
    """Print the edition in use as JSON."""
    from sendsat.guide.as_json import edition_as_json

    print_json(edition_as_json(open_library().current))


def check(folder: Path | None) -> int:
    """Print every fault of the edition in `folder`, or of those in use and the demonstration; 1 if there is any."""
    from sendsat.guide.checks.supplements import clashes
    from sendsat.guide.loader import check_folder, load_edition
    from sendsat.guide.words.readability import readability_faults
    from sendsat.guide.words.wording import check_file

    folders = (folder,) if folder else load_settings().edition_dirs
    faults = [
        fault
        for edition_folder in folders
        for fault in (*check_folder(edition_folder), *readability_faults(edition_folder))
    ]
    if folder is None:
        faults += check_file(DEMONSTRATION, SHIPPED_EDITION / "wording.yaml")
    if not faults:
        faults = clashes(load_edition(edition_folder) for edition_folder in folders)
    for fault in faults:
        print(fault)
    if not faults:
        print("The content is sound.")
        return 0
    print(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    return 1


def doctor() -> int:
    """Say of everything here whether it is in order, and what to do where it is not; 1 if anything is not."""
    from sendsat.serving.watch.doctor import findings

    every = list(findings(load_settings(), datetime.now(UTC)))
    for what, trouble in every:
        print(f"{what}: {trouble or 'ok'}")
    return 1 if any(finding.trouble for finding in every) else 0


def migrate() -> None:
    """Make the database or bring it up to this version."""
    from sendsat.storage.opening import newest_revision, open_store

    open_store(load_settings().database_url).close()
    print(f"The database is at version {newest_revision()}.")


def back_up(copy: Path, *, replace: bool) -> None:
    """Write a backup of the database, which may be in use. Raises `Refused`, `StorageError`."""
    from sendsat.storage import backups

    backups.back_up(backups.file_of(load_settings().database_url), copy, replace=replace)
    print(f"The backup {copy} is written and was read back: it is whole.")


def restore(backup: Path) -> None:
    """Put a backup in the database's place and keep what was there. Raises `Refused`, `StorageError`."""
    from sendsat.storage import backups

    database = backups.file_of(load_settings().database_url)
    old = backups.restore(backup, database, now=datetime.now(UTC))
    print(f"{backup} is now the database {database}." + (f" What was there is kept as {old}." if old else ""))


def copy(source: str, target: str) -> None:
    """Copy an installation into an empty database, saying how far it is. Raises `Refused`, `StorageError`."""
    from sendsat.storage import copying

    last = ""

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        words = f"{what} {done * 10 // max(total, 1) * 10}% of {total} rows."
        if words != last:
            print(words, flush=True)
        last = words

    rows = copying.copy(_as_address(source), _as_address(target), tell)
    print(f"The copy holds the same {rows} rows: every one was compared. Now set SENDSAT_DATABASE_URL to its address.")


def _as_address(named: str) -> str:
    """The address of a database that is named by its address or, for SQLite, by its file."""
    return named if "://" in named else address_of(Path(named))


def new_signing_key(organisation_id: int | None) -> None:
    """Give an organisation a new key to sign with, and say whom to tell. Raises `Refused` where several organisations
    are here and none is named, or where it has signed nothing yet; `NotFound`."""
    from sendsat.services.area.signing_keys import change_key

    changed = change_key(open_desk(organisation_id, is_only=True))
    print(f"{changed.organisation} signs with a new key from now on. Its fingerprint: {changed.new}.")
    print(f"The old key's fingerprint was: {changed.old}.")
    told = ", ".join(changed.authorities)
    print(f"Now tell each local authority that was sent something ({told or 'none yet'}): take in nothing more that")
    print("the old key signed. Then make the next submission as a file, and read them the new fingerprint.")
