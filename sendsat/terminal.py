"""What each command of the terminal does. Errors are raised; `__main__` says them.

What takes long to import is imported by the command that needs it, so that help is there at once.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sendsat.errors import Invalid, NotFound, Refused, SendsatError
from sendsat.exchange.formats import OF_A_ROUND, USUAL, Document, Format
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION, address_of, load_settings

if TYPE_CHECKING:
    from sendsat.exchange.round_in.preview import RoundPreview
    from sendsat.guide.library import Library
    from sendsat.services.desk import Desk


def _library() -> Library:
    """The editions in use. Raises `EditionError`."""
    from sendsat.guide.library import Library

    return Library.open(load_settings().edition_dirs)


def serve(*, port: int, host: str, origin: str, proxy: str, share: bool, log: str = "text") -> None:
    """Check how it is to be reached and the content, open the database and serve. Nothing starts half."""
    from sendsat.serving import app
    from sendsat.serving.reach import Reach, check_reach
    from sendsat.serving.watch.logs import Style
    from sendsat.storage.opening import open_store

    settings = load_settings()
    reach = check_reach(Reach(port, host, origin, proxy, share), settings.sign_in)
    _library()
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

    library = _library()
    with contextlib.closing(open_store(load_settings().database_url)) as store:
        organisation = load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))
        gathered = gather(Story(what), Desk(store, library, organisation, way=Way.TERMINAL))
        names = [one.name for one in (organisation, *gathered)]
    print(f"Loaded the demonstration: {', '.join(names)}. Start the app to look around.")


def guide() -> None:
    """Print the edition in use as JSON."""
    from sendsat.guide.as_json import edition_as_json

    _print_json(edition_as_json(_library().current))


def _print_json(document: object) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(json.dumps(document, ensure_ascii=False, indent=2))


def check(folder: Path | None) -> int:
    """Print every fault of the edition in `folder`, or of those in use and the demonstration; 1 if there is any."""
    from sendsat.guide.checks.supplements import clashes
    from sendsat.guide.loader import check_folder, load_edition
    from sendsat.guide.words.readability import readability_faults
    from sendsat.guide.words.wording import check_file

    folders = (folder,) if folder else load_settings().edition_dirs
    faults = [fault for one in folders for fault in (*check_folder(one), *readability_faults(one))]
    if folder is None:
        faults += check_file(DEMONSTRATION, SHIPPED_EDITION / "wording.yaml")
    if not faults:
        faults = clashes(load_edition(one) for one in folders)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}" if faults else "The content is sound.")
    return 1 if faults else 0


def doctor() -> int:
    """Say of everything here whether it is in order, and what to do where it is not; 1 if anything is not."""
    from sendsat.serving.watch.doctor import findings

    found = list(findings(load_settings(), datetime.now(UTC)))
    for what, trouble in found:
        print(f"{what}: {trouble or 'ok'}")
    return 1 if any(one.trouble for one in found) else 0


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


def _desk(organisation_id: int | None = None) -> Desk:
    """The desk of somebody at a terminal, in this organisation or the oldest. Raises `Refused` while the database is
    empty, `NotFound`, naming what there is, for an organisation that is not there."""
    from sendsat.assessment.deeds import Way
    from sendsat.services.desk import Desk
    from sendsat.services.viewing import organisations_here
    from sendsat.storage.opening import open_store

    library, store = _library(), open_store(load_settings().database_url)
    found = organisations_here(store)
    if not found:
        raise Refused("The database is empty: there is no organisation yet.", "Start the app and begin a round first.")
    here = next((one for one in found if organisation_id in (None, one.id)), None)
    if here is None:
        named = ", ".join(f"{one.id} ({one.name})" for one in found)
        raise NotFound(f"There is no organisation {organisation_id}.", f"There are: {named}.")
    return Desk(store=store, library=library, organisation=here, way=Way.TERMINAL)


def _check_ids(desk: Desk, round_id: int | None, team_id: int | None) -> None:
    """Raise `NotFound`, naming what there is, for a round or team that is not there."""
    from sendsat.services.viewing import rounds_of, teams_of

    for what, wanted, known in (("round", round_id, rounds_of(desk)), ("team", team_id, teams_of(desk))):
        if wanted is not None and wanted not in {one.id for one in known}:
            named = ", ".join(f"{one.id} ({one.name})" for one in known)
            raise NotFound(f"There is no {what} {wanted}.", f"There are: {named}.")


def export(
    *,
    kind: str,
    what: str | None,
    out: Path,
    round_id: int | None,
    team_id: int | None,
    organisation_id: int | None = None,
) -> None:
    """Write a document of a round to `out`. Raises `Invalid` for a kind of file that cannot hold it."""
    document = OF_A_ROUND[what] if what else USUAL[Format(kind)]
    if kind not in document.formats:
        raise Invalid(
            f"The {document.title} cannot be written as {kind}.", f"Choose one of {', '.join(document.formats)}."
        )
    desk = _desk(organisation_id)
    _check_ids(desk, round_id, team_id)
    write_file(out, _content(desk, kind, document, round_id, team_id))
    print(f"Wrote the {document.title} to {out}.")
    if document is Document.RATINGS and kind == Format.CSV:
        _tell_left_out(desk, round_id)


def _tell_left_out(desk: Desk, round_id: int | None) -> None:
    """Name the supplements that the round asks: a CSV of the guide's statements leaves them out."""
    from sendsat.services.viewing import newest_round, rounds_of

    chosen = newest_round(desk) if round_id is None else round_id
    [round_] = [one for one in rounds_of(desk) if one.id == chosen]
    for edition in desk.library.beside(round_.supplements):
        name = edition.header.short_title
        print(f"It leaves out the {name}: --format xlsx and json hold it, and Import and export has a CSV of it.")


