"""Where a section or a part stands, and which parts stand best and worst, in sentences."""

from collections.abc import Sequence
from fractions import Fraction

from sendsat.assessment.counts import Counts, added
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.model import Section, Subsection
from sendsat.reports.sentences import listed, too_few_sentence


def part_name(part: Subsection) -> str:
    """A part with its number: "1.2 Working together"."""
    return f"{part.number} {part.title}"


def counts_of(snapshot: Snapshot, part: Section | Subsection) -> Counts:
    """How the statements of a section or a part stand."""
    return snapshot.counts(statement.id for statement in part.statements)


def best_and_worst(noun: str, parts: Sequence[tuple[str, Counts]]) -> list[str]:
    """The part with the largest share of Green and the one with the most to do, among those with enough rated; where
    too little is rated to say so, what is missing; nothing where there is nothing to compare."""
    asked = [(name, counts) for name, counts in parts if counts.total]
    whole = added(counts for _, counts in asked)
    known = [(name, counts) for name, counts in asked if counts.can_be_ranked]
    if len(asked) < 2 or not whole.rated:
        return []
    if len(known) < 2 or not whole.can_be_ranked:
        return _what_is_missing(noun, whole)
    return _named_best_and_worst(noun, known, all_known=len(known) == len(asked))


def _what_is_missing(noun: str, whole: Counts) -> list[str]:
    """Why no part is called the strongest; nothing where all is rated and the parts are only small."""
    if whole.rated == whole.applicable:
        return []
    too_few = too_few_sentence(whole, f"to name the strongest {noun}")
    return [too_few or f"Too few {noun}s have enough rated statements to name the strongest."]


def _named_best_and_worst(noun: str, known: Sequence[tuple[str, Counts]], *, all_known: bool) -> list[str]:
    lead = (
        f"The strongest {noun} is" if all_known else f"Of the {len(known)} {noun}s with enough rated, the strongest is"
    )
    sentences = []
    best = max(known, key=lambda part: (Fraction(part[1].green, part[1].rated), part[1].green))
    if best[1].green:
        sentences.append(f"{lead} {best[0]}, where {_share(best[1], (Rating.GREEN,))}.")
    rest = [part for part in known if part[0] != best[0]]
    worst = max(rest, key=lambda part: (Fraction(2 * part[1].red + part[1].amber, part[1].rated), part[1].red))
    if worst[1].red or worst[1].amber:
        among = "" if all_known or sentences else f" of the {len(known)} {noun}s with enough rated"
        sentences.append(
            f"Most remains to be done{among} in {worst[0]}, where {_share(worst[1], (Rating.RED, Rating.AMBER))}."
        )
    return sentences


def _share(counts: Counts, ratings: tuple[Rating, ...]) -> str:
    """A share of the rated statements: "3 of 4 rated statements are Green", "2 of 5 ... are Red and 1 is Amber"."""
    first, *others = [(counts.of(rating), rating.word) for rating in ratings if counts.of(rating)]
    rated, (number, word) = counts.rated, first
    if number == rated:
        whole = {1: "the one rated statement is", 2: "both rated statements are"}
        return f"{whole.get(rated, f'all {rated} rated statements are')} {word}"
    words = [f"{number} of {rated} rated statements {'is' if number == 1 else 'are'} {word}"]
    return listed([*words, *(f"{more} {'is' if more == 1 else 'are'} {name}" for more, name in others)])
