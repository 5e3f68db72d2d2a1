"""Drafts of the report's items, made only from what people wrote and from counts; nothing is made up. Pure.

Must not import pandas or plotly.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sendsat.assessment.organisations import Organisation
from sendsat.assessment.rating import Rating, word_of
from sendsat.assessment.report.chapters import chapter_numbers
from sendsat.assessment.report.report import Chapter, ItemKind, ReportEdit, ReportItem, key_of
from sendsat.assessment.results.comparison import Compared, Comparison, compare
from sendsat.assessment.results.movement import MOVED
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action, Status
from sendsat.guide.library import Library
from sendsat.guide.model import Section
from sendsat.reports.moves import comparison_sentence
from sendsat.reports.report import phrases as say
from sendsat.reports.report.positions import best_and_worst, counts_of, part_name
from sendsat.reports.sentences import rule_sentence

NO_COMMENTARY = "No commentary was recorded."


@dataclass(frozen=True)
class Source:
    """What a report is made from: a round and the one before it (both as one team sees them, or all), and the plan.
    `site` names the site whose teams alone are looked at, "" for all. `of_plan` says which part of the plan `actions`
    are, and `until` up to which round they were planned, "" where none was planned later.
    """

    organisation: Organisation
    now: Snapshot
    before: Snapshot | None
    library: Library
    actions: tuple[Action, ...]
    edits: Mapping[str, ReportEdit]
    today: date
    site: str = ""
    of_plan: str = "in our plan"
    until: str = ""

    @property
    def teams(self) -> dict[int, str]:
        """Team names by id, as in this round."""
        return {team.id: team.name for team in self.now.round.teams}

    @property
    def names(self) -> dict[int, str]:
        """Team names by id, also of teams that took part in the round before only."""
        return self.compared.team_names if self.compared else self.teams

    @property
    def previous_name(self) -> str:
        """The name of the round before."""
        return self.before.round.name if self.before else ""

    def actions_for(self, statement_ids: Iterable[str]) -> tuple[Action, ...]:
        """The actions that serve any of these statements."""
        wanted = set(statement_ids)
        return tuple(action for action in self.actions if wanted & set(action.statements))

    def moved(self, statement_ids: Iterable[str]) -> str:
        """What changed since the round before over these statements, in one sentence; "" for a first round."""
        return comparison_sentence(self.compared, tuple(statement_ids)) if self.compared else ""

    @cached_property
    def compared(self) -> Comparison | None:
        """This round beside the one before; None for a first round."""
        return compare(self.before, self.now, self.library) if self.before else None

    @cached_property
    def rows(self) -> dict[str, Compared]:
        """Each statement beside where it stood in the round before; nothing for a first round."""
        return {row.statement_id: row for row in self.compared.rows} if self.compared else {}


def fingerprint(*parts: object) -> str:
    """A short sum of what a draft was made from: it changes when any of it does."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "replace")).hexdigest()[:16]


def _standing_parts(standing: Standing | None) -> tuple[object, ...]:
    if standing is None:
        return ("",)
    said = [(j.team_id, word_of(j.rating), j.commentary, j.evidence, j.seen_evidence) for j in standing.judgements]
    waiting = [judgement.team_id for judgement in standing.waiting] if len(standing.judgements) > 1 else []
    agreed = [standing.agreed.reason] if standing.agreed and standing.is_agreed else []
    return (word_of(standing.rating), bool(standing.waiting), said, *waiting, *agreed)


def _rule_parts(snapshot: Snapshot) -> list[str]:
    """The rule where it is not the one that every round had before rules could be chosen: drafts edited then stay."""
    return [snapshot.rule.value] if snapshot.rule and snapshot.rule is not RollUp.LOWER else []


def _action_parts(actions: Iterable[Action]) -> tuple[object, ...]:
    return tuple((action.id, action.text, action.owner, action.due, action.status.value) for action in actions)


def chapters(source: Source) -> tuple[Chapter, ...]:
    """The chapters that somebody added, in their order."""
    return tuple(_chapter(source, number) for number in chapter_numbers(source.edits, source.now.only_team))


def _chapter(source: Source, number: str) -> Chapter:
    kind, name = ItemKind.CHAPTER, f"Our chapter {number}"
    title = _item(source, kind, f"{number}-title", f"Title of our chapter {number}", "", name, "")
    return Chapter(number, title, _item(source, kind, f"{number}-text", f"Text of our chapter {number}", "", "", ""))


def _item(source: Source, kind: ItemKind, about: str, heading: str, label: str, draft: str, mark: str) -> ReportItem:
    key = key_of(f"{kind.value}:{about}", source.now.only_team)
    statement_id = about if about in source.now.asked else ""
    return ReportItem(key, kind, heading, statement_id, label, draft, mark, source.edits.get(key))