def _content(desk: Desk, kind: str, document: Document, round_id: int | None, team_id: int | None) -> bytes:
    from sendsat.services.plan.exporting import plan_file
    from sendsat.services.report.exporting import export_round
    from sendsat.services.report.governors import pack_file
    from sendsat.services.report.reporting import report, report_file
    from sendsat.services.viewing import newest_round

    if document is Document.PLAN:
        return plan_file(desk, kind, round_id=round_id, team_id=team_id)[1]
    if document is Document.RATINGS:
        return export_round(desk, kind=kind, round_id=round_id, team_id=team_id)[1]
    built = report(desk, round_id or newest_round(desk), team_id)
    return (pack_file if document is Document.PACK else report_file)(kind, built)[1]


def bring_in(*, file: Path, round_id: int | None, team_id: int | None, dry_run: bool, as_json: bool) -> None:
    """Bring in a filled workbook or table; conflicts keep what sendsat has. With `dry_run` nothing is written."""
    from sendsat.exchange.round_in.preview import preview_as_json
    from sendsat.services.importing.importing import import_file

    content = _read_bounded(file)
    desk = _desk()
    _check_ids(desk, round_id, team_id)
    done = import_file(desk, content, file.name, round_id=round_id, team_id=team_id, dry_run=dry_run)
    if as_json:
        _print_json(preview_as_json(done.preview))
        return
    counts = ", ".join(f"{number} {name}" for name, number in done.preview.counts.items())
    print(f"{'Would bring in' if dry_run else 'Brought in'}: {counts}.")
    _tell_why(done.preview)


def _read_bounded(file: Path) -> bytes:
    """What a file holds. Raises `NotFound`, and `Invalid` for what is no regular file or larger than any filled one."""
    from sendsat.exchange.files.workbook_safety import LARGEST_FILE

    if file.exists() and not file.is_file():
        raise Invalid(f"{file} is not a file, so it was not read.", "Choose the file that was filled in.")
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotFound(f"{file} cannot be read ({error.strerror}).", "Check the name and try again.") from None
    if len(content) > LARGEST_FILE:
        raise Invalid(
            f"{file} is larger than {LARGEST_FILE // 2**20} MB, so it was not read to its end.",
            "Take out pictures and other sheets, save it, and try again.",
        )
    return content


def _tell_why(preview: RoundPreview) -> None:
    """Say in words what was left alone and why, what was guessed, and what somebody must decide."""
    for note in preview.notes:
        print(note)
    for question in preview.questions:
        print(f"Decide on the page, or in the file: {question.text} ({' / '.join(question.options)})")
    for change in preview.conflicts:
        print(f"Left alone, {change.sheet}, {change.cell}, {change.statement_id}: {change.conflict}.")
    for what, remarks in (("Left alone", preview.problems), ("Guessed", preview.guesses)):
        for one in remarks:
            expected = f" Expected: {one.expected}." if one.expected else ""
            print(f"{what}, {one.sheet}, {one.cell}: {one.text}{expected}")
