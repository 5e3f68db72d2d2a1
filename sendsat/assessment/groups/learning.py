"""Which colleges of a group others can learn from, statement by statement, and what those wrote about it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sendsat.assessment.groups.across import Across
from sendsat.assessment.groups.group import College
from sendsat.assessment.groups.side_by_side import SideBySide
from sendsat.assessment.rating import State
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Judgement
from sendsat.guide.edition import Edition

Written = Mapping[tuple[int, str], tuple[Judgement, ...]]
"""What teams said, by round and statement."""

NOTHING_WRITTEN = "No reason or evidence is written down yet. Ask them."


@dataclass(frozen=True)
class Best:
    """A college that stands highest on a statement, in which round, and what its teams wrote about it there."""

    name: str
    college: College
    round_id: int
    state: State
    commentary: str = ""
    evidence: str = ""

    @property
    def has_words(self) -> bool:
        """Whether a reason or evidence is written down."""
        return bool(self.commentary or self.evidence)


@dataclass(frozen=True)
class GroupLesson:
    """A statement on which colleges differ, and the best of them: those that wrote about it first."""

    across: Across
    best: tuple[Best, ...]


def to_read(group: SideBySide) -> dict[int, tuple[str, ...]]:
    """Of which statements the words of which rounds are worth reading: those of the best colleges."""
    rounds = {name: college.round.id for name, college in group.named if college.round}
    by_round: dict[int, list[str]] = defaultdict(list)
    for across in group.every:
        for name in across.best:
            by_round[rounds[name]].append(across.statement_id)
    return {round_id: tuple(statements) for round_id, statements in by_round.items()}


def lessons(group: SideBySide, written: Written) -> tuple[GroupLesson, ...]:
    """Who can be learnt from, statement by statement, where colleges differ, with what was `written`."""
    return tuple(_lesson(across, group, written) for across in group.every if across.best)


def _lesson(across: Across, group: SideBySide, written: Written) -> GroupLesson:
    colleges = dict(group.named)
    best = (_best(name, colleges[name], across, group.edition, written) for name in across.best)
    return GroupLesson(across, tuple(sorted(best, key=lambda college: not college.has_words)))


def _best(name: str, college: College, across: Across, edition: Edition, written: Written) -> Best:
    assert college.round is not None
    section = edition.section_of[across.statement_id]
    asked = {team.id for team in college.round.teams_asked(edition, section.id)}
    said = _of(written.get((college.round.id, across.statement_id), ()), asked)
    standing, names = Standing(across.statement_id, said), {team.id: team.name for team in college.round.teams}
    return Best(
        name, college, college.round.id, dict(across.stands)[name], standing.reasons(names), standing.evidence(names)
    )


def _of(said: Iterable[Judgement], asked: set[int]) -> tuple[Judgement, ...]:
    """What teams said that are asked it: others rate its section no longer, and count no longer."""
    return tuple(judgement for judgement in said if judgement.team_id in asked)
