"""How the ratings of several teams become one: the rule that a round chooses, and what leaders agree on. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendsat.assessment.rating import Rating, Waiting
from sendsat.errors import Invalid

Given = tuple[int, Rating]
"""The rating that the team of this id gave."""


class RollUp(StrEnum):
    """The rule by which a round makes one rating of several teams'."""

    LOWER = "lower"
    COMMON = "common"
    LEADERS = "leaders"

    @property
    def word(self) -> str:
        """The rule as it is chosen."""
        return WORDS[self]

    @property
    def phrase(self) -> str:
        """The rule as it stands beside a number that it made: "where teams differ, the lower counts"."""
        return PHRASES[self]

    @property
    def sentence(self) -> str:
        """The phrase as a sentence of its own."""
        return f"{self.phrase[0].upper()}{self.phrase[1:]}."

    @property
    def meaning(self) -> str:
        """What it does, for whoever chooses it."""
        return MEANINGS[self]


WORDS = {
    RollUp.LOWER: "The lower counts",
    RollUp.COMMON: "The most common counts",
    RollUp.LEADERS: "Leaders agree",
}
PHRASES = {
    RollUp.LOWER: "where teams differ, the lower counts",
    RollUp.COMMON: "where teams differ, the most common counts, and the lower of a tie",
    RollUp.LEADERS: "where teams differ, what leaders agree counts",
}
MEANINGS = {
    RollUp.LOWER: "One team that says Red makes it Red, whatever the others say.",
    RollUp.COMMON: "What most teams say counts. Where two ratings are as common, the lower of them does.",
    RollUp.LEADERS: (
        "Leaders set the rating of the whole organisation on the Results page, with a reason, or say that "
        "the statement is not applicable. Until they do, it is “Not agreed yet”: it counts as no rating."
    ),
}


def parse_roll_up(value: str) -> RollUp:
    """The rule stored or sent as `value`. Raises `Invalid` for anything else."""
    try:
        return RollUp(value)
    except ValueError:
        choices = ", ".join(rule.value for rule in RollUp)
        raise Invalid(f"'{value[:40]}' is no way to make one rating.", f"Choose one of {choices}.") from None


@dataclass(frozen=True)
class Agreed:
    """What leaders agreed on one statement, and why. It counts only while the teams say what they `said` then."""

    rating: Rating
    reason: str
    said: frozenset[Given]
    at: datetime
    person: str


def own_ratings(given: Iterable[Given]) -> dict[int, Rating]:
    """One rating for each team: its lower one where two statements became one. What some call not applicable is left
    to what the others say."""
    by_team: dict[int, list[Rating]] = defaultdict(list)
    for team_id, rating in given:
        by_team[team_id].append(rating)
    return {team_id: lowest(ratings) for team_id, ratings in by_team.items()}


def lowest(ratings: Iterable[Rating]) -> Rating:
    """The lowest of some ratings; not applicable only where all of them are."""
    every = list(ratings)
    return min((rating for rating in every if rating.level is not None), key=_level, default=every[0])


def _level(rating: Rating) -> int:
    return rating.level or 0


def roll_up(rule: RollUp, given: Iterable[Given], agreed: Agreed | None = None) -> Rating | Waiting | None:
    """The one rating of all teams; None where none has rated, `Waiting.NOT_AGREED` where leaders have yet to agree."""
    said = frozenset(given)
    if rule is RollUp.LOWER:
        # The lowest of all is the lowest of each team's lowest: thirty rounds ask this ten thousand times.
        return lowest(rating for _, rating in said) if said else None
    own = own_ratings(said)
    levels = [rating for rating in own.values() if rating.level is not None]
    if not levels:
        return Rating.NOT_APPLICABLE if own else None
    if len(set(levels)) == 1:
        return lowest(levels)
    if rule is RollUp.COMMON:
        return _most_common(levels)
    return agreed.rating if agreed and agreed.said == said else Waiting.NOT_AGREED


def _most_common(ratings: Iterable[Rating]) -> Rating:
    """The rating given most often; of a tie the lower."""
    times = Counter(ratings)
    most = max(times.values())
    return lowest(rating for rating, number in times.items() if number == most)
