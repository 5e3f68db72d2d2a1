"""Teams in the bin: put there, taken out whole, and erased for good."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, delete, func, select

from sendsat.assessment.records.bin import Binned, What
from sendsat.assessment.records.team_bin import TookPart
from sendsat.assessment.report.report import parts_of
from sendsat.assessment.values import Team
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import TEAMS_AWAY, teams_of
from sendsat.storage.queries.records.bins import delete_counted, empty_copies, of_workshops_and_actions
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.closing import CloseCheckRow
from sendsat.storage.tables.imports import ImportBatchRow
from sendsat.storage.tables.people import InvitationRow, MembershipRow
from sendsat.storage.tables.report import ReportEditRow
from sendsat.storage.tables.rounds import ActionRow, ChangeRow, JudgementRow, ParticipationRow, RoundRow, TeamRow
from sendsat.storage.tables.workshop import WorkshopRow


def _binned(row: TeamRow) -> Binned:
    assert row.id is not None
    assert row.binned_at is not None
    return Binned(row.id, row.name, row.binned_at, What.TEAM)


def binned_of(scope: Scope) -> tuple[Binned, ...]:
    """The organisation's teams in the bin, the one that goes first first. One statement."""
    mine = TeamRow.organisation_id == scope.organisation_id
    query = select(TeamRow).where(mine, col(TeamRow.binned_at).is_not(None))
    return tuple(_binned(row) for row in scope.session.exec(query.order_by(col(TeamRow.binned_at), col(TeamRow.id))))


def organisations_with_old(session: Session, binned_before: datetime) -> tuple[int, ...]:
    """The organisations that have a team in the bin since before then. One statement."""
    query = select(TeamRow.organisation_id).where(col(TeamRow.binned_at) < binned_before).distinct()
    return tuple(sorted(session.exec(query)))


def took_part(scope: Scope, team_id: int) -> tuple[TookPart, ...]:
    """The rounds in which a team takes part, be they or the team in the bin, oldest first. One statement."""
    others = (
        select(func.count())
        .where(
            ParticipationRow.round_id == RoundRow.id,
            ParticipationRow.team_id != team_id,
            col(ParticipationRow.team_id).not_in(TEAMS_AWAY),
        )
        .correlate(RoundRow)
        .scalar_subquery()
    )
    here_or_binned = or_(col(RoundRow.removed_at).is_(None), col(RoundRow.binned_at).is_not(None))
    query = (
        select(RoundRow, others)
        .select_from(RoundRow)
        .join(ParticipationRow, col(ParticipationRow.round_id) == col(RoundRow.id))
        .where(RoundRow.organisation_id == scope.organisation_id, ParticipationRow.team_id == team_id, here_or_binned)
        .order_by(col(RoundRow.started_at), col(RoundRow.id))
    )
    return tuple(
        TookPart(row.id or 0, row.name, row.closed_at is None, row.binned_at is not None, number == 0)
        for row, number in scope.session.exec(query)
    )


BEGINS = ("add_team", "bring_back_team", "take_team_out_of_bin")
"""The deeds after which a team takes part in every open round."""


def began_since(scope: Scope, at: datetime) -> frozenset[int]:
    """The teams that were added, brought back or taken out of the bin since then, as the record says. One statement."""
    query = select(ChangeRow.team_id).where(
        ChangeRow.organisation_id == scope.organisation_id, col(ChangeRow.verb).in_(BEGINS), ChangeRow.at >= at
    )
    return frozenset(team_id for team_id in scope.session.exec(query.distinct()) if team_id is not None)


def names_in_bin(scope: Scope, round_id: int) -> tuple[str, ...]:
    """The teams in the bin that take part in a round, by name. One statement."""
    query = (
        select(TeamRow.name)
        .join(ParticipationRow, col(ParticipationRow.team_id) == col(TeamRow.id))
        .where(TeamRow.organisation_id == scope.organisation_id, ParticipationRow.round_id == round_id)
        .where(col(TeamRow.binned_at).is_not(None))
    )
    return tuple(sorted(scope.session.exec(query)))


def put(work: Work, team_id: int, at: datetime) -> None:
    """Put a team that is here into the bin."""
    row = work.session.get(TeamRow, team_id)
    if row is not None and row.organisation_id == work.organisation_id:
        row.removed_at = row.binned_at = at
        work.session.flush()


def _row(work: Work, team_id: int) -> TeamRow:
    row = work.session.get(TeamRow, team_id)
    if row is None or row.organisation_id != work.organisation_id or row.binned_at is None:
        raise NotFound("This team is not in the bin.", "Reload the page to see what is.")
    return row


