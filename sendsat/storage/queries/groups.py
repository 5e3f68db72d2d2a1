"""Groups of organisations, and what their organisations say, counted in the database.

The one place that reads several organisations' ratings: only of those in `visible_ids`, which the visitor may see.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, Text, case, cast
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, func, select

from sendsat.assessment.groups.group import College, Tally, Together
from sendsat.assessment.organisations import Group, Organisation
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Action, Round
from sendsat.errors import NotFound
from sendsat.guide.edition import Edition
from sendsat.storage.queries.actions import open_in
from sendsat.storage.queries.agreed import still_agreed_in
from sendsat.storage.queries.organisations import NOT_AWAY, TEAMS_AWAY, as_organisation
from sendsat.storage.queries.rounds import IS_HERE, as_round, as_team
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.rounds import GroupRow, JudgementRow, OrganisationRow, ParticipationRow, RoundRow

Rounds = dict[int, Round]
Judged = dict[int, dict[tuple[int, str], int]]
IS_SHOWN = col(ParticipationRow.team_id).not_in(TEAMS_AWAY)
TAKES_PART = (
    (col(ParticipationRow.round_id) == col(JudgementRow.round_id))
    & (col(ParticipationRow.team_id) == col(JudgementRow.team_id))
    & IS_SHOWN
)


def _group(row: GroupRow) -> Group:
    assert row.id is not None
    return Group(id=row.id, uid=row.uid, name=row.name)


def add_group(work: Work, *, uid: str, name: str) -> Group:
    """Keep a new group; nobody is in it yet."""
    row = GroupRow(uid=uid, name=name)
    work.session.add(row)
    work.session.flush()
    return _group(row)


def group_coded(work: Work, code: str) -> Group:
    """The group with this code. Raises `NotFound`."""
    row = work.session.exec(select(GroupRow).where(GroupRow.uid == code)).first()
    if row is None:
        raise NotFound("No group has this code.", "Copy it whole from the Group page of an organisation in it.")
    return _group(row)


def group_of(scope: Scope) -> Group | None:
    """The organisation's group, None where it is in none."""
    query = select(GroupRow).join(OrganisationRow, col(OrganisationRow.group_id) == col(GroupRow.id))
    row = scope.session.exec(query.where(OrganisationRow.id == scope.organisation_id)).first()
    return _group(row) if row else None


def join(work: Work, group: Group | None) -> None:
    """Let the organisation be in this group, None for no group."""
    row = work.session.get(OrganisationRow, work.organisation_id)
    assert row is not None
    row.group_id = group.id if group else None


def together(scope: Scope, visible_ids: Collection[int], edition: Edition) -> Together | None:
    """The group of the scope's organisation with its members in `visible_ids`, each in its newest open round or its
    newest, and with its open actions; None where it is in no group. At most four statements, however many organisations
    there are."""
    group, every, rounds, judged = _members(scope, visible_ids, edition)
    if group is None:
        return None
    tallies = _tallies(scope.session, [round_.id for round_ in rounds.values()])
    agreed = still_agreed_in(
        scope.session, [round_ for round_ in rounds.values() if round_.roll_up is RollUp.LEADERS], edition
    )
    shown = [organisation for organisation in every if organisation.id in visible_ids]
    planned = open_in(scope.session, [organisation.id for organisation in shown])
    colleges = (
        _college(organisation, rounds.get(organisation.id), tallies, agreed, judged, planned.get(organisation.id, ()))
        for organisation in shown
    )
    return Together(group, tuple(colleges), len(every) - len(shown))


def every_round(scope: Scope, organisations: Sequence[Organisation], edition: Edition) -> tuple[College, ...]:
    """Every round of these organisations with its teams, oldest first, and how much each team has rated or confirmed.
    Two statements."""
    by_id = {organisation.id: organisation for organisation in organisations}
    query = (
        select(RoundRow, ParticipationRow)
        .join(ParticipationRow, (col(ParticipationRow.round_id) == col(RoundRow.id)) & IS_SHOWN, isouter=True)
        .where(IS_HERE, col(RoundRow.organisation_id).in_(by_id))
        .order_by(col(RoundRow.started_at), col(RoundRow.id), col(ParticipationRow.team_id))
    )
    rounds: dict[int, tuple[RoundRow, list[ParticipationRow]]] = {}
    for row, part in scope.session.exec(query):
        assert row.id is not None
        rounds.setdefault(row.id, (row, []))[1].extend([part] if part is not None else [])
    judged = _judged(scope.session, list(rounds), edition)
    return tuple(
        College(by_id[row.organisation_id], as_round(row, tuple(map(as_team, parts))), judged=judged.get(round_id, {}))
        for round_id, (row, parts) in rounds.items()
    )


def _college(
    organisation: Organisation,
    round_: Round | None,
    tallies: dict[int, list[Tally]],
    agreed: dict[int, dict[str, Rating]],
    judged: Judged,
    actions: tuple[Action, ...],
) -> College:
    if round_ is None:
        return College(organisation, None, actions=actions)
    return College(
        organisation, round_, tuple(tallies[round_.id]), agreed.get(round_.id, {}), judged.get(round_.id, {}), actions
    )


def _members(
    scope: Scope, visible_ids: Collection[int], edition: Edition
) -> tuple[Group | None, tuple[Organisation, ...], Rounds, Judged]:
    """The group, all its organisations, and of those that are seen the round to look at, with its teams and how much
    each has rated or confirmed. What was judged is counted in this statement too, so that the page's stay few."""
    rows = [tuple(row) for row in scope.session.execute(_with_rounds(scope, visible_ids, edition))]
    group = _group(rows[0][0]) if rows else None
    every = tuple({row.id: as_organisation(row) for _, row, *_ in rows}.values())
    told = ((part.round_id, part.team_id, numbers) for _, _, _, part, *numbers in rows if part is not None)
    return group, every, _rounds([row[:4] for row in rows]), _by_round(told, edition)


