"""What teams said of statements."""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, func
from sqlalchemy import select as columns
from sqlmodel import col, update

from sendsat.assessment.rating import parse_rating
from sendsat.assessment.results.outline import Rated
from sendsat.assessment.values import Judgement, Round
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import NOT_AWAY, TEAMS_AWAY
from sendsat.storage.queries.rounds import PART, PARTS, RoundColumns, as_round, team_of
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.rounds import JudgementRow, OrganisationRow, ParticipationRow, RoundRow, moved_on

KEEPING = update(JudgementRow.metadata.tables["judgement"]).where(
    col(JudgementRow.id) == bindparam("kept_id"), col(JudgementRow.organisation_id) == bindparam("kept_organisation_id")
)


_parsed = cache(parse_rating)  # a page of two rounds of twelve teams asks it hundreds of times


def as_judgement(row: JudgementRow | Row[Any]) -> Judgement:
    """The row, of SQLModel or of the table's plain columns, as a value. Only for the queries of this package."""
    return Judgement(
        round_id=row.round_id,
        team_id=row.team_id,
        statement_id=row.statement_id,
        id=row.id,
        rating=_parsed(row.rating),
        commentary=row.commentary,
        evidence=row.evidence,
        seen_evidence=tuple(row.seen_evidence),
        carried_forward=row.carried_forward,
        rejudged=row.rejudged,
        votes=row.votes,
        minority_note=row.minority_note,
        updated_at=row.updated_at,
    )


TABLE = JudgementRow.metadata.tables["judgement"]
FIELDS = tuple(field.name for field in fields(Judgement))
IN_ORDER = tuple(TABLE.c[name] for name in FIELDS)
"""The columns as a judgement holds them: hundreds are made faster from places than from names."""
IDENTIFIER, RATING, SEEN_EVIDENCE = (FIELDS.index(name) for name in ("id", "rating", "seen_evidence"))


def _in_order(row: Sequence[Any]) -> Judgement:
    """The row of these columns as a value."""
    values = list(row)
    values[RATING] = _parsed(values[RATING])
    values[SEEN_EVIDENCE] = tuple(values[SEEN_EVIDENCE])
    return Judgement(*values)


ROUNDS = RoundRow.metadata.tables["round"]
IN_ROUND, IN_PART = len(RoundColumns._fields), len(PART)
# Put together once: doing so for every click takes longer than asking it. Of plain columns: every rating asks it.
JUDGING = (
    columns(*(ROUNDS.c[name] for name in RoundColumns._fields), *(PARTS.c[name] for name in PART), *IN_ORDER)
    .select_from(RoundRow)
    .join(OrganisationRow, (col(OrganisationRow.id) == col(RoundRow.organisation_id)) & NOT_AWAY)
    .join(
        ParticipationRow,
        (col(ParticipationRow.round_id) == col(RoundRow.id))
        & (col(ParticipationRow.team_id) == bindparam("team_id"))
        & col(ParticipationRow.team_id).not_in(TEAMS_AWAY),
        isouter=True,
    )
    .join(
        JudgementRow,
        (col(JudgementRow.round_id) == col(RoundRow.id))
        & (col(JudgementRow.team_id) == bindparam("team_id"))
        & (col(JudgementRow.statement_id) == bindparam("statement_id")),
        isouter=True,
    )
    .where(
        col(RoundRow.id) == bindparam("round_id"),
        col(RoundRow.organisation_id) == bindparam("organisation_id"),
        col(RoundRow.removed_at).is_(None),
    )
)

IS_SHOWN = TABLE.c.team_id.not_in(TEAMS_AWAY)
APART, WITHIN = "\x1f", "\x1e"
"""They stand between what is said of two statements, and between an id and its rating: the guide's loader lets no text
hold them."""


def judgements_of(
    scope: Scope, round_ids: tuple[int, ...] | None = None
) -> dict[int, dict[tuple[int, str], Judgement]]:
    """Judgements by round, then by team id and statement id; of every round without `round_ids`. One statement."""
    # A page of thirty rounds reads ten thousand: as rows of SQLModel they would take twice as long.
    query = columns(*IN_ORDER).where(TABLE.c.organisation_id == scope.organisation_id, IS_SHOWN)
    if round_ids is not None:
        query = query.where(TABLE.c.round_id.in_(round_ids))
    judgements: dict[int, dict[tuple[int, str], Judgement]] = {round_id: {} for round_id in round_ids or ()}
    for row in scope.session.connection().execute(query).all():
        said = _in_order(row)
        judgements.setdefault(said.round_id, {})[said.team_id, said.statement_id] = said
    return judgements


