"""The minutes of a workshop: who was there, what was said of each statement, what was agreed. A plain value."""

from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.values import Action
from sendsat.assessment.workshop.votes import Tally, tally_words, verdict
from sendsat.assessment.workshop.workshop import Worth


@dataclass(frozen=True)
class Minuted:
    """One statement in the minutes. `tallies` are its revealed votes, `actions` those agreed then; `beside` marks one
    of a supplement, which is counted apart."""

    statement_id: str
    text: str
    part: str
    before: Rating | None
    agreed: Rating | None
    was_decided: bool
    parked: bool
    tallies: tuple[Tally, ...]
    minority_note: str
    commentary: str
    evidence: str
    actions: tuple[Action, ...]
    beside: str = ""

    @property
    def place(self) -> str:
        """The part that it is of, and whose it is where it is not the guide's."""
        return f"{self.part} ({self.beside})" if self.beside else self.part

    @property
    def outcome(self) -> str:
        """What became of the rating, as a sentence."""
        if not self.was_decided:
            why = "Set aside to come back to." if self.parked else "Not discussed, or no rating was agreed."
            return f"Before: {label_of(self.before)}. {why}" if self.before else why
        if self.before is None:
            return f"Agreed: {label_of(self.agreed)}. It was not rated before."
        if self.before is self.agreed:
            return f"Agreed: {label_of(self.agreed)}, as before."
        return f"Agreed: {label_of(self.agreed)}. Before: {label_of(self.before)}."

    @property
    def votes(self) -> tuple[str, ...]:
        """Each round of votes as a sentence."""
        many = len(self.tallies) > 1
        return tuple(
            f"Votes{f' {number}' if many else ''}: {tally_words(counted)}. {verdict(counted, self.tallies[0])}"
            for number, counted in enumerate(self.tallies, start=1)
        )


@dataclass(frozen=True)
class Minutes:
    """A workshop as it goes into the file. Times are the reader's own; `ended` is None while it runs."""

    organisation: str
    round_name: str
    team_name: str
    started: datetime
    ended: datetime | None
    people: tuple[str, ...]
    voices: int
    entries: tuple[Minuted, ...]
    worth: dict[Worth, int]

    @property
    def title(self) -> str:
        """What the minutes are of."""
        return f"Workshop of {self.team_name}, {self.round_name}"

    @property
    def when(self) -> str:
        """ "23 November 2026, 14:00 to 15:30"."""
        start = f"{self.started.day} {self.started:%B %Y, %H:%M}"
        if self.ended is None:
            return f"{start}, not closed yet"
        is_another_day = self.ended.date() != self.started.date()
        end = f"{self.ended.day} {self.ended:%B %Y, %H:%M}" if is_another_day else f"{self.ended:%H:%M}"
        return f"{start} to {end}"

    @property
    def who(self) -> str:
        """Who was there, as a sentence."""
        named = ", ".join(self.people)
        voices = f"{self.voices} {'phone' if self.voices == 1 else 'phones'} joined."
        return f"{named}. {voices}" if named else f"No names were taken. {voices}"

    @property
    def worth_words(self) -> str:
        """What people said at the end; empty where nobody was asked."""
        said = ", ".join(f"{number} {answer.word.lower()}" for answer, number in self.worth.items())
        return f"Was this worth the time? {said}." if any(self.worth.values()) else ""
