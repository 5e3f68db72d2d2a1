"""What was open in a round when it was closed, and the words its statements had then."""

from collections.abc import Collection
from dataclasses import asdict

from sqlmodel import col, select

from sendsat.assessment.results.close_check import AtClose, Finding, Gap
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.closing import CloseCheckRow

Words = dict[str, dict[str, str]]


def keep(work: Work, round_id: int, at_close: AtClose) -> None:
    """Keep what was open and the words with a round, in place of those of an earlier close."""
    row = work.session.get(CloseCheckRow, round_id)
    if row is None:
        row = CloseCheckRow(round_id=round_id, organisation_id=work.organisation_id, at=at_close.at, findings=[])
    row.at, row.findings = at_close.at, [asdict(finding) for finding in at_close.findings]
    row.words = None if at_close.words is None else {kind: dict(said) for kind, said in at_close.words.items()}
    work.session.add(row)


def of_round(scope: Scope, round_id: int) -> AtClose | None:
    """What was kept of the round as it was closed; None where nothing was. Ids are as they were, also those of
    statements and teams that are gone."""
    query = select(CloseCheckRow).where(CloseCheckRow.organisation_id == scope.organisation_id)
    row = scope.session.exec(query.where(CloseCheckRow.round_id == round_id)).first()
    return None if row is None else AtClose(row.at, tuple(_finding(kept) for kept in row.findings), row.words)


def words_of(scope: Scope, round_ids: Collection[int]) -> dict[int, Words]:
    """The words that are kept of closed rounds, by the round's id, in one statement."""
    query = select(CloseCheckRow.round_id, CloseCheckRow.words).where(
        CloseCheckRow.organisation_id == scope.organisation_id, col(CloseCheckRow.round_id).in_(round_ids)
    )
    return {round_id: dict(words) for round_id, words in scope.session.exec(query) if words is not None}


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
