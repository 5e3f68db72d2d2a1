"""Two rounds side by side: what improved, slipped, stayed, is newly rated or no longer rated. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.guide.library import Library
from sendsat.guide.model import Edition


class Movement(StrEnum):
    """How a statement moved between two rounds."""

    IMPROVED = "improved"
    SLIPPED = "slipped"
    STAYED = "stayed"
    NEWLY_RATED = "newly_rated"
    NO_LONGER_RATED = "no_longer_rated"
    NEVER_RATED = "never_rated"

    @property
    def word(self) -> str:
        """The movement as people say it."""
        return WORDS[self]

    @property
    def label(self) -> str:
        """A sign and the word together."""
        return f"{SIGNS[self]} {WORDS[self]}"


WORDS = {
    Movement.IMPROVED: "Improved",
    Movement.SLIPPED: "Slipped",
    Movement.STAYED: "Stayed the same",
    Movement.NEWLY_RATED: "Newly rated",
    Movement.NO_LONGER_RATED: "No longer rated",
    Movement.NEVER_RATED: "Rated in neither",
}
SIGNS = {
    Movement.IMPROVED: "↑",
    Movement.SLIPPED: "↓",
    Movement.STAYED: "=",
    Movement.NEWLY_RATED: "+",
    Movement.NO_LONGER_RATED: "−",
    Movement.NEVER_RATED: "○",
}


def movement(before: Rating | None, after: Rating | None) -> Movement:
    """How a rating moved. Not applicable counts as no longer rated or newly rated beside red, amber and green."""
    was, now = (before.level if before else None), (after.level if after else None)
    if was is not None and now is not None:
        return Movement.IMPROVED if now > was else Movement.SLIPPED if now < was else Movement.STAYED
    if was is not None:
        return Movement.NO_LONGER_RATED
    if now is not None:
        return Movement.NEWLY_RATED
    same = before is not None and before == after
    return Movement.STAYED if same else Movement.NEVER_RATED


@dataclass(frozen=True)
class Compared:
    """One statement in two rounds. `before` is None where the earlier round did not ask it."""

    statement_id: str
    before: Standing | None
    after: Standing
    before_ids: tuple[str, ...]

    @property
    def movement(self) -> Movement:
        """How it moved."""
        return movement(self.before.rating if self.before else None, self.after.rating)


@dataclass(frozen=True)
class Comparison:
    """Every statement asked in the later round, beside what the earlier round said of it."""

    earlier: Snapshot
    later: Snapshot
    rows: tuple[Compared, ...]

    @property
    def no_longer_asked(self) -> tuple[str, ...]:
        """Statements rated red, amber or green before that the later round asks nobody; none of them is in `rows`."""
        matched = {one for row in self.rows for one in row.before_ids}
        standings = self.earlier.standings.items()
        return tuple(one for one, standing in standings if one not in matched and _is_rated(standing))

    @property
    def teams_changed(self) -> bool:
        """Whether other teams rate the later round, or other sections: then a rating may move without a change."""
        before, after = ({(t.id, t.sections) for t in one.teams} for one in (self.earlier, self.later))
        return before != after

    def counts(self, statement_ids: Iterable[str] | None = None) -> dict[Movement, int]:
        """How many statements moved each way, over those given or all; every movement has a count."""
        wanted = None if statement_ids is None else set(statement_ids)
        found = Counter(row.movement for row in self.rows if wanted is None or row.statement_id in wanted)
        return {one: found[one] for one in Movement}


def _is_rated(standing: Standing) -> bool:
    return standing.rating is not None and standing.rating.level is not None


def _earlier_standing(earlier: Snapshot, ids: tuple[str, ...]) -> Standing | None:
    found = [earlier.standings[one] for one in ids if one in earlier.standings]
    if not found:
        return None
    return Standing(found[0].statement_id, tuple(j for standing in found for j in standing.judgements))


def compare(earlier: Snapshot, later: Snapshot, library: Library) -> Comparison:
    """Put `later` beside `earlier`; across editions, statements are matched through the later edition's map."""
    ids = _earlier_ids(earlier.edition, later.edition, library)
    rows = (
        Compared(one, _earlier_standing(earlier, ids.get(one, ())), standing, ids.get(one, ()))
        for one, standing in later.standings.items()
    )
    return Comparison(earlier, later, tuple(rows))


def _earlier_ids(earlier: Edition, later: Edition, library: Library) -> dict[str, tuple[str, ...]]:
    """What each statement of the later edition was called in the earlier one."""
    found: dict[str, tuple[str, ...]] = {}
    for old in earlier.statements:
        for new in library.translate(old, from_edition=earlier.id, to_edition=later.id):
            found[new] = (*found.get(new, ()), old)
    return found


def last_standings(
    previous: Snapshot | None, team_id: int | None, edition: Edition, library: Library
) -> dict[str, Standing]:
    """Where statements stood in the round before, by their ids in `edition`: for the same team where it took part, else
    for all together. Those that nobody was asked are left out; without a round before it is empty."""
    if previous is None:
        return {}
    took_part = team_id is not None and previous.round.team(team_id) is not None
    earlier = previous.for_team(team_id if took_part else None)
    ids = _earlier_ids(earlier.edition, edition, library)
    found = {new: _earlier_standing(earlier, old) for new, old in ids.items()}
    return {new: standing for new, standing in found.items() if standing is not None}
