"""A whole round that moves in with the times it had elsewhere, and that is taken out again while it is untouched."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlmodel import SQLModel, col, delete, func, select

from sendsat.assessment.milestones import stored_form
from sendsat.assessment.values import Action
from sendsat.storage.queries import numbers
from sendsat.storage.queries.actions import delete_action
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.agreeing import AgreedRatingRow
from sendsat.storage.tables.closing import CloseCheckRow
from sendsat.storage.tables.people import InvitationRow, MembershipRow
from sendsat.storage.tables.report import ReportEditRow
from sendsat.storage.tables.rounds import (
    ActionNoteRow,
    ActionRow,
    ActionStatementRow,
    ChangeRow,
    JudgementRow,
    ParticipationRow,
    RoundRow,
    TeamRow,
)


def add_whole_action(work: Work, action: Action) -> int:
    """Keep an action as new, with its notes and the times it carries; returns its id here."""
    row = ActionRow(
        id=numbers.new_action(work),
        organisation_id=work.organisation_id,
        round_id=action.round_id,
        team_id=action.team_id,
        text=action.text,
        owner=action.owner,
        due=action.due,
        priority=action.priority.value,
        status=action.status.value,
        closing_evidence=action.closing_evidence,
        success_measure=action.success_measure,
        milestones=stored_form(action.milestones),
        created_at=action.created_at,
        updated_at=action.updated_at,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    for position, statement_id in enumerate(action.statements):
        work.session.add(ActionStatementRow(action_id=row.id, statement_id=statement_id, position=position))
    for note in action.notes:
        work.session.add(ActionNoteRow(action_id=row.id, text=note.text, at=note.at, person=note.person))
        work.session.flush()
    work.session.flush()
    return row.id


def changes_but(scope: Scope, round_id: int, batch: str, *, verbs: Collection[str]) -> int:
    """How many changes of a round are noted beside those of one deed; those by `verbs` change nothing."""
    query = select(func.count()).where(
        ChangeRow.organisation_id == scope.organisation_id,
        ChangeRow.round_id == round_id,
        ChangeRow.batch != batch,
        col(ChangeRow.verb).not_in(verbs),
    )
    return scope.session.exec(query).one()


def has_later(scope: Scope, round_id: int) -> bool:
    """Whether another round was started from this one."""
    mine = RoundRow.organisation_id == scope.organisation_id
    return scope.session.exec(select(RoundRow.id).where(mine, RoundRow.started_from == round_id)).first() is not None


def remove_round(work: Work, round_id: int, action_ids: Iterable[int]) -> None:
    """Take out a round, what was said in it, and these actions. History keeps what it has, the round its number."""
    for action_id in action_ids:
        delete_action(work, action_id)
    tables: tuple[type[SQLModel], ...] = (AgreedRatingRow, CloseCheckRow, JudgementRow, ReportEditRow)
    for table in tables:
        columns: Any = table
        mine = columns.organisation_id == work.organisation_id
        work.session.exec(delete(table).where(mine, columns.round_id == round_id))
    row = work.session.get(RoundRow, round_id)
    if row is None or row.organisation_id != work.organisation_id:
        return
    work.session.flush()
    work.session.exec(delete(ParticipationRow).where(col(ParticipationRow.round_id) == round_id))
    row.removed_at = work.deed.at
    work.session.flush()


def remove_team(work: Work, team_id: int, batch: str) -> bool:
    """Take out a team that was made for a round by one deed, unless anything else knows it by now; whether it went."""
    row = work.session.get(TeamRow, team_id)
    if row is None or row.organisation_id != work.organisation_id or _is_known(work, team_id, batch):
        return False
    work.session.delete(row)
    work.session.flush()
    return True


def _is_known(scope: Scope, team_id: int, batch: str) -> bool:
    rounds = select(ParticipationRow.round_id).where(ParticipationRow.team_id == team_id)
    noted = select(ChangeRow.id).where(
        ChangeRow.organisation_id == scope.organisation_id, ChangeRow.team_id == team_id, ChangeRow.batch != batch
    )
    if any(scope.session.exec(query.limit(1)).first() is not None for query in (rounds, noted)):
        return True
    members = select(MembershipRow.teams).where(MembershipRow.organisation_id == scope.organisation_id)
    invited = select(InvitationRow.teams).where(InvitationRow.organisation_id == scope.organisation_id)
    return any(team_id in teams for query in (members, invited) for teams in scope.session.exec(query))


def deed_of(scope: Scope, round_id: int, verb: str) -> str:
    """The batch of the deed by which a round came about; "" where none is noted."""
    query = select(ChangeRow.batch).where(
        ChangeRow.organisation_id == scope.organisation_id, ChangeRow.round_id == round_id, ChangeRow.verb == verb
    )
    return scope.session.exec(query.order_by(col(ChangeRow.id)).limit(1)).first() or ""
