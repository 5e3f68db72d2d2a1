"""Says which statement each row of a file is about: by its hidden id, its number, or its text. Pure.

Says openly where it guessed, and leaves a row alone where it cannot tell.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from sendsat.exchange.files.raw import Cell, Row, Sheet
from sendsat.exchange.files.reading_values import read_text
from sendsat.exchange.round_in.headings import EXACT_NAMES, TICKS, Headings, plain_heading
from sendsat.exchange.round_out.workbook_layout import Field
from sendsat.guide.edition import Edition
from sendsat.guide.model import Section

CONTINUED = "another action"
SURE, LIKELY, MARGIN, UNLIKE = 93, 72, 8, 45
Translate = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Match:
    """The statement a row is about. `guess` says how it was found where that took a guess; `problem` why it was not."""

    statement_id: str = ""
    guess: str = ""
    problem: str = ""
    likeness: float = 0


@dataclass(frozen=True)
class Entry:
    """A row that is about a statement, with its cells and the fields its sheet has columns for.

    `continues` marks a row that only adds an action; `beside` is the fill of its other cells.
    """

    sheet: str
    row: int
    match: Match
    cells: Mapping[Field, Cell]
    known: frozenset[Field]
    beside: str = ""
    continues: bool = False

    @property
    def statement_id(self) -> str:
        """The statement's id in the edition of the round."""
        return self.match.statement_id

    def cell(self, field: Field) -> Cell | None:
        """The cell of a field, None where the sheet has no such column."""
        return self.cells.get(field)


