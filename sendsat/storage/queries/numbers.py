"""Numbers for new rows whose history outlives them: none is given twice.

A server counts by itself. SQLite would give the number of the last row, once that is removed, to the next one, which
would then show the history of the removed one as its own.
"""

from typing import Any

from sqlmodel import func, select

from sendsat.storage.scope import Work
from sendsat.storage.tables.rounds import ActionRow, ChangeRow, TeamRow


def new_action(work: Work) -> int | None:
    """The number of a new action; None where the server counts."""
    return _after(work, ActionRow.id, ChangeRow.action_id, [entry.action_id for entry in work.entries])


def new_team(work: Work) -> int | None:
    """The number of a new team; None where the server counts."""
    return _after(work, TeamRow.id, ChangeRow.team_id, [entry.team_id for entry in work.entries])


def _after(work: Work, number: Any, noted: Any, in_this_work: list[int | None]) -> int | None:
    """One more than any number that is here, in the organisation's history, or noted in this transaction so far."""
    if work.session.get_bind().dialect.name != "sqlite":
        return None
    here = select(func.max(number)).scalar_subquery()
    mine = ChangeRow.organisation_id == work.organisation_id
    before = select(func.max(noted)).where(mine).scalar_subquery()
    known = work.session.exec(select(here, before)).one()
    return 1 + max((known_number for known_number in (*known, *in_this_work) if known_number is not None), default=0)
