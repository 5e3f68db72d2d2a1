"""Workshops with their agendas and what was agreed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, true, update
from sqlalchemy import select as wide_select
from sqlmodel import col, select

from sendsat.assessment.rating import Rating, parse_rating
from sendsat.assessment.workshop.workshop import AgendaItem, Workshop, Worth
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import TEAMS_AWAY
from sendsat.storage.queries.rounds import in_bin
from sendsat.storage.queries.workshop.practice import SaidByPhones, practice_vote, said_by_phones
from sendsat.storage.queries.workshop.votes import Voted, vote_rounds
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.workshop import WorkshopDecisionRow, WorkshopItemRow, WorkshopRow

# Put together once: doing so for every key on the wall takes longer than asking it.
_WORKSHOPS = WorkshopRow.metadata.tables["workshop"]
LOCKING = (
    select(_WORKSHOPS.c.version)
    .where(_WORKSHOPS.c.id == bindparam("workshop_id"), _WORKSHOPS.c.organisation_id == bindparam("organisation_id"))
    .with_for_update()
)
COUNTING = update(_WORKSHOPS).where(
    _WORKSHOPS.c.id == bindparam("workshop_id"), _WORKSHOPS.c.organisation_id == bindparam("of_organisation")
)


def add_workshop(
    work: Work,
    *,
    round_id: int,
    team_id: int,
    code: str,
    minutes: int,
    people: tuple[str, ...],
    actions_first: bool,
    statements: dict[str, Rating | None],
    length: int | None,
    ends_at: datetime | None,
    now: datetime,
) -> int:
    """Keep a new workshop; `statements` are its agenda with the rating each has now, `length` the minutes the room has
    or `ends_at` its end. Returns its id.
    """
    row = WorkshopRow(
        organisation_id=work.organisation_id,
        round_id=round_id,
        team_id=team_id,
        code=code,
        minutes=minutes,
        people=list(people),
        actions_first=actions_first,
        length=length,
        ends_at=ends_at,
        place_since=now,
        prepared_at=now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    for position, (statement_id, before) in enumerate(statements.items()):
        item = WorkshopItemRow(workshop_id=row.id, position=position, statement_id=statement_id)
        item.before = before.value if before else None
        work.session.add(item)
    return row.id


def workshop_row(scope: Scope, workshop_id: int, *, lock: bool = False) -> WorkshopRow:
    """The stored row of a workshop, which nobody else changes meanwhile with `lock`. Raises `NotFound`."""
    row = scope.session.get(WorkshopRow, workshop_id, with_for_update=lock)
    if row is None or row.organisation_id != scope.organisation_id:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound("There is no such workshop here.", "Choose one on the Workshop page.")


def get_workshop(scope: Scope, workshop_id: int, *, lock: bool = False) -> Workshop:
    """One workshop, in three statements. With `lock`, nobody else changes it before this transaction ends, which takes
    one more. Raises `NotFound`.
    """
    if lock:
        workshop_row(scope, workshop_id, lock=True)
    matching = _workshops(scope, col(WorkshopRow.id) == workshop_id, with_votes=True)
    if not matching:
        raise _unknown()
    return matching[0]


def newest_running(scope: Scope) -> Workshop | None:
    """The newest workshop that runs, in three statements; None where none does."""
    newest = (
        select(func.max(WorkshopRow.id))
        .where(WorkshopRow.organisation_id == scope.organisation_id, col(WorkshopRow.closed_at).is_(None))
        .scalar_subquery()
    )
    return next(iter(_workshops(scope, col(WorkshopRow.id) == newest, with_votes=True)), None)


def locked_version(scope: Scope, workshop_id: int) -> int:
    """The workshop's version, which nobody else changes before this transaction ends. Raises `NotFound`."""
    wanted = {"workshop_id": workshop_id, "organisation_id": scope.organisation_id}
    version = scope.session.connection().execute(LOCKING, wanted).scalar()
    if version is None:
        raise _unknown()
    return int(version)


def save_version(work: Work, workshop_id: int, version: int) -> None:
    """As `touch`, for who holds the lock and knows the version."""
    wanted = {"workshop_id": workshop_id, "of_organisation": work.organisation_id, "version": version}
    work.session.connection().execute(COUNTING, wanted)


