"""What commands share: the editions, a desk in an organisation, a document printed, a file written whole."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from sendsat.errors import NotFound, Refused, SendsatError
from sendsat.settings import load_settings

if TYPE_CHECKING:
    from sendsat.guide.library import Library
    from sendsat.services.desk import Desk


def open_library() -> Library:
    """The editions in use. Raises `EditionError`."""
    from sendsat.guide.library import Library

    return Library.open(load_settings().edition_dirs)


def print_json(document: object) -> None:
    """Print a document as JSON, whatever characters the terminal has."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(json.dumps(document, ensure_ascii=False, indent=2))


def write_file(out: Path, content: bytes) -> None:
    """Write a file whole or not at all, in place of an older one. Raises `SendsatError` when it cannot be written."""
    target = Path(os.path.realpath(out))
    part = target.parent / f".sendsat-{uuid.uuid4().hex}"
    try:
        if out.exists() and not out.is_file():
            raise SendsatError(f"{out} is not a file, so nothing was written.", "Choose another name.")
        part.write_bytes(content)
        os.replace(part, target)
    except OSError as error:
        raise SendsatError(f"{out} cannot be written ({error.strerror}).", "Choose another file or folder.") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def open_desk(organisation_id: int | None = None, *, is_only: bool = False) -> Desk:
    """The desk of somebody at a terminal, in this organisation or the oldest; with `is_only` in the one that is here.

    Raises `Refused` while the database is empty, or with `is_only` where several are here and none was named;
    `NotFound`, naming what there is, for an organisation that is not there.
    """
    from sendsat.assessment.deeds import Way
    from sendsat.services.desk import Desk
    from sendsat.services.viewing import organisations_here, organisations_in_bin
    from sendsat.storage.opening import open_store

    library, store = open_library(), open_store(load_settings().database_url)
    organisations = organisations_here(store)
    if not organisations:
        if organisations_in_bin(store):
            raise Refused("Every organisation here is in the bin.", "Start the app and bring one back first.")
        raise Refused("The database is empty: there is no organisation yet.", "Start the app and begin a round first.")
    if is_only and organisation_id is None and len(organisations) > 1:
        named = ", ".join(f"{organisation.id} ({organisation.name})" for organisation in organisations)
        raise Refused("There are several organisations here.", f"Say which: --organisation with one of {named}.")
    here = next((organisation for organisation in organisations if organisation_id in (None, organisation.id)), None)
    if here is None:
        named = ", ".join(f"{organisation.id} ({organisation.name})" for organisation in organisations)
        raise NotFound(f"There is no organisation {organisation_id}.", f"There are: {named}.")
    return Desk(store=store, library=library, organisation=here, way=Way.TERMINAL)
