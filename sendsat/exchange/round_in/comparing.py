"""Makes the preview of a file: trusts what it tells of itself only where that fits, reads its rows, compares. Pure.

Writes nothing and reads no clock.
"""

from collections.abc import Iterable, Iterator

from sendsat.assessment.values import Team
from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Sheet, Upload
from sendsat.exchange.files.reading_values import read_text
from sendsat.exchange.files.tables import hardly_seen
from sendsat.exchange.round_in.asking import Answers
from sendsat.exchange.round_in.comparing_actions import compare_actions
from sendsat.exchange.round_in.comparing_rows import Comparer, compare_rows
from sendsat.exchange.round_in.differing import Findings
from sendsat.exchange.round_in.headings import Headings, find_headings, name_of
from sendsat.exchange.round_in.matching import Entry, Index, entries_of
from sendsat.exchange.round_in.preview import RoundPreview
from sendsat.exchange.round_in.tables_apart import tables_of
from sendsat.exchange.round_in.upload import Asked, is_home, note_origin, note_rule
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.workbook_layout import HELP_SHEET, SUMMARY_SHEET, Field

STATEMENT_EXPECTED = "a statement's number, such as LM3, or its text"
OUR_SHEETS = {HELP_SHEET, SUMMARY_SHEET}
OUR_IDS = {Field.STATEMENT_ID, Field.ACTION_ID}


def make_preview(upload: Upload, contents: RoundContents, asked: Asked) -> RoundPreview:
    """What bringing the file in would do. Raises `Invalid` where no sheet can be used or no team is named."""
    findings = Findings(notes=list(upload.remarks))
    index = Index(contents.editions, asked.translate)
    entries = list(_entries(upload, index, findings, contents.snapshot.round.name, asked.answers))
    if not any(entry.statement_id for entry in entries):
        raise Invalid(
            "No sheet in this file names statements of the guide, so nothing can be brought in.",
            "It needs a row of headings such as Number, Consideration and RAG rating. Choose another file.",
        )
    for team, rows in _by_team(upload, entries, contents, asked, findings):
        _compare_team(upload, contents, team, rows, findings, asked.answers)
        for of_edition in (contents, *contents.beside):
            _note_missing(rows, of_edition, team, findings)
    note_origin(upload, contents, asked, findings)
    note_rule(upload, contents, findings)
    changes, conflicts = findings.split()
    return RoundPreview(
        filename=asked.filename,
        round_id=contents.snapshot.round.id,
        team_id=asked.team_id,
        changes=changes,
        conflicts=conflicts,
        guesses=tuple(findings.guesses),
        problems=tuple(findings.problems),
        untouched=tuple(findings.untouched),
        notes=tuple(dict.fromkeys(findings.notes)),
        questions=tuple(findings.questions),
    )


def _entries(upload: Upload, index: Index, findings: Findings, round_name: str, answers: Answers) -> Iterator[Entry]:
    ours = bool(upload.origin) and upload.kind == "workbook"
    for whole in upload.sheets:
        if whole.title in OUR_SHEETS or not whole.rows:
            continue
        for sheet in (whole,) if ours else tables_of(whole):
            headings = find_headings(sheet, ours=ours, round_name=round_name, answers=answers)
            if headings is None:
                told = f"The sheet '{sheet.title}' has no headings that sendsat knows, so it was not read."
                findings.notes.append(told)
                continue
            yield from _of_table(sheet, headings, index, findings)


def _of_table(sheet: Sheet, headings: Headings, index: Index, findings: Findings) -> Iterator[Entry]:
    _note_headings(sheet, headings, findings)
    entries = list(entries_of(sheet, headings, index))
    shown = {column: name_of(heading) for heading, column in headings.columns.items() if heading not in OUR_IDS}
    findings.notes += hardly_seen(sheet, [entry.row for entry in entries], shown)
    for entry in entries:
        if entry.match.problem:
            first = next(iter(entry.cells.values()))
            findings.problem(entry.sheet, first, entry.match.problem, STATEMENT_EXPECTED)
        else:
            yield entry


def _note_headings(sheet: Sheet, headings: Headings, findings: Findings) -> None:
    row = next(row for row in sheet.rows if row.number == headings.row)
    by_address = {cell.address: cell for cell in row.cells.values()}
    if headings.question:
        findings.ask(headings.question)
    for address, text in headings.guesses:
        findings.guess(sheet.title, by_address[address], text)
    for cell in headings.unknown if not sheet.title.endswith((".csv", ".json")) else ():
        name = read_text(cell)[:40]
        findings.notes.append(f"On the sheet '{sheet.title}' the column '{name}' was not read.")


