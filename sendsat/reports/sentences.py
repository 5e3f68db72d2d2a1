"""Sentences a head can read out: where a round stands, what changed between two, with singular and plural right.

Percentages never stand alone and not rated is always named apart. Must not import pandas or plotly.
"""

from collections.abc import Sequence

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, State, Waiting, word_of
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.results.trend import Panel, Stretch, Trend
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Snapshot

RATED = (Rating.GREEN, Rating.AMBER, Rating.RED)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 statement", "2 statements", "no statements"."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """Items in a row: "a", "a and b", "a, b and c"; "" for none."""
    *first, last = items or [""]
    return f"{', '.join(first)} and {last}" if first else last


def rule_sentence(snapshot: Snapshot) -> str:
    """How several teams' ratings became the numbers of a round; "" where one team's are looked at."""
    return snapshot.rule.sentence if snapshot.rule else ""


def rules_sentence(snapshots: Sequence[Snapshot | Outline]) -> str:
    """As `rule_sentence` for several rounds: once where all of them go by one rule, else each round with its own."""
    rules = {snapshot.round.name: snapshot.rule for snapshot in snapshots if snapshot.rule}
    if len(set(rules.values())) < 2:
        return next((roll_up.sentence for roll_up in rules.values()), "")
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


def is_or_are(number: int) -> str:
    """The verb that follows a number of statements."""
    return "is" if number == 1 else "are"


def _verb(number: int, total: int) -> str:
    return "is" if 1 in (number, total) else "are"


def _none_of(total: int) -> str:
    return "the one statement is not" if total == 1 else f"none of the {total} statements is"


def _split(counts: Counts) -> str:
    if not counts.rated:
        return ""
    return ": " + listed([f"{counts.of(rating)} {rating.word.lower()}" for rating in RATED])


def _is_waiting(counts: Counts) -> bool:
    return bool(counts.carried_forward or counts.not_agreed)


def _apart(counts: Counts) -> str:
    does = "does" if counts.not_applicable == 1 else "do"
    phrases = [f"{counts.not_applicable} {does} not apply"] if counts.not_applicable else []
    if counts.carried_forward:
        phrases.append(f"{counts.carried_forward} {is_or_are(counts.carried_forward)} only carried forward")
    if counts.not_agreed:
        phrases.append(f"{counts.not_agreed} {is_or_are(counts.not_agreed)} not agreed yet")
    if counts.not_rated:
        phrases.append(f"{counts.not_rated} {is_or_are(counts.not_rated)} not rated")
    return f"; {listed(phrases)}" if phrases else ""


def counts_sentence(counts: Counts, of: str = "") -> str:
    """A chart's counts as a sentence: "Of 91 statements, 40 are green, 31 amber, 8 red and 12 not rated."."""
    start = f"{of}: of" if of else "Of"
    states: tuple[State, ...] = (*RATED, Rating.NOT_APPLICABLE, *Waiting, None)
    numbers = [(counts.of(state), word_of(state).lower()) for state in states]
    shown = [(number, word) for number, word in numbers if number]
    if not shown:
        return f"{of}: no statements are asked." if of else "No statements are asked."
    first, *others = shown
    words = [f"{first[0]} {is_or_are(first[0])} {first[1]}", *(f"{number} {word}" for number, word in others)]
    return f"{start} {counted(counts.total, 'statement')}, {listed(words)}."


def beside_sentence(snapshot: Snapshot) -> str:
    """Where a supplement stands, apart from the guide: "2026 supplement, counted apart: 3 Green and 9 Not rated."."""
    counts, name = snapshot.counts(), snapshot.edition.header.short_title
    team = snapshot.round.team(snapshot.only_team) if snapshot.only_team is not None else None
    several = len(snapshot.round.teams) > 1
    whose = f", as {team.name} sees it" if team and several else ""
    states: tuple[State, ...] = (*RATED, Rating.NOT_APPLICABLE, *Waiting, None)
    phrases = [f"{counts.of(state)} {word_of(state)}" for state in states if counts.of(state)]
    told = f"{name}{whose}, counted apart: {listed(phrases)}."
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


def trend_sentence(trend: Trend) -> str:
    """How many of the statements that every round asks were green in the first rated round and in the last."""
    if not trend.total:
        return "No statement was asked in every round." if trend.left_out else "No statement is asked."
    rated = [stretch for stretch in trend.stretches if stretch.counts.rated]
    of = f"Of {counted(trend.total, 'statement')} asked in every round"
    if not rated:
        return f"{of}, none is rated yet.{_left_out(trend)}"
    told = f"{of}, {_green(rated[0])}"
    told += f"; in {_green_in(rated[-1])}." if len(rated) > 1 else "; a second rated round will show a trend."
    return f"{told}{_left_out(trend)}"


def panel_sentence(panel: Panel) -> str:
    """As `trend_sentence` of one of several trends: "Leadership: of 27 statements asked in every round, ..."."""
    told = trend_sentence(panel.trend)
    return f"{panel.label}: {told[0].lower()}{told[1:]}"


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
    return f" {counted(number, 'statement')} {was} asked in some rounds only and {is_or_are(number)} left out."
