"""Actions, the statements they serve, and notes on their progress."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from sendsat.assessment.milestones import from_stored, stored_form
from sendsat.assessment.results.finished import Finished
from sendsat.assessment.values import Action, Note, Priority, Status
from sendsat.errors import NotFound
from sendsat.storage.queries import numbers
from sendsat.storage.queries.organisations import TEAMS_AWAY
from sendsat.storage.queries.rounds import in_bin
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.rounds import ActionNoteRow, ActionRow, ActionStatementRow, ChangeRow, RoundRow, moved_on

OPEN = [status.value for status in Status if status.is_open]
OF_A_TEAM_HERE = col(ActionRow.team_id).is_(None) | col(ActionRow.team_id).not_in(TEAMS_AWAY)


def _note(row: ActionNoteRow) -> Note:
    assert row.id is not None
    return Note(id=row.id, text=row.text, at=row.at, person=row.person)


def _action(row: ActionRow, statements: Iterable[str], notes: Iterable[Note]) -> Action:
    assert row.id is not None
    return Action(
        id=row.id,
        text=row.text,
        owner=row.owner,
        due=row.due,
        priority=Priority(row.priority),
        status=Status(row.status),
        statements=tuple(statements),
        round_id=row.round_id,
        team_id=row.team_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
        closing_evidence=row.closing_evidence,
        success_measure=row.success_measure,
        notes=tuple(notes),
        milestones=from_stored(row.milestones),
    )


def actions_of(scope: Scope, *, with_notes: bool = True) -> tuple[Action, ...]:
    """All actions of the organisation with statements, oldest first, in one statement; their notes take a second."""
    query = (
        select(ActionRow, ActionStatementRow)
        .join(ActionStatementRow, col(ActionStatementRow.action_id) == col(ActionRow.id), isouter=True)
        .where(_mine(scope))
        .order_by(col(ActionRow.id), col(ActionStatementRow.position))
    )
    rows: dict[int, ActionRow] = {}
    statements: dict[int, list[str]] = defaultdict(list)
    for row, link in scope.session.exec(query):
        rows[row.id or 0] = row
        if link is not None:
            statements[link.action_id].append(link.statement_id)
    notes = _notes(scope) if with_notes else {}
    return tuple(_action(row, statements[number], notes.get(number, ())) for number, row in rows.items())


def open_in(session: Session, organisation_ids: Collection[int]) -> dict[int, tuple[Action, ...]]:
    """The open actions of several organisations without their notes, oldest first, by organisation; none of rounds or
    teams in the bin. One statement, which needs a transaction that sees them all."""
    query = (
        select(ActionRow, ActionStatementRow)
        .join(RoundRow, col(RoundRow.id) == col(ActionRow.round_id))
        .join(ActionStatementRow, col(ActionStatementRow.action_id) == col(ActionRow.id), isouter=True)
        .where(col(ActionRow.organisation_id).in_(organisation_ids), col(ActionRow.status).in_(OPEN))
        .where(OF_A_TEAM_HERE, col(RoundRow.removed_at).is_(None))
        .order_by(col(ActionRow.id), col(ActionStatementRow.position))
    )
    rows: dict[int, ActionRow] = {}
    statements: dict[int, list[str]] = defaultdict(list)
    for row, link in session.exec(query):
        rows[row.id or 0] = row
        if link is not None:
            statements[link.action_id].append(link.statement_id)
    actions: dict[int, list[Action]] = defaultdict(list)
    for number, row in rows.items():
        actions[row.organisation_id].append(_action(row, statements[number], ()))
    return {organisation_id: tuple(its) for organisation_id, its in actions.items()}


def finished_of(scope: Scope) -> tuple[Finished, ...]:
    """Every finished action of the organisation without its notes, oldest first, and when it last went from open to
    finished. One statement."""
    ended = (
        select(func.max(ChangeRow.at))
        .where(
            ChangeRow.organisation_id == scope.organisation_id,
            ChangeRow.action_id == ActionRow.id,
            ChangeRow.field == "status",
            col(ChangeRow.old).in_(OPEN),
            col(ChangeRow.new).not_in(OPEN),
        )
        .scalar_subquery()
    )
    query = (
        select(ActionRow, ActionStatementRow, ended)
        .join(ActionStatementRow, col(ActionStatementRow.action_id) == col(ActionRow.id), isouter=True)
        .where(_mine(scope), col(ActionRow.status).not_in(OPEN))
        .order_by(col(ActionRow.id), col(ActionStatementRow.position))
    )
    rows: dict[int, tuple[ActionRow, datetime | None]] = {}
    statements: dict[int, list[str]] = defaultdict(list)
    for row, link, at in scope.session.exec(query):
        rows[row.id or 0] = row, at
        if link is not None:
            statements[link.action_id].append(link.statement_id)
    return tuple(Finished(_action(row, statements[number], ()), at) for number, (row, at) in rows.items())


def _mine(scope: Scope) -> ColumnElement[bool]:
    """The organisation's actions, but for those of rounds and of teams in the bin."""
    mine = (col(ActionRow.organisation_id) == scope.organisation_id) & OF_A_TEAM_HERE
    return mine & col(ActionRow.round_id).not_in(in_bin(scope))


