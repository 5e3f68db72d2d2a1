"""Actions that were finished between the starts of two rounds. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.values import Action, Round


@dataclass(frozen=True)
class Finished:
    """An action that is done or dropped, and when it became so; None where nothing says when, as of one that was added
    as done."""

    action: Action
    at: datetime | None


@dataclass(frozen=True)
class FinishedBetween:
    """What was finished from the start of the round `first` to the start of the round `second`, by its date.

    `undated` are planned before `second` began and finished, but nothing says when.
    """

    first: Round
    second: Round
    dated: tuple[Finished, ...]
    undated: tuple[Finished, ...]


def finished_between(finished: Iterable[Finished], one: Round, other: Round, team_id: int | None) -> FinishedBetween:
    """What of `finished` was finished between two rounds, given in either order; only of the team `team_id`, or of
    everybody where that is None. What is finished in the moment a round starts belongs after its start."""
    first, second = sorted((one, other), key=lambda round_: round_.started_at)
    mine = [ended for ended in finished if team_id in (None, ended.action.team_id)]
    dated = [
        (ended.at, ended.action.id, ended)
        for ended in mine
        if ended.at is not None and first.started_at <= ended.at < second.started_at
    ]
    return FinishedBetween(
        first,
        second,
        tuple(ended for _, _, ended in sorted(dated, key=lambda dated_action: dated_action[:2])),
        tuple(ended for ended in mine if ended.at is None and ended.action.created_at < second.started_at),
    )
