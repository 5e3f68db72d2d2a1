"""What a file that comes back would change before anything is written, a round and a plan alike. Pure values.

Values are carried as texts: a rating as "green" or "", a date as 2027-03-31 or "", ids with commas between them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from sendsat.assessment.rating import label_of, parse_rating
from sendsat.assessment.values import Priority, Status
from sendsat.errors import Invalid

TEXTS = ("commentary", "evidence", "minority_note", "action_text", "success_measure")
NEW_ACTION = "action"
FIELD_WORDS = {
    "rating": "rating",
    "commentary": "commentary",
    "evidence": "evidence",
    "minority_note": "minority note",
    "ofsted": "Ofsted areas",
    NEW_ACTION: "new action",
    "action_text": "action",
    "owner": "action's owner",
    "due": "action's due date",
    "priority": "action's priority",
    "status": "action's status",
    "statements": "action's statements",
    "success_measure": "action's success measure",
}
CHANGED_BOTH = "changed in the file and in sendsat since the file was made"


class Choice(StrEnum):
    """What to do with something that differs: keep mine (what sendsat has), take theirs (the file's), or both texts."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


Resolutions = Mapping[str, Choice]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value that differs. `stored` is what sendsat has, `value` what the file says, both as texts.

    `sheet` ("" in a plan) and `cell` say where it stands in the file. `guess` says what was guessed to read it,
    `conflict` why somebody must choose; `owner` and `due` belong to a new action. `words` are before and after as
    people read them, where the values themselves are ids. `key` names the change within its preview.
    """

    key: str
    field: str
    stored: str
    value: str
    sheet: str
    cell: str
    action_id: int | None = None
    owner: str = ""
    due: str = ""
    guess: str = ""
    conflict: str = ""
    words: tuple[str, str] | None = None

    @property
    def thing(self) -> str:
        """What counts as one where changes are counted."""
        return self.key

    @property
    def where(self) -> str:
        """Where it stands in the file, for people."""
        return _where(self.sheet, self.cell)

    @property
    def can_keep_both(self) -> bool:
        """Whether the two values are texts that can stand under one another."""
        return self.field in TEXTS and bool(self.stored) and bool(self.value)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen."""
        return tuple(choice for choice in Choice if choice is not Choice.BOTH or self.can_keep_both)

    @property
    def before(self) -> str:
        """What sendsat has, as people read it."""
        return self.words[0] if self.words else shown(self.field, self.stored)

    @property
    def after(self) -> str:
        """What the file says, as people read it."""
        if self.words:
            return self.words[1]
        said = [shown(self.field, self.value), self.owner, shown("due", self.due)]
        return " · ".join(part for part in said if part) if self.field == NEW_ACTION else said[0]


@dataclass(frozen=True)
class Remark:
    """Something said of one cell: what was found there and a plain sentence; `expected` where it cannot be read."""

    sheet: str
    cell: str
    found: str
    text: str
    expected: str = ""
    key: str = ""

    @property
    def where(self) -> str:
        """Where the cell is in the file, for people."""
        return _where(self.sheet, self.cell)


def _where(sheet: str, cell: str) -> str:
    return f"{sheet}, {cell}" if sheet else cell[:1].upper() + cell[1:]


PARTS = ("changes", "conflicts", "guesses", "problems", "untouched")
OneChange = TypeVar("OneChange", bound=Change)


@dataclass(frozen=True, kw_only=True)
class Preview(Generic[OneChange]):
    """What bringing the file in would do. Nothing in here has been written.

    `untouched` was read and stays as it is; `notes` are plain sentences about the whole file.
    """

    filename: str
    changes: tuple[OneChange, ...] = ()
    conflicts: tuple[OneChange, ...] = ()
    guesses: tuple[Remark, ...] = ()
    problems: tuple[Remark, ...] = ()
    untouched: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def differing(self) -> tuple[OneChange, ...]:
        """Changes and conflicts."""
        return (*self.changes, *self.conflicts)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {name: len(getattr(self, name)) for name in PARTS}


def things(changes: Iterable[Change]) -> int:
    """How many things the changes are of."""
    return len({change.thing for change in changes})


def shown(field: str, value: str) -> str:
    """A carried value as people read it."""
    if field == "rating":
        return label_of(parse_rating(value or None))
    if field == "due" and value:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field == "priority":
        return Priority(value).word
    if field == "status":
        return Status(value).word
    return value.replace(",", ", ") if field == "statements" else value


def decided(preview: Preview[OneChange], resolutions: Resolutions) -> tuple[OneChange, ...]:
    """What is to be written: every change that was not turned down, and every conflict that was decided against what
    sendsat has. `value` is the value to write.

    Without a word, changes are taken and conflicts keep what sendsat has. Raises `Invalid` for an unknown key, or for
    both where the values are not texts.
    """
    known = {change.key for change in preview.differing}
    if unknown := set(resolutions) - known:
        raise Invalid(f"The preview has no change '{sorted(unknown)[0][:60]}'.", "Look at the file again.")
    decisions = [_decide(change, Choice(resolutions.get(change.key, Choice.THEIRS))) for change in preview.changes]
    decisions += [_decide(change, Choice(resolutions.get(change.key, Choice.MINE))) for change in preview.conflicts]
    return tuple(change for change in decisions if change is not None)


def _decide(change: OneChange, choice: Choice) -> OneChange | None:
    if choice is Choice.MINE:
        return None
    if choice is Choice.THEIRS:
        return change
    if not change.can_keep_both:
        raise Invalid(f"The {FIELD_WORDS[change.field]} cannot be both.", "Choose one of the two.")
    return replace(change, value=f"{change.stored}\n\n{change.value}")


def sentence(text: str) -> str:
    """The text as a sentence: a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
