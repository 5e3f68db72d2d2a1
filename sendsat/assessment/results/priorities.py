"""What a round leaves to be put right, and in which order: its Reds and what slipped. Pure.

The order is ours: where somebody may be unsafe now first, then what the law asks for, then how many times running it
was red, then what has no open action, then what is overdue. Neither the guide nor the law asks for this order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import asked_by_law
from sendsat.assessment.results.comparison import Compared, Comparison, standings_as
from sendsat.assessment.results.movement import Movement, TeamMove
from sendsat.assessment.rules import is_overdue
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action
from sendsat.guide.library import Library

LONG = 3
"""So many times running a statement is red before it is called stuck."""


@dataclass(frozen=True)
class Need:
    """A statement that needs somebody. `times_red` counts how many times running it was rated red, this round's too;
    rounds in which nobody rated or confirmed it neither add to that nor end it."""

    standing: Standing
    is_unsafe: bool = False
    is_law: bool = False
    times_red: int = 0
    has_slipped: bool = False
    open_actions: int = 0
    overdue: int = 0

    @property
    def statement_id(self) -> str:
        """Which statement it is."""
        return self.standing.statement_id

    @property
    def is_stuck(self) -> bool:
        """Whether it was red so many times running that another way is needed."""
        return self.times_red >= LONG

    @property
    def place(self) -> tuple[bool, bool, int, bool, bool, bool]:
        """What the order goes by: the smaller, the further up."""
        return (
            not self.is_unsafe,
            not self.is_law,
            -self.times_red,
            self.open_actions > 0,
            self.overdue == 0,
            self.standing.rating is not Rating.RED,
        )

    def with_plan(self, actions: Iterable[Action], today: date) -> "Need":
        """The same with the actions that serve it as they are now."""
        mine = [action for action in actions if action.status.is_open and self.statement_id in action.statements]
        return replace(self, open_actions=len(mine), overdue=sum(is_overdue(action, today) for action in mine))


def ranked(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs in the order in which they should be looked at; those that are alike stay as they came."""
    return tuple(sorted(needs, key=lambda need: need.place))


def priorities(
    snapshot: Snapshot,
    earlier: Sequence[Snapshot],
    compared: Comparison | None,
    actions: Sequence[Action],
    *,
    kind: OrganisationKind,
    library: Library,
    today: date,
    is_newest: bool = True,
) -> tuple[Need, ...]:
    """What is red, be it confirmed or not, and what slipped since the round before, the most pressing first.

    Only the newest round says that somebody may be unsafe now. `earlier` are the rounds before, oldest first, as the
    same teams see them; `compared` is the round beside the one before, None for the first. All look through the same
    edition or supplement as `snapshot`.
    """
    slipped = set(compared.moved(Movement.SLIPPED)) if compared else set()
    wanted = {
        statement_id: standing
        for statement_id, standing in snapshot.standings.items()
        if standing.rating is Rating.RED or statement_id in slipped
    }
    times = _times_red(wanted, earlier, snapshot, library)
    return ranked(
        Need(
            standing,
            is_unsafe=is_newest and _is_unsafe(snapshot, standing),
            is_law=asked_by_law(snapshot.edition, statement_id, kind),
            times_red=times[statement_id],
            has_slipped=statement_id in slipped,
        ).with_plan(actions, today)
        for statement_id, standing in wanted.items()
    )


def _is_unsafe(snapshot: Snapshot, standing: Standing) -> bool:
    ours = snapshot.edition.statements[standing.statement_id].ours
    return standing.rating is Rating.RED and ours is not None and ours.unsafe_if_red


def _times_red(
    wanted: Mapping[str, Standing], earlier: Sequence[Snapshot], snapshot: Snapshot, library: Library
) -> dict[str, int]:
    """How many times running each was rated red, up to this round; looks back no further than a run of Reds goes."""
    times = {statement_id: int(standing.judged is Rating.RED) for statement_id, standing in wanted.items()}
    running = {statement_id for statement_id, standing in wanted.items() if standing.rating is Rating.RED}
    for before in reversed(earlier):
        if not running:
            break
        stood = standings_as(before, snapshot.edition, library)
        for statement_id in tuple(running):
            judged = stood[statement_id].judged if statement_id in stood else None
            if judged is Rating.RED:
                times[statement_id] += 1
            elif judged is not None:
                running.discard(statement_id)
    return times


def gone_backwards(compared: Comparison | None) -> tuple[Compared, ...]:
    """What slipped, the longest way first: from green to red before one step."""
    return _furthest(compared, Movement.SLIPPED)


def most_improved(compared: Comparison | None) -> tuple[Compared, ...]:
    """What improved, the longest way first: from red to green before one step."""
    return _furthest(compared, Movement.IMPROVED)


def _furthest(compared: Comparison | None, movement: Movement) -> tuple[Compared, ...]:
    rows = [row for row in compared.rows if row.movement is movement] if compared else []
    return tuple(sorted(rows, key=steps, reverse=True))


def furthest(row: Compared) -> TeamMove | None:
    """The team whose own rating moved furthest; the first of those that moved as far, None where none moved."""
    moved = [team for team in row.teams if team.way in (Movement.IMPROVED, Movement.SLIPPED)]
    return max(moved, key=_steps, default=None)


def steps(row: Compared) -> int:
    """How many steps the team that moved furthest moved, up or down: from red to green is two."""
    team = furthest(row)
    return _steps(team) if team else 0


def _steps(move: TeamMove) -> int:
    before, after = (rating.level if rating else None for rating in (move.before, move.after))
    return abs(after - before) if before is not None and after is not None else 0
