"""Where one statement stands at several sites or in several colleges: how many have rated it, what they say, who
differs, and who can be learnt from. Pure.

Nothing here adds units up to one number: each has made one rating of its teams' by the rule of the round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sendsat.assessment.counts import Counts, count
from sendsat.assessment.rating import Rating, State, Waiting, word_of

ORDER: tuple[State, ...] = (
    Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE, Waiting.NOT_AGREED, Waiting.CARRIED, None,
)  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A site of an organisation, or an organisation of a group: its name, and where each statement asked stands."""

    name: str
    stands: Mapping[str, State]

    def counts(self, statement_ids: Iterable[str] | None = None) -> Counts:
        """Its counts over the statements given that it is asked, or over all."""
        wanted = self.stands if statement_ids is None else statement_ids
        return count(self.stands[statement_id] for statement_id in wanted if statement_id in self.stands)


@dataclass(frozen=True)
class Across:
    """One statement across the units that are asked it, in their order."""

    statement_id: str
    stands: tuple[tuple[str, State], ...]

    @property
    def counts(self) -> Counts:
        """How many units stand where."""
        return count(state for _, state in self.stands)

    @property
    def levels(self) -> dict[str, int]:
        """How high each unit stands that rated it red, amber or green in this round."""
        return {name: state.level for name, state in self.stands if isinstance(state, Rating) and state.level}

    @property
    def differs(self) -> bool:
        """Whether two units rated it differently."""
        return len(set(self.levels.values())) > 1

    @property
    def best(self) -> tuple[str, ...]:
        """Who others can learn from: the units at the highest rating, where another stands lower; else nobody."""
        highest = max(self.levels.values(), default=0)
        return tuple(name for name, level in self.levels.items() if level == highest) if self.differs else ()

    @property
    def at(self) -> tuple[tuple[State, tuple[str, ...]], ...]:
        """Which units stand where, from red to not rated."""
        named = ((state, tuple(name for name, its in self.stands if its is state)) for state in ORDER)
        return tuple((state, names) for state, names in named if names)

    @property
    def who(self) -> str:
        """Who says what: "Red: North. Green: South, West. Not rated: East."."""
        return " ".join(f"{word_of(state)}: {', '.join(names)}." for state, names in self.at)


def across(units: Sequence[Unit], statement_ids: Iterable[str]) -> tuple[Across, ...]:
    """Every statement that a unit is asked, in the order given."""
    asked = (
        Across(
            statement_id, tuple((unit.name, unit.stands[statement_id]) for unit in units if statement_id in unit.stands)
        )
        for statement_id in statement_ids
    )
    return tuple(statement for statement in asked if statement.stands)


def most_apart(every: Iterable[Across]) -> tuple[Across, ...]:
    """Those on which units differ: the widest apart first, then in the order given."""
    return tuple(
        sorted((statement for statement in every if statement.differs), key=lambda statement: -_width(statement))
    )


def common_reds(every: Iterable[Across]) -> tuple[Across, ...]:
    """Those that two units or more rated red in this round: the most first, then in the order given."""
    return tuple(
        sorted(
            (statement for statement in every if statement.counts.red > 1), key=lambda statement: -statement.counts.red
        )
    )


def _width(statement: Across) -> int:
    return max(statement.levels.values()) - min(statement.levels.values())
