"""The parts a round is looked at by: the whole, its sections, its subsections, its teams, each with its counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from sendsat.assessment.counts import Counts, added
from sendsat.assessment.results.trend import Panel, Trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.model import Subsection

WHOLE = "All statements"


@dataclass(frozen=True)
class Part:
    """Some of the statements a round asks. `short` fits on the axis of a phone's chart, `label` is the full name."""

    short: str
    label: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """How the statements of one part, team or round stand."""

    short: str
    label: str
    counts: Counts


def subsection_label(subsection: Subsection) -> str:
    """Number and title of a subsection."""
    return f"{subsection.number} {subsection.title}"


def whole(snapshot: Snapshot) -> tuple[Part, ...]:
    """Everything asked as one part; none where nothing is asked."""
    return _asked(snapshot, [Part(WHOLE, WHOLE, tuple(snapshot.asked))])


def sections(snapshot: Snapshot) -> tuple[Part, ...]:
    """The sections that somebody is asked about, in the guide's order."""
    every_section = [
        Part(s.title, s.title, tuple(statement.id for statement in s.statements)) for s in snapshot.edition.sections
    ]
    return _asked(snapshot, every_section)


def subsections(snapshot: Snapshot, section_id: str | None = None) -> tuple[Part, ...]:
    """The subsections that somebody is asked about, of one section or of all."""
    chosen = [s for s in snapshot.edition.sections if section_id in (None, s.id)]
    every_subsection = [
        Part(sub.number, subsection_label(sub), tuple(statement.id for statement in sub.statements))
        for section in chosen
        for sub in section.subsections
    ]
    return _asked(snapshot, every_subsection)


def _asked(snapshot: Snapshot, parts: list[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if any(statement_id in snapshot.asked for statement_id in part.statement_ids))


def tallies(snapshot: Snapshot, parts: tuple[Part, ...]) -> tuple[Tally, ...]:
    """The counts of each part."""
    return tuple(Tally(part.short, part.label, snapshot.counts(part.statement_ids)) for part in parts)


def team_tallies(snapshot: Snapshot) -> tuple[Tally, ...]:
    """Each team's own counts, over the statements it is asked; teams asked nothing are left out."""
    every_team = (Tally(team.name, team.name, snapshot.for_team(team.id).counts()) for team in snapshot.teams)
    return tuple(tally for tally in every_team if tally.counts.total)


def round_tallies(trend: Trend) -> tuple[Tally, ...]:
    """Each round's counts over the same statements, oldest first."""
    names = ((stretch.snapshot.round.name, stretch.counts) for stretch in trend.stretches)
    return tuple(Tally(name, name, counts) for name, counts in names)


def panel_tallies(panel: Panel) -> tuple[Tally, ...]:
    """As `round_tallies` of a trend that stands beside others: each label says whose it is."""
    return tuple(
        Tally(tally.label, f"{panel.label}, {tally.label}", tally.counts) for tally in round_tallies(panel.trend)
    )


def total(of_parts: Iterable[Tally]) -> Counts:
    """The counts of parts that do not overlap, added up."""
    return added(tally.counts for tally in of_parts)
