"""What commands do with a round: write it to a file, bring a file in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sendsat.errors import Invalid, NotFound
from sendsat.exchange.formats import OF_A_ROUND, USUAL, Document, Format
from sendsat.terminal.desks import open_desk, print_json, write_file

if TYPE_CHECKING:
    from sendsat.exchange.round_in.preview import RoundPreview
    from sendsat.services.desk import Desk


def _check_ids(desk: Desk, round_id: int | None, team_id: int | None) -> None:
    """Raise `NotFound`, naming what there is, for a round or team that is not there."""
    from sendsat.services.viewing import rounds_of, teams_of

    for what, wanted, known in (("round", round_id, rounds_of(desk)), ("team", team_id, teams_of(desk))):
        if wanted is not None and wanted not in {entry.id for entry in known}:
            named = ", ".join(f"{entry.id} ({entry.name})" for entry in known)
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
    desk = open_desk(organisation_id)
    _check_ids(desk, round_id, team_id)
    write_file(out, _content(desk, kind, document, round_id, team_id))
    print(f"Wrote the {document.title} to {out}.")
    if document is Document.RATINGS and kind == Format.CSV:
        _tell_left_out(desk, round_id)


def _tell_left_out(desk: Desk, round_id: int | None) -> None:
    """Name the supplements that the round asks: a CSV of the guide's statements leaves them out."""
    from sendsat.services.viewing import newest_round, rounds_of

    chosen = newest_round(desk) if round_id is None else round_id
    [round_] = [round_ for round_ in rounds_of(desk) if round_.id == chosen]
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
    desk = open_desk()
    _check_ids(desk, round_id, team_id)
    done = import_file(desk, content, file.name, round_id=round_id, team_id=team_id, dry_run=dry_run)
    if as_json:
        print_json(preview_as_json(done.preview))
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
        for remark in remarks:
            expected = f" Expected: {remark.expected}." if remark.expected else ""
            print(f"{what}, {remark.sheet}, {remark.cell}: {remark.text}{expected}")
