"""Words that are taken out for good wherever they stand, and what stands in their place. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from sendsat.assessment.rules import storable
from sendsat.errors import Invalid

SHORTEST = 2
"""Letters or figures that words to be removed must have: fewer would hit half of all texts."""
BEGUN = 2
"""A text that was saved while somebody typed ends with so many signs of the words or more."""
CODES = frozenset(
    {
        *("kind", "rating", "status", "statement_id", "edition_id", "sections"),
        *("uid", "provider_uid", "authority_code", "made_at"),
    }
)
"""Entries of a mapping that say something in signs of our own: "amber" is a rating there, and nobody's name."""
SOMEBODY = "a person who was removed"
WHAT = {
    ("judgement", "commentary"): "Why",
    ("judgement", "evidence"): "Evidence",
    ("judgement", "seen_evidence"): "Evidence ticked",
    ("judgement", "minority_note"): "The minority's view",
    ("agreed_rating", "reason"): "Why leaders agreed",
    ("agreed_rating", "person"): "Who set what leaders agreed",
    ("action", "text"): "Action",
    ("action", "owner"): "Who does an action",
    ("action", "closing_evidence"): "What shows that an action worked",
    ("action", "success_measure"): "How people will know that an action worked",
    ("action", "milestones"): "Milestones of an action",
    ("action_note", "text"): "Note on an action",
    ("action_note", "person"): "Who wrote a note",
    ("change", "old"): "History, before",
    ("change", "new"): "History, after",
    ("change", "person"): "History, who did it",
    ("import_batch", "filename"): "Name of a file brought in",
    ("import_batch", "items"): "Kept to undo a file",
    ("import_batch", "person"): "Who brought a file in",
    ("report_edit", "text"): "Report",
    ("report_edit", "person"): "Who wrote in the report",
    ("workshop", "people"): "People in a workshop",
    ("workshop_decision", "old_note"): "Kept to undo a decision",
    ("close_check", "findings"): "What was open at closing",
    ("invitation", "person"): "Who invited somebody",
    ("receipt", "authority"): "Whom something was shared with",
    ("receipt", "shared"): "What was shared",
    ("receipt", "content"): "Copy of what was shared",
    ("receipt", "person"): "Who shared something",
    ("provider", "name"): "Name of a provider",
    ("provider", "contact"): "Contact of a provider",
    ("provider", "alias"): "Other name of a provider",
    ("received", "content"): "What a provider shared",
    ("unaccepted", "content"): "What waits to be accepted",
    ("received", "person"): "Who took a submission in",
    ("participation", "name"): "Name of a team in a round",
    ("participation", "site_name"): "Name of a site in a round",
    ("site", "name"): "Name of a site",
    ("team", "name"): "Name of a team",
    ("round", "name"): "Name of a round",
}
"""What stands in each column that holds people's words or names, by table and column."""
OF_AN_ACCOUNT = {
    ("person", "name"): "Account, name",
    ("person", "mail"): "Account, e-mail address",
    ("person", "subject"): "Account, what the sign-in service calls them",
    ("membership", "role"): "Account, role here",
    ("invitation", "who"): "Who is invited",
}
"""What stands in each column of who signs in and who is invited. They are ended as a whole, not word by word."""
NAMES = (("team", "name"), ("round", "name"), ("site", "name"))
"""Names by which people find their way: they are changed under Rounds and teams, not emptied from here."""


@dataclass(frozen=True)
class Place:
    """A text in which the words stand: its table and column, what it belongs to, the words with those around,
    and what it is `called` where that says more than the column does."""

    table: str
    column: str
    about: str
    round_id: int | None
    text: str
    called: str = ""

    @property
    def what(self) -> str:
        """What it is, for people."""
        if self.called:
            return self.called
        return f"{(WHAT | OF_AN_ACCOUNT)[self.table, self.column]}{f' at {self.about}' if self.about else ''}"

    @property
    def is_name(self) -> bool:
        """Whether it is the name of a round, team or site."""
        return (self.table, self.column) in NAMES


class Words:
    """Words to look for, whole and whatever their capitals and line breaks. Raises `Invalid` where they are too few.

    `others` are looked for beside them, as an address is beside a name; of these, what is too short is left out.
    """

    def __init__(self, typed: str, *others: str) -> None:
        self.typed = " ".join(storable(typed).split())
        if not _is_enough(self.typed):
            raise Invalid("These words are too short to look for.", f"Give at least {SHORTEST} letters.")
        beside = (" ".join(storable(other).split()) for other in others)
        wanted = {self.typed, *filter(_is_enough, beside)}
        # An address before a name that stands in it.
        self._wanted = sorted(wanted, key=lambda words: (-len(words), words))
        self._pattern = re.compile("|".join(map(_whole, self._wanted)), re.IGNORECASE)

    def stand_in(self, value: Any) -> bool:
        """Whether a text, or any text in a list or mapping, has the words."""
        return self._pattern.search(_flat(value)) is not None

    def around(self, value: Any, most: int = 60) -> str:
        """The words as they stand in a value, with a little of what stands around them."""
        text = _flat(value)
        hit = self._pattern.search(text)
        start, end = hit.span() if hit else (len(text), len(text))
        before, after = text[max(0, start - most) : start], text[end : end + most]
        return f"{'…' if start > most else ''}{before}{text[start:end]}{after}{'…' if len(text) > end + most else ''}"

    def removed(self, value: Any, by: str) -> Any:
        """The value with `by` in place of the words, and of nothing else; `CODES` stay."""
        if isinstance(value, str):
            return self._pattern.sub(lambda _: by, value)
        if isinstance(value, dict):
            return {key: item if key in CODES else self.removed(item, by) for key, item in value.items()}
        return [self.removed(item, by) for item in value] if isinstance(value, list) else value

    def begun_removed(self, text: str, by: str) -> str:
        """The text with `by` in place of the beginning of the words, where it ends with that: it was saved while the
        words were being typed."""
        for wanted in self._wanted:
            for length in range(len(wanted) - 1, BEGUN - 1, -1):
                start = len(text) - length
                is_begun = text[start:].casefold() == wanted[:length].casefold()
                if start >= 0 and is_begun and not text[start - 1 : start].isalnum():
                    return text[:start] + by
        return text


def _is_enough(words: str) -> bool:
    return sum(word.isalnum() for word in words) >= SHORTEST


def _whole(words: str) -> str:
    """A pattern for words that are not part of others."""
    inside = r"\s+".join(re.escape(part) for part in words.split())
    before, after = (r"\b" if letter.isalnum() else "" for letter in (words[0], words[-1]))
    return f"{before}{inside}{after}"


def _flat(value: Any) -> str:
    """Every text of a value but `CODES`, a line each."""
    if isinstance(value, dict):
        return "\n".join(filter(None, (_flat(item) for key, item in value.items() if key not in CODES)))
    if isinstance(value, list):
        return "\n".join(filter(None, map(_flat, value)))
    return value if isinstance(value, str) else ""
