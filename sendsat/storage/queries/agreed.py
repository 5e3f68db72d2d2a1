"""What leaders agreed on where teams differ, by round and statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import Agreed
from sendsat.assessment.values import Judgement, Round
from sendsat.guide.edition import Edition
from sendsat.storage.queries.judgements import IS_SHOWN, TABLE, as_judgement
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.agreeing import AgreedRatingRow
from sendsat.storage.tables.rounds import JudgementRow

Said = dict[int, dict[tuple[int, str], Judgement]]
ByRound = dict[int, dict[str, Agreed]]
AGREED = AgreedRatingRow.metadata.tables["agreed_rating"]


def said_and_agreed(scope: Scope, round_ids: Collection[int]) -> tuple[Said, ByRound]:
    """Judgements of these rounds as `judgements_of` gives them, and what leaders agreed there, in one statement.

    Leaders agree only where teams have rated, so nothing that was agreed is without a judgement to come with.
    """
    both = (TABLE.c.round_id == AGREED.c.round_id) & (TABLE.c.statement_id == AGREED.c.statement_id)
    query = (
        columns(TABLE, *(column.label(f"agreed_{column.name}") for column in AGREED.c))
        .select_from(TABLE.outerjoin(AGREED, both))
        .where(TABLE.c.organisation_id == scope.organisation_id, TABLE.c.round_id.in_(round_ids), IS_SHOWN)
    )
    said: Said = {round_id: {} for round_id in round_ids}
    agreed: ByRound = {round_id: {} for round_id in round_ids}
    for row in scope.session.connection().execute(query):
        said[row.round_id][row.team_id, row.statement_id] = as_judgement(row)
        if row.agreed_rating is not None and row.statement_id not in agreed[row.round_id]:
            agreed[row.round_id][row.statement_id] = _agreed(
                row.agreed_rating, row.agreed_reason, row.agreed_said, row.agreed_at, row.agreed_person
            )
    return said, agreed


def _agreed(rating: str, reason: str, ratings: Iterable[Any], at: datetime, person: str) -> Agreed:
    said = frozenset((int(team_id), Rating(str(given))) for team_id, given in ratings)
    return Agreed(Rating(rating), reason, said, at, person)


def _of_row(row: AgreedRatingRow) -> Agreed:
    return _agreed(row.rating, row.reason, row.said, row.at, row.person)


def all_of(scope: Scope, round_id: int) -> dict[str, Agreed]:
    """Everything that leaders agreed on in a round, also where it counts no longer, by statement."""
    query = select(AgreedRatingRow).where(AgreedRatingRow.organisation_id == scope.organisation_id)
    rows = scope.session.exec(query.where(AgreedRatingRow.round_id == round_id).order_by(AgreedRatingRow.statement_id))
    return {row.statement_id: _of_row(row) for row in rows}


def all_by_round(scope: Scope, round_ids: Collection[int]) -> ByRound:
    """The same of several rounds, by round and statement, in one statement."""
    query = select(AgreedRatingRow).where(AgreedRatingRow.organisation_id == scope.organisation_id)
    agreed: ByRound = {round_id: {} for round_id in round_ids}
    for row in scope.session.exec(query.where(col(AgreedRatingRow.round_id).in_(round_ids))):
        agreed[row.round_id][row.statement_id] = _of_row(row)
    return agreed


def agreed_on(scope: Scope, round_id: int, statement_id: str) -> Agreed | None:
    """What leaders agreed on one statement, None where they have not."""
    row = scope.session.get(AgreedRatingRow, (round_id, statement_id))
    return _of_row(row) if row is not None and row.organisation_id == scope.organisation_id else None


def keep(work: Work, round_id: int, statement_id: str, agreed: Agreed | None) -> None:
    """Keep what leaders agreed on a statement in place of what they agreed before; None forgets it."""
    row = work.session.get(AgreedRatingRow, (round_id, statement_id))
    if row is not None:
        work.session.delete(row)
        work.session.flush()
    if agreed is None:
        return
    said: list[list[int | str]] = [[team_id, rating.value] for team_id, rating in sorted(agreed.said)]
    work.session.add(
        AgreedRatingRow(
            round_id=round_id,
            statement_id=statement_id,
            organisation_id=work.organisation_id,
            rating=agreed.rating.value,
            reason=agreed.reason,
            said=said,
            at=agreed.at,
            person=agreed.person,
        )
    )


def still_agreed_in(session: Session, rounds: Collection[Round], edition: Edition) -> dict[int, dict[str, Rating]]:
    """What leaders agreed on in rounds of whichever organisations and what still counts: the teams asked say what they
    said then. By round and statement, in one statement."""
    if not rounds:
        return {}
    by_id = {round_.id: round_ for round_ in rounds}
    query = (
        select(AgreedRatingRow, JudgementRow.team_id, JudgementRow.rating)
        .join(
            JudgementRow,
            (col(JudgementRow.round_id) == col(AgreedRatingRow.round_id))
            & (col(JudgementRow.statement_id) == col(AgreedRatingRow.statement_id)),
        )
        .where(col(AgreedRatingRow.round_id).in_(by_id), col(JudgementRow.rating).is_not(None))
    )
    rows: dict[tuple[int, str], AgreedRatingRow] = {}
    said: dict[tuple[int, str], set[tuple[int, str]]] = defaultdict(set)
    for row, team_id, rating in session.exec(query):
        key = (row.round_id, row.statement_id)
        rows[key] = row
        if team_id in _asked(by_id[row.round_id], edition, row.statement_id):
            said[key].add((team_id, str(rating)))
    agreed: dict[int, dict[str, Rating]] = defaultdict(dict)
    for key, row in rows.items():
        if said[key] == {(int(team_id), str(rating)) for team_id, rating in row.said}:
            agreed[row.round_id][row.statement_id] = Rating(row.rating)
    return agreed


def _asked(round_: Round, edition: Edition, statement_id: str) -> set[int]:
    section = edition.section_of.get(statement_id)
    return {team.id for team in round_.teams_asked(edition, section.id)} if section else set()
