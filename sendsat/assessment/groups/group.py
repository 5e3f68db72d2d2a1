"""The organisations of a group beside one another, from counts: how many teams said what of each statement. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sendsat.assessment.groups.across import Unit
from sendsat.assessment.organisations import Group, Organisation
from sendsat.assessment.rating import Rating, State
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Action, Judgement, Round, Team
from sendsat.guide.edition import Edition
from sendsat.guide.model import Section

Said = frozenset[tuple[Rating, bool, int]]
"""What teams said of a statement: a rating, whether it was only carried forward, and how many teams said so."""


@dataclass(frozen=True)
class Tally:
    """How many teams that rate the same `sections` said this of a statement."""

    sections: tuple[str, ...]
    statement_id: str
    rating: Rating
    carried_forward: bool
    teams: int


@dataclass(frozen=True)
class Left:
    """What a team has still to rate, or to confirm, of a section: `left` of `asked` statements."""

    team: Team
    section: Section
    left: int
    asked: int


@dataclass(frozen=True)
class College:
    """An organisation of a group in one round, None where it has begun none: what was said there, counted.

    `agreed` has the ratings that leaders agreed on and that still count; `judged` how many statements of a section each
    team has rated or confirmed, by team and section. `actions` are all its open ones, whichever round planned them.
    """

    organisation: Organisation
    round: Round | None
    tallies: tuple[Tally, ...] = ()
    agreed: Mapping[str, Rating] = field(default_factory=dict)
    judged: Mapping[tuple[int, str], int] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()

    def unit(self, edition: Edition, name: str) -> Unit:
        """The college beside others, under a `name`: where each statement of the edition stands that it is asked."""
        said, round_ = self._said(edition), self.round
        if round_ is None:
            return Unit(name, {})
        asked = (section for section in edition.sections if round_.teams_asked(edition, section.id))
        ids = (statement.id for section in asked for statement in section.statements)
        return Unit(name, {id_: self._state(id_, round_.roll_up, frozenset(said[id_])) for id_ in ids})

    def _said(self, edition: Edition) -> dict[str, set[tuple[Rating, bool, int]]]:
        """By statement; only of teams that are asked it."""
        said: dict[str, dict[tuple[Rating, bool], int]] = defaultdict(lambda: defaultdict(int))
        for tally in self.tallies:
            section = edition.section_of.get(tally.statement_id)
            if section is not None and section.id in tally.sections:
                said[tally.statement_id][tally.rating, tally.carried_forward] += tally.teams
        return defaultdict(set, {key: {(*what, teams) for what, teams in its.items()} for key, its in said.items()})

    def _state(self, statement_id: str, rule: RollUp, said: Said) -> State:
        agreed = self.agreed.get(statement_id)
        return agreed if agreed else stands(rule, said)

    def left(self, edition: Edition) -> tuple[Left, ...]:
        """What its teams have still to rate or to confirm, team by team."""
        if self.round is None:
            return ()
        every = (
            Left(team, section, len(section.statements) - self.judged.get((team.id, section.id), 0),
                 len(section.statements))
            for team in self.round.teams
            for section in edition.sections
            if section.id in team.sections
        )  # fmt: skip
        return tuple(college for college in every if college.left > 0)


@cache
def stands(rule: RollUp, said: Said) -> State:
    """Where a statement stands of which teams said this, by the rule of the round; leaders have not agreed on it."""
    every = [(rating, carried) for rating, carried, teams in said for _ in range(teams)]
    judgements = tuple(
        Judgement(round_id=0, team_id=number, statement_id="", rating=rating, carried_forward=carried)
        for number, (rating, carried) in enumerate(every)
    )
    return Standing("", judgements, rule).state


@dataclass(frozen=True)
class Together:
    """A group as somebody sees it: the colleges they may see, and how many others there are."""

    group: Group
    colleges: tuple[College, ...]
    hidden: int

    def comparable(self, edition: Edition) -> tuple[College, ...]:
        """The colleges whose round is rated with this edition."""
        return tuple(
            college for college in self.colleges if college.round is not None and college.round.edition_id == edition.id
        )


def chase_text(named: Iterable[tuple[str, College]], edition: Edition) -> str:
    """What is not rated yet and by whom, as text to send; "" where everything is."""
    blocks = [_chased(name, college, edition) for name, college in named]
    return "\n\n".join(block for block in blocks if block)


def _chased(name: str, college: College, edition: Edition) -> str:
    if college.round is None:
        return f"{name}: no round has been started yet."
    lines = [
        f"- {part.team.name}: {part.left} of {part.asked} statements left in {part.section.title}"
        for part in college.left(edition)
    ]
    return "\n".join([f"{name}, {college.round.name}", *lines]) if lines else ""
