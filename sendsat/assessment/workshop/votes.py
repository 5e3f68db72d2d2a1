"""Votes on one statement: what can be voted, how votes are counted, how far apart people are, what they suggest.

Pure; must not import storage. "Not sure" is a vote: it is counted and shown, and it never pulls a rating up or down.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid

MOST_HANDS = 500


class Vote(StrEnum):
    """What one voice can say of a statement."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_SURE = "not_sure"

    @property
    def rating(self) -> Rating | None:
        """The rating voted for; None for not sure."""
        return None if self is Vote.NOT_SURE else Rating(self.value)

    @property
    def word(self) -> str:
        """The vote as people say it."""
        return self.rating.word if self.rating else "Not sure"

    @property
    def symbol(self) -> str:
        """A shape that tells the vote without colour."""
        return self.rating.symbol if self.rating else "?"

    @property
    def label(self) -> str:
        """Symbol and word together."""
        return f"{self.symbol} {self.word}"


def parse_vote(value: object) -> Vote:
    """The vote sent as `value`. Raises `Invalid` for anything else."""
    try:
        return Vote(str(value))
    except ValueError:
        raise Invalid("That is not a vote.", "Choose Red, Amber, Green or Not sure.") from None


COLOURS = (Vote.RED, Vote.AMBER, Vote.GREEN)


@dataclass(frozen=True)
class Tally:
    """How many voices said what, in one round of votes."""

    red: int = 0
    amber: int = 0
    green: int = 0
    not_sure: int = 0

    @property
    def total(self) -> int:
        """All voices, those not sure too."""
        return self.decided + self.not_sure

    @property
    def decided(self) -> int:
        """The voices that named a colour."""
        return self.red + self.amber + self.green

    def of(self, vote: Vote) -> int:
        """How many said this."""
        return int(getattr(self, vote.value))

    def __add__(self, other: "Tally") -> "Tally":
        """Two counts of different voices together."""
        return Tally(*(self.of(vote) + other.of(vote) for vote in Vote))


def tally(votes: Iterable[Vote]) -> Tally:
    """Count votes."""
    counts = dict.fromkeys(Vote, 0)
    for vote in votes:
        counts[vote] += 1
    return Tally(*counts.values())


def counted_hands(*, red: int, amber: int, green: int, not_sure: int = 0) -> Tally:
    """A show of hands as a tally. Raises `Invalid` for a number below 0 or too large, or where no hand was up."""
    numbers = (red, amber, green, not_sure)
    if any(number < 0 or number > MOST_HANDS for number in numbers):
        raise Invalid(f"Count between 0 and {MOST_HANDS} hands for each colour.")
    if not any(numbers):
        raise Invalid("No hands were counted yet.", "Type how many were up for each colour.")
    return Tally(*numbers)


def suggested(counted: Tally) -> Rating | None:
    """The colour that more than half of all who voted named; None where there is no majority.

    Those not sure count as having voted: a room that mostly does not know suggests nothing.
    """
    leading = max(COLOURS, key=counted.of)
    return leading.rating if 2 * counted.of(leading) > counted.total else None


def verdict(counted: Tally, first: Tally | None = None) -> str:
    """What the votes say, as a sentence to read out: "7 of 9 say Amber; 1 Red, 1 Green."

    With the `first` round of votes also what has moved since: "Amber +4 since the first vote."
    """
    said = _said(counted)
    moved = _moved(counted, first) if first else ""
    return f"{said} {moved} since the first vote." if moved else said


def _said(counted: Tally) -> str:
    if not counted.decided:
        return "Nobody named a colour."
    rating = suggested(counted)
    others = [f"{counted.of(vote)} {vote.word}" for vote in Vote if counted.of(vote) and vote.rating is not rating]
    if rating is None:
        others = [f"{counted.of(vote)} {vote.word}" for vote in Vote if counted.of(vote)]
        return f"No majority: {', '.join(others)}."
    number = counted.of(Vote(rating.value))
    if not others:
        return f"All {number} say {rating.word}." if number > 1 else f"The one vote says {rating.word}."
    return f"{number} of {counted.total} {'say' if number > 1 else 'says'} {rating.word}; {', '.join(others)}."


def _moved(counted: Tally, first: Tally) -> str:
    """How the leading colour moved, or every colour where none leads; empty where nothing moved."""
    rating = suggested(counted)
    moves = [(vote, counted.of(vote) - first.of(vote)) for vote in COLOURS if rating in (None, vote.rating)]
    return ", ".join(f"{vote.word} {'+' if by > 0 else '−'}{abs(by)}" for vote, by in moves if by)


def minority(counted: Tally, agreed: Rating | None) -> str:
    """Who saw it differently, as a sentence: "3 of 12 saw it differently: 1 Red, 2 Amber." Empty where nobody did."""
    named = [vote for vote in Vote if vote.rating and vote.rating is not agreed]
    others = [(vote, counted.of(vote)) for vote in named if counted.of(vote)]
    if not others or agreed is None or agreed.level is None:
        return ""
    said = ", ".join(f"{number} {vote.word}" for vote, number in others)
    return f"{sum(number for _, number in others)} of {counted.total} saw it differently: {said}."


def is_made_from(tallies: Iterable[Tally], note: str) -> bool:
    """Whether a minority note is one that `minority` makes of these votes, or none: not what somebody wrote."""
    return not note or note in {minority(counted, any_) for counted in tallies for any_ in Rating}


def dividedness(counted: Tally) -> float:
    """0 where all agree to 1 where half say red and half green: the spread of the colours around their mean."""
    if not counted.decided:
        return 0.0
    mean = (counted.green - counted.red) / counted.decided
    return (counted.green + counted.red) / counted.decided - mean**2


def tally_words(counted: Tally) -> str:
    """ "1 Red, 5 Amber, 2 Green, 0 Not sure"."""
    return ", ".join(f"{counted.of(vote)} {vote.word}" for vote in Vote)


def votes_text(rounds: Iterable[Tally]) -> str:
    """The rounds of votes as the text kept with a judgement; empty where nobody voted."""
    kept = [{vote.value: counted.of(vote) for vote in Vote} for counted in rounds if counted.total]
    return json.dumps(kept, separators=(",", ":")) if kept else ""


def read_votes(text: str) -> tuple[Tally, ...]:
    """The rounds of votes in a judgement's text; nothing where the text is empty or not ours."""
    try:
        told = json.loads(text) if text else []
        return tuple(Tally(**{vote.value: int(counts[vote.value]) for vote in Vote}) for counts in told)
    except (ValueError, TypeError, KeyError):
        return ()
