"""Cells of the plan's table: how a field of an action is shown, and what somebody typed into a cell means.

A date is a text here: year first, so that the column sorts, and typed or pasted day first. (Streamlit's own date
column reads what is pasted month first, and drops what it cannot read.) Must not import storage.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sendsat.assessment.values import Action, Priority, Status
from sendsat.errors import Invalid
from sendsat.exchange.files.reading_values import read_typed_date
from sendsat.services.plan.planning import Edit
from sendsat.ui.frame.words import snippet

FIELDS = {"Action": "text", "Owner": "owner", "Due": "due", "Priority": "priority", "Status": "status"}
COLUMNS = {field: column for column, field in FIELDS.items()}
WORDS = ("Action", "Owner")
CHOICES: dict[str, dict[str, Priority | Status]] = {
    "Priority": {priority.word.casefold(): priority for priority in Priority},
    "Status": {status.word.casefold(): status for status in Status},
}


@dataclass(frozen=True)
class Cell:
    """One changed cell: the action as the table showed it, the column, and what was typed or pasted."""

    seen: Action
    column: str
    typed: str

    @property
    def name(self) -> str:
        """ "Owner of “Publish the policy”"."""
        return named(self.seen, self.column)

    @property
    def stored(self) -> str:
        """What the cell showed before."""
        return shown(self.seen, self.column)

    @property
    def meant(self) -> str:
        """What was typed, a date as it was read."""
        try:
            return str(read(self) or "") if self.column == "Due" else self.typed
        except Invalid:
            return f"{self.typed} (not a date, day first)"


def named(action: Action, column: str) -> str:
    """ "Owner of “Publish the policy”"."""
    return f"{column} of “{snippet(action.text, 60)}”"


def shown(action: Action, column: str) -> str:
    """A field of an action as its cell shows it."""
    value = getattr(action, FIELDS[column])
    return value.word if isinstance(value, Priority | Status) else str(value or "")


def read(cell: Cell) -> Any:
    """What a cell stands for; raises `Invalid`, with a sentence that names the cell, where it cannot be read."""
    if cell.column == "Due":
        reading = read_typed_date(cell.typed)
        if reading.problem:
            raise Invalid(_not_understood(cell, "a date, day first"), "Type it like 31/12/2026 or 31 December 2026.")
        return reading.due
    if cell.column in CHOICES:
        choice = CHOICES[cell.column].get(cell.typed.strip().casefold())
        if choice is None:
            raise Invalid(_not_understood(cell, "one of the choices"), "Choose one from the list.")
        return choice
    return cell.typed


def _not_understood(cell: Cell, expected: str) -> str:
    return f"{cell.name}: “{snippet(cell.typed, 60)}” is not {expected}, so it was not saved."


def says(action: Action, column: str, typed: str) -> bool:
    """Whether what stands in a cell of the table is what is stored."""
    try:
        return bool(read(Cell(action, column, typed)) == getattr(action, FIELDS[column]))
    except Invalid:
        return False


def edits_of(cells: Sequence[Cell]) -> tuple[Edit, ...]:
    """The changes that cells ask for, one for each action. Raises `Invalid` as `read` does."""
    wanted: dict[int, Edit] = {}
    for cell in cells:
        edit = wanted.get(cell.seen.id, Edit(cell.seen, cell.seen))
        wanted[cell.seen.id] = replace(edit, after=replace(edit.after, **{FIELDS[cell.column]: read(cell)}))
    return tuple(wanted.values())


def loses_words(cell: Cell) -> bool:
    """Whether the change takes away what somebody wrote: words replaced, or anything emptied."""
    return bool(cell.stored) and (cell.column in WORDS or not cell.typed.strip())


def lines_of_one_text(cells: Sequence[Cell]) -> str:
    """The text that was pasted, where its lines went into several actions; else nothing."""
    typed = [cell.typed.strip() for cell in cells if cell.column == "Action"]
    return "\n".join(typed) if len(cells) == len(typed) > 1 and all(typed) else ""
