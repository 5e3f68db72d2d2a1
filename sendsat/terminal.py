"""What each command of the terminal does. Errors are raised; `__main__` says them."""

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

from sendsat.errors import NotFound, Refused, SendsatError
from sendsat.guide.as_json import edition_as_json
from sendsat.guide.library import Library
from sendsat.guide.loader import check_folder
from sendsat.settings import DEMONSTRATION, load_settings


def serve(*, port: int) -> None:
    """Check the content, open the database and serve. Nothing starts half."""
    from sendsat import server
    from sendsat.storage.opening import open_store

    settings = load_settings()
    Library.open(settings.edition_dirs)
    open_store(settings.database_url).close()
    server.serve(port=port)


def demo() -> None:
    """Load the demonstration into an empty database; refused otherwise."""
    from sendsat.services.demonstration import load_demonstration
    from sendsat.storage.opening import open_store

    settings = load_settings()
    library = Library.open(settings.edition_dirs)
    organisation = load_demonstration(open_store(settings.database_url), library, DEMONSTRATION)
    print(f"Loaded the demonstration: {organisation.name}. Start the app to look around.")


def guide() -> None:
    """Print the edition in use as JSON."""
    library = Library.open(load_settings().edition_dirs)
    _print_whole(json.dumps(edition_as_json(library.current), ensure_ascii=False, indent=2))


def _print_whole(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    with contextlib.suppress(BrokenPipeError):
        print(text)


def check(folder: Path | None) -> int:
    """Print every fault of the edition in `folder`, or of those in use; 1 if there is any."""
    folders = (folder,) if folder else load_settings().edition_dirs
    faults = [fault for one in folders for fault in check_folder(one)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "The content is sound.")
    return 1 if faults else 0


def migrate() -> None:
    """Make the database or bring it up to this version."""
    from sendsat.storage.opening import newest_revision, open_store

    open_store(load_settings().database_url).close()
    print(f"The database is at version {newest_revision()}.")


def write_file(out: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises `SendsatError` when it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent if str(out.parent) else ".", prefix=".sendsat-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, out)
    except OSError as error:
        raise SendsatError(f"{out} cannot be written ({error.strerror}).", "Choose another file or folder.") from None


def export(*, kind: str, out: Path, round_id: int | None) -> None:
    """Write the action plan to `out`."""
    from sendsat.services.desk import Desk
    from sendsat.services.plan_exporting import plan_file
    from sendsat.services.viewing import organisations_here, rounds_of
    from sendsat.storage.opening import open_store

    settings = load_settings()
    library, store = Library.open(settings.edition_dirs), open_store(settings.database_url)
    found = organisations_here(store)
    if not found:
        raise Refused(
            "There is nothing to export yet: the database is empty.", "Start the app and begin a round first."
        )
    desk = Desk(store=store, library=library, organisation=found[0])
    if round_id is not None and round_id not in {one.id for one in rounds_of(desk)}:
        known = ", ".join(f"{one.id} ({one.name})" for one in rounds_of(desk))
        raise NotFound(f"There is no round {round_id}.", f"There are: {known}.")
    _, content = plan_file(desk, kind, round_id=round_id)
    write_file(out, content)
    print(f"Wrote {out}.")
