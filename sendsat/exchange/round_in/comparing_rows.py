"""Compares the rows of a file with what sendsat has: ratings, commentary, evidence and Ofsted areas. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import LONGEST_TEXT
from sendsat.exchange.files.raw import Base, Cell
from sendsat.exchange.files.reading_values import read_areas, read_text
from sendsat.exchange.files.safe_text import same, was_cut
from sendsat.exchange.round_in.asking import Answers
from sendsat.exchange.round_in.differing import (
    Findings,
    Verdict,
    read_how,
    statement_value,
    unreadable,
    weigh,
    with_verdict,
)
from sendsat.exchange.round_in.headings import name_of
from sendsat.exchange.round_in.matching import Entry
from sendsat.exchange.round_in.preview import RoundChange, rating_value
from sendsat.exchange.round_in.reading_ratings import EXPECTED, SURE, Reading, read_rating, read_ticked
from sendsat.exchange.round_out.contents import RoundContents, area_titles
from sendsat.exchange.round_out.workbook_layout import Field

TEXT_FIELDS = (Field.COMMENTARY, Field.EVIDENCE, Field.MINORITY_NOTE)
TICK_FIELDS = {
    Field.RED: Rating.RED,
    Field.AMBER: Rating.AMBER,
    Field.GREEN: Rating.GREEN,
    Field.NOT_APPLICABLE: Rating.NOT_APPLICABLE,
}
TOO_LONG = "this text was too long for its cell and was cut on the way out"


@dataclass
class Comparer:
    """What the rows of one team are compared with, and where what is found is kept.

    `base` is what the file said when it was made; empty where it cannot be trusted or the file has none. `answers` are
    those to the questions that the file raised.
    """

    contents: RoundContents
    team_id: int
    findings: Findings
    base: Base = field(default_factory=dict)
    framework_id: str = ""
    answers: Answers = field(default_factory=dict)

    def base_of(self, entry: Entry) -> Mapping[str, str] | None:
        """What the file said of the row's statement when it was made; where a file tells when each row was last
        changed and that is still so, what sendsat has. None where neither is known."""
        if entry.statement_id in self.base:
            return self.base[entry.statement_id]
        made = read_text(entry.cell(Field.UPDATED_AT))
        said = self.contents.snapshot.judgement(self.team_id, entry.statement_id)
        if Field.UPDATED_AT not in entry.known or made != (said.updated_at.isoformat() if said.updated_at else ""):
            return None
        names = ("rating", *(text_field.value for text_field in TEXT_FIELDS))
        stored = {name: statement_value(self.contents, self.team_id, entry.statement_id, name) for name in names}
        # An older sendsat wrote what was carried forward as the rating, with "yes" beside it.
        was = said.rating if read_text(entry.cell(Field.CARRIED)) == "yes" else said.judged
        return stored | {"rating": was.word if was else ""}


def compare_rows(comparer: Comparer, entries: Iterable[Entry]) -> None:
    """Compare the main rows of statements; each value is found changed, in conflict, unreadable or untouched."""
    for entry in entries:
        base = comparer.base_of(entry)
        _compare_rating(comparer, entry, base)
        for name in TEXT_FIELDS:
            if name in entry.known:
                _compare_text(comparer, entry, name, base)
        if Field.OFSTED in entry.known:
            _compare_areas(comparer, entry, base)


def _keep(
    comparer: Comparer,
    entry: Entry,
    cell: Cell,
    name: str,
    value: str,
    base: Mapping[str, str] | None,
    guess: str,
    framework_id: str = "",
) -> None:
    """Weigh one value and keep what comes of it."""
    stored = statement_value(comparer.contents, comparer.team_id, entry.statement_id, name, framework_id)
    verdict = weigh(name, value, _carried(comparer, name, base), stored)
    if verdict is Verdict.SAME:
        comparer.findings.stays(entry.sheet, cell, name_of(Field(name)))
        return
    team = 0 if name == "ofsted" else comparer.team_id
    change = RoundChange(
        key=f"{team}/{entry.statement_id}/{name}{framework_id and '/'}{framework_id}",
        team_id=comparer.team_id,
        statement_id=entry.statement_id,
        field=name,
        stored=stored,
        value=value,
        sheet=entry.sheet,
        cell=cell.address,
        framework_id=framework_id,
        guess=guess,
        words=_area_words(comparer, framework_id, stored, value) if framework_id else None,
    )
    comparer.findings.differs(with_verdict(change, verdict, base), cell)


def _area_words(comparer: Comparer, framework_id: str, stored: str, value: str) -> tuple[str, str]:
    framework = comparer.contents.snapshot.edition.framework_by_id[framework_id]
    return area_titles(framework, tuple(stored.split(","))), area_titles(framework, tuple(value.split(",")))


def _carried(comparer: Comparer, name: str, base: Mapping[str, str] | None) -> str | None:
    """The base's value as it is carried."""
    if base is None or name not in base:
        return None
    if name == "rating":
        return rating_value(SURE.get(base[name].casefold()))
    if name == "ofsted":
        return ",".join(read_areas(base[name], comparer.contents.snapshot.edition, comparer.framework_id).areas)
    return base[name]