def ratings_of(scope: Scope, round_ids: Collection[int]) -> dict[int, dict[tuple[int, str], Rated]]:
    """The ratings alone of these rounds, by round, then by team id and statement id. One statement."""
    # Thirty rounds hold ten thousand: the database hands them over in one text for what each team said in a round.
    alike = [TABLE.c[name] for name in ("round_id", "team_id", "carried_forward")]
    id_and_rating = TABLE.c.statement_id + WITHIN + func.coalesce(TABLE.c.rating, "")
    query = (
        columns(*alike, func.aggregate_strings(id_and_rating, APART).label("said"))
        .where(TABLE.c.organisation_id == scope.organisation_id, TABLE.c.round_id.in_(round_ids), IS_SHOWN)
        .group_by(*alike)
    )
    rated: dict[int, dict[tuple[int, str], Rated]] = {round_id: {} for round_id in round_ids}
    for row in scope.session.connection().execute(query).all():
        rated[row.round_id].update(_said(row.team_id, row.said, bool(row.carried_forward)))
    return rated


@lru_cache(maxsize=1024)  # closed rounds come back as they were, each time a page counts them
def _said(team_id: int, told: str, carried: bool) -> dict[tuple[int, str], Rated]:
    every = (id_and_rating.partition(WITHIN) for id_and_rating in told.split(APART))
    return {(team_id, statement_id): (_parsed(rating or None), carried) for statement_id, _, rating in every}


def get_judging(scope: Scope, *, round_id: int, team_id: int, statement_id: str) -> tuple[Round, Judgement]:
    """The round with only this team in it, and what the team said of the statement, in one statement of SQL.

    The round has no team where this one takes no part; the judgement is empty where nothing was said.
    Raises `NotFound` where the organisation has no such round, or is in the bin.
    """
    wanted = {
        "organisation_id": scope.organisation_id,
        "round_id": round_id,
        "team_id": team_id,
        "statement_id": statement_id,
    }
    joined = scope.session.connection().execute(JUDGING, wanted).first()
    if joined is None:
        raise NotFound("There is no such round here.", "Choose one in the sidebar.")
    of_round, part, said = joined[:IN_ROUND], joined[IN_ROUND : IN_ROUND + IN_PART], joined[IN_ROUND + IN_PART :]
    round_ = as_round(RoundColumns._make(of_round), (team_of(part),) if part[0] else ())
    if said[IDENTIFIER] is None:
        return round_, Judgement(round_id=round_id, team_id=team_id, statement_id=statement_id)
    return round_, _in_order(said)


def save_judgement(work: Work, judgement: Judgement, now: datetime) -> Judgement:
    """Keep the judgement whole, as new or in place of what was there; returns it with its time, which is later than
    the judgement's own. One statement.

    Raises `NotFound` for a judgement that is no longer there or is another organisation's.
    """
    renewed = replace(judgement, updated_at=moved_on(judgement.updated_at, now))
    values: dict[str, Any] = {
        "rating": renewed.rating.value if renewed.rating else None,
        "commentary": renewed.commentary,
        "evidence": renewed.evidence,
        "seen_evidence": list(renewed.seen_evidence),
        "carried_forward": renewed.carried_forward,
        "rejudged": renewed.rejudged,
        "votes": renewed.votes,
        "minority_note": renewed.minority_note,
        "updated_at": renewed.updated_at,
    }
    if renewed.id is not None:
        mine = {"kept_id": renewed.id, "kept_organisation_id": work.organisation_id}
        if work.session.connection().execute(KEEPING, {**values, **mine}).rowcount == 0:
            raise NotFound("This statement's rating is no longer there.", "Reload the page to see it as it is now.")
        return renewed
    row = JudgementRow(
        organisation_id=work.organisation_id,
        round_id=renewed.round_id,
        team_id=renewed.team_id,
        statement_id=renewed.statement_id,
        **values,
    )
    work.session.add(row)
    work.session.flush()
    return replace(renewed, id=row.id)