def workshops_of(scope: Scope) -> tuple[Workshop, ...]:
    """The organisation's workshops, newest first, in two statements. A list needs no votes, so none are read."""
    return _workshops(scope, true(), with_votes=False)


def _workshops(scope: Scope, which: ColumnElement[bool], *, with_votes: bool) -> tuple[Workshop, ...]:
    rows: dict[int, WorkshopRow] = {}
    agendas: dict[int, dict[int, tuple[WorkshopItemRow, WorkshopDecisionRow | None]]] = defaultdict(dict)
    for row, item, decision in scope.session.execute(_agendas(scope, which)):
        rows[row.id] = row
        if item is not None:
            agendas[row.id][item.id] = (item, decision)
    phones = said_by_phones(scope, list(rows)) if rows else {}
    votes = _votes(scope, list(rows)) if rows and with_votes else {}
    return tuple(
        _workshop(row, phones[number], [_item(item, decision, votes) for item, decision in agendas[number].values()])
        for number, row in rows.items()
    )


def _agendas(scope: Scope, which: ColumnElement[bool]) -> Select[WorkshopRow, WorkshopItemRow, WorkshopDecisionRow]:
    """Workshops, newest first, with each statement of their agendas and all that was agreed for it, the last one last.

    The last one is not sought here: PostgreSQL would then go through what everybody has agreed, since the rule that
    keeps organisations apart must come before whatever it cannot trust, and it trusts no subquery.
    """
    return (
        wide_select(WorkshopRow, WorkshopItemRow, WorkshopDecisionRow)
        .join(WorkshopItemRow, col(WorkshopItemRow.workshop_id) == col(WorkshopRow.id), isouter=True)
        .join(WorkshopDecisionRow, col(WorkshopDecisionRow.item_id) == col(WorkshopItemRow.id), isouter=True)
        .where(col(WorkshopRow.organisation_id) == scope.organisation_id, which)
        .where(col(WorkshopRow.round_id).not_in(in_bin(scope)), col(WorkshopRow.team_id).not_in(TEAMS_AWAY))
        .order_by(
            col(WorkshopRow.id).desc(),
            col(WorkshopItemRow.position),
            col(WorkshopItemRow.id),
            col(WorkshopDecisionRow.id),
        )
    )


def _workshop(row: WorkshopRow, phones: SaidByPhones, items: list[AgendaItem]) -> Workshop:
    assert row.id is not None
    return Workshop(
        id=row.id,
        round_id=row.round_id,
        team_id=row.team_id,
        code=row.code,
        minutes=row.minutes,
        people=tuple(row.people),
        actions_first=row.actions_first,
        safe=row.safe,
        place=row.place,
        place_since=row.place_since,
        prepared_at=row.prepared_at,
        closed_at=row.closed_at,
        version=row.version,
        items=tuple(items),
        devices=phones.number,
        reached_end=row.reached_end,
        people_here=row.people_here,
        is_locked=row.is_locked,
        worth={answer: phones.worths[answer.value] for answer in Worth},
        length=row.length,
        began_at=row.began_at,
        ends_at=row.ends_at,
        left_at=row.left_at,
        practice=practice_vote(row.practice, phones.practised),
    )


def _votes(scope: Scope, workshop_ids: list[int]) -> dict[int, list[Voted]]:
    """The rounds of votes of each item, oldest first."""
    votes: dict[int, list[Voted]] = defaultdict(list)
    for item_id, voted in vote_rounds(scope, workshop_ids):
        votes[item_id].append(voted)
    return votes


def _item(row: WorkshopItemRow, decision: WorkshopDecisionRow | None, votes: dict[int, list[Voted]]) -> AgendaItem:
    voted = votes.get(row.id or 0, ())
    agreed = parse_rating(decision.rating) if decision else None
    return AgendaItem(
        id=row.id or 0,
        statement_id=row.statement_id,
        parked=row.parked,
        before=parse_rating(row.before),
        agreed=agreed,
        rounds=tuple(vote_round.votes for vote_round in voted),
        is_settled=decision is not None and agreed is not None and _is_after_reveals(decision, voted),
    )


def _is_after_reveals(decision: WorkshopDecisionRow, voted: Iterable[Voted]) -> bool:
    """A vote taken again after the agreement opens it once more."""
    return all(vote_round.revealed_at is None or decision.at >= vote_round.revealed_at for vote_round in voted)
