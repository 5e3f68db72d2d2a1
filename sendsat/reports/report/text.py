"""The self-assessment report put together: items grouped by Ofsted area, section, or law and guidance. Pure.

Each statement stands once, under the first area it speaks to; its other areas point to it. Must not import pandas,
plotly or storage.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.picks import is_pick
from sendsat.assessment.report.report import Grouping, Report, ReportEdit, ReportGroup, parts_of
from sendsat.assessment.results.ofsted import OfstedChoices, ofsted_areas
from sendsat.assessment.rules import urgency
from sendsat.assessment.values import Action
from sendsat.guide.model import Framework, Strength
from sendsat.reports.report.brief import brief, judgement_words
from sendsat.reports.report.drafts import Source, chapters, is_strength, position, statement_items, summary
from sendsat.reports.report.inspection import inspection_notes
from sendsat.reports.report.phrases import standing_sentence
from sendsat.reports.sentences import beside_sentence, counted, listed

ELSEWHERE = "elsewhere"
DUTIES: dict[str, str] = {
    Strength.LAW: Strength.LAW.heading,
    Strength.GUIDANCE: Strength.GUIDANCE.heading,
    Strength.GUIDE: Strength.GUIDE.heading,
    Strength.GOOD: Strength.GOOD.heading,
    ELSEWHERE: "Law that does not bind you",
    "": "Not marked as duty or good practice",
}
UNPLACED = "other"
OURS = (
    "It is sendsat's own, not part of the 2016 guide. What was written about it is not in this report; its actions are "
    "in the action plan."
)


@dataclass(frozen=True)
class Heads:
    """The headings of a grouping: titles by id in order; `of` gives a statement's heading ids, the main one first.

    `grades` are inspectors' words by area.
    """

    title: str
    titles: Mapping[str, str]
    of: Callable[[str], tuple[str, ...]]
    grades: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def build_report(source: Source, *, grouping: Grouping, framework: Framework, choices: OfstedChoices) -> Report:
    """The whole report. `framework` matters for grouping by Ofsted area; `choices` are the organisation's own areas."""
    now, heads = source.now, _heads(source, grouping, framework, choices)
    sections = [
        section
        for section in now.edition.sections
        if any(statement.id in now.asked for statement in section.statements)
    ]
    team = now.round.team(now.only_team) if now.only_team is not None else None
    built = Report(
        organisation=source.organisation,
        round=now.round,
        team=team.name if team else source.site,
        day=source.today,
        grouping=grouping,
        grouped_by=heads.title,
        summary=summary(source),
        positions=tuple(position(source, section) for section in sections),
        groups=_groups(source, heads),
        counts=now.counts(),
        tally=tuple(
            (section.title, now.counts(statement.id for statement in section.statements)) for section in sections
        ),
        actions=_actions(source),
        notes=(),
        chapters=chapters(source),
    )
    front = brief(source, built, tuple(_gaps(source)))
    notes = tuple(_notes(source, grouping, framework, front.how_chosen))
    return replace(built, left_behind=_left_behind(source, built), brief=front, notes=notes)


def _left_behind(source: Source, built: Report) -> tuple[ReportEdit, ...]:
    """Edits of this report, for this team or for all, whose item is gone."""
    shown = {item.key for item in built.items}
    mine = {key: edit for key, edit in source.edits.items() if parts_of(key)[1] == source.now.only_team}
    return tuple(edit for key, edit in mine.items() if key not in shown and not is_pick(key))


def _heads(source: Source, grouping: Grouping, framework: Framework, choices: OfstedChoices) -> Heads:
    edition = source.now.edition
    if grouping is Grouping.SECTION:
        titles = {section.id: section.title for section in edition.sections}
        return Heads(grouping.word, titles, lambda sid: (edition.section_of[sid].id,))
    if grouping is Grouping.DUTY:
        return Heads(grouping.word, DUTIES, lambda sid: (_duty(source, sid),))
    areas = {area.id: area.title for area in framework.areas} | {UNPLACED: "Without an Ofsted area"}

    def areas_of(statement_id: str) -> tuple[str, ...]:
        placed = ofsted_areas(edition, choices, statement_id, framework.id)
        return tuple(area for area in placed if area in areas) or (UNPLACED,)

    grades = {area.id: area.grades for area in framework.areas}
    return Heads(f"Ofsted area, {framework.title}", areas, areas_of, grades)


def _duty(source: Source, statement_id: str) -> str:
    """Where a statement stands by its mark: law that binds others has a place of its own."""
    edition = source.now.edition
    ours = edition.statements[statement_id].ours
    if ours is None:
        return ""
    is_law = ours.duty is Strength.LAW
    return ELSEWHERE if is_law and source.organisation.kind.unbound_by(edition.provisions(ours)) else ours.duty


def _provisions(source: Source) -> list[str]:
    """Each provision that marks a statement of the report as law: whom it binds, and the statements."""
    edition = source.now.edition
    marked: dict[str, list[str]] = {}
    for sid in source.now.asked:
        ours = edition.statements[sid].ours
        if ours and ours.duty is Strength.LAW:
            for provision in edition.provisions(ours):
                marked.setdefault(provision.told, []).append(sid)
    return [f"{told}: {listed(_runs(ids))}." for told, ids in marked.items()]


