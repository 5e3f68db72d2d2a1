"""Sentences a head can read out: where a round stands, what changed between two, with singular and plural right.

Percentages never stand alone and not rated is always named apart. Must not import pandas or plotly.
"""

from collections.abc import Collection, Mapping, Sequence

from sendsat.assessment.rating import Rating, State, Waiting, word_of
from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import COMPARABLE, Movement, TeamMove
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.results.trend import Stretch, Trend
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Counts, Snapshot

RATED = (Rating.GREEN, Rating.AMBER, Rating.RED)
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


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 statement", "2 statements", "no statements"."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """Items in a row: "a", "a and b", "a, b and c"."""
    *first, last = items or [""]
    return f"{', '.join(first)} and {last}" if first else last


def rule_sentence(snapshot: Snapshot) -> str:
    """How several teams' ratings became the numbers of a round; "" where one team's are looked at."""
    return snapshot.rule.sentence if snapshot.rule else ""


def rules_sentence(snapshots: Sequence[Snapshot | Outline]) -> str:
    """As `rule_sentence` for several rounds: once where all of them go by one rule, else each round with its own."""
    rules = {one.round.name: one.rule for one in snapshots if one.rule}
    if len(set(rules.values())) < 2:
        return next((one.sentence for one in rules.values()), "")
    told = listed([f"{_inside(rule)} in {name}" for name, rule in rules.items()])
    return f"Not every round makes one rating of several teams' by the same rule: {told}."


def _inside(rule: RollUp) -> str:
    return f"{rule.word[0].lower()}{rule.word[1:]}"


def standing_sentence(snapshot: Snapshot) -> str:
    """Where a round stands, in one sentence; of several teams a second says how their ratings became one."""
    return " ".join(filter(None, [_standing(snapshot), rule_sentence(snapshot)]))


def _standing(snapshot: Snapshot) -> str:
    counts, where = snapshot.counts(), _where(snapshot)
    if not counts.total:
        return f"{where}, no statement is asked."
    if not counts.answered:
        return f"{where}, {_none_of(counts.total)} rated yet{_apart(counts) if _is_waiting(counts) else ''}."
    rated = f"{counts.rated} of {counted(counts.total, 'statement')} {_verb(counts.rated, counts.total)} rated"
    return f"{where}, {rated}{_split(counts)}{_apart(counts)}."


def _where(snapshot: Snapshot) -> str:
    team = snapshot.round.team(snapshot.only_team) if snapshot.only_team is not None else None
    return f"In {snapshot.round.name}, as {team.name} sees it" if team else f"In {snapshot.round.name}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _verb(number: int, total: int) -> str:
    return "is" if 1 in (number, total) else "are"


def _none_of(total: int) -> str:
    return "the one statement is not" if total == 1 else f"none of the {total} statements is"


def _split(counts: Counts) -> str:
    if not counts.rated:
        return ""
    return ": " + listed([f"{counts.of(one)} {one.word.lower()}" for one in RATED])


def _is_waiting(counts: Counts) -> bool:
    return bool(counts.carried_forward or counts.not_agreed)


def _apart(counts: Counts) -> str:
    does = "does" if counts.not_applicable == 1 else "do"
    found = [f"{counts.not_applicable} {does} not apply"] if counts.not_applicable else []
    if counts.carried_forward:
        found.append(f"{counts.carried_forward} {_is(counts.carried_forward)} only carried forward")
    if counts.not_agreed:
        found.append(f"{counts.not_agreed} {_is(counts.not_agreed)} not agreed yet")
    if counts.not_rated:
        found.append(f"{counts.not_rated} {_is(counts.not_rated)} not rated")
    return f"; {listed(found)}" if found else ""


def counts_sentence(counts: Counts, of: str = "") -> str:
    """A chart's counts as a sentence: "Of 91 statements, 40 are green, 31 amber, 8 red and 12 not rated."."""
    start = f"{of}: of" if of else "Of"
    states: tuple[State, ...] = (*RATED, Rating.NOT_APPLICABLE, *Waiting, None)
    found = [(counts.of(one), word_of(one).lower()) for one in states]
    shown = [(number, word) for number, word in found if number]
    if not shown:
        return f"{of}: no statements are asked." if of else "No statements are asked."
    first, *others = shown
    words = [f"{first[0]} {_is(first[0])} {first[1]}", *(f"{number} {word}" for number, word in others)]
    return f"{start} {counted(counts.total, 'statement')}, {listed(words)}."


def beside_sentence(snapshot: Snapshot) -> str:
    """Where a supplement stands, apart from the guide: "2026 supplement, counted apart: 3 Green and 9 Not rated."."""
    counts, name = snapshot.counts(), snapshot.edition.header.short_title
    team = snapshot.round.team(snapshot.only_team) if snapshot.only_team is not None else None
    several = len(snapshot.round.teams) > 1
    whose = f", as {team.name} sees it" if team and several else ""
    states: tuple[State, ...] = (*RATED, Rating.NOT_APPLICABLE, *Waiting, None)
    found = [f"{counts.of(one)} {word_of(one)}" for one in states if counts.of(one)]
    told = f"{name}{whose}, counted apart: {listed(found)}."
    return " ".join(filter(None, [told, rule_sentence(snapshot)]))


