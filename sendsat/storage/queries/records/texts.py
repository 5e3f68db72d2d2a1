"""Every text an organisation has written, as plain values and nothing more, for search.

Reads columns instead of rows: there may be thousands of texts, and somebody is waiting for the answer.
"""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlmodel import col

from sendsat.storage.queries.organisations import TEAMS_AWAY
from sendsat.storage.queries.rounds import in_bin
from sendsat.storage.scope import Scope
from sendsat.storage.tables.rounds import ChangeRow, JudgementRow

SILENT = (
    *("rating", "carried_forward", "rejudged", "votes", "minority_note", "phone joined", "vote", "worth the time"),
    *("vote opened", "votes revealed", "hands counted", "paper ballot keyed in", "workshop moved"),
    *("practice vote opened", "practice vote shown"),
    *("agreed again", "agreement undone", "file taken away"),
)
"""Fields whose change moves no text that search reads. They come with every click and vote; any other may move one."""


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
        .where(col(JudgementRow.round_id).not_in(in_bin(scope)), col(JudgementRow.team_id).not_in(TEAMS_AWAY))
        .order_by(col(JudgementRow.id))
    )
    all_said = []
    for round_id, team_id, statement_id, commentary, evidence, prompts in scope.session.connection().execute(query):
        whole = "\n".join(part for part in (*prompts, evidence) if part)
        all_said.append(Said(round_id, team_id, statement_id, commentary, whole))
    return tuple(said for said in all_said if said.commentary or said.evidence)


def moved_since(scope: Scope, change_id: int) -> tuple[int, bool]:
    """The latest change noted for the organisation, and whether any after `change_id` moved a text or a name.

    One statement, which reads only the changes after that one (index `ix_change_newest`).
    """
    moving = func.max(case((col(ChangeRow.field).not_in(SILENT), 1), else_=0))
    query = select(func.max(col(ChangeRow.id)), moving).where(
        col(ChangeRow.organisation_id) == scope.organisation_id, col(ChangeRow.id) > change_id
    )
    latest, has_moved = scope.session.connection().execute(query).one()
    return latest or change_id, bool(has_moved)
