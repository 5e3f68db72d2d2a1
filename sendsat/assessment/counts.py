"""How many statements stand at each rating, of a round or of a part of it. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sendsat.assessment.rating import State


@dataclass(frozen=True)
class Counts:
    """How many statements stand at each rating. Not rated is counted apart and never as red; what was carried forward
    and not confirmed, and what leaders have yet to agree, is counted apart from both."""

    red: int = 0
    amber: int = 0
    green: int = 0
    not_applicable: int = 0
    not_rated: int = 0
    carried_forward: int = 0
    not_agreed: int = 0

    @property
    def total(self) -> int:
        """All statements asked."""
        return self.answered + self.not_rated + self.carried_forward + self.not_agreed

    @property
    def rated(self) -> int:
        """Red, amber and green together, as given or confirmed in this round."""
        return self.red + self.amber + self.green

    @property
    def answered(self) -> int:
        """Everything somebody has decided in this round: rated, or not applicable."""
        return self.rated + self.not_applicable

    @property
    def applicable(self) -> int:
        """All statements asked that may be rated red, amber or green."""
        return self.total - self.not_applicable

    @property
    def can_be_ranked(self) -> bool:
        """Whether enough is rated to call these statements the strongest or the weakest of several: at least five, and
        half of those that apply."""
        return self.rated >= FEWEST_TO_RANK and 2 * self.rated >= self.applicable

    def of(self, state: State) -> int:
        """The count of one state; None means not rated."""
        return int(getattr(self, state.value if state else "not_rated"))


FEWEST_TO_RANK = 5


def count(states: Iterable[State]) -> Counts:
    """Count states."""
    return as_counts(Counter(states))


def as_counts(numbers: Mapping[State, int]) -> Counts:
    """How many stand at each state, as counts; a state that is not there has none."""
    return Counts(**{state.value if state else "not_rated": number for state, number in numbers.items()})


def added(counts: Iterable[Counts]) -> Counts:
    """The counts of parts that do not overlap, added up."""
    every = list(counts)
    return Counts(*(sum(getattr(part, field.name) for part in every) for field in fields(Counts)))
