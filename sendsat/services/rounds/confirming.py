"""Verbs on ratings carried forward from an earlier round, several at once: confirm them, and take that back."""

from collections.abc import Sequence
from dataclasses import replace

from sendsat.assessment.values import Judgement
from sendsat.services.desk import Desk
from sendsat.services.rounds.judging import Changed, change_within
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries.records import history


def confirm_all(desk: Desk, *, round_id: int, team_id: int, statement_ids: Sequence[str]) -> tuple[Changed, ...]:
    """Say of several ratings carried forward that they still hold. Gives those that were still waiting.

    All or none: raises `Refused` in a closed round or for a section the team does not rate, `NotFound`, `StorageError`.
    """
    with writing(desk, May.RATE, "confirm_all") as work:
        done = [
            change_within(desk, work, round_id=round_id, team_id=team_id, statement_id=statement_id, change=_confirmed)
            for statement_id in dict.fromkeys(statement_ids)
        ]
    return tuple(change for change in done if change.before.carried_forward)


def _confirmed(old: Judgement) -> Judgement:
    return replace(old, carried_forward=False)


def take_back(desk: Desk, *, confirmed: Sequence[Changed]) -> tuple[Changed, ...]:
    """Undo `confirm_all`: these ratings wait to be confirmed again; words written since stay. Gives those that do.

    A rating that somebody has given or agreed since is left as it is. Raises as `confirm_all`.
    """
    with writing(desk, May.RATE, "take_back") as work:
        done = [_wait_again(desk, work, change.after) for change in confirmed]
    return tuple(change for change in done if change.after.carried_forward)


def _wait_again(desk: Desk, work: Work, then: Judgement) -> Changed:
    def change(now: Judgement) -> Judgement:
        untouched = (now.rating, now.votes) == (then.rating, then.votes) and _is_latest(work, then)
        return replace(now, carried_forward=True) if untouched else now

    return change_within(
        desk, work, round_id=then.round_id, team_id=then.team_id, statement_id=then.statement_id, change=change
    )


def _is_latest(work: Work, then: Judgement) -> bool:
    """Whether nobody has rated or confirmed the statement since `then`."""
    for field in ("rating", "carried_forward"):
        last = history.latest_change(
            work, round_id=then.round_id, team_id=then.team_id, statement_id=then.statement_id, field=field
        )
        if last is not None and then.updated_at is not None and last.at > then.updated_at:
            return False
    return True
