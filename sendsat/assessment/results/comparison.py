"""Two rounds side by side: every statement that the later one asks, how it moved, and each team's part in it. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.movement import Movement, TeamMove, combine, is_rated
from sendsat.assessment.roll_up import Agreed, lowest
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Judgement
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library

Said = tuple[int, str]
"""What was said by the team of this id about the statement of this id."""


@dataclass(frozen=True)
class Compared:
    """One statement in two rounds. `before` is None where the earlier round did not ask it.

    `before` and `after` are where it stood with all teams together. `movement` is made from `teams`, each beside
    itself, and so need not follow from those two.
    """

    statement_id: str
    before: Standing | None
    after: Standing
    before_ids: tuple[str, ...]
    teams: tuple[TeamMove, ...]
    movement: Movement

    @property
    def left(self) -> tuple[Judgement, ...]:
        """What teams said before that the later round does not ask."""
        asked = {team.team_id for team in self.teams}
        return (
            tuple(judgement for judgement in self.before.judgements if judgement.team_id not in asked)
            if self.before
            else ()
        )

    @property
    def several_teams(self) -> bool:
        """Whether more than one team is looked at, in one round or the other."""
        return len(self.teams) + len(self.left) > 1


@dataclass(frozen=True)
class Comparison:
    """Every statement asked in the later round, beside what the earlier round said of it."""

    earlier: Snapshot
    later: Snapshot
    rows: tuple[Compared, ...]

    @cached_property
    def team_names(self) -> dict[int, str]:
        """The names of all teams of both rounds, as the later one has them."""
        return {team.id: team.name for snapshot in (self.earlier, self.later) for team in snapshot.round.teams}

    @property
    def no_longer_asked(self) -> tuple[str, ...]:
        """Statements rated red, amber or green before that the later round asks nobody; none of them is in `rows`."""
        matched = {before_id for row in self.rows for before_id in row.before_ids}
        standings = self.earlier.standings.items()
        return tuple(
            statement_id for statement_id, standing in standings if statement_id not in matched and _was_rated(standing)
        )

    @property
    def teams_changed(self) -> bool:
        """Whether other teams rate the later round, or other sections: then some ratings cannot be compared."""
        before, after = (
            {(team.id, team.sections) for team in snapshot.teams} for snapshot in (self.earlier, self.later)
        )
        return before != after

    def counts(self, statement_ids: Iterable[str] | None = None) -> dict[Movement, int]:
        """How many statements moved each way, over those given or all; every movement has a count.

        Together they make the number of statements that the later round asks.
        """
        wanted = None if statement_ids is None else set(statement_ids)
        counted = Counter(row.movement for row in self.rows if wanted is None or row.statement_id in wanted)
        return {movement: counted[movement] for movement in Movement}

    def moved(self, movement: Movement) -> tuple[str, ...]:
        """The statements that moved this way, in the guide's order."""
        return tuple(row.statement_id for row in self.rows if row.movement is movement)


def _earlier_standing(earlier: Snapshot, ids: tuple[str, ...]) -> Standing | None:
    standings = [earlier.standings[id_] for id_ in ids if id_ in earlier.standings]
    if len(standings) < 2:
        return standings[0] if standings else None
    said = tuple(judgement for standing in standings for judgement in standing.judgements)
    return Standing(standings[0].statement_id, said, standings[0].rule, _agreed_before(standings))


def _agreed_before(standings: Sequence[Standing]) -> Agreed | None:
    """What leaders agreed on a statement; where two became one, the lower, once each of them has what counts."""
    if not any(standing.is_agreed for standing in standings):
        return standings[0].agreed
    if any(standing.not_agreed for standing in standings):
        return None
    [agreed, *_] = [standing.agreed for standing in standings if standing.agreed and standing.is_agreed]
    together = frozenset(
        (said.team_id, said.rating) for standing in standings for said in standing.judgements if said.rating
    )
    return replace(agreed, rating=lowest(standing.rating for standing in standings if standing.rating), said=together)


def _was_rated(standing: Standing) -> bool:
    """Whether the teams rated it red, amber or green, be it carried forward or not."""
    return any(is_rated(judgement.rating) for judgement in standing.judgements)


def _rating_of(team_id: int, before: Standing | None) -> Rating | None:
    """A team's own earlier rating: the lower one where two statements became one, None where nobody confirmed it."""
    if before is None:
        return None
    own = tuple(judgement for judgement in before.judgements if judgement.team_id == team_id)
    return own[0].judged if len(own) == 1 else Standing(before.statement_id, own).judged


