"""The report's summary: the few strengths, priorities and movements that its first two pages name. Pure.

Each choice follows a rule, said in the report's notes, so that nobody takes it for a judgement of sendsat's. Must not
import pandas, plotly or storage.
"""

from collections.abc import Iterable

from sendsat.assessment.movement import MOVED
from sendsat.assessment.rating import Rating
from sendsat.assessment.report import Brief, ItemKind, Point, Report, ReportItem
from sendsat.assessment.rules import urgency
from sendsat.assessment.values import Action
from sendsat.guide.model import Strength
from sendsat.reports import report_phrases as say
from sendsat.reports.report_drafts import NO_COMMENTARY, Source

MOST = 5
"""So many strengths, priorities and movements the summary names."""
LONGEST_POINT, LONGEST_STATEMENT = 115, 60
DUTIES = (Strength.LAW, Strength.GUIDANCE)
HOW_CHOSEN = (
    f"The summary names up to {MOST} of each. Strengths: with evidence first, then by legal duty. Priorities: Red "
    "before Amber, what slipped first, then by legal duty. Movements: what slipped first."
)


def brief(source: Source, built: Report, gaps: tuple[str, ...]) -> Brief:
    """The summary of a report that is built: texts that somebody emptied stay out, edited ones are taken."""
    items = {kind: [one for one in built.items if one.kind is kind and not one.left_out] for kind in ItemKind}
    strengths = sorted(items[ItemKind.STRENGTH], key=lambda one: _strength_order(source, one))
    priorities = sorted(items[ItemKind.IMPROVEMENT], key=lambda one: _priority_order(source, one))
    moved = sorted(items[ItemKind.PROGRESS], key=lambda one: MOVED.index(source.rows[one.statement_id].movement))
    return Brief(
        strengths=tuple(_point(source, one, _why(source, one)) for one in strengths[:MOST]),
        every_strength=len(strengths),
        priorities=tuple(_priority(source, one) for one in priorities[:MOST]),
        every_priority=len(priorities),
        moved=tuple(_point(source, one, _why(source, one)) for one in moved[:MOST]),
        every_moved=len(moved),
        gaps=gaps,
    )


def _strength_order(source: Source, item: ReportItem) -> tuple[bool, int]:
    return not source.now.standings[item.statement_id].evidence.strip(), _duty(source, item.statement_id)


def _priority_order(source: Source, item: ReportItem) -> tuple[bool, int, int]:
    statement_id = item.statement_id
    row = source.rows.get(statement_id)
    slipped = row is not None and row.movement in MOVED and MOVED.index(row.movement) == 0
    is_red = source.now.rating(statement_id) is Rating.RED
    return not is_red, 0 if slipped else 1, _duty(source, statement_id)


def _duty(source: Source, statement_id: str) -> int:
    """0 for law, 1 for statutory guidance, 2 for the rest; law that binds others is among the rest."""
    edition = source.now.edition
    ours = edition.statements[statement_id].ours
    if ours is None or ours.duty not in DUTIES:
        return len(DUTIES)
    binds = not source.organisation.kind.unbound_by(edition.provisions(ours))
    return DUTIES.index(ours.duty) if binds or ours.duty is not Strength.LAW else len(DUTIES)


def _why(source: Source, item: ReportItem) -> str:
    """The text somebody wrote for the report, or the reason and the evidence as they are recorded."""
    if item.edit:
        return say.shortened(item.text, LONGEST_POINT)
    standing = source.now.standings[item.statement_id]
    reason = " ".join(say.commentary(standing, source.teams).split())
    evidence = say.evidence(standing) if item.kind is ItemKind.STRENGTH else ""
    parts = (say.shortened(part, LONGEST_POINT) for part in (reason, evidence) if part)
    return " ".join(parts) or NO_COMMENTARY


def _point(source: Source, item: ReportItem, text: str, actions: Iterable[Action] = ()) -> Point:
    return Point(item.statement_id, say.shortened(item.heading, LONGEST_STATEMENT), item.label, text, tuple(actions))


def _priority(source: Source, item: ReportItem) -> Point:
    """A priority with its most urgent open action; none where nothing is planned."""
    open_ = [action for action in source.actions_for([item.statement_id]) if action.status.is_open]
    first = sorted(open_, key=lambda action: urgency(action, source.today))[:1]
    return _point(source, item, say.shortened(first[0].text, LONGEST_POINT) if first else "", first)
