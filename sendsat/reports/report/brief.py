"""The report's summary: the few strengths, priorities and movements that its first two pages name. Pure.

Each choice follows a rule, or is what somebody picked; the report's notes say which, so that nobody takes it for a
judgement of sendsat's. Must not import pandas, plotly or storage.
"""

from collections.abc import Callable, Iterable, Sequence

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.picks import MOST, NOUNS, picked
from sendsat.assessment.report.report import Brief, ItemKind, Point, Report, ReportItem
from sendsat.assessment.results.movement import MOVED
from sendsat.assessment.rules import urgency
from sendsat.assessment.values import Action
from sendsat.guide.model import Strength
from sendsat.reports.report import phrases as say
from sendsat.reports.report.drafts import NO_COMMENTARY, Source
from sendsat.reports.sentences import listed, rule_sentence

LONGEST_POINT, LONGEST_STATEMENT = 115, 60
DUTIES = (Strength.LAW, Strength.GUIDANCE)
BY_RULE = {
    ItemKind.STRENGTH: "Strengths: with evidence first, then by legal duty.",
    ItemKind.IMPROVEMENT: "Priorities: Red before Amber, what slipped first, then by legal duty.",
}
Order = Callable[[Source, ReportItem], tuple[bool | int, ...]]


def brief(source: Source, built: Report, gaps: tuple[str, ...]) -> Brief:
    """The summary of a report that is built: texts that somebody emptied stay out, edited ones are taken."""
    items = {kind: [item for item in built.items if item.kind is kind and not item.left_out] for kind in ItemKind}
    strengths, priorities = items[ItemKind.STRENGTH], items[ItemKind.IMPROVEMENT]
    moved = sorted(items[ItemKind.PROGRESS], key=lambda item: MOVED.index(source.rows[item.statement_id].movement))
    first_strengths = _chosen(source, ItemKind.STRENGTH, strengths, _strength_order)
    first_priorities = _chosen(source, ItemKind.IMPROVEMENT, priorities, _priority_order)
    return Brief(
        strengths=tuple(_point(source, strength, _why(source, strength)) for strength in first_strengths),
        every_strength=len(strengths),
        priorities=tuple(_priority(source, priority) for priority in first_priorities),
        every_priority=len(priorities),
        moved=tuple(_point(source, item, _why(source, item)) for item in moved[:MOST]),
        every_moved=len(moved),
        gaps=gaps,
        standing=say.standing_sentence(source.now.counts()),
        rule=rule_sentence(source.now),
        movement=source.moved(source.now.asked),
        how_chosen=_how_chosen(source, {ItemKind.STRENGTH: strengths, ItemKind.IMPROVEMENT: priorities}),
    )


def _picked(source: Source, kind: ItemKind, items: Sequence[ReportItem]) -> list[ReportItem]:
    """What somebody picked of these, in their order; without what a changed rating has taken away since."""
    by_id = {item.statement_id: item for item in items}
    return [
        by_id[statement_id]
        for statement_id in picked(source.edits, kind, source.now.only_team)
        if statement_id in by_id
    ]


def _chosen(source: Source, kind: ItemKind, items: Sequence[ReportItem], order: Order) -> list[ReportItem]:
    return _picked(source, kind, items) or sorted(items, key=lambda item: order(source, item))[:MOST]


def _how_chosen(source: Source, items: dict[ItemKind, list[ReportItem]]) -> tuple[str, ...]:
    """How the points of each kind came to stand there, and which picks are gone because a rating or text changed."""
    by_hand = [kind for kind in NOUNS if _picked(source, kind, items[kind])]
    rules = [words for kind, words in BY_RULE.items() if kind not in by_hand]
    told = [" ".join([f"The summary names up to {MOST} of each.", *rules, "Movements: what slipped first."])]
    if by_hand:
        told.append(f"The {listed([NOUNS[kind] for kind in by_hand])} were picked and put in order by hand.")
    for kind, noun in NOUNS.items():
        here = {item.statement_id for item in items[kind]}
        gone = [
            statement_id
            for statement_id in picked(source.edits, kind, source.now.only_team)
            if statement_id not in here
        ]
        if gone:
            told.append(f"Picked earlier, and not among the {noun} now: {listed(gone)}.")
    return tuple(told)


def judgement_words(counts: Counts) -> str:
    """What the ratings of an area show, in a few words; where too little is rated to judge it, that."""
    if not counts.applicable:
        return "None of its statements applies." if counts.total else ""
    if not counts.can_be_ranked:
        return "Too little is rated to judge this area."
    if counts.green == counts.rated:
        return f"All {counts.rated} rated are Green."
    share = f"{counts.green} of {counts.rated} rated" if counts.green else f"None of {counts.rated} rated"
    told = f"{share} {'is' if counts.green < 2 else 'are'} Green"
    if counts.red:
        told += f", {counts.red} {'is' if counts.red == 1 else 'are'} Red"
    return f"{told}."


def _strength_order(source: Source, item: ReportItem) -> tuple[bool | int, ...]:
    return not source.now.standings[item.statement_id].has_evidence, _duty(source, item.statement_id)


def _priority_order(source: Source, item: ReportItem) -> tuple[bool | int, ...]:
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
    evidence = say.evidence(standing, source.teams) if item.kind is ItemKind.STRENGTH else ""
    parts = (say.shortened(part, LONGEST_POINT) for part in (reason, evidence) if part)
    return " ".join(parts) or NO_COMMENTARY


def _point(source: Source, item: ReportItem, text: str, actions: Iterable[Action] = ()) -> Point:
    return Point(item.statement_id, say.shortened(item.heading, LONGEST_STATEMENT), item.label, text, tuple(actions))


def _priority(source: Source, item: ReportItem) -> Point:
    """A priority with its most urgent open action; none where nothing is planned."""
    open_ = [action for action in source.actions_for([item.statement_id]) if action.status.is_open]
    first = sorted(open_, key=lambda action: urgency(action, source.today))[:1]
    return _point(source, item, say.shortened(first[0].text, LONGEST_POINT) if first else "", first)
