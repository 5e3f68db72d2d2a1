"""Compares the actions in a file with the plan: changed actions, new ones, ones removed here meanwhile. Pure.

No action is ever deleted by a file: an emptied one is left as it is, and that is said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from sendsat.assessment.imports.preview import NEW_ACTION
from sendsat.assessment.rules import LONGEST_OWNER, LONGEST_TEXT
from sendsat.assessment.values import Action
from sendsat.exchange.files.raw import Cell
from sendsat.exchange.files.reading_values import (
    DATE_EXPECTED,
    DateReading,
    DayOrder,
    day_order,
    order_told,
    read_date,
    read_text,
)
from sendsat.exchange.files.safe_text import same, tidy
from sendsat.exchange.round_in.asking import Question
from sendsat.exchange.round_in.comparing_rows import Comparer
from sendsat.exchange.round_in.differing import Verdict, action_value, read_how, unreadable, weigh, with_verdict
from sendsat.exchange.round_in.headings import name_of
from sendsat.exchange.round_in.matching import Entry
from sendsat.exchange.round_in.preview import RoundChange
from sendsat.exchange.round_out.workbook_layout import Field

ALIKE = 88
LONGEST = {"action_text": LONGEST_TEXT, "owner": LONGEST_OWNER}
CELLS = {"action_text": Field.ACTION, "owner": Field.OWNER, "due": Field.DUE}
DATE_ORDERS = ("The day", "The month")
GONE = "this action was changed in the file and removed in sendsat since the file was made"


@dataclass(frozen=True)
class Typed:
    """An action as a row says it: its values by field, guesses by field, and the fields that can be read."""

    values: Mapping[str, str]
    guesses: Mapping[str, str]
    due: DateReading = field(default_factory=DateReading)


def compare_actions(comparer: Comparer, entries: Iterable[Entry]) -> None:
    """Compare the action of every row. The due dates of a sheet are read in the order that they prove together; where
    they prove none and it matters, that is asked once."""
    entries = tuple(entry for entry in entries if Field.ACTION in entry.known)
    sheets = {entry.sheet for entry in entries}
    orders = {sheet: day_order(entry.cell(Field.DUE) for entry in entries if entry.sheet == sheet) for sheet in sheets}
    for sheet, order in orders.items():
        comparer.findings.notes += order_told(order, f"the sheet '{sheet}'")
    for entry in entries:
        typed = _typed(comparer, entry, orders[entry.sheet])
        action_id = read_text(entry.cell(Field.ACTION_ID)).strip()
        base = comparer.base.get(f"action {action_id}") if action_id else None
        stored = comparer.contents.action(int(action_id)) if action_id.isdecimal() and len(action_id) < 10 else None
        if stored is not None and entry.statement_id in stored.statements and (base or _dated(entry, stored)):
            _compare_known(comparer, entry, typed, stored, base)
        elif base is not None and stored is None:
            _compare_removed(comparer, entry, typed, base)
        else:
            _compare_new(comparer, entry, typed)


def _dated(entry: Entry, stored: Action) -> bool:
    return Field.UPDATED_AT in entry.known and bool(stored)


def _typed(comparer: Comparer, entry: Entry, order: DayOrder) -> Typed:
    """Read the cells of an action, noting what cannot be read."""
    due = DateReading()
    values: dict[str, str] = {}
    guesses: dict[str, str] = {}
    for name, place in CELLS.items():
        if place not in entry.known:
            continue
        cell = entry.cell(place)
        if name == "due":
            due = DateReading() if unreadable(cell) else read_date(cell, order)
            problem, expected = _date_trouble(cell, due), DATE_EXPECTED
            value, guess = due.due.isoformat() if due.due else "", due.guess
        else:
            value = read_text(cell) if name == "action_text" else " ".join(read_text(cell).split())
            problem, expected = _text_trouble(cell, value, LONGEST[name])
            guess = read_how(cell, "text") if cell and cell.struck else ""
        if problem:
            comparer.findings.problem(entry.sheet, cell, problem, expected)
        else:
            values[name], guesses[name] = value, guess
    return Typed(values, guesses, due)


def _date_trouble(cell: Cell | None, due: DateReading) -> str:
    """Why a date cannot be taken; "" where it can, or where it is one of two."""
    return unreadable(cell) or ("" if due.either else due.problem)


def _text_trouble(cell: Cell | None, text: str, longest: int) -> tuple[str, str]:
    """Why a text cannot be taken, "" where it can, and what would be."""
    if problem := unreadable(cell):
        return problem, "a typed text"
    if len(text) > longest:
        return f"this text is {len(text):,} characters long", f"at most {longest:,} characters"
    return "", ""


def _settled(comparer: Comparer, entry: Entry, typed: Typed, stored: date | None) -> Typed:
    """What a row says once it is known what is stored: of two days that its due date can mean, that one; else the one
    of the order that was answered, day first until then."""
    reading = typed.due.beside(stored)
    values = dict(typed.values)
    if not typed.due.either or "due" not in values:
        return typed
    if reading.problem:
        comparer.findings.problem(entry.sheet, _place(entry, "due"), reading.problem, DATE_EXPECTED)
        del values["due"]
    elif reading.either:
        values["due"] = _asked_for(comparer, entry, reading).isoformat()
    else:
        values["due"] = reading.due.isoformat() if reading.due else ""
    return Typed(values, {name: guess for name, guess in typed.guesses.items() if name != "due"})


def _asked_for(comparer: Comparer, entry: Entry, reading: DateReading) -> date:
    """The day that a doubtful date means by the answer to a question, which is asked once for the sheet."""
    text = f"The sheet '{entry.sheet}' has due dates such as {read_text(entry.cell(Field.DUE))}. What comes first?"
    question = Question(f"dates/{entry.sheet}", text, DATE_ORDERS, DATE_ORDERS[0])
    comparer.findings.ask(question)
    return reading.either[comparer.answers.get(question.key) == DATE_ORDERS[1]]


def _place(entry: Entry, name: str) -> Cell:
    return entry.cell(CELLS[name]) or Cell(f"row {entry.row}")


def _compare_known(
    comparer: Comparer, entry: Entry, typed: Typed, stored: Action, base: Mapping[str, str] | None
) -> None:
    """An action that the file names by its number."""
    if base is None and read_text(entry.cell(Field.UPDATED_AT)) == stored.updated_at.isoformat():
        base = {"action": stored.text, "owner": stored.owner, "due": action_value(stored, "due")}
    typed = _settled(comparer, entry, typed, stored.due)
    was_there = tidy(stored.text if base is None else base.get("action", ""))
    if "action_text" in typed.values and was_there and not typed.values["action_text"].strip():
        text = "this action was emptied; sendsat never deletes an action because of a file"
        comparer.findings.problem(entry.sheet, _place(entry, "action_text"), text, "the action's text")
        return
    for name, value in typed.values.items():
        name_then = "action" if name == "action_text" else name
        was = None if base is None else base.get(name_then, "")
        _keep(comparer, entry, stored, name, value, was, typed.guesses.get(name, ""))


def _keep(
    comparer: Comparer, entry: Entry, action: Action, name: str, value: str, base: str | None, guess: str
) -> None:
    cell, stored = _place(entry, name), action_value(action, name)
    verdict = weigh(name, value, base, stored)
    if verdict is Verdict.SAME:
        comparer.findings.stays(entry.sheet, cell, name_of(CELLS[name]))
        return
    change = RoundChange(
        key=f"action/{action.id}/{name}",
        team_id=comparer.team_id,
        statement_id=entry.statement_id,
        field=name,
        stored=stored,
        value=value,
        sheet=entry.sheet,
        cell=cell.address,
        action_id=action.id,
        guess="; ".join(part for part in (guess, entry.match.guess) if part),
    )
    comparer.findings.differs(with_verdict(change, verdict, None if base is None else {}), cell)


def _compare_removed(comparer: Comparer, entry: Entry, typed: Typed, base: Mapping[str, str]) -> None:
    typed = _settled(comparer, entry, typed, date.fromisoformat(base["due"]) if base.get("due") else None)
    was = {"action_text": base.get("action", ""), "owner": base.get("owner", ""), "due": base.get("due", "")}
    cell = _place(entry, "action_text")
    if all(same(value, was[name]) for name, value in typed.values.items()):
        comparer.findings.stays(entry.sheet, cell, name_of(Field.ACTION))
    elif typed.values.get("action_text", "").strip():
        comparer.findings.differs(_new(comparer, entry, typed, conflict=GONE), cell)


def _compare_new(comparer: Comparer, entry: Entry, typed: Typed) -> None:
    """An action without a number: one that is there already by its text, or a new one."""
    text, cell = typed.values.get("action_text", ""), _place(entry, "action_text")
    there = comparer.contents.actions_for(comparer.team_id, entry.statement_id)
    if not text.strip():
        orphan = next((_place(entry, name) for name in ("owner", "due") if typed.values.get(name)), None)
        if orphan is not None and not unreadable(entry.cell(Field.ACTION)):
            comparer.findings.problem(entry.sheet, orphan, "an owner or a date stands without an action", "an action")
        return
    action, guess = _alike(typed, there)
    typed = _settled(comparer, entry, typed, action.due if action else None)
    if action is None:
        change = _new(comparer, entry, typed)
        comparer.findings.differs(change, cell)
        for name, said in typed.guesses.items():
            if said:
                comparer.findings.guess(entry.sheet, _place(entry, name), said, change.key)
        return
    for name, value in typed.values.items():
        _keep(comparer, entry, action, name, value, None, typed.guesses.get(name, "") or guess)


def _alike(typed: Typed, actions: tuple[Action, ...]) -> tuple[Action | None, str]:
    """The action that a row without a number means: of several with its text, the one with its owner and date too."""
    text = typed.values["action_text"]
    if named_alike := [action for action in actions if same(action.text, text)]:
        return max(named_alike, key=lambda action: _fits(typed, action)), ""
    nearest = max(actions, key=lambda action: fuzz.ratio(action.text, text), default=None)
    if nearest is None or fuzz.ratio(nearest.text, text) < ALIKE:
        return None, ""
    return nearest, "this action is nearly the same as one in the plan, so it was taken for that one"


def _fits(typed: Typed, action: Action) -> int:
    """How many of a row's owner and date an action has."""
    return sum(same(typed.values.get(name, ""), action_value(action, name)) for name in ("owner", "due"))


def _new(comparer: Comparer, entry: Entry, typed: Typed, *, conflict: str = "") -> RoundChange:
    cell = _place(entry, "action_text")
    return RoundChange(
        key=f"{comparer.team_id}/{entry.statement_id}/new/{entry.sheet}/{cell.address}",
        team_id=comparer.team_id,
        statement_id=entry.statement_id,
        field=NEW_ACTION,
        stored="",
        value=typed.values["action_text"].strip(),
        sheet=entry.sheet,
        cell=cell.address,
        owner=typed.values.get("owner", ""),
        due=typed.values.get("due", ""),
        guess=entry.match.guess,
        conflict=conflict,
    )
