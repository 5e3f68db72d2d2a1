"""Every text an organisation has written, as plain values and nothing more, for search.

Reads columns instead of rows: there may be thousands of texts, and somebody is waiting for the answer.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from sendsat.storage.scope import Scope
from sendsat.storage.tables import ActionNoteRow, ActionRow, ChangeRow, JudgementRow

Mark = tuple[Any, ...]


@dataclass(frozen=True)
class Said:
    """What one team wrote of one statement in one round. `evidence` holds ticked prompts first, one a line."""

    round_id: int
    team_id: int
    statement_id: str
    commentary: str
    evidence: str


def said_of(scope: Scope) -> tuple[Said, ...]:
    """Commentary and evidence of every round, oldest first; judgements without a word are left out. One statement."""
    query = (
        select(
            col(JudgementRow.round_id),
            col(JudgementRow.team_id),
            col(JudgementRow.statement_id),
            col(JudgementRow.commentary),
            col(JudgementRow.evidence),
            col(JudgementRow.seen_evidence),
        )
        .where(col(JudgementRow.organisation_id) == scope.organisation_id)
        .order_by(col(JudgementRow.id))
    )
    found = (
        Said(round_id, team_id, statement_id, commentary, "\n".join(part for part in (*seen, evidence) if part))
        for round_id, team_id, statement_id, commentary, evidence, seen in scope.session.connection().execute(query)
    )
    return tuple(one for one in found if one.commentary or one.evidence)


def last_written(scope: Scope) -> Mark:
    """A mark that differs whenever a text of the organisation may have changed. One statement."""
    judged, planned, changed = JudgementRow, ActionRow, ChangeRow
    parts = (
        select(func.count(col(judged.id))).where(col(judged.organisation_id) == scope.organisation_id),
        select(func.max(col(judged.updated_at))).where(col(judged.organisation_id) == scope.organisation_id),
        select(func.count(col(planned.id))).where(col(planned.organisation_id) == scope.organisation_id),
        select(func.max(col(planned.updated_at))).where(col(planned.organisation_id) == scope.organisation_id),
        select(func.count(col(ActionNoteRow.id)))
        .join(planned, col(planned.id) == col(ActionNoteRow.action_id))
        .where(col(planned.organisation_id) == scope.organisation_id),
        select(func.max(col(changed.id))).where(col(changed.organisation_id) == scope.organisation_id),
    )
    query = select(*(part.scalar_subquery() for part in parts))
    return tuple(scope.session.connection().execute(query).one())
