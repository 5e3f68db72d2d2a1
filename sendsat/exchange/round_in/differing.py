"""Weighs one value three ways: what the file says, what it said when it was made, what sendsat has now. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sendsat.assessment.imports.preview import CHANGED_BOTH, NEW_ACTION, TEXTS, Remark, sentence
from sendsat.assessment.values import Action
from sendsat.exchange.files.raw import Cell
from sendsat.exchange.files.reading_values import read_text
from sendsat.exchange.files.safe_text import for_cell, same
from sendsat.exchange.round_in.asking import Question
from sendsat.exchange.round_in.preview import RoundChange, rating_value
from sendsat.exchange.round_out.contents import RoundContents

NO_BASE = "the file and sendsat differ, and the file does not tell which is newer"


class Verdict(StrEnum):
    """What three values come to."""

    SAME = "same"
    CHANGE = "change"
    CONFLICT = "conflict"


def weigh(field_name: str, said: str, base: str | None, stored: str) -> Verdict:
    """What the file says against its base and what is stored; without a base an empty cell says nothing."""
    alike = _alike_texts if field_name in (*TEXTS, "owner") else str.__eq__
    if alike(said, stored) or (base is not None and alike(said, base)) or (base is None and not said):
        return Verdict.SAME
    if (base is None and not stored) or (base is not None and alike(stored, base)):
        return Verdict.CHANGE
    return Verdict.CONFLICT


def _alike_texts(one: str, other: str) -> bool:
    return same(for_cell(one), for_cell(other))


def current(contents: RoundContents, change: RoundChange) -> str:
    """What sendsat has now where a change would write. For a new action: "", or its text where it is there already."""
    if change.field == NEW_ACTION:
        texts = (action.text for action in contents.actions_for(change.team_id, change.statement_id))
        return next((text for text in texts if same(text, change.value)), "")
    if change.action_id is not None:
        action = contents.action(change.action_id)
        return action_value(action, change.field) if action else "\x00 removed"
    return statement_value(contents, change.team_id, change.statement_id, change.field, change.framework_id)


def statement_value(contents: RoundContents, team_id: int, statement_id: str, name: str, framework_id: str = "") -> str:
    """A field of what a team said of a statement, as it is carried.

    Files name a rating that was carried forward and not confirmed beside the rating, so that writing it there confirms.
    """
    if name == "ofsted":
        chosen = contents.areas(statement_id, framework_id)
        areas = contents.snapshot.edition.framework_by_id[framework_id].areas
        return ",".join(area.id for area in areas if area.id in chosen)
    said = contents.snapshot.judgement(team_id, statement_id)
    return rating_value(said.judged) if name == "rating" else str(getattr(said, name))


def action_value(action: Action, name: str) -> str:
    """A field of an action, as it is carried."""
    if name == "due":
        return action.due.isoformat() if action.due else ""
    return action.text if name == "action_text" else action.owner


@dataclass
class Findings:
    """What has been found so far while a file is read."""

    changes: dict[str, RoundChange] = field(default_factory=dict)
    guesses: list[Remark] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    untouched: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> None:
        """Note a question, once."""
        if all(asked.key != question.key for asked in self.questions):
            self.questions.append(question)

    def problem(self, sheet: str, cell: Cell | None, text: str, expected: str, *, where: str = "") -> None:
        """Note a cell that cannot be read."""
        said = read_text(cell)[:200]
        self.problems.append(Remark(sheet, cell.address if cell else where, said, sentence(text), expected))

    def stays(self, sheet: str, cell: Cell | None, what: str) -> None:
        """Note a value that was read and stays as it is."""
        if cell is not None and not cell.is_empty:
            self.untouched.append(Remark(sheet, cell.address, read_text(cell)[:200], f"{what} stays as it is."))

    def guess(self, sheet: str, cell: Cell, text: str, key: str = "") -> None:
        """Note something that was read with a guess."""
        self.guesses.append(Remark(sheet, cell.address, read_text(cell)[:200], sentence(text), key=key))

    def differs(self, change: RoundChange, cell: Cell) -> None:
        """Keep a difference; a second, different one for the same value is a problem, and the first stands."""
        earlier = self.changes.get(change.key)
        if earlier is not None and earlier.value != change.value:
            self.problem(change.sheet, cell, f"{earlier.cell} on {earlier.sheet} says something else", "one value")
            return
        if earlier is None:
            self.changes[change.key] = change
            if change.guess:
                self.guess(change.sheet, cell, change.guess, change.key)

    def split(self) -> tuple[tuple[RoundChange, ...], tuple[RoundChange, ...]]:
        """Changes and conflicts apart."""
        everything = tuple(self.changes.values())
        undisputed = tuple(change for change in everything if not change.conflict)
        return undisputed, tuple(change for change in everything if change.conflict)


def with_verdict(change: RoundChange, verdict: Verdict, base: Mapping[str, str] | None) -> RoundChange:
    """The change with the reason why somebody must choose, where it is a conflict."""
    why = NO_BASE if base is None else CHANGED_BOTH
    return replace(change, conflict=why) if verdict is Verdict.CONFLICT else change


def unreadable(cell: Cell | None) -> str:
    """Why no value can be taken from a cell that no person typed; "" where one can."""
    if cell is None:
        return ""
    if cell.formula:
        return "this cell holds a formula, and sendsat takes only typed values"
    if cell.struck and cell.is_empty:
        return f"the words here are struck out, so they were not read: '{cell.struck[:200]}'"
    return "this cell shows an error" if cell.fault else ""


def read_how(cell: Cell, what: str) -> str:
    """What was guessed about a cell whose value was taken; "" for nothing. `what` is it that the cell holds."""
    merged = f"one {what} stands in a cell merged over several rows" if cell.merged_from else ""
    struck = f"what is struck out was left out: '{cell.struck[:200]}'" if cell.struck else ""
    return "; ".join(part for part in (merged, struck) if part)