def statement_items(source: Source, statement_id: str) -> tuple[ReportItem, ...]:
    """What the report says about one statement: a strength or an area for improvement, and its progress."""
    now, row = source.now.standings[statement_id], source.rows.get(statement_id)
    actions = source.actions_for([statement_id])
    done = tuple(action for action in actions if action.status is Status.DONE)
    moved = row is not None and row.movement in MOVED
    told = tuple(action for action in actions if not (moved and action in done))
    items = []
    if is_strength(now):
        items.append(_judged(source, ItemKind.STRENGTH, now, row, () if moved else done))
    if now.rating in (Rating.RED, Rating.AMBER):
        items.append(_judged(source, ItemKind.IMPROVEMENT, now, row, told))
    if row is not None and row.before is not None and moved:
        items.append(_progress(source, row, row.before, done))
    return tuple(items)


def is_strength(standing: Standing) -> bool:
    """Whether a statement was judged Green in this round by every team that says so, and somebody has said why or named
    evidence."""
    judged = standing.judged is Rating.GREEN and not standing.waiting
    return judged and (bool(standing.commentary.strip()) or standing.has_evidence)


def _judged(
    source: Source, kind: ItemKind, now: Standing, row: Compared | None, actions: Sequence[Action]
) -> ReportItem:
    parts = [
        say.commentary(now, source.teams) or NO_COMMENTARY,
        *say.cautions(now, source.teams),
        say.evidence(now, source.teams),
        *say.action_sentences(actions, source.today, needed=kind is ItemKind.IMPROVEMENT),
    ]
    label = say.rated_label(now, row, source.previous_name)
    before = row.before if row else None
    mark = fingerprint(*_standing_parts(now), word_of(before.rating) if before else "", *_action_parts(actions))
    return _item(source, kind, now.statement_id, _text(source, now), label, joined(parts), mark)


def _text(source: Source, standing: Standing) -> str:
    return source.now.edition.statements[standing.statement_id].text


def joined(parts: Iterable[str]) -> str:
    """Sentences in one paragraph; a part that has paragraphs of its own keeps them."""
    text, last = "", ""
    for part in filter(None, parts):
        between = "\n\n" if "\n\n" in part + last else " "
        text, last = f"{text}{between if text else ''}{part}", part
    return text


def _progress(source: Source, row: Compared, before: Standing, done: Sequence[Action]) -> ReportItem:
    now = row.after
    parts = [
        say.then_and_now(row, source.previous_name, source.now.round.name, source.names),
        _wrote(source, before),
        *say.action_sentences(done, source.today, needed=False),
    ]
    mark = fingerprint(*_standing_parts(now), *_standing_parts(before), *_action_parts(done))
    return _item(
        source, ItemKind.PROGRESS, now.statement_id, _text(source, now), row.movement.label, joined(parts), mark
    )


def _wrote(source: Source, before: Standing) -> str:
    """What was written in the round before; teams are named in the text itself where several rate."""
    text = say.commentary(before, source.names)
    if not text:
        return f"No commentary was recorded in {source.previous_name}."
    several = len(before.judgements) > 1
    return (
        f"In {source.previous_name}, {text}" if several else f"In {source.previous_name} we wrote: {say.quoted(text)}"
    )


def position(source: Source, section: Section) -> ReportItem:
    """Where one section stands, in a short paragraph made from counts."""
    ids = [statement.id for statement in section.statements if statement.id in source.now.asked]
    actions = source.actions_for(ids)
    parts = [
        say.standing_sentence(source.now.counts(ids)),
        source.moved(ids),
        *best_and_worst(
            "part", [(part_name(subsection), counts_of(source.now, subsection)) for subsection in section.subsections]
        ),
        say.open_actions_sentence(actions, source.today, "for this section", source.until),
    ]
    told = [part for sid in ids for part in _standing_parts(source.now.standings[sid])]
    mark = fingerprint(*told, *_action_parts(actions), *filter(None, [source.until]))
    return _item(source, ItemKind.POSITION, section.id, section.title, "", joined(parts), mark)


def summary(source: Source) -> ReportItem:
    """Where the whole organisation, or the team, stands."""
    snapshot = source.now
    sections = [(section.title, counts_of(snapshot, section)) for section in snapshot.edition.sections]
    parts = [
        f"This report sets out how well {source.organisation.name} serves young people with special educational needs "
        f"and disabilities, as judged in {snapshot.round.name}{_seen_by(source)}.",
        say.standing_sentence(snapshot.counts()),
        rule_sentence(snapshot),
        source.moved(snapshot.asked),
        *best_and_worst("section", sections),
        say.open_actions_sentence(source.actions, source.today, source.of_plan, source.until),
    ]
    mark = fingerprint(
        snapshot.round.name,
        [(sid, standing.word) for sid, standing in snapshot.standings.items()],
        *_rule_parts(snapshot),
        source.previous_name,
        *_action_parts(source.actions),
        *filter(None, [source.until]),
    )
    return _item(source, ItemKind.SUMMARY, "all", ItemKind.SUMMARY.heading, "", joined(parts), mark)


def _seen_by(source: Source) -> str:
    """By whom the round was judged, where that is one team or the teams of one site."""
    snapshot = source.now
    team = snapshot.round.team(snapshot.only_team) if snapshot.only_team is not None else None
    if team:
        return f", as {team.name} sees it"
    return f", at {source.site}" if source.site else ""
