"""A round of which only the ratings were read: enough to count it, and much less than every word said in it. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import repeat

from sendsat.assessment.counts import Counts, as_counts
from sendsat.assessment.rating import Rating, State
from sendsat.assessment.roll_up import Agreed, RollUp
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Judgement, Round, Team
from sendsat.guide.edition import Edition

Rated = tuple[Rating | None, bool]
"""A team's rating of a statement, and whether it was only carried forward."""
Said = tuple[tuple[int, Rated], ...]
"""The ids of teams, each with its rating."""
NOTHING: Rated = (None, False)


@dataclass(frozen=True)
class Outline:
    """As a `Snapshot`, but without words, votes and marks: there is nothing here to ask for them.

    `rated` is by team id and statement id; `agreed` is what leaders agreed on, by statement.
    """

    round: Round
    edition: Edition
    rated: Mapping[tuple[int, str], Rated] = field(default_factory=dict)
    only_team: int | None = None
    agreed: Mapping[str, Agreed] = field(default_factory=dict)

    @cached_property
    def _asking(self) -> Snapshot:
        return Snapshot(self.round, self.edition, only_team=self.only_team)

    @property
    def rule(self) -> RollUp | None:
        """The rule that makes one rating of several teams'; None where only one team is looked at."""
        return self._asking.rule

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams looked at: all that take part, or the one chosen."""
        return self._asking.teams

    @cached_property
    def asked(self) -> dict[str, tuple[int, ...]]:
        """Statement id to the ids of the teams asked, in the guide's order."""
        return self._asking.asked

    def for_team(self, team_id: int | None) -> "Outline":
        """The same round as one team sees it; None means all teams together."""
        return self if team_id == self.only_team else replace(self, only_team=team_id)

    def counts(self, statement_ids: Iterable[str]) -> Counts:
        """Counts over the statements given that are asked."""
        states: Counter[State] = Counter()
        by_teams: dict[tuple[int, ...], list[str]] = {}
        for statement_id in filter(self.asked.__contains__, statement_ids):
            if statement_id in self.agreed:
                said = tuple((team, self.rated.get((team, statement_id), NOTHING)) for team in self.asked[statement_id])
                states[_worked_out(self.round.roll_up, said, self.agreed[statement_id])] += 1
            else:
                by_teams.setdefault(self.asked[statement_id], []).append(statement_id)
        for teams, ids in by_teams.items():
            for said, number in self._ways(teams, ids).items():
                states[_state_of(self.round.roll_up, said)] += number
        return as_counts(states)

    def _ways(self, teams: tuple[int, ...], ids: list[str]) -> Counter[Said]:
        """In which ways these teams rated these statements, and how many in each."""
        # Thirty rounds hold thousands of statements and few ways: for each statement there is no step of Python.
        of_teams = [zip(repeat(team), map(self.rated.get, zip(repeat(team), ids), repeat(NOTHING))) for team in teams]
        return Counter(zip(*of_teams, strict=True))


def _worked_out(rule: RollUp, said: Said, agreed: Agreed | None) -> State:
    judgements = tuple(
        Judgement(round_id=0, team_id=team_id, statement_id="", rating=rating, carried_forward=carried)
        for team_id, (rating, carried) in said
    )
    return Standing("", judgements, rule, agreed).state


@lru_cache(maxsize=4096)
def _state_of(rule: RollUp, said: Said) -> State:
    # The same few ratings come back in thousands of statements. What leaders agreed holds names and stays out of here.
    return _worked_out(rule, said, None)