def get_binned(work: Work, team_id: int) -> Binned:
    """One team in the bin. Raises `NotFound`."""
    return _binned(_row(work, team_id))


def take_out(work: Work, team_id: int) -> Team:
    """Take a team out of the bin, with all that belongs to it. Raises `NotFound`."""
    row = _row(work, team_id)
    row.removed_at = row.binned_at = None
    work.session.flush()
    return next(team for team in teams_of(work) if team.id == team_id)


def erase(work: Work, team_id: int) -> dict[str, int]:
    """Erase all that belongs to a team in the bin, history and copies of what was shared of its rounds too; how many
    rows of each table went. An empty row keeps the team's number. Raises `NotFound`."""
    row = _row(work, team_id)
    its_rounds = tuple(work.session.exec(_rounds(team_id)))
    edits = _edits(work, team_id)
    counts = {
        "change": _erase_history(work, team_id, [edit.text for edit in edits if edit.text]),
        "report_edit": len(edits),
        "import_batch": _erase_from_imports(work, team_id),
        "close_check": _erase_close_checks(work, team_id),
    }
    for edit in edits:
        work.session.delete(edit)
    _erase_from_people(work, team_id)
    counts |= delete_counted(
        work,
        [
            *of_workshops_and_actions(col(WorkshopRow.team_id) == team_id, col(ActionRow.team_id) == team_id),
            (JudgementRow, col(JudgementRow.team_id) == team_id),
            (ParticipationRow, col(ParticipationRow.team_id) == team_id),
        ],
    )
    empty_copies(work, its_rounds, counts)
    row.name, row.sections, row.site_id, row.placed, row.binned_at = "", [], None, None, None
    work.session.add(row)
    work.session.flush()
    return counts


def _rounds(team_id: int) -> Any:
    return select(ParticipationRow.round_id).where(ParticipationRow.team_id == team_id)


def _actions(work: Work, team_id: int) -> set[int]:
    return {
        action_id
        for action_id in work.session.exec(select(ActionRow.id).where(ActionRow.team_id == team_id))
        if action_id
    }


def _edits(work: Work, team_id: int) -> list[ReportEditRow]:
    """The edits of the team's own reports."""
    query = select(ReportEditRow).where(ReportEditRow.organisation_id == work.organisation_id)
    return [row for row in work.session.exec(query) if parts_of(row.item_key)[1] == team_id]


def _erase_history(work: Work, team_id: int, reported: list[str]) -> int:
    """History of the team and of its actions. Of the report it did not always say whose it was: there the team's texts
    tell."""
    mine = col(ChangeRow.organisation_id) == work.organisation_id
    whose = [col(ChangeRow.team_id) == team_id, col(ChangeRow.action_id).in_(_actions(work, team_id))]
    if reported:
        of_reports = col(ChangeRow.field).startswith("report: ") & col(ChangeRow.team_id).is_(None)
        same = col(ChangeRow.new).in_(reported) | col(ChangeRow.old).in_(reported)
        whose.append(of_reports & same & col(ChangeRow.round_id).in_(_rounds(team_id)))
    return int(work.session.exec(delete(ChangeRow).where(mine, or_(*whose))).rowcount)


def _erase_from_imports(work: Work, team_id: int) -> int:
    """What files brought in for the team, kept so that it can be taken back; how many files brought nothing else."""
    actions, gone = _actions(work, team_id), 0
    query = select(ImportBatchRow).where(ImportBatchRow.organisation_id == work.organisation_id)
    for row in work.session.exec(query).all():
        kept = [item for item in row.items if item.get("team_id") != team_id and item.get("action_id") not in actions]
        if len(kept) == len(row.items):
            continue
        row.items = kept
        if not kept:
            work.session.delete(row)
            gone += 1
    work.session.flush()
    return gone


def _erase_close_checks(work: Work, team_id: int) -> int:
    """What was open at the close of rounds that were opened again since: it names teams; the next replaces it."""
    mine = col(CloseCheckRow.organisation_id) == work.organisation_id
    of_open = select(RoundRow.id).where(col(RoundRow.id).in_(_rounds(team_id)), col(RoundRow.closed_at).is_(None))
    return int(work.session.exec(delete(CloseCheckRow).where(mine, col(CloseCheckRow.round_id).in_(of_open))).rowcount)


def _erase_from_people(work: Work, team_id: int) -> None:
    """The team's number among the teams to which somebody is or will be held."""
    for table in (MembershipRow, InvitationRow):
        rows: Any = select(table).where(col(table.organisation_id) == work.organisation_id)
        for row in work.session.exec(rows):
            if team_id in row.teams:
                row.teams = [other for other in row.teams if other != team_id]
    work.session.flush()
