"""What several providers say together, so that nobody can tell what one of them said. Pure.

The rule: providers are counted in batches, made when the authority draws the area view, each of at least so many
providers; a batch never changes. A view shows whole batches only, and a batch of which anybody withdrew is shown no
longer. So whatever views are compared or taken from one another, what is left is whole batches, never one provider.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid

SMALLEST, LARGEST = 5, 20
"""Between these is the number of providers below which nothing is shown."""
COLOURS = (Rating.RED, Rating.AMBER, Rating.GREEN)


@dataclass(frozen=True)
class Submitted:
    """What one provider submitted, as far as the area counts it.

    `rated` are the statements it had rated when it was accepted; `ratings` what it said, empty once it is `gone`
    (withdrawn, deleted or replaced then). `drawn_at` is when it first came into the area view, None while it waits, and
    `minimum` the smallest batch that held then.
    """

    id: int
    rated: frozenset[str]
    ratings: Mapping[str, Rating]
    drawn_at: datetime | None = None
    minimum: int = SMALLEST
    gone_at: datetime | None = None


@dataclass(frozen=True)
class Cell:
    """What an area says of one statement. `counts` are of `shown` providers, None where too few may be shown."""

    statement_id: str
    rated: int
    asked: int
    shown: int = 0
    counts: Mapping[Rating, int] | None = None

    @property
    def held_back(self) -> int:
        """How many providers have rated it and are not in the counts."""
        return self.rated - self.shown

    @property
    def coverage(self) -> str:
        """ "9 of 11 have rated LM13"."""
        return f"{self.rated} of {self.asked} {'has' if self.rated == 1 else 'have'} rated {self.statement_id}"

    @property
    def red_share(self) -> float:
        """The part of those shown that say Red, 0 to 1; 0 where nothing is shown."""
        return self.counts[Rating.RED] / self.shown if self.counts and self.shown else 0.0


def check_minimum(minimum: int) -> int:
    """The smallest group that is shown. Raises `Invalid` outside of 5 to 20."""
    if not SMALLEST <= minimum <= LARGEST:
        raise Invalid(
            f"A group of {minimum} cannot be the smallest shown.", f"Choose from {SMALLEST} to {LARGEST} providers."
        )
    return minimum


def batches(submitted: Iterable[Submitted], statement_id: str) -> tuple[tuple[Submitted, ...], ...]:
    """The batches of a statement: those who had rated it, as they were drawn together. They never overlap and never
    change afterwards; whoever was too few to make a batch waits for the next drawing."""
    drawn = [
        submission for submission in submitted if submission.drawn_at is not None and statement_id in submission.rated
    ]
    made: list[tuple[Submitted, ...]] = []
    waiting: list[Submitted] = []
    for at in sorted({submitted.drawn_at for submitted in drawn if submitted.drawn_at is not None}):
        fresh = sorted(
            (submitted for submitted in drawn if submitted.drawn_at == at), key=lambda submitted: submitted.id
        )
        waiting = [submitted for submitted in (*waiting, *fresh) if submitted.gone_at is None or submitted.gone_at > at]
        minimum = max((submitted.minimum for submitted in fresh), default=SMALLEST)
        if len(waiting) >= minimum:
            made += _split(waiting, minimum)
            waiting = []
    return tuple(made)


def _split(members: Sequence[Submitted], minimum: int) -> list[tuple[Submitted, ...]]:
    """As many batches as can be, none below the minimum: one that breaks then takes as few others with it as can be."""
    number = len(members) // minimum
    size, more = divmod(len(members), number)
    ends = [size * (place + 1) + min(place + 1, more) for place in range(number)]
    return [tuple(members[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def shown_together(submitted: Iterable[Submitted], statement_id: str) -> tuple[Submitted, ...]:
    """Those whose ratings of a statement are shown added up: every batch of which nobody is gone."""
    whole = (
        batch for batch in batches(submitted, statement_id) if all(submitted.gone_at is None for submitted in batch)
    )
    return tuple(submitted for batch in whole for submitted in batch)


def cell(submitted: Sequence[Submitted], statement_id: str, minimum: int) -> Cell:
    """What the area says of a statement; without counts where fewer than `minimum` may be shown."""
    here = [submission for submission in submitted if submission.gone_at is None]
    rated = sum(statement_id in submitted.rated for submitted in here)
    group = shown_together(submitted, statement_id)
    if len(group) < max(minimum, SMALLEST):
        return Cell(statement_id, rated, len(here))
    counted = Counter(submitted.ratings[statement_id] for submitted in group)
    counts = {rating: counted[rating] for rating in Rating}
    return Cell(statement_id, rated, len(here), len(group), counts)


def area(submitted: Sequence[Submitted], statement_ids: Iterable[str], minimum: int) -> tuple[Cell, ...]:
    """What the area says of each statement, in the order given."""
    return tuple(cell(submitted, statement_id, minimum) for statement_id in statement_ids)


def common_reds(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The statements shown that any provider calls Red, the largest part first."""
    red = [statement for statement in cells if statement.red_share > 0]
    return tuple(sorted(red, key=lambda statement: -statement.red_share))


@dataclass(frozen=True)
class Place:
    """A provider's own rating of a statement, and how many of the others shown rate it lower, the same or higher."""

    statement_id: str
    own: Rating
    lower: int
    same: int
    higher: int


def places(submitted: Sequence[Submitted], mine: Submitted, cells: Iterable[Cell]) -> tuple[Place, ...]:
    """Where one provider stands in the local range, without any other's name.

    Only statements that it rated itself, where it is one of those shown and at least as many others as the smallest
    group stand beside it, so that taking its own rating away leaves no small group either.
    """
    told = []
    for statement in cells:
        group = shown_together(submitted, statement.statement_id) if statement.counts else ()
        own = mine.ratings.get(statement.statement_id)
        if own is None or own.level is None or mine not in group or len(group) <= SMALLEST:
            continue
        levels = [level for other in group if other is not mine and (level := _level(other, statement.statement_id))]
        if len(levels) >= SMALLEST:
            told.append(_place(statement.statement_id, own, own.level, levels))
    return tuple(told)


def _level(submitted: Submitted, statement_id: str) -> int | None:
    return submitted.ratings[statement_id].level


def _place(statement_id: str, own: Rating, level: int, levels: Sequence[int]) -> Place:
    lower, higher = (sum(other < level for other in levels), sum(other > level for other in levels))
    return Place(statement_id, own, lower, len(levels) - lower - higher, higher)