def _groups(source: Source, heads: Heads) -> tuple[ReportGroup, ...]:
    belongs = {sid: heads.of(sid) for sid in source.now.asked}
    report_groups = []
    for group_id, title in heads.titles.items():
        ids = [sid for sid, groups in belongs.items() if groups[0] == group_id]
        others = {sid: groups[0] for sid, groups in belongs.items() if group_id in groups[1:]}
        if not ids and not others:
            continue
        items = tuple(item for sid in ids for item in statement_items(source, sid))
        counts, see = source.now.counts(ids), _see_also(source, others, heads)
        grades = heads.grades.get(group_id, ())
        judged = judgement_words(counts)
        report_groups.append(ReportGroup(group_id, title, counts, _sentence(source, ids), items, see, grades, judged))
    return tuple(report_groups)


def _sentence(source: Source, ids: list[str]) -> str:
    if not ids:
        return "The statements that speak to this area stand under another one."
    return f"{standing_sentence(source.now.counts(ids))} {source.moved(ids)}".strip()


def _see_also(source: Source, others: Mapping[str, str], heads: Heads) -> str:
    """Where else to look: "See also LM3 and LM5 under Inclusion.", naming only rated statements."""
    by_group: dict[str, list[str]] = {}
    for sid, group in others.items():
        if source.now.judged(sid) in (Rating.RED, Rating.AMBER, Rating.GREEN):
            by_group.setdefault(group, []).append(sid)
    parts = [f"{listed(by_group[group])} under {title}" for group, title in heads.titles.items() if group in by_group]
    return f"See also {'; '.join(parts)}." if parts else ""


def _actions(source: Source) -> tuple[Action, ...]:
    """Open actions that serve a statement rated Red or Amber, the most urgent first."""
    weak = {sid for sid in source.now.asked if source.now.rating(sid) in (Rating.RED, Rating.AMBER)}
    actions = [action for action in source.actions if action.status.is_open and weak & set(action.statements)]
    return tuple(sorted(actions, key=lambda action: urgency(action, source.today)))


def _notes(source: Source, grouping: Grouping, framework: Framework, how_chosen: tuple[str, ...]) -> list[str]:
    """How the report was made and what it leaves out, so that nobody takes silence for success."""
    standings = source.now.standings.values()
    green = [standing for standing in standings if standing.judged is Rating.GREEN]
    silent = [standing.statement_id for standing in green if not is_strength(standing) and not standing.waiting]
    in_part = [standing.statement_id for standing in green if standing.waiting]
    apart = [standing.statement_id for standing in standings if standing.judged is Rating.NOT_APPLICABLE]
    notes = ["Drafts were made from the ratings, commentary, evidence and actions recorded in sendsat.", *how_chosen]
    if silent:
        notes.append(
            f"{_named(silent)} {'is' if len(silent) == 1 else 'are'} rated Green without commentary or evidence, "
            "and so not listed as a strength."
        )
    if in_part:
        notes.append(
            f"{_named(in_part)} {'is' if len(in_part) == 1 else 'are'} Green, and not listed as a strength until every "
            "team has confirmed what was carried forward."
        )
    notes += _gaps(source)
    if apart:
        notes.append(f"{_named(apart)} {'does' if len(apart) == 1 else 'do'} not apply.")
    if grouping is Grouping.DUTY:
        notes += _provisions(source)
    if grouping is Grouping.OFSTED:
        notes.append(
            f"Each statement stands under the first area of the {framework.title} that it speaks to. Areas are "
            "suggestions of the guide or of sendsat, except where your organisation chose its own."
        )
        notes += inspection_notes(source.now.edition, framework)
    return notes + _beside(source)


def _gaps(source: Source) -> list[str]:
    """What nobody has rated in this round, or what waits to be confirmed or agreed."""
    standings = source.now.standings.values()
    carried = [standing.statement_id for standing in standings if standing.carried_forward]
    divided = [standing.statement_id for standing in standings if standing.not_agreed]
    open_ = [standing.statement_id for standing in standings if standing.rating is None and not standing.not_agreed]
    gaps = []
    if carried:
        gaps.append(
            f"{_named(carried)} {'is' if len(carried) == 1 else 'are'} only carried forward from an earlier round. "
            "Until somebody confirms that, it is not counted as rated and no strength."
        )
    if divided:
        gaps.append(
            f"{_named(divided)} {'is' if len(divided) == 1 else 'are'} not agreed yet: teams differ, and leaders "
            "have not set what counts. Until then it is counted as no rating, and no strength or improvement."
        )
    if open_:
        gaps.append(f"{_named(open_)} {'has' if len(open_) == 1 else 'have'} not been rated.")
    return gaps


def _beside(source: Source) -> list[str]:
    """Where the round's supplements stand: the report is of the guide, and says so."""
    supplements = source.library.beside(source.now.round.supplements)
    return [f"{beside_sentence(source.now.beside(supplement))} {OURS}" for supplement in supplements]


def _named(ids: list[str]) -> str:
    return f"{counted(len(ids), 'statement')} ({listed(_runs(ids))})"


def _runs(ids: list[str]) -> list[str]:
    """Ids in order, with three or more in a row as "LM16 to LM19"."""
    runs: list[list[str]] = []
    for id_ in ids:
        if runs and _follows(runs[-1][-1], id_):
            runs[-1].append(id_)
        else:
            runs.append([id_])
    return [word for run in runs for word in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)]


def _follows(one: str, other: str) -> bool:
    first, second = (re.fullmatch(r"(\D+)(\d+)", sid) for sid in (one, other))
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))