def too_few_sentence(counts: Counts, what: str) -> str:
    """What is missing for a superlative: "7 of 27 rated: too few to name the strongest part."; "" where nothing is."""
    if counts.can_be_ranked:
        return ""
    of = f"the {counts.applicable} that apply" if counts.not_applicable else f"{counts.applicable}"
    return f"{counts.rated} of {of} rated: too few {what}."


def most_sentence(word: str, numbers: Sequence[tuple[str, int]]) -> str:
    """Which parts have the most of something: "Most red: 1.2 Duty to admit (4)."; at most three are named."""
    highest = max((number for _, number in numbers), default=0)
    if not highest:
        return f"None has a statement that is {word}."
    named = [label for label, number in numbers if number == highest]
    if len(named) > 3:
        return f"Most {word}: {highest} in each of {len(named)} parts."
    return f"Most {word}: {listed(named)} ({highest}{' each' if len(named) > 1 else ''})."


def comparison_sentence(comparison: Comparison, statement_ids: Collection[str] | None = None) -> str:
    """What changed between two rounds, of the statements given or of all that the later one asks."""
    earlier, later = comparison.earlier.round.name, comparison.later.round.name
    told = f"Between {earlier} and {later}, {movement_words(comparison.counts(statement_ids))}."
    gone = len(comparison.no_longer_asked) if statement_ids is None else 0
    if gone:
        told += f" {counted(gone, 'statement').capitalize()} rated in {earlier} {_is(gone)} no longer asked."
    return told


def movement_sentence(counts: dict[Movement, int], of: str) -> str:
    """The movement of one part: "Studies: of 7 statements asked, 2 improved, 1 slipped and 4 stayed the same."."""
    return f"{of}: {movement_words(counts)}."


def movement_words(counts: dict[Movement, int]) -> str:
    """Every movement with its number: together they are what is asked. Every sentence about movement is made of it."""
    asked = sum(counts.values())
    if not asked:
        return "no statement is asked"
    if asked == 1:
        return f"the one statement asked {_does(next(one for one in counts if counts[one]), 1)}"
    start, rest = f"of {counted(asked, 'statement')} asked", _rest(counts)
    if not any(counts[one] for one in COMPARABLE):
        return f"{start}, none can be compared: {rest}"
    moved = listed([f"{counts[one] or 'none'} {_does(one, counts[one])}" for one in PLAIN_MOVES])
    return f"{start}, {moved}{f'; {rest}' if rest else ''}"


def _does(movement: Movement, number: int) -> str:
    one, many = DOES[movement]
    return one if number == 1 else many


def _rest(counts: dict[Movement, int]) -> str:
    found = [f"{number} {_does(one, number)}" for one, number in counts.items() if number and one not in PLAIN_MOVES]
    return listed(found)


def team_moves(row: Compared, names: Mapping[int, str]) -> str:
    """Each team beside itself: "Leaders: Red, then Amber. Tutors: Green, then not rated."; "" for one team."""
    if not row.several_teams:
        return ""
    told = [f"{names.get(one.team_id, 'A team')}: {_then(one)}." for one in row.teams]
    told += [f"{names.get(one.team_id, 'A team')}: {word_of(one.rating)}, then not asked." for one in row.left]
    return " ".join(told)


def _then(move: TeamMove) -> str:
    before = word_of(move.before) if move.asked_before else "Not asked"
    after = move.after.word if move.after else "not rated"
    return f"{before}, then {after}{_aside(move)}"


def _aside(move: TeamMove) -> str:
    if move.way is Movement.REJUDGED:
        return " (re-judged)"
    return " (not confirmed)" if move.carried_forward else ""


def trend_sentence(trend: Trend) -> str:
    """How many of the statements that every round asks were green in the first rated round and in the last."""
    if not trend.total:
        return "No statement was asked in every round." if trend.left_out else "No statement is asked."
    rated = [one for one in trend.stretches if one.counts.rated]
    of = f"Of {counted(trend.total, 'statement')} asked in every round"
    if not rated:
        return f"{of}, none is rated yet.{_left_out(trend)}"
    told = f"{of}, {_green(rated[0])}"
    told += f"; in {_green_in(rated[-1])}." if len(rated) > 1 else "; a second rated round will show a trend."
    return f"{told}{_left_out(trend)}"


def _green(stretch: Stretch) -> str:
    green = stretch.counts.green
    were = "were" if green > 1 else "was"
    return f"{green or 'none'} {were} green in {stretch.snapshot.round.name} ({stretch.counts.rated} rated)"


def _green_in(stretch: Stretch) -> str:
    return f"{stretch.snapshot.round.name}, {stretch.counts.green or 'none'} ({stretch.counts.rated} rated)"


def _left_out(trend: Trend) -> str:
    number = len(trend.left_out)
    if not number:
        return ""
    was = "was" if number == 1 else "were"
    return f" {counted(number, 'statement')} {was} asked in some rounds only and {_is(number)} left out."
