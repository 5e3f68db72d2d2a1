"""What moved between two rounds, in sentences that Home, Progress, Report and every file use.

Must not import pandas or plotly.
"""

from collections.abc import Collection, Mapping

from sendsat.assessment.rating import Rating, word_of
from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import COMPARABLE, Movement, TeamMove
from sendsat.assessment.snapshot import Standing
from sendsat.reports.sentences import counted, is_or_are, listed

PLAIN_MOVES = (Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED)


DOES = {
    Movement.IMPROVED: ("improved", "improved"),
    Movement.SLIPPED: ("slipped", "slipped"),
    Movement.STAYED: ("stayed the same", "stayed the same"),
    Movement.BOTH_WAYS: ("went up for one team and down for another",) * 2,
    Movement.REJUDGED: ("was judged by another standard", "were judged by another standard"),
    Movement.UNCONFIRMED: ("is carried forward and not confirmed", "are carried forward and not confirmed"),
    Movement.NEWLY_RATED: ("is newly rated", "are newly rated"),
    Movement.NOT_YET_RATED: ("is not yet rated", "are not yet rated"),
    Movement.NO_LONGER_RATED: ("is no longer rated", "are no longer rated"),
    Movement.NOW_NOT_APPLICABLE: ("now does not apply", "now do not apply"),
    Movement.STILL_NOT_APPLICABLE: ("applied in neither round", "applied in neither round"),
    Movement.NOT_ASKED_BEFORE: ("was not asked before", "were not asked before"),
    Movement.OTHER_TEAM: ("was rated by another team before", "were rated by another team before"),
    Movement.NEVER_RATED: ("was rated in neither round", "were rated in neither round"),
}
"""What one statement or several did, after a number."""


def comparison_sentence(comparison: Comparison, statement_ids: Collection[str] | None = None) -> str:
    """What changed between two rounds, of the statements given or of all that the later one asks."""
    earlier, later = comparison.earlier.round.name, comparison.later.round.name
    told = f"Between {earlier} and {later}, {movement_words(comparison.counts(statement_ids))}."
    gone = len(comparison.no_longer_asked) if statement_ids is None else 0
    if gone:
        told += f" {counted(gone, 'statement').capitalize()} rated in {earlier} {is_or_are(gone)} no longer asked."
    return told


def apart_sentence(comparison: Comparison) -> str:
    """Which statements stand elsewhere with all teams together than their movement says, which compares each team with
    itself: "LM5 stands higher here and counts there as “both ways”". "" where there are none."""
    apart: dict[tuple[str, Movement], list[str]] = {}
    for row in comparison.rows:
        way = _way(row)
        is_told, implied = row.movement in IMPLIED.values(), IMPLIED.get(way)
        if row.movement is not implied and (is_told or implied is not None):
            apart.setdefault((way, row.movement), []).append(row.statement_id)
    told = [
        f"{listed(ids)} {'stands' if len(ids) == 1 else 'stand'} {way} here and "
        f"{'counts' if len(ids) == 1 else 'count'} there as “{movement.word.lower()}”"
        for (way, movement), ids in apart.items()
    ]
    return f"Above, each team is compared with itself: {'; '.join(told)}." if told else ""


IMPLIED = {"higher": Movement.IMPROVED, "lower": Movement.SLIPPED}
"""By where a statement stands with all teams together: the movement that this makes one think of."""


def _way(row: Compared) -> str:
    """Where it stands now with all teams together, beside where it stood."""
    before, after = (_level(standing) for standing in (row.before, row.after))
    if before is None or after is None:
        return "without two ratings"
    if before == after:
        return "the same"
    return "higher" if after > before else "lower"


def _level(standing: Standing | None) -> int | None:
    state = standing.state if standing else None
    return state.level if isinstance(state, Rating) else None


def movement_sentence(counts: dict[Movement, int], of: str) -> str:
    """The movement of one part: "Studies: of 7 statements asked, 2 improved, 1 slipped and 4 stayed the same."."""
    return f"{of}: {movement_words(counts)}."


def movement_words(counts: dict[Movement, int]) -> str:
    """Every movement with its number: together they are what is asked. Every sentence about movement is made of it."""
    asked = sum(counts.values())
    if not asked:
        return "no statement is asked"
    if asked == 1:
        return f"the one statement asked {_does(next(count for count in counts if counts[count]), 1)}"
    start, rest = f"of {counted(asked, 'statement')} asked", _rest(counts)
    if not any(counts[movement] for movement in COMPARABLE):
        return f"{start}, none can be compared: {rest}"
    moved = listed([f"{counts[movement] or 'none'} {_does(movement, counts[movement])}" for movement in PLAIN_MOVES])
    return f"{start}, {moved}{f'; {rest}' if rest else ''}"


def _does(movement: Movement, number: int) -> str:
    one, many = DOES[movement]
    return one if number == 1 else many


def _rest(counts: dict[Movement, int]) -> str:
    phrases = [
        f"{number} {_does(movement, number)}"
        for movement, number in counts.items()
        if number and movement not in PLAIN_MOVES
    ]
    return listed(phrases)


def team_moves(row: Compared, names: Mapping[int, str]) -> str:
    """Each team beside itself: "Leaders: Red, then Amber. Tutors: Green, then not rated."; "" for one team."""
    if not row.several_teams:
        return ""
    told = [f"{names.get(move.team_id, 'A team')}: {_then(move)}." for move in row.teams]
    told += [
        f"{names.get(judgement.team_id, 'A team')}: {word_of(judgement.rating)}, then not asked."
        for judgement in row.left
    ]
    return " ".join(told)


def _then(move: TeamMove) -> str:
    before = word_of(move.before) if move.asked_before else "Not asked"
    after = move.after.word if move.after else "not rated"
    return f"{before}, then {after}{_aside(move)}"


def _aside(move: TeamMove) -> str:
    if move.way is Movement.REJUDGED:
        return " (re-judged)"
    return " (not confirmed)" if move.carried_forward else ""