def _compare_rating(comparer: Comparer, entry: Entry, base: Mapping[str, str] | None) -> None:
    cell, reading = _rating_of(entry)
    if cell is None and Field.RATING not in entry.known:
        return
    cell = cell or Cell(f"row {entry.row}")
    if problem := unreadable(cell) or reading.problem:
        comparer.findings.problem(entry.sheet, cell, problem, EXPECTED)
        return
    guess = "; ".join(part for part in (reading.guess, read_how(cell, "rating")) if part)
    _keep(comparer, entry, cell, "rating", rating_value(reading.rating), base, _and_match(entry, guess))


def _rating_of(entry: Entry) -> tuple[Cell | None, Reading]:
    """The cell that holds the row's rating and what it says: the rating's own, or else the one that is ticked."""
    marks = {rating: cell for tick, rating in TICK_FIELDS.items() if (cell := entry.cell(tick)) is not None}
    odd = next((cell for cell in marks.values() if unreadable(cell)), None)
    if odd is not None:
        return odd, Reading()
    ticked = read_ticked(marks, entry.beside)
    marked = marks.get(ticked.rating) if ticked.rating else None
    marked = marked or next((cell for cell in marks.values() if not cell.is_empty), None)
    cell = entry.cell(Field.RATING)
    if Field.RATING not in entry.known or cell is None or (cell.is_empty and ticked.rating):
        return marked or cell, ticked
    reading = read_rating(cell, entry.beside)
    if ticked.rating and reading.rating and ticked.rating is not reading.rating:
        return cell, Reading(problem=f"the rating says {reading.rating.word}, but {ticked.rating.word} is ticked")
    return cell, reading


def _and_match(entry: Entry, guess: str) -> str:
    """A guess about the cell together with the one that found its statement."""
    return "; ".join(part for part in (guess, entry.match.guess) if part)


def _compare_text(comparer: Comparer, entry: Entry, name: Field, base: Mapping[str, str] | None) -> None:
    cell = entry.cell(name) or Cell(f"row {entry.row}")
    if problem := unreadable(cell):
        comparer.findings.problem(entry.sheet, cell, problem, "a typed text")
        return
    value = read_text(cell)
    kept = base.get(name.value, "") if base else ""
    stored = statement_value(comparer.contents, comparer.team_id, entry.statement_id, name.value)
    if (was_cut(value) or was_cut(kept)) and not same(value, kept) and not same(value, stored):
        comparer.findings.problem(entry.sheet, cell, TOO_LONG, "a change of this text in sendsat itself")
        return
    if len(value) > LONGEST_TEXT:
        text = f"this text is {len(value):,} characters long"
        comparer.findings.problem(entry.sheet, cell, text, f"at most {LONGEST_TEXT:,} characters")
        return
    _keep(comparer, entry, cell, name.value, value, base, _and_match(entry, read_how(cell, "text")))


def _compare_areas(comparer: Comparer, entry: Entry, base: Mapping[str, str] | None) -> None:
    cell = entry.cell(Field.OFSTED)
    if cell is None or (cell.is_empty and not cell.struck):
        if base and base.get("ofsted"):
            address = cell.address if cell else f"row {entry.row}"
            comparer.findings.problem(entry.sheet, cell, "the Ofsted areas were emptied", "areas", where=address)
        return
    text = read_text(cell)
    known = area_titles(
        comparer.contents.framework, comparer.contents.areas(entry.statement_id, comparer.contents.framework.id)
    )
    if not unreadable(cell) and (same(text, known) or (base is not None and same(text, base.get("ofsted", "")))):
        comparer.findings.stays(entry.sheet, cell, name_of(Field.OFSTED))
        return
    reading = read_areas(text, comparer.contents.snapshot.edition, comparer.framework_id)
    if problem := unreadable(cell) or reading.problem:
        expected = "; ".join(area.title for area in comparer.contents.framework.areas)
        comparer.findings.problem(entry.sheet, cell, problem, expected)
        return
    value, framework = ",".join(reading.areas), reading.framework_id
    usable = base if framework == comparer.framework_id else None
    _keep(comparer, entry, cell, "ofsted", value, usable, entry.match.guess, framework)
