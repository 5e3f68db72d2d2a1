"""Sentences a head can read out: where a round stands, what changed between two, with singular and plural right.

Percentages never stand alone and not rated is always named apart. Must not import pandas or plotly.
"""

from collections.abc import Sequence

from sendsat.assessment.comparison import Comparison, Movement
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Counts, Snapshot

RATED = (Rating.GREEN, Rating.AMBER, Rating.RED)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 statement", "2 statements", "no statements"."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """Items in a row: "a", "a and b", "a, b and c"."""
    *first, last = items or [""]
    return f"{', '.join(first)} and {last}" if first else last


def standing_sentence(snapshot: Snapshot) -> str:
    """Where a round stands, in one sentence."""
    counts, where = snapshot.counts(), _where(snapshot)
    if not counts.total:
        return f"{where}, no statement is asked."
    if not counts.answered:
        return f"{where}, {_none_of(counts.total)} rated yet."
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


def _apart(counts: Counts) -> str:
    does = "does" if counts.not_applicable == 1 else "do"
    found = [f"{counts.not_applicable} {does} not apply"] if counts.not_applicable else []
    if counts.not_rated:
        found.append(f"{counts.not_rated} {_is(counts.not_rated)} not rated")
    return f"; {listed(found)}" if found else ""


def counts_sentence(counts: Counts, of: str = "") -> str:
    """A chart's counts as a sentence: "Of 91 statements, 40 are green, 31 amber, 8 red and 12 not rated."."""
    start = f"{of}: of" if of else "Of"
    states = (*RATED, Rating.NOT_APPLICABLE, None)
    found = [(counts.of(one), one.word.lower() if one else "not rated") for one in states]
    shown = [(number, word) for number, word in found if number]
    if not shown:
        return f"{of}: no statements are asked." if of else "No statements are asked."
    first, *others = shown
    words = [f"{first[0]} {_is(first[0])} {first[1]}", *(f"{number} {word}" for number, word in others)]
    return f"{start} {counted(counts.total, 'statement')}, {listed(words)}."


def most_sentence(word: str, numbers: Sequence[tuple[str, int]]) -> str:
    """Which parts have the most of something: "Most red: 1.2 Duty to admit (4)."; at most three are named."""
    highest = max((number for _, number in numbers), default=0)
    if not highest:
        return f"None has a statement that is {word}."
    named = [label for label, number in numbers if number == highest]
    if len(named) > 3:
        return f"Most {word}: {highest} in each of {len(named)} parts."
    return f"Most {word}: {listed(named)} ({highest}{' each' if len(named) > 1 else ''})."


def comparison_sentence(comparison: Comparison) -> str:
    """What changed between two rounds, in one sentence."""
    counts = comparison.counts()
    between = f"Between {comparison.earlier.round.name} and {comparison.later.round.name}"
    rest = movement_rest(counts)
    if not any(counts[one] for one in (Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED)):
        return f"{between}, no statement can be compared{f': {rest}' if rest else ''}."
    return f"{between}, {_moved(counts)}{f'; {rest}' if rest else ''}."


def movement_sentence(counts: dict[Movement, int], of: str) -> str:
    """The movement of one part: "Study programmes: 2 statements improved, 1 slipped and 4 stayed the same."."""
    rest = movement_rest(counts)
    return f"{of}: {_moved(counts)}{f'; {rest}' if rest else ''}."


def _moved(counts: dict[Movement, int]) -> str:
    improved, slipped, stayed = (counts[one] for one in (Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED))
    start = f"{counted(improved, 'statement')} improved"
    return f"{start}, {slipped or 'none'} slipped and {stayed or 'none'} stayed the same"


def movement_rest(counts: dict[Movement, int]) -> str:
    """The movements that are neither better, worse nor the same; empty where there are none."""
    newly, gone, never = (counts[one] for one in (Movement.NEWLY_RATED, Movement.NO_LONGER_RATED, Movement.NEVER_RATED))
    found = [f"{newly} {_is(newly)} newly rated"] if newly else []
    found += [f"{gone} {_is(gone)} no longer rated"] if gone else []
    found += [f"{never} {'was' if never == 1 else 'were'} rated in neither"] if never else []
    return listed(found) if found else ""


def trend_sentence(snapshots: Sequence[Snapshot]) -> str:
    """How many of the rated statements were green in the first rated round and in the last, in one sentence."""
    rated = [one for one in snapshots if one.counts().rated]
    if not rated:
        return "No round has a rated statement yet."
    if len(rated) == 1:
        return f"{_green(rated[0])}; a second round will show a trend."
    return f"{_green(rated[0])}; in {_green(rated[-1]).removeprefix('In ')}."


def _green(snapshot: Snapshot) -> str:
    counts = snapshot.counts()
    of = f"{counts.green} of {counted(counts.rated, 'rated statement')}"
    return f"In {snapshot.round.name}, {of} {_verb(counts.green, counts.rated)} green"
