"""What leaders agreed on where teams differ, by round and statement."""

from collections.abc import Collection

from sqlmodel import col, select

from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import Agreed
from sendsat.assessment.values import Judgement
from sendsat.storage.queries.judgements import as_judgement
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.agreeing import AgreedRatingRow
from sendsat.storage.tables.rounds import JudgementRow

Said = dict[int, dict[tuple[int, str], Judgement]]
ByRound = dict[int, dict[str, Agreed]]


def said_and_agreed(scope: Scope, round_ids: Collection[int]) -> tuple[Said, ByRound]:
    """Judgements of these rounds as `judgements_of` gives them, and what leaders agreed there, in one statement.

    Leaders agree only where teams have rated, so nothing that was agreed is without a judgement to come with.
    """
    query = (
        select(JudgementRow, AgreedRatingRow)
        .join(
            AgreedRatingRow,
            (col(AgreedRatingRow.round_id) == col(JudgementRow.round_id))
            & (col(AgreedRatingRow.statement_id) == col(JudgementRow.statement_id)),
            isouter=True,
        )
        .where(JudgementRow.organisation_id == scope.organisation_id, col(JudgementRow.round_id).in_(round_ids))
    )
    said: Said = {round_id: {} for round_id in round_ids}
    agreed: ByRound = {round_id: {} for round_id in round_ids}
    for row, of_leaders in scope.session.exec(query):
        said[row.round_id][row.team_id, row.statement_id] = as_judgement(row)
        if of_leaders is not None and row.statement_id not in agreed[row.round_id]:
            agreed[row.round_id][row.statement_id] = _agreed(of_leaders)
    return said, agreed


def _agreed(row: AgreedRatingRow) -> Agreed:
    said = frozenset((int(team_id), Rating(str(rating))) for team_id, rating in row.said)
    return Agreed(Rating(row.rating), row.reason, said, row.at, row.person)


def all_of(scope: Scope, round_id: int) -> dict[str, Agreed]:
    """Everything that leaders agreed on in a round, also where it counts no longer, by statement."""
    query = select(AgreedRatingRow).where(AgreedRatingRow.organisation_id == scope.organisation_id)
    rows = scope.session.exec(query.where(AgreedRatingRow.round_id == round_id).order_by(AgreedRatingRow.statement_id))
    return {row.statement_id: _agreed(row) for row in rows}


def agreed_on(scope: Scope, round_id: int, statement_id: str) -> Agreed | None:
    """What leaders agreed on one statement, None where they have not."""
    row = scope.session.get(AgreedRatingRow, (round_id, statement_id))
    return _agreed(row) if row is not None and row.organisation_id == scope.organisation_id else None


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
