"""What is still open in a round that somebody is about to close. It warns and never blocks. Pure.

The rules are ours: neither the guide nor the law asks for them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import is_overdue
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action, Judgement
from sendsat.guide.edition import Edition
from sendsat.guide.kept_words import KeptWords
from sendsat.guide.law import Strength


class Gap(StrEnum):
    """What may be missing, in the order it is shown."""

    NOT_RATED = "not_rated"
    NOT_CONFIRMED = "not_confirmed"
    NO_ACTION = "no_action"
    NO_PROOF = "no_proof"
    TEAMS_DIFFER = "teams_differ"
    NO_OWNER = "no_owner"
    NO_DATE = "no_date"
    OVERDUE = "overdue"

    @property
    def heading(self) -> str:
        """The heading over all findings of the kind."""
        return WORDS[self][0]

    @property
    def advice(self) -> str:
        """What it means for the round, in a sentence or two."""
        return WORDS[self][1]

    @property
    def is_of_action(self) -> bool:
        """Whether it is about the action plan and not about a statement."""
        return self in (Gap.NO_OWNER, Gap.NO_DATE, Gap.OVERDUE)


WORDS = {
    Gap.NOT_RATED: ("Not rated", "They stay not rated, and never count as Red."),
    Gap.NOT_CONFIRMED: ("Carried forward, not confirmed", "Nobody has said this round that they still hold."),
    Gap.NO_ACTION: ("Red or Amber without an open action", "What will change before the next round?"),
    Gap.NO_PROOF: ("Green without a reason or evidence", "A reader cannot see what Green rests on."),
    Gap.TEAMS_DIFFER: (
        "Teams differ",
        "The rule of the round says what counts. Say why they differ, or agree.",
    ),
    Gap.NO_OWNER: ("Open actions without an owner", "Nobody has said that they will do them."),
    Gap.NO_DATE: ("Open actions without a date", "Nobody can say when they are late."),
    Gap.OVERDUE: ("Open actions past their date", "Finish them, move the date, or drop them and say why."),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is open: about a statement with the names of the teams it concerns, or about an action's text.

    `is_law` says that the law asks this kind of organisation for what the statement says.
    """

    gap: Gap
    statement_id: str = ""
    teams: tuple[str, ...] = ()
    text: str = ""
    is_law: bool = False


@dataclass(frozen=True)
class AtClose:
    """What is kept of a round as it was closed last: when (UTC), what was open, and the words it was rated with, None
    where it was closed before words were kept."""

    at: datetime
    findings: tuple[Finding, ...]
    words: KeptWords | None


def asked_by_law(edition: Edition, statement_id: str, kind: OrganisationKind) -> bool:
    """Whether a law that binds this kind of organisation asks for what a statement says."""
    ours = edition.statements[statement_id].ours
    return ours is not None and ours.duty is Strength.LAW and not kind.unbound_by(edition.provisions(ours))


def close_check(
    snapshot: Snapshot, actions: Iterable[Action], kind: OrganisationKind, today: date
) -> tuple[Finding, ...]:
    """Everything open in a round of all its teams, by kind; within it legal duties first, then the guide's order.

    `actions` is the organisation's whole plan: an action of an earlier round still answers for its statements.
    """
    plan = tuple(action for action in actions if action.status.is_open)
    of_actions = (Finding(gap, text=action.text) for action in plan for gap in _of_action(action, today))
    return _in_order((*statement_check(snapshot, plan, kind), *of_actions))


def statement_check(snapshot: Snapshot, actions: Iterable[Action], kind: OrganisationKind) -> tuple[Finding, ...]:
    """What is open in the statements alone, in that order: all that a supplement is checked for."""
    served = {statement_id for action in actions if action.status.is_open for statement_id in action.statements}
    return _in_order(
        Finding(gap, sid, names, is_law=asked_by_law(snapshot.edition, sid, kind))
        for sid, standing in snapshot.standings.items()
        for gap, names in _of_statement(snapshot, standing, planned=sid in served)
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (list(Gap).index(finding.gap), not finding.is_law)))


def _of_statement(snapshot: Snapshot, standing: Standing, *, planned: bool) -> Iterator[tuple[Gap, tuple[str, ...]]]:
    silent = tuple(judgement for judgement in standing.judgements if judgement.rating is None)
    if silent:
        yield Gap.NOT_RATED, _names(snapshot, silent)
    if standing.waiting:
        yield Gap.NOT_CONFIRMED, _names(snapshot, standing.waiting)
    if standing.judged in (Rating.RED, Rating.AMBER) and not planned:
        yield Gap.NO_ACTION, ()
    bare = tuple(judgement for judgement in standing.judgements if _is_bare_green(judgement))
    if bare:
        yield Gap.NO_PROOF, _names(snapshot, bare)
    if standing.teams_differ:
        yield Gap.TEAMS_DIFFER, ()


def _is_bare_green(judgement: Judgement) -> bool:
    said = judgement.commentary.strip() or judgement.evidence.strip() or judgement.seen_evidence
    return judgement.judged is Rating.GREEN and not said


def _names(snapshot: Snapshot, judgements: tuple[Judgement, ...]) -> tuple[str, ...]:
    """The teams' names, where the round has several; with one team there is nothing to tell apart."""
    if len(snapshot.teams) == 1:
        return ()
    concerned = {judgement.team_id for judgement in judgements}
    return tuple(team.name for team in snapshot.teams if team.id in concerned)


def _of_action(action: Action, today: date) -> Iterator[Gap]:
    if not action.owner.strip():
        yield Gap.NO_OWNER
    if action.due is None:
        yield Gap.NO_DATE
    if is_overdue(action, today):
        yield Gap.OVERDUE
