"""What a local authority says of a duty beside what providers say of the same duty. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sendsat.assessment.area.area import COLOURS, Cell
from sendsat.assessment.rating import Rating
from sendsat.guide.mirror import Duty


@dataclass(frozen=True)
class Reflection:
    """One statement that the authority rated beside one that providers did, both about one duty."""

    duty: str
    statement_id: str
    own: Rating
    cell: Cell
    lower: int
    higher: int
    distance: float

    @property
    def same(self) -> int:
        """How many providers gave the authority's own rating."""
        return sum(self._colours.values()) - self.lower - self.higher

    @property
    def different(self) -> int:
        """How many providers gave another rating than the authority's own."""
        return self.lower + self.higher

    @property
    def disagrees(self) -> bool:
        """Whether more than half of the providers gave another rating than the authority's own."""
        return self.different > self.same

    @property
    def _colours(self) -> dict[Rating, int]:
        counts = self.cell.counts or {}
        return {rating: counts.get(rating, 0) for rating in COLOURS}


def reflections(
    duties: Iterable[Duty], own: Mapping[str, Rating | None], cells: Mapping[str, Cell]
) -> tuple[Reflection, ...]:
    """Each pair of which both sides can be shown: those that disagree first, and the largest distance first in each
    half. What the authority has not rated, or calls not applicable, has no mirror."""
    pairs = (
        _reflection(duty.title, authority, own.get(authority), cells.get(provider))
        for duty in duties
        for authority in duty.authority
        for provider in duty.providers
    )
    return tuple(
        sorted(
            (pair for pair in pairs if pair is not None),
            key=lambda reflection: (not reflection.disagrees, -reflection.distance),
        )
    )


def _reflection(duty: str, statement_id: str, own: Rating | None, cell: Cell | None) -> Reflection | None:
    if own is None or own.level is None or cell is None or cell.counts is None:
        return None
    levels = {rating.level or 0: cell.counts.get(rating, 0) for rating in COLOURS}
    rated = sum(levels.values())
    if not rated:
        return None
    apart = sum(abs(level - own.level) * number for level, number in levels.items()) / rated
    lower = sum(number for level, number in levels.items() if level < own.level)
    higher = sum(number for level, number in levels.items() if level > own.level)
    return Reflection(duty, statement_id, own, cell, lower, higher, apart)
