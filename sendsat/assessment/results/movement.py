"""How a statement moved between two rounds: each team beside itself first, then the teams together. Pure.

The rule: only teams that rated red, amber or green both times say whether a statement moved. Where some of them went up
and others down, it moved both ways and is counted as that, as neither improved nor slipped; otherwise one team that
moved is enough. A rating that was carried forward and nobody confirmed is no answer of the later round. A team that
marked its rating as re-judged went neither up nor down. A statement that leaders called not applicable did not move,
whatever its teams say. Where no team rated it both times, there is no movement, and the reason is named instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sendsat.assessment.rating import Rating


class Movement(StrEnum):
    """How a statement moved between two rounds, or why that cannot be said."""

    IMPROVED = "improved"
    SLIPPED = "slipped"
    STAYED = "stayed"
    BOTH_WAYS = "both_ways"
    REJUDGED = "rejudged"
    UNCONFIRMED = "unconfirmed"
    NEWLY_RATED = "newly_rated"
    NOT_YET_RATED = "not_yet_rated"
    NO_LONGER_RATED = "no_longer_rated"
    NOW_NOT_APPLICABLE = "now_not_applicable"
    STILL_NOT_APPLICABLE = "still_not_applicable"
    NOT_ASKED_BEFORE = "not_asked_before"
    OTHER_TEAM = "other_team"
    NEVER_RATED = "never_rated"

    @property
    def word(self) -> str:
        """The movement as people say it."""
        return WORDS[self]

    @property
    def sign(self) -> str:
        """A sign that tells the movement without colour."""
        return SIGNS[self]

    @property
    def label(self) -> str:
        """A sign and the word together."""
        return f"{self.sign} {self.word}"

    @property
    def meaning(self) -> str:
        """What it says, in a sentence."""
        return MEANINGS[self]


WORDS = {
    Movement.IMPROVED: "Improved",
    Movement.SLIPPED: "Slipped",
    Movement.STAYED: "Stayed the same",
    Movement.BOTH_WAYS: "Both ways",
    Movement.REJUDGED: "Re-judged",
    Movement.UNCONFIRMED: "Not confirmed",
    Movement.NEWLY_RATED: "Newly rated",
    Movement.NOT_YET_RATED: "Not yet rated",
    Movement.NO_LONGER_RATED: "No longer rated",
    Movement.NOW_NOT_APPLICABLE: "Now not applicable",
    Movement.STILL_NOT_APPLICABLE: "Not applicable in both",
    Movement.NOT_ASKED_BEFORE: "Not asked before",
    Movement.OTHER_TEAM: "Rated by another team",
    Movement.NEVER_RATED: "Rated in neither",
}
SIGNS = {
    Movement.IMPROVED: "↑",
    Movement.SLIPPED: "↓",
    Movement.STAYED: "=",
    Movement.BOTH_WAYS: "↕",
    Movement.REJUDGED: "≈",
    Movement.UNCONFIRMED: "?",
    Movement.NEWLY_RATED: "+",
    Movement.NOT_YET_RATED: "…",
    Movement.NO_LONGER_RATED: "−",
    Movement.NOW_NOT_APPLICABLE: "/",
    Movement.STILL_NOT_APPLICABLE: "–",
    Movement.NOT_ASKED_BEFORE: "·",
    Movement.OTHER_TEAM: "≠",
    Movement.NEVER_RATED: "○",
}
MEANINGS = {
    Movement.IMPROVED: "At least one team rates it higher than it did, and none rates it lower.",
    Movement.SLIPPED: "At least one team rates it lower than it did, and none rates it higher.",
    Movement.STAYED: "Every team that rated it both times gave the same rating again.",
    Movement.BOTH_WAYS: "One team rates it higher than it did and another lower, so it counts as neither.",
    Movement.REJUDGED: "The standard changed, not the practice: somebody marked it so. It is neither better nor worse.",
    Movement.UNCONFIRMED: "A rating was copied from an earlier round and not confirmed yet, so it says nothing new.",
    Movement.NEWLY_RATED: "It was asked before, but had no rating then, or was called not applicable.",
    Movement.NOT_YET_RATED: "The later round is open and nobody has rated it there.",
    Movement.NO_LONGER_RATED: "It was rated before. The later round closed without a rating.",
    Movement.NOW_NOT_APPLICABLE: "It is called not applicable now and was not before.",
    Movement.STILL_NOT_APPLICABLE: "It was called not applicable both times.",
    Movement.NOT_ASKED_BEFORE: "Nobody who answers it now was asked it before.",
    Movement.OTHER_TEAM: "Another team rated it before, so the two ratings cannot be compared.",
    Movement.NEVER_RATED: "Neither round has a rating. The later one is closed.",
}
COMPARABLE = (Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED, Movement.BOTH_WAYS)
"""Movements of statements that a team rated both times."""
MOVED = (Movement.SLIPPED, Movement.BOTH_WAYS, Movement.IMPROVED)
"""Movements that changed something, those that need a look first."""
_FIRST = (Movement.SLIPPED, Movement.IMPROVED, Movement.REJUDGED, Movement.UNCONFIRMED, Movement.STAYED)


@dataclass(frozen=True)
class TeamMove:
    """One team beside itself. `asked_before` says whether the earlier round asked it the same."""

    team_id: int
    before: Rating | None
    after: Rating | None
    asked_before: bool = True
    carried_forward: bool = False
    rejudged: bool = False

    @property
    def way(self) -> Movement | None:
        """Whether its own rating went up, down or stayed, was judged by another standard or is unconfirmed.

        None where it was not rated both times.
        """
        if not is_rated(self.after):
            return None
        if self.carried_forward:
            return Movement.UNCONFIRMED
        way = _way(self.before, self.after)
        return Movement.REJUDGED if self.rejudged and way in (Movement.IMPROVED, Movement.SLIPPED) else way


def is_rated(rating: Rating | None) -> bool:
    """Whether it is red, amber or green."""
    return rating is not None and rating.level is not None


def _way(before: Rating | None, after: Rating | None) -> Movement | None:
    was, now = (before.level if before else None), (after.level if after else None)
    if was is None or now is None:
        return None
    if was == now:
        return Movement.STAYED
    return Movement.IMPROVED if now > was else Movement.SLIPPED


def combine(moves: Iterable[TeamMove], *, rated_before: bool, rated_by_any: bool, is_open: bool) -> Movement:
    """The teams' moves as one. `rated_before` says whether the teams looked at rated it in the earlier round,
    `rated_by_any` whether any team did, `is_open` whether the later round can still be rated.
    """
    moves = tuple(moves)
    ways = {move.way for move in moves}
    if {Movement.IMPROVED, Movement.SLIPPED} <= ways:
        return Movement.BOTH_WAYS
    if way := next((movement for movement in _FIRST if movement in ways), None):
        return way
    answered = [move for move in moves if is_rated(move.after)] or [move for move in moves if move.after]
    if answered:
        return _not_compared(answered, moves, rated_by_any)
    if is_open:
        return Movement.NOT_YET_RATED
    return Movement.NO_LONGER_RATED if rated_before else Movement.NEVER_RATED


def _not_compared(answered: Sequence[TeamMove], moves: Sequence[TeamMove], rated_by_any: bool) -> Movement:
    """Why the answers of the later round have nothing to be compared with: all of them ratings, or none of them.
    `moves` are those of every team, also of one that has not answered now.
    """
    rated_now = is_rated(answered[0].after)
    if not rated_now and any(move.carried_forward for move in answered):
        return Movement.UNCONFIRMED
    if not rated_now and any(is_rated(move.before) for move in answered):
        return Movement.NOW_NOT_APPLICABLE
    if rated_by_any:
        return Movement.OTHER_TEAM
    if not any(move.asked_before for move in answered):
        return Movement.NOT_ASKED_BEFORE
    if rated_now:
        return Movement.NEWLY_RATED
    still = any(move.before is not None for move in moves)
    return Movement.STILL_NOT_APPLICABLE if still else Movement.NOW_NOT_APPLICABLE
