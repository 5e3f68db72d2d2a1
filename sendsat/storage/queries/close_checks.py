"""What was open in a round when it was closed."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlmodel import select

from sendsat.assessment.close_check import Finding, Gap
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables_closing import CloseCheckRow


def keep(work: Work, round_id: int, findings: Iterable[Finding], at: datetime) -> None:
    """Keep the findings of the check with a round, in place of those of an earlier close."""
    row = work.session.get(CloseCheckRow, round_id)
    if row is None:
        row = CloseCheckRow(round_id=round_id, organisation_id=work.organisation_id, at=at, findings=[])
    row.at, row.findings = at, [asdict(finding) for finding in findings]
    work.session.add(row)


def of_round(scope: Scope, round_id: int) -> tuple[Finding, ...] | None:
    """What was open as the round was closed; None where no check was kept with it. Ids are kept as they were, also
    those of statements and teams that are gone."""
    query = select(CloseCheckRow).where(CloseCheckRow.organisation_id == scope.organisation_id)
    row = scope.session.exec(query.where(CloseCheckRow.round_id == round_id)).first()
    return None if row is None else tuple(_finding(kept) for kept in row.findings)


def _finding(kept: dict[str, object]) -> Finding:
    teams = kept["teams"]
    assert isinstance(teams, list)
    return Finding(
        gap=Gap(str(kept["gap"])),
        statement_id=str(kept["statement_id"]),
        teams=tuple(str(name) for name in teams),
        text=str(kept["text"]),
        is_law=bool(kept["is_law"]),
    )