def _notes(scope: Scope) -> dict[int, list[Note]]:
    """The notes on every action of the organisation, oldest first."""
    query = (
        select(ActionNoteRow)
        .join(ActionRow, col(ActionRow.id) == col(ActionNoteRow.action_id))
        .where(ActionRow.organisation_id == scope.organisation_id)
        .order_by(col(ActionNoteRow.at), col(ActionNoteRow.id))
    )
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in scope.session.exec(query):
        notes[note.action_id].append(_note(note))
    return notes


def _row(scope: Scope, action_id: int) -> ActionRow:
    row = scope.session.exec(select(ActionRow).where(ActionRow.id == action_id, _mine(scope))).first()
    if row is None:
        raise NotFound("This action is no longer there.", "Reload the page to see the plan as it is now.")
    return row


def get_action(scope: Scope, action_id: int) -> Action:
    """One action. Raises `NotFound`, also for another organisation's."""
    row = _row(scope, action_id)
    links = select(ActionStatementRow).where(ActionStatementRow.action_id == action_id)
    statements = [link.statement_id for link in scope.session.exec(links.order_by(col(ActionStatementRow.position)))]
    notes = select(ActionNoteRow).where(ActionNoteRow.action_id == action_id).order_by(col(ActionNoteRow.id))
    return _action(row, statements, (_note(note) for note in scope.session.exec(notes)))


def add_action(
    work: Work,
    *,
    round_id: int,
    team_id: int | None,
    statements: tuple[str, ...],
    text: str,
    owner: str,
    due: date | None,
    priority: Priority,
    status: Status,
    now: datetime,
    success_measure: str = "",
) -> Action:
    """Keep a new action."""
    row = ActionRow(
        id=numbers.new_action(work),
        organisation_id=work.organisation_id,
        round_id=round_id,
        team_id=team_id,
        text=text,
        owner=owner,
        due=due,
        priority=priority.value,
        status=status.value,
        success_measure=success_measure,
        created_at=now,
        updated_at=now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    _link(work, row.id, statements)
    return _action(row, statements, ())


def _link(work: Work, action_id: int, statements: tuple[str, ...]) -> None:
    work.session.exec(delete(ActionStatementRow).where(col(ActionStatementRow.action_id) == action_id))
    for position, statement_id in enumerate(statements):
        work.session.add(ActionStatementRow(action_id=action_id, statement_id=statement_id, position=position))


def save_action(work: Work, action: Action, now: datetime) -> Action:
    """Keep every field of an action; returns it with its time, which is later than any before. Raises `NotFound`."""
    row = _row(work, action.id)
    row.text, row.owner, row.due = action.text, action.owner, action.due
    row.priority, row.status = action.priority.value, action.status.value
    row.closing_evidence, row.success_measure = action.closing_evidence, action.success_measure
    row.milestones = stored_form(action.milestones)
    row.updated_at = moved_on(row.updated_at, now)
    _link(work, action.id, action.statements)
    return replace(action, updated_at=row.updated_at)


def add_note(work: Work, action_id: int, *, text: str, at: datetime, person: str) -> None:
    """Keep a dated note on an action. Raises `NotFound`."""
    _row(work, action_id)
    work.session.add(ActionNoteRow(action_id=action_id, text=text, at=at, person=person))


def delete_action(work: Work, action_id: int) -> None:
    """Remove an action with its notes and links; its history stays. Raises `NotFound`."""
    row = _row(work, action_id)
    work.session.exec(delete(ActionNoteRow).where(col(ActionNoteRow.action_id) == action_id))
    work.session.exec(delete(ActionStatementRow).where(col(ActionStatementRow.action_id) == action_id))
    work.session.delete(row)