@dataclass
class Index:
    """The statements of the editions that a round asks by everything a file may call them."""

    editions: tuple[Edition, ...]
    translate: Translate | None = None
    by_id: dict[str, str] = field(default_factory=dict)
    by_label: dict[str, str] = field(default_factory=dict)
    by_number: dict[tuple[str, int], str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        every = [(edition, pair) for edition in self.editions for pair in edition.statements.items()]
        for edition, (statement_id, statement) in every:
            section = edition.section_of[statement_id]
            self.by_id[statement_id.casefold()] = statement_id
            self.by_label[f"{section.prefix}{statement.number}".casefold()] = statement_id
            self.by_number[section.id, statement.number] = statement_id
            self.texts[statement_id] = bare(statement.text)


def bare(text: str) -> str:
    """A text for comparing: small letters, single spaces."""
    return " ".join(re.sub(r"[^\w ]+", " ", text.casefold()).split())


def section_of_sheet(sheet: Sheet, editions: tuple[Edition, ...]) -> Section | None:
    """The section a sheet is about, by its name; a supplement of one section by what the supplement is called."""
    title, guide = bare(sheet.title), editions[0]
    for edition in editions[1:]:
        if title == bare(edition.header.short_title) and len(edition.sections) == 1:
            return edition.sections[0]
    for section in guide.sections:
        short = (section.prefix.casefold(), f"section {section.number}")
        if title and (bare(section.title) in title or title in short):
            return section
    names = {section.id: f"{section.number} {bare(section.title)}" for section in guide.sections}
    nearest = process.extractOne(title, names, scorer=fuzz.ratio, score_cutoff=80)
    return guide.section_by_id[nearest[2]] if nearest else None


def entries_of(sheet: Sheet, headings: Headings, index: Index) -> Iterable[Entry]:
    """Every row under the headings that says something, with the statement it is about."""
    section = section_of_sheet(sheet, index.editions)
    known = frozenset(headings.columns)
    for row in sheet.rows:
        if row.number <= headings.row or _is_heading(row, headings):
            continue
        cells = {field: cell for field, column in headings.columns.items() if (cell := row.cell(column))}
        cells |= {field: cell for field, parts in headings.joined.items() if (cell := joined(row, parts))}
        match = identify(cells, section, index)
        if not match.statement_id and not _says_something(cells):
            continue
        yield Entry(sheet.title, row.number, match, cells, known, _fill_beside(cells), _continues(cells, known))


def _is_heading(row: Row, headings: Headings) -> bool:
    cells = {field: row.cell(column) for field, column in headings.columns.items()}
    named = {field for field, cell in cells.items() if cell and EXACT_NAMES.get(plain_heading(cell)) is field}
    return len(named) >= 2 and not named <= TICKS


def joined(row: Row, parts: Iterable[tuple[int, str]]) -> Cell | None:
    """One cell that holds what several columns say, each with what its column is called; None for no cell at all."""
    cells = [(cell, label) for column, label in parts if (cell := row.cell(column)) is not None]
    odd = next((cell for cell, _ in cells if cell.formula or cell.fault or cell.struck), None)
    saying = [(cell, label) for cell, label in cells if not cell.is_empty]
    if odd or len(saying) < 2:
        return odd or next((_labelled(cell, label) for cell, label in saying), cells[0][0] if cells else None)
    texts = [read_text(_labelled(cell, label)) for cell, label in saying]
    return replace(saying[0][0], value="\n\n".join(texts))


def _labelled(cell: Cell, label: str) -> Cell:
    return replace(cell, value=f"{label}: {read_text(cell)}") if label else cell


def _says_something(cells: Mapping[Field, Cell]) -> bool:
    said = (Field.RATING, Field.COMMENTARY, Field.EVIDENCE, Field.ACTION, Field.OWNER, Field.DUE, *TICKS)
    return any(field in cells and not cells[field].is_empty for field in said)


def _continues(cells: Mapping[Field, Cell], known: frozenset[Field]) -> bool:
    text = bare(read_text(cells.get(Field.STATEMENT)))
    nameless = Field.STATEMENT_ID in known and not text and not read_text(cells.get(Field.STATEMENT_ID))
    return nameless or text.startswith(CONTINUED)


def _fill_beside(cells: Mapping[Field, Cell]) -> str:
    beside = (cells[field].paint for field in (Field.STATEMENT, Field.COMMENTARY, Field.NUMBER) if field in cells)
    return next((paint for paint in beside if paint), "")


def identify(cells: Mapping[Field, Cell], section: Section | None, index: Index) -> Match:
    """The statement that id, number and text of a row point to."""
    said_id = read_text(cells.get(Field.STATEMENT_ID)).strip()
    text = bare(read_text(cells.get(Field.STATEMENT)))
    number = read_text(cells.get(Field.NUMBER))
    by_number = _by_number(number, section, index)
    if said_id:
        match = _by_id(said_id, index)
        if match.statement_id:
            return _against_text(match, text, by_number, index)
        names_another = not by_number and bool(number)
        if match.problem and (names_another or not (by_number or text)):
            return match
    if by_number:
        return _numbered(by_number, text, index)
    return _by_text(text, index)


def _by_id(said: str, index: Index) -> Match:
    if index.translate is not None:
        now = index.translate(said)
        if len(now) == 1:
            return Match(now[0], f"{said} of an earlier edition was read as {now[0]}")
        return Match(problem=f"{said} of another edition has no single statement in this round")
    known = index.by_id.get(said.casefold())
    return Match(known) if known else Match(problem=f"the guide has no statement {said[:20]}")


def _by_number(number: str, section: Section | None, index: Index) -> str:
    label = re.sub(r"[\s.:)]+", "", number.casefold())
    if label in index.by_label:
        return index.by_label[label]
    digits = re.fullmatch(r"(\d{1,3})(?:[.)]0?)?", number.strip())
    if digits and section:
        return index.by_number.get((section.id, int(digits.group(1))), "")
    return ""


def _likeness(text: str, statement_id: str, index: Index) -> float:
    return fuzz.ratio(text, index.texts[statement_id])


def _against_text(by_id: Match, text: str, by_number: str, index: Index) -> Match:
    """An id stands unless number and text name another statement, as when rows are sorted without hidden columns."""
    likeness = _likeness(text, by_id.statement_id, index) if text else 0
    if by_number and by_number != by_id.statement_id and text and _likeness(text, by_number, index) >= SURE:
        said = f"the row says {by_number}, its hidden id {by_id.statement_id}: read as {by_number}"
        return Match(by_number, said, likeness=_likeness(text, by_number, index))
    if text and likeness < UNLIKE and not text.startswith(CONTINUED):
        likeliest = _by_text(text, index)
        if likeliest.statement_id and likeliest.likeness >= SURE and by_number != by_id.statement_id:
            return Match(
                problem=f"the row's text is that of {likeliest.statement_id}, but its id is {by_id.statement_id}"
            )
    return Match(by_id.statement_id, by_id.guess, likeness=likeness)


def _numbered(statement_id: str, text: str, index: Index) -> Match:
    if not text or text.startswith(CONTINUED):
        return Match(statement_id)
    likeness = _likeness(text, statement_id, index)
    if likeness >= SURE:
        return Match(statement_id, likeness=likeness)
    likeliest = _by_text(text, index)
    if likeliest.likeness >= SURE and likeliest.statement_id != statement_id:
        return Match(problem=f"the number is that of {statement_id}, but the text is that of {likeliest.statement_id}")
    return Match(statement_id, f"the text differs from the guide's; read as {statement_id} by its number", likeness=100)


def _by_text(text: str, index: Index) -> Match:
    if not text:
        return Match(problem="nothing in this row says which statement it is about")
    best = process.extract(text, index.texts, scorer=fuzz.ratio, limit=2)
    (_, likeness, statement_id), runner_up = best[0], best[1][1] if len(best) > 1 else 0
    if likeness >= SURE and likeness > runner_up:
        return Match(statement_id, likeness=likeness)
    if likeness >= LIKELY and likeness - runner_up >= MARGIN:
        return Match(statement_id, f"the text was taken for {statement_id}", likeness=likeness)
    return Match(problem="nothing in this row says clearly which statement it is about", likeness=likeness)