def _team_moves(
    before: Standing | None, after: Standing, rejudged: Collection[tuple[int, str]]
) -> tuple[TeamMove, ...]:
    asked = {judgement.team_id for judgement in before.judgements} if before else set()
    return tuple(
        TeamMove(
            now.team_id,
            _rating_of(now.team_id, before),
            now.rating,
            asked_before=now.team_id in asked,
            carried_forward=now.carried_forward,
            rejudged=(now.team_id, after.statement_id) in rejudged,
        )
        for now in after.judgements
    )


def _compared(
    earlier: Snapshot,
    everyone: Snapshot,
    after: Standing,
    ids: tuple[str, ...],
    rejudged: Collection[Said],
    is_open: bool,
) -> Compared:
    """One row. `everyone` is the earlier round with all its teams, also where one team is looked at."""
    before = _earlier_standing(earlier, ids)
    by_all = before if everyone is earlier else _earlier_standing(everyone, ids)
    moves = _team_moves(by_all, after, rejudged)
    was_set_aside = before is not None and before.is_set_aside
    if after.is_set_aside:
        movement = _set_aside(before)
    else:
        movement = combine(
            [replace(move, before=Rating.NOT_APPLICABLE) for move in moves] if was_set_aside else moves,
            rated_before=before is not None and before.rated_by_a_team,
            rated_by_any=by_all is not None and by_all.rated_by_a_team and not was_set_aside,
            is_open=is_open,
        )
    return Compared(after.statement_id, before, after, ids, moves, movement)


def _set_aside(before: Standing | None) -> Movement:
    """How a statement moved that leaders call not applicable now."""
    if before is None:
        return Movement.NOT_ASKED_BEFORE
    is_as_before = before.judged is Rating.NOT_APPLICABLE
    return Movement.STILL_NOT_APPLICABLE if is_as_before else Movement.NOW_NOT_APPLICABLE


def _rejudged(marked: Iterable[Snapshot], later: Snapshot, library: Library) -> set[Said]:
    """Team and statement, as the later round names it, of every mark in these rounds."""
    rejudged: set[Said] = set()
    for snapshot in marked:
        translate = partial(library.translate, from_edition=snapshot.edition.id, to_edition=later.edition.id)
        for (team_id, old), said in snapshot.judgements.items():
            if said.rejudged:
                rejudged |= {(team_id, new) for new in translate(old)}
    return rejudged


def compare(earlier: Snapshot, later: Snapshot, library: Library, *, between: Sequence[Snapshot] = ()) -> Comparison:
    """Put `later` beside `earlier`; across editions, statements are matched through the later edition's map.

    A rating is re-judged where it is marked so in the newer of the two rounds, or in one `between` them.
    """
    newer = earlier if earlier.round.started_at > later.round.started_at else later
    rejudged = _rejudged((newer, *between), later, library)
    ids, everyone = _earlier_ids(earlier.edition, later.edition, library), earlier.for_team(None)
    rows = tuple(
        _compared(earlier, everyone, standing, ids.get(statement_id, ()), rejudged, later.round.is_open)
        for statement_id, standing in later.standings.items()
    )
    return Comparison(earlier, later, rows)


def _earlier_ids(earlier: Edition, later: Edition, library: Library) -> dict[str, tuple[str, ...]]:
    """What each statement of the later edition was called in the earlier one."""
    earlier_ids: dict[str, tuple[str, ...]] = {}
    for old in earlier.statements:
        for new in library.translate(old, from_edition=earlier.id, to_edition=later.id):
            earlier_ids[new] = (*earlier_ids.get(new, ()), old)
    return earlier_ids


def last_standings(
    previous: Snapshot | None, team_id: int | None, edition: Edition, library: Library
) -> dict[str, Standing]:
    """Where statements stood in the round before, by their ids in `edition`: for the same team where it took part, else
    for all together. Those that nobody was asked are left out; without a round before it is empty."""
    if previous is None:
        return {}
    took_part = team_id is not None and previous.round.team(team_id) is not None
    return standings_as(previous.for_team(team_id if took_part else None), edition, library)


def standings_as(snapshot: Snapshot, edition: Edition, library: Library) -> dict[str, Standing]:
    """Where statements stood in a round, by their ids in `edition`; those that nobody was asked are left out."""
    ids = _earlier_ids(snapshot.edition, edition, library)
    standings = {new: _earlier_standing(snapshot, old) for new, old in ids.items()}
    return {new: standing for new, standing in standings.items() if standing is not None}