def _by_team(
    upload: Upload, entries: list[Entry], contents: RoundContents, asked: Asked, findings: Findings
) -> Iterator[tuple[Team, list[Entry]]]:
    """The rows of each team: of the one chosen, or of those the file names."""
    groups: dict[int, list[Entry]] = {}
    teams = {team.id: team for team in contents.snapshot.round.teams}
    for entry in entries:
        team = _team_of(entry, upload, contents, asked)
        if team is None:
            name = read_text(entry.cell(Field.TEAM)) or "no team"
            findings.notes.append(f"Rows of {name[:60]} were left alone: it is not the team that was chosen.")
            continue
        groups.setdefault(team.id, []).append(entry)
    for team_id, rows in groups.items():
        yield teams[team_id], rows


def _team_of(entry: Entry, upload: Upload, contents: RoundContents, asked: Asked) -> Team | None:
    teams = contents.snapshot.round.teams
    said_id, said_name = read_text(entry.cell(Field.TEAM_ID)), read_text(entry.cell(Field.TEAM)).casefold()
    home = upload.origin.get("organisation_uid") == contents.organisation.uid
    if said_id or said_name:
        named = [team for team in teams if (home and str(team.id) == said_id) or team.name.casefold() == said_name]
        return next((team for team in named if asked.team_id in (None, team.id)), None)
    wanted = asked.team_id
    if wanted is None and upload.kind == "json":
        wanted = next((team.id for team in _raters(contents, entry)), None)
    if wanted is None and home and upload.origin.get("team_id", "").isdecimal():
        wanted = int(upload.origin["team_id"])
    if wanted is None and len(teams) == 1:
        wanted = teams[0].id
    team = contents.snapshot.round.team(wanted) if wanted is not None else None
    if team is None:
        raise Invalid("The file does not say which team filled it in.", "Choose the team, and try again.")
    return team


def _compare_team(
    upload: Upload, contents: RoundContents, team: Team, entries: list[Entry], findings: Findings, answers: Answers
) -> None:
    allowed = [entry for entry in entries if _rates(team, entry, contents, findings)]
    framework = upload.origin.get("framework_id", "")
    known = framework if framework in contents.snapshot.edition.framework_by_id else contents.framework.id
    base = upload.base if is_home(upload, contents, team) else {}
    comparer = Comparer(contents, team.id, findings, base, known, answers)
    mains, others = _split(allowed, findings)
    compare_rows(comparer, mains)
    compare_actions(comparer, (*mains, *others))


def _rates(team: Team, entry: Entry, contents: RoundContents, findings: Findings) -> bool:
    if team in _raters(contents, entry):
        return True
    section = contents.edition_of(entry.statement_id).section_of[entry.statement_id]
    findings.notes.append(f"{team.name} does not rate {section.title}, so those rows were left alone.")
    return False


def _raters(contents: RoundContents, entry: Entry) -> tuple[Team, ...]:
    """The teams that rate a row's statement."""
    edition = contents.edition_of(entry.statement_id)
    return contents.snapshot.round.teams_asked(edition, edition.section_of[entry.statement_id].id)


def _split(entries: Iterable[Entry], findings: Findings) -> tuple[list[Entry], list[Entry]]:
    """The row that states each statement, and rows that only add an action to it."""
    mains: dict[str, Entry] = {}
    others: list[Entry] = []
    for entry in sorted(entries, key=lambda candidate: -candidate.match.likeness):
        first = mains.get(entry.statement_id)
        if entry.continues:
            others.append(entry)
        elif first is None:
            mains[entry.statement_id] = entry
        elif _adds_only_action(entry):
            others.append(entry)
        elif not _says_the_same(first, entry):
            cell = next(iter(entry.cells.values()))
            where = f"row {first.row} of {first.sheet}"
            text = f"{entry.statement_id} stands twice; {where} was read, this row was not"
            findings.problem(entry.sheet, cell, text, "one row for each statement")
    return sorted(mains.values(), key=_place), sorted(others, key=_place)


def _place(entry: Entry) -> tuple[str, int]:
    return entry.sheet, entry.row


SAID = (Field.RATING, Field.COMMENTARY, Field.EVIDENCE, Field.ACTION, Field.OWNER, Field.DUE)


def _adds_only_action(entry: Entry) -> bool:
    cells = (entry.cell(field) for field in (Field.RATING, Field.COMMENTARY, Field.EVIDENCE))
    return all(cell is None or cell.is_empty or bool(cell.merged_from) for cell in cells)


def _says_the_same(entry: Entry, other: Entry) -> bool:
    return all(read_text(entry.cell(field)) == read_text(other.cell(field)) for field in SAID)


def _note_missing(entries: list[Entry], contents: RoundContents, team: Team, findings: Findings) -> None:
    """Say how many statements of the team the file does not name, of an edition of which it names some."""
    edition, named = contents.snapshot.edition, {entry.statement_id for entry in entries}
    missing = set(contents.snapshot.for_team(team.id).asked) - named
    if missing and not named.isdisjoint(edition.statements):
        of_it = f" of the {edition.header.short_title}" if edition.is_supplement else ""
        missed = f"1 statement{of_it} is" if len(missing) == 1 else f"{len(missing)} statements{of_it} are"
        findings.notes.append(f"{team.name}: {missed} not in the file and will stay unchanged.")
