"""What an upload would change before anything is written: changes, conflicts, guesses, problems, what stays. Pure.

Values are carried as texts: a rating as "green" or "", a date as 2027-03-31 or "", Ofsted areas as ids with commas.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sendsat.assessment.rating import Rating, label_of, parse_rating
from sendsat.errors import Invalid

TEXTS = ("commentary", "evidence", "minority_note", "action_text")
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
}


class Choice(StrEnum):
    """What to do with something that differs: keep mine (what sendsat has), take theirs (the file's), or both texts."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


Resolutions = Mapping[str, Choice]


@dataclass(frozen=True)
class Change:
    """One value that differs. `stored` is what sendsat has, `value` what the file says, both as texts.

    `guess` says what was guessed to read it, `conflict` why somebody must choose; `owner` and `due` belong to a new
    action. `words` are before and after as people read them, where the values themselves are ids. `key` names the
    change within its preview.
    """

    key: str
    team_id: int
    statement_id: str
    field: str
    stored: str
    value: str
    sheet: str
    cell: str
    action_id: int | None = None
    framework_id: str = ""
    owner: str = ""
    due: str = ""
    guess: str = ""
    conflict: str = ""
    words: tuple[str, str] | None = None

    @property
    def can_keep_both(self) -> bool:
        """Whether the two values are texts that can stand under one another."""
        return self.field in TEXTS and bool(self.stored) and bool(self.value)

    @property
    def before(self) -> str:
        """What sendsat has, as people read it."""
        return self.words[0] if self.words else shown(self.field, self.stored)

    @property
    def after(self) -> str:
        """What the file says, as people read it."""
        if self.words:
            return self.words[1]
        said = [shown(self.field, self.value), self.owner, shown("due", self.due) if self.due else ""]
        return " · ".join(one for one in said if one) if self.field == NEW_ACTION else said[0]


@dataclass(frozen=True)
class Remark:
    """Something said of one cell: what was found there and a plain sentence; `expected` where it cannot be read."""

    sheet: str
    cell: str
    found: str
    text: str
    expected: str = ""
    key: str = ""


@dataclass(frozen=True)
class Preview:
    """What bringing the file in would do. Nothing in here has been written.

    `untouched` are values that were read and stay as they are; `notes` are plain sentences about the whole file.
    """

    filename: str
    round_id: int
    team_id: int | None
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    guesses: tuple[Remark, ...] = ()
    problems: tuple[Remark, ...] = ()
    untouched: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {name: len(getattr(self, name)) for name in PARTS}


PARTS = ("changes", "conflicts", "guesses", "problems", "untouched")


def shown(field: str, value: str) -> str:
    """A carried value as people read it."""
    if field == "rating":
        return label_of(parse_rating(value or None))
    if field == "due" and value:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value


def rating_value(rating: Rating | None) -> str:
    """A rating as it is carried."""
    return rating.value if rating else ""


def decided(preview: Preview, resolutions: Resolutions) -> tuple[Change, ...]:
    """What is to be written: every change that was not turned down, and every conflict that was decided against what
    sendsat has. `value` is the value to write.

    Without a word, changes are taken and conflicts keep what sendsat has. Raises `Invalid` for an unknown key, or for
    both where the values are not texts.
    """
    known = {change.key for change in (*preview.changes, *preview.conflicts)}
    if unknown := set(resolutions) - known:
        raise Invalid(f"The preview has no change '{sorted(unknown)[0][:60]}'.", "Look at the file again.")
    found = [_decide(change, Choice(resolutions.get(change.key, Choice.THEIRS))) for change in preview.changes]
    found += [_decide(change, Choice(resolutions.get(change.key, Choice.MINE))) for change in preview.conflicts]
    return tuple(change for change in found if change is not None)


def _decide(change: Change, choice: Choice) -> Change | None:
    if choice is Choice.MINE:
        return None
    if choice is Choice.THEIRS:
        return change
    if not change.can_keep_both:
        raise Invalid(f"The {FIELD_WORDS[change.field]} cannot be both.", "Choose one of the two.")
    return replace(change, value=f"{change.stored}\n\n{change.value}")


def preview_as_json(preview: Preview) -> dict[str, Any]:
    """The preview for a script: counts of each part, and each thing with its sheet and cell."""
    return {
        "file": preview.filename,
        "round": preview.round_id,
        "team": preview.team_id,
        **preview.counts,
        "notes": list(preview.notes),
        "list": {
            "changes": [_change_as_json(change) for change in preview.changes],
            "conflicts": [_change_as_json(change) for change in preview.conflicts],
            **{name: [_remark_as_json(one) for one in getattr(preview, name)] for name in PARTS[2:]},
        },
    }


def _change_as_json(change: Change) -> dict[str, Any]:
    wanted = ("key", "sheet", "cell", "team_id", "statement_id", "action_id", "field", "before", "after")
    more = {name: getattr(change, name) for name in ("guess", "conflict") if getattr(change, name)}
    return {name: getattr(change, name) for name in wanted} | more


def _remark_as_json(remark: Remark) -> dict[str, Any]:
    more = {"expected": remark.expected} if remark.expected else {}
    return {"sheet": remark.sheet, "cell": remark.cell, "found": remark.found, "text": remark.text} | more
