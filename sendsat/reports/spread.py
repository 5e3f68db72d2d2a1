"""How ratings spread: every subsection by team or by round, and the statements on which teams differ most.

Values in, values out. Must not import pandas or plotly.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sendsat.assessment.counts import Counts, count
from sendsat.assessment.groups.across import Unit
from sendsat.assessment.rating import State, word_of
from sendsat.assessment.results.comparison import standings_as
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.workshop.votes import Tally, dividedness
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from sendsat.guide.model import Subsection


@dataclass(frozen=True)
class HeatMap:
    """Subsections by `columns` (teams, rounds or units): for each the counts of what was asked there, None where
    nothing was. `ids` are those of the teams or rounds, in the order of their columns; units have none.

    Subsections of which nothing was asked anywhere are left out.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Subsection, tuple[Counts | None, ...]], ...]
    ids: tuple[int, ...] = ()


def by_team(snapshot: Snapshot) -> HeatMap:
    """A column for each team that is asked anything."""
    asked = [team for team in snapshot.teams if snapshot.for_team(team.id).asked]
    stands = [snapshot.for_team(team.id).standings for team in asked]
    return _heat_map(snapshot.edition, {team.id: team.name for team in asked}, stands)


def by_round(snapshots: Sequence[Snapshot], edition: Edition, library: Library) -> HeatMap:
    """A column for each round, in the order given, by the subsections of `edition`."""
    names = {snapshot.round.id: snapshot.round.name for snapshot in snapshots}
    return _heat_map(edition, names, [standings_as(snapshot, edition, library) for snapshot in snapshots])


def by_unit(units: Sequence[Unit], edition: Edition) -> HeatMap:
    """A column for each site of an organisation, or for each organisation of a group."""
    rows = ((part, tuple(_of_unit(part, unit) for unit in units)) for part in edition.subsections.values())
    return HeatMap(tuple(unit.name for unit in units), tuple((part, cells) for part, cells in rows if any(cells)))


def _of_unit(part: Subsection, unit: Unit) -> Counts | None:
    counts = unit.counts(statement.id for statement in part.statements)
    return counts if counts.total else None


def _heat_map(edition: Edition, names: Mapping[int, str], stands: Sequence[dict[str, Standing]]) -> HeatMap:
    rows = ((part, tuple(_counts(part, stand) for stand in stands)) for part in edition.subsections.values())
    filled = tuple((part, cells) for part, cells in rows if any(cells))
    return HeatMap(tuple(names.values()), filled, tuple(names))


def _counts(part: Subsection, stands: dict[str, Standing]) -> Counts | None:
    states = [stands[statement.id].state for statement in part.statements if statement.id in stands]
    return count(states) if states else None


@dataclass(frozen=True)
class Divided:
    """A statement that teams rate differently in this round: how many of the teams asked stand where."""

    standing: Standing
    counts: Counts

    @property
    def share(self) -> float:
        """0 where the colours agree, to 1 where half say red and half green."""
        given = Counter(said.judged.value for said in self.standing.judgements if said.judged)
        return dividedness(Tally(given["red"], given["amber"], given["green"]))

    def said(self, states: Iterable[State]) -> str:
        """How many of how many say what: "of 3 teams: 1 Red, 2 Green"."""
        told = [f"{self.counts.of(state)} {word_of(state)}" for state in states if self.counts.of(state)]
        return f"of {self.counts.total} teams: {', '.join(told)}"


def most_divided(snapshot: Snapshot) -> tuple[Divided, ...]:
    """Statements on which teams differ, the most divided first; among equals in the guide's order."""
    divided = [_divided(standing) for standing in snapshot.standings.values() if standing.teams_differ]
    return tuple(sorted(divided, key=lambda division: -division.share))


def _divided(standing: Standing) -> Divided:
    return Divided(standing, count(Standing("", (said,)).state for said in standing.judgements))