def _with_rounds(scope: Scope, visible_ids: Collection[int], edition: Edition) -> Any:
    """The statement of `_members`: the group, each organisation, its round to look at where it has one of those ids, a
    team that takes part in it, and what that has judged as `_names` counts it."""
    newest_first = (col(RoundRow.closed_at).is_not(None), col(RoundRow.started_at).desc(), col(RoundRow.id).desc())
    place = func.row_number().over(partition_by=col(RoundRow.organisation_id), order_by=newest_first)
    placed = (
        select(RoundRow.id, place.label("place"))
        .where(IS_HERE, col(RoundRow.organisation_id).in_(visible_ids))
        .subquery()
    )
    chosen = sql_select(placed.c.id).where(placed.c.place == 1)
    counts = _counting(chosen, edition).subquery()
    mine = select(OrganisationRow.group_id).where(OrganisationRow.id == scope.organisation_id).scalar_subquery()
    return (
        sql_select(GroupRow, OrganisationRow, RoundRow, ParticipationRow, *(counts.c[name] for name in _names(edition)))
        .select_from(GroupRow)
        .join(OrganisationRow, col(OrganisationRow.group_id) == col(GroupRow.id))
        .join(
            RoundRow,
            (col(RoundRow.organisation_id) == col(OrganisationRow.id)) & col(RoundRow.id).in_(chosen),
            isouter=True,
        )
        .join(ParticipationRow, (col(ParticipationRow.round_id) == col(RoundRow.id)) & IS_SHOWN, isouter=True)
        .join(
            counts,
            (counts.c.round_id == col(ParticipationRow.round_id)) & (counts.c.team_id == col(ParticipationRow.team_id)),
            isouter=True,
        )
        .where(col(GroupRow.id) == mine, NOT_AWAY)
        .order_by(col(OrganisationRow.name), col(OrganisationRow.id), col(ParticipationRow.team_id))
    )


def _rounds(rows: Sequence[tuple[GroupRow, OrganisationRow, RoundRow | None, ParticipationRow | None]]) -> Rounds:
    """The round of each organisation, by the organisation's id."""
    rounds = {row.organisation_id: row for _, _, row, _ in rows if row is not None}
    parts: dict[int, list[ParticipationRow]] = defaultdict(list)
    for _, _, row, part in rows:
        if row is not None and part is not None:
            parts[row.organisation_id].append(part)
    return {
        organisation_id: as_round(row, tuple(map(as_team, parts[organisation_id])))
        for organisation_id, row in rounds.items()
    }


def _tallies(session: Session, round_ids: Collection[int]) -> dict[int, list[Tally]]:
    """How many teams with the same sections gave which rating, by round."""
    sections = cast(ParticipationRow.sections, Text)
    what = (
        col(JudgementRow.round_id),
        col(JudgementRow.statement_id),
        col(JudgementRow.rating),
        col(JudgementRow.carried_forward),
        sections,
    )
    query = (
        sql_select(*what, func.count())
        .select_from(JudgementRow)
        .join(ParticipationRow, TAKES_PART)
        .where(col(JudgementRow.round_id).in_(round_ids), col(JudgementRow.rating).is_not(None))
        .group_by(*what)
    )
    tallies: dict[int, list[Tally]] = defaultdict(list)
    for round_id, statement_id, rating, carried, kept, teams in session.connection().execute(query):
        tallies[round_id].append(Tally(tuple(json.loads(kept)), statement_id, Rating(str(rating)), carried, teams))
    return tallies


def _judged(session: Session, round_ids: Collection[int], edition: Edition) -> Judged:
    """How many statements of each section were rated or confirmed, by round, team and section."""
    rows = session.connection().execute(_counting(round_ids, edition))
    return _by_round(((round_id, team_id, numbers) for round_id, team_id, *numbers in rows), edition)


def _names(edition: Edition) -> list[str]:
    """What the counts of the sections are called in a question."""
    return [f"of_{place}" for place in range(len(edition.sections))]


def _counting(round_ids: Collection[int] | Select[tuple[int]], edition: Edition) -> Select[*tuple[Any, ...]]:
    """The question how many statements of each section each team has rated or confirmed in these rounds."""
    ids = [[statement.id for statement in section.statements] for section in edition.sections]
    counts = [
        func.sum(case((col(JudgementRow.statement_id).in_(its), 1), else_=0)).label(name)
        for name, its in zip(_names(edition), ids, strict=True)
    ]
    key = (col(JudgementRow.round_id), col(JudgementRow.team_id))
    is_judged = col(JudgementRow.rating).is_not(None) & col(JudgementRow.carried_forward).is_(False)
    is_here = col(JudgementRow.round_id).in_(round_ids) & col(JudgementRow.team_id).not_in(TEAMS_AWAY)
    return sql_select(*key, *counts).where(is_here, is_judged).group_by(*key)


def _by_round(rows: Iterable[tuple[int, int, Iterable[int | None]]], edition: Edition) -> Judged:
    judged: Judged = defaultdict(dict)
    for round_id, team_id, numbers in rows:
        told = zip(edition.sections, numbers, strict=True)
        judged[round_id] |= {(team_id, section.id): int(number or 0) for section, number in told}
    return judged
