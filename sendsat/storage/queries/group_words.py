"""What teams wrote in several organisations of a group, of a few statements each: only of those that the visitor may
see."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from sendsat.assessment.values import Judgement
from sendsat.storage.queries.groups import TAKES_PART
from sendsat.storage.queries.judgements import as_judgement
from sendsat.storage.queries.organisations import NOT_AWAY
from sendsat.storage.queries.rounds import IS_HERE
from sendsat.storage.tables.rounds import JudgementRow, OrganisationRow, ParticipationRow, RoundRow

Written = dict[tuple[int, str], tuple[Judgement, ...]]
"""By round and statement, in the order of the teams."""


def said_in(session: Session, visible_ids: Collection[int], wanted: Mapping[int, Collection[str]]) -> Written:
    """What teams that take part said of the `wanted` statements of each round, by the round's id; nothing of a round
    that is none of the organisations in `visible_ids`. One statement."""
    if not (visible_ids and wanted):
        return {}
    wanted_of_each = or_(
        *(
            and_(col(JudgementRow.round_id) == round_id, col(JudgementRow.statement_id).in_(statements))
            for round_id, statements in wanted.items()
        )
    )
    query = (
        select(JudgementRow)
        .join(ParticipationRow, TAKES_PART)
        .join(RoundRow, col(RoundRow.id) == col(JudgementRow.round_id))
        .join(OrganisationRow, col(OrganisationRow.id) == col(RoundRow.organisation_id))
        .where(wanted_of_each, IS_HERE, NOT_AWAY, col(RoundRow.organisation_id).in_(visible_ids))
        .order_by(col(JudgementRow.round_id), col(JudgementRow.team_id))
    )
    written: dict[tuple[int, str], tuple[Judgement, ...]] = defaultdict(tuple)
    for row in session.exec(query):
        written[row.round_id, row.statement_id] += (as_judgement(row),)
    return dict(written)
