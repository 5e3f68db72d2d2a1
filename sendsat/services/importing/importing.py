"""Bringing a filled file back in: a preview that writes nothing, one transaction that does what it said, one undo."""

from dataclasses import dataclass

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.imports.preview import FIELD_WORDS, Choice, Resolutions, decided
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, Refused
from sendsat.exchange.files.raw import Upload
from sendsat.exchange.recognising import open_round
from sendsat.exchange.round_in.asking import Answers
from sendsat.exchange.round_in.comparing import make_preview
from sendsat.exchange.round_in.differing import current
from sendsat.exchange.round_in.matching import Translate
from sendsat.exchange.round_in.preview import RoundChange, RoundPreview
from sendsat.exchange.round_in.upload import Asked
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.json_reading import of_asked
from sendsat.services.desk import Desk
from sendsat.services.importing import writing as import_writing
from sendsat.services.plan.imported_actions import keep_batch, shortened
from sendsat.services.viewing import contents_within, newest_round
from sendsat.services.work import May, Way, reading, writing
from sendsat.storage.queries import imports, rounds

__all__ = ["Choice", "apply_import", "import_file", "imports_into", "preview_import", "undo_import"]


def preview_import(
    desk: Desk,
    round_id: int,
    team_id: int | None,
    content: bytes,
    filename: str,
    answers: Answers | None = None,
) -> RoundPreview:
    """What bringing the file in would do; writes nothing. Without a team, the teams the file names. `answers` are those
    to the questions of an earlier preview, by their keys.

    Raises `Invalid` for a file that cannot be used, `Misplaced` for an action plan, `Refused` for a closed round,
    `NotFound`.
    """
    return _preview(desk, round_id, team_id, open_round(content, filename), filename, answers or {})


def _preview(
    desk: Desk, round_id: int, team_id: int | None, upload: Upload, filename: str, answers: Answers
) -> RoundPreview:
    with reading(desk) as scope:
        contents = contents_within(desk, scope, round_id)
    _check_open(contents.snapshot.round)
    asked = Asked(filename[:200], team_id, _translation(desk, upload, contents), answers)
    return make_preview(of_asked(upload, contents.snapshot.round.asks_of), contents, asked)


def _check_open(round_: Round) -> None:
    if not round_.is_open:
        raise Refused(
            f"{round_.name} is closed, so nothing can be brought into it.",
            "Choose an open round, or reopen it on Rounds and teams.",
        )


def _check_asks(desk: Desk, round_: Round, edition_id: str) -> None:
    """A supplement's own file comes back into a round that asks the supplement. Raises `Refused`."""
    for supplement in desk.library.beside((edition_id,)):
        if edition_id not in round_.supplements:
            told = f"This file holds the {supplement.header.short_title}, which {round_.name} does not ask."
            raise Refused(told, "Switch it on under Rounds and teams, then choose the file again.")


def _translation(desk: Desk, upload: Upload, contents: RoundContents) -> Translate | None:
    here, made = contents.snapshot.edition.id, upload.origin.get("edition_id", "")
    _check_asks(desk, contents.snapshot.round, made)
    if not made or made in contents.snapshot.round.asks_of:
        return None
    return lambda old: _called_now(desk, contents, old, made, here)


def _called_now(desk: Desk, contents: RoundContents, old: str, made: str, here: str) -> tuple[str, ...]:
    """What a statement of a file of another edition is called in this round; a supplement's keeps its id."""
    if contents.edition_of(old).is_supplement:
        return (old,)
    return desk.library.translate(old, from_edition=made, to_edition=here)


def apply_import(desk: Desk, preview: RoundPreview, resolutions: Resolutions | None = None) -> ImportBatch:
    """Do what the preview promised, as decided, in one transaction, with history. Writes all of it or nothing.

    Raises `Refused` where something that would be written has changed since the preview, or the round was closed;
    `Invalid` where nothing is left to bring in.
    """
    changes = decided(preview, resolutions or {})
    if not changes:
        raise Invalid("There is nothing to bring in.", "Choose at least one change.")
    promised = {change.key: change for change in preview.differing}
    with writing(desk, May.BRING_IN, "apply_import", way=Way.FILE) as work:
        contents = contents_within(desk, work, preview.round_id)
        _check_open(contents.snapshot.round)
        for change in changes:
            import_writing.check_is_asked(contents, change.statement_id)
        _check_unchanged(contents, [promised[change.key] for change in changes])
        items = import_writing.write(work, contents, changes)
        return keep_batch(work, round_id=preview.round_id, filename=preview.filename, items=items, changes=len(changes))


