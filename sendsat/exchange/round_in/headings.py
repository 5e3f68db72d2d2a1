"""Finds the heading row of a sheet and says which column is which, also where headings were renamed or moved. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from sendsat.exchange.files.raw import Cell, Row, Sheet
from sendsat.exchange.round_in.asking import Answers, Question
from sendsat.exchange.round_in.rating_columns import NONE_OF_THEM, Candidate, When, choose, looks_rated, time_of
from sendsat.exchange.round_out.workbook_layout import COLUMNS, PLACE, Field

ROWS_SEARCHED = 60
NEAR = 84
LONGEST = 60
EXACT = {column.heading.casefold(): column.field for column in COLUMNS} | {
    **dict.fromkeys(("no", "number", "ref", "reference", "num", "#", "item"), Field.NUMBER),
    **dict.fromkeys(("statement", "considerations", "question", "criteria", "area to consider"), Field.STATEMENT),
    **dict.fromkeys(("rag", "rating", "ragrating", "rag rate", "red amber green"), Field.RATING),
    **dict.fromkeys(("commentary", "comments", "comment", "reason", "reasons", "why", "notes"), Field.COMMENTARY),
    **dict.fromkeys(("action", "actions", "next steps", "improvement actions"), Field.ACTION),
    **dict.fromkeys(("ofsted", "ofsted mapping", "ofsted areas", "mapping to ofsted"), Field.OFSTED),
    **dict.fromkeys(("evidence", "sources of evidence"), Field.EVIDENCE),
    **dict.fromkeys(("owner", "who", "lead", "responsible", "by whom", "person responsible"), Field.OWNER),
    **dict.fromkeys(("due date", "due", "by when", "deadline", "target date", "when"), Field.DUE),
    **dict.fromkeys(("red", "r"), Field.RED),
    **dict.fromkeys(("amber", "a", "yellow"), Field.AMBER),
    **dict.fromkeys(("green", "g"), Field.GREEN),
    **dict.fromkeys(("not applicable", "n/a", "na"), Field.NOT_APPLICABLE),
}
HINTS = (
    *((word, Field.COMMENTARY) for word in ("comment", "reason", "rationale", "justification", "narrative")),
    ("evidence", Field.EVIDENCE),
    ("ofsted", Field.OFSTED),
    ("action", Field.ACTION),
    ("improve", Field.ACTION),
    ("owner", Field.OWNER),
    ("responsib", Field.OWNER),
    ("deadline", Field.DUE),
    ("due", Field.DUE),
    ("date", Field.DUE),
    ("rating", Field.RATING),
    ("rag", Field.RATING),
    ("consideration", Field.STATEMENT),
    ("statement", Field.STATEMENT),
)
NAMES_A_STATEMENT = {Field.STATEMENT_ID, Field.NUMBER, Field.STATEMENT}
TICKED = {Field.RED, Field.AMBER, Field.GREEN}
TICKS = {*TICKED, Field.NOT_APPLICABLE}
PAST = {When.BEFORE, When.ANOTHER_TERM}
JOINED = {Field.COMMENTARY, Field.EVIDENCE}
SAYS_SOMETHING = {Field.COMMENTARY, Field.ACTION, Field.EVIDENCE, Field.OFSTED, *TICKED}


@dataclass(frozen=True)
class Headings:
    """The columns of a sheet by field, the row they are named in, guesses as (cell, sentence), columns not known.

    `joined` are more columns of a field's own kind, each with what it is called where that says more than the field.
    `ratings` are the columns that may hold the rating, while none of them is taken; `question` asks which one does.
    """

    row: int
    columns: Mapping[Field, int]
    guesses: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Cell, ...] = ()
    joined: Mapping[Field, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    ratings: tuple[Candidate, ...] = ()
    question: Question | None = None

    @property
    def is_usable(self) -> bool:
        """Whether both a statement and something said of it are named."""
        return bool(NAMES_A_STATEMENT & set(self.columns) and (self.ratings or SAYS_SOMETHING & set(self.columns)))


def plain_heading(cell: Cell) -> str:
    """A heading without capitals, punctuation and double spaces; "" for a text too long to be one."""
    if isinstance(cell.value, str) and len(cell.value) > LONGEST:
        return ""
    text = re.sub(r"[^\w#&/]+", " ", str(cell.value or "").casefold().replace("r.a.g", "rag"))
    return " ".join(text.split())


def find_headings(
    sheet: Sheet, *, ours: bool = False, round_name: str = "", answers: Answers | None = None
) -> Headings | None:
    """The sheet's headings, None where no row names both a statement and what is said of it.

    With `ours`, a column whose heading is unknown is taken by its place in the companion workbook. Of several columns
    that speak of a rating, the one of now or of the round is taken, or the one in `answers`; else the headings ask.
    """
    best: Headings | None = None
    for row in sheet.rows[:ROWS_SEARCHED]:
        headings = _read_row(row, round_name)
        if headings.is_usable and (best is None or _weight(headings) > _weight(best)):
            best = headings
    if best is None:
        return None
    settled = _with_rating(best, sheet, answers or {})
    return _by_place(settled, sheet) if ours else settled


def _weight(headings: Headings) -> int:
    return len(headings.columns) + bool(headings.ratings)


def _read_row(row: Row, round_name: str) -> Headings:
    columns: dict[Field, int] = {}
    joined: dict[Field, tuple[tuple[int, str], ...]] = {}
    guesses, unknown, ratings = [], [], []
    for column, cell, named, sure, when in sorted(_named(row, round_name), key=_first_of_now):
        if named is Field.RATING or (named is None and when is not When.UNSAID):
            ratings.append(Candidate(column, cell, when, named=named is not None, sure=sure))
        elif named is None:
            unknown.append(cell)
        elif named not in columns:
            columns[named] = column
            joined[named] = ((column, "" if sure else _label(cell)),)
            if not sure:
                guesses.append((cell.address, f"the heading '{_label(cell)}' was read as {name_of(named)}"))
        elif (named is Field.COMMENTARY or sure) and named in JOINED and when not in PAST:
            joined[named] = (*joined[named], (column, "" if sure else _label(cell)))
            guesses.append((cell.address, f"the column '{_label(cell)}' was added to {name_of(named)}"))
        else:
            unknown.append(cell)
    lone = len(TICKED & set(columns)) < 2
    unknown += [row.cells[column] for named, column in columns.items() if lone and named in TICKS]
    columns = {named: column for named, column in columns.items() if not lone or named not in TICKS}
    several = {named: parts for named, parts in joined.items() if len(parts) > 1}
    return Headings(row.number, columns, tuple(guesses), tuple(unknown), several, tuple(ratings))


def _label(cell: Cell) -> str:
    return str(cell.value).strip()[:40]


Heading = tuple[int, Cell, Field | None, bool, When]


def _named(row: Row, round_name: str) -> Iterable[Heading]:
    """Every heading of a row with the field it names, whether that is sure, and the time it speaks of."""
    for column, cell in row.cells.items():
        if isinstance(cell.value, str) and not cell.is_empty:
            exact = EXACT_NAMES.get(plain_heading(cell))
            when = time_of(plain_heading(cell), round_name)
            yield column, cell, exact or _near(cell), exact is not None, when


def _first_of_now(heading: Heading) -> tuple[bool, bool, int]:
    column, _, _, sure, when = heading
    return when in PAST, not sure, column


def _with_rating(headings: Headings, sheet: Sheet, answers: Answers) -> Headings:
    """The headings with the column that holds the rating now, or with the question which one it is."""
    rows = [row for row in sheet.rows if row.number > headings.row]
    likely = [
        candidate
        for candidate in headings.ratings
        if candidate.sure or looks_rated(candidate.column, rows, surely=not candidate.named)
    ]
    likely = likely or [candidate for candidate in headings.ratings if candidate.named][:1]
    beside = [candidate for candidate in headings.ratings if candidate not in likely]
    unknown = (*headings.unknown, *(candidate.cell for candidate in beside))
    if not likely:
        return replace(headings, unknown=unknown, ratings=())
    key = f"rating/{sheet.title}/{likely[0].cell.address}"
    taken, question = choose(likely), None
    if taken is None:
        text = f"Which column of the sheet '{sheet.title}' holds the rating of this round?"
        question = Question(key, text, (*(candidate.label for candidate in likely), NONE_OF_THEM))
        taken = next((candidate for candidate in likely if candidate.label == answers.get(key)), None)
    if taken is None:
        return replace(headings, unknown=unknown, ratings=(), question=question)
    columns = {**headings.columns, Field.RATING: taken.column}
    guesses = (*headings.guesses, *_taken_for_rating(taken, likely))
    return replace(headings, columns=columns, guesses=guesses, unknown=unknown, ratings=(), question=question)


def _taken_for_rating(taken: Candidate, likely: list[Candidate]) -> Iterable[tuple[str, str]]:
    others = " or ".join(f"'{_label(candidate.cell)}'" for candidate in likely if candidate is not taken)
    if others:
        yield taken.cell.address, f"the column '{_label(taken.cell)}' was read as {name_of(Field.RATING)}, not {others}"
    elif not taken.sure:
        yield taken.cell.address, f"the heading '{_label(taken.cell)}' was read as {name_of(Field.RATING)}"


def _near(cell: Cell) -> Field | None:
    text = plain_heading(cell)
    if not text:
        return None
    if nearest := process.extractOne(text, EXACT_NAMES.keys(), scorer=fuzz.ratio, score_cutoff=NEAR):
        return EXACT_NAMES[nearest[0]]
    return next((field for hint, field in HINTS if hint in text), None)


def name_of(field: Field) -> str:
    """The heading people know a field by."""
    return next((column.heading for column in COLUMNS if column.field is field), field.value.replace("_", " "))


def _names() -> Iterable[tuple[str, Field]]:
    for text, named in EXACT.items():
        yield plain_heading(Cell("", text)), named
    for named in Field:
        yield plain_heading(Cell("", named.value)), named


EXACT_NAMES = dict(_names())


def _by_place(headings: Headings, sheet: Sheet) -> Headings:
    """Take unknown columns by their place in the companion workbook, where that column is missing otherwise."""
    columns, guesses, unknown = dict(headings.columns), list(headings.guesses), []
    asked = {Field.RATING} if headings.question else set()
    places = {place: field for field, place in PLACE.items() if field not in (*columns, *asked)}
    row = next(row for row in sheet.rows if row.number == headings.row)
    taken = {*columns.values(), *(column for parts in headings.joined.values() for column, _ in parts)}
    for column, cell in row.cells.items():
        if column in taken:
            continue
        if field := places.get(column):
            columns[field] = column
            guesses.append((cell.address, f"the column '{str(cell.value or '')[:40]}' was read as {name_of(field)}"))
        elif cell in headings.unknown:
            unknown.append(cell)
    return replace(headings, columns=columns, guesses=tuple(guesses), unknown=tuple(unknown))
