"""What a workshop will cover, who will be there and when it will end. Pure: values in, values out."""

from datetime import datetime, timedelta
from enum import StrEnum

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import last_standings
from sendsat.assessment.snapshot import Snapshot
from sendsat.errors import Invalid
from sendsat.guide.library import Library

ACTIONS_MINUTES = 10
FEWEST_MINUTES, MOST_MINUTES = 1, 60
LONGEST_PERSON = 80


class Cover(StrEnum):
    """Which of the chosen parts' statements a workshop takes."""

    ALL = "all"
    NOT_RATED = "not_rated"
    RED_OR_AMBER = "red_or_amber"
    TEAMS_DIFFER = "teams_differ"
    PICKED = "picked"

    @property
    def word(self) -> str:
        """The choice as people say it."""
        return COVER_WORDS[self]


COVER_WORDS = {
    Cover.ALL: "Every statement",
    Cover.NOT_RATED: "Only those not rated or confirmed yet",
    Cover.RED_OR_AMBER: "Only those red or amber last time",
    Cover.TEAMS_DIFFER: "Only those where teams disagree",
    Cover.PICKED: "A list I pick",
}


def agenda(
    snapshot: Snapshot,
    previous: Snapshot | None,
    library: Library,
    *,
    parts: tuple[str, ...],
    cover: Cover,
    picked: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The ids of the statements to discuss, in the guide's order (a picked list keeps its own order).

    `snapshot` is the round as the team sees it (`for_team`); `parts` are numbers of subsections.
    """
    asked = snapshot.asked
    if cover is Cover.PICKED:
        return tuple(dict.fromkeys(statement_id for statement_id in picked if statement_id in asked))
    within = [statement_id for statement_id in asked if snapshot.edition.subsection_of[statement_id].number in parts]
    if cover is Cover.NOT_RATED:
        return tuple(statement_id for statement_id in within if snapshot.judged(statement_id) is None)
    if cover is Cover.RED_OR_AMBER:
        before = last_ratings(snapshot, previous, library)
        return tuple(statement_id for statement_id in within if before.get(statement_id) in (Rating.RED, Rating.AMBER))
    if cover is Cover.TEAMS_DIFFER:
        everyone = (snapshot.for_team(None), previous.for_team(None) if previous else None)
        return tuple(statement_id for statement_id in within if _teams_differ(statement_id, *everyone))
    return tuple(within)


def _teams_differ(statement_id: str, now: Snapshot, before: Snapshot | None) -> bool:
    """Whether teams differ this round; where none has rated yet, whether they did last time."""
    for snapshot in (now, before):
        standing = snapshot.standings.get(statement_id) if snapshot else None
        if standing and any(judgement.judged for judgement in standing.judgements):
            return standing.teams_differ
    return False


def last_ratings(snapshot: Snapshot, previous: Snapshot | None, library: Library) -> dict[str, Rating | None]:
    """What the statements that are asked were rated in the round before: see `last_standings`."""
    before = last_standings(previous, snapshot.only_team, snapshot.edition, library)
    return {
        statement_id: standing.rating for statement_id, standing in before.items() if statement_id in snapshot.asked
    }


def ends_at(start: datetime, *, statements: int, minutes: int, actions_first: bool) -> datetime:
    """When the workshop will end if every statement takes its minutes."""
    return start + timedelta(minutes=statements * minutes + (ACTIONS_MINUTES if actions_first else 0))


def check_people(text: str) -> tuple[str, ...]:
    """Names typed one a line or with commas. Raises `Invalid` for a name that is too long."""
    names = tuple(dict.fromkeys(" ".join(name.split()) for name in text.replace(",", "\n").split("\n") if name.strip()))
    if long := [name for name in names if len(name) > LONGEST_PERSON]:
        raise Invalid(f"'{long[0][:30]}…' is too long for a name.", "Put one name on each line.")
    return names


def check_minutes(minutes: int) -> int:
    """Minutes per statement. Raises `Invalid` outside 1 to 60."""
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        raise Invalid(f"Give each statement between {FEWEST_MINUTES} and {MOST_MINUTES} minutes.")
    return minutes