def _check_unchanged(contents: RoundContents, promised: list[RoundChange]) -> None:
    """Nothing that somebody has not seen in the preview may be overwritten."""
    moved = [change for change in promised if current(contents, change) != change.stored]
    if moved:
        first = f"{FIELD_WORDS[moved[0].field]} of {moved[0].statement_id}"
        more = f" and {len(moved) - 1} more" if len(moved) > 1 else ""
        raise Refused(
            f"The round has changed since this preview: {first}{more}. Nothing was written.",
            "Look at the file again, then bring it in.",
        )


@dataclass(frozen=True)
class Undone:
    """What undoing an import did: to how many statements and actions, and what was `kept` because it came later."""

    batch: ImportBatch
    taken_back: int
    kept: tuple[str, ...]


def undo_import(desk: Desk, import_id: int, *, keep_later: bool = False) -> Undone:
    """Take an import back: everything it changed is as it was before, with history, in one transaction.

    Raises `Refused`, which names it, and writes nothing where something was changed again since, unless `keep_later`
    leaves just that as it is now; also where it was undone before or the round is closed. `NotFound` for an unknown
    import.
    """
    with writing(desk, May.BRING_IN, "undo_import", way=Way.FILE) as work:
        batch = imports.get_batch(work, import_id)
        if batch.undone_at is not None:
            raise Refused("This import was undone already.")
        contents = contents_within(desk, work, batch.round_id)
        _check_open(contents.snapshot.round)
        kept = {place: import_writing.why_kept(contents, item) for place, item in enumerate(batch.items)}
        later = [why for why in kept.values() if why]
        if later and not keep_later:
            raise Refused(
                f"{_things(len(later))} changed again since, so the import was not undone: {shortened(later)}.",
                "Undo the rest and keep the later changes, or leave everything as it is.",
            )
        untouched = [item for place, item in enumerate(batch.items) if not kept[place]]
        import_writing.take_back(work, contents, untouched)
        imports.set_undone(work, import_id, work.deed.at)
        work.note("import undone", batch.filename, "", round_id=batch.round_id)
    return Undone(batch, len(untouched), tuple(later))


def _things(count: int) -> str:
    return "One thing it wrote was" if count == 1 else f"{count} things it wrote were"


def imports_into(desk: Desk, round_id: int) -> tuple[ImportBatch, ...]:
    """The latest imports into a round, newest first."""
    with reading(desk) as scope:
        return imports.batches_of(scope, round_id=round_id)


def _round_of(desk: Desk, upload: Upload) -> int:
    """The round a file says it was made from, where that is one of ours; otherwise the newest open one."""
    said = upload.origin.get("round_id", "")
    with reading(desk) as scope:
        ours = {str(round_.id): round_.id for round_ in rounds.rounds_of(scope)}
    home = upload.origin.get("organisation_uid") == desk.organisation.uid
    return ours[said] if home and said in ours else newest_round(desk)


@dataclass(frozen=True)
class Imported:
    """What a script brought in: the preview, and what was written (None for a dry run or where nothing changed)."""

    preview: RoundPreview
    batch: ImportBatch | None


def import_file(
    desk: Desk,
    content: bytes,
    filename: str,
    *,
    round_id: int | None = None,
    team_id: int | None = None,
    dry_run: bool = False,
) -> Imported:
    """Preview a file and bring in its changes; conflicts keep what sendsat has.

    Without a round, the one the file was made from, or the newest open one.

    Raises as `preview_import` and `apply_import`.
    """
    upload = open_round(content, filename)
    chosen = _round_of(desk, upload) if round_id is None else round_id
    preview = _preview(desk, chosen, team_id, upload, filename, {})
    if dry_run or not preview.changes:
        return Imported(preview, None)
    return Imported(preview, apply_import(desk, preview))
