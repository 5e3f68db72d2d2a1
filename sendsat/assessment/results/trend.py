"""The same statements through several rounds, so that every round of a trend counts the same. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sendsat.assessment.counts import Counts
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Team
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library


@dataclass(frozen=True)
class Stretch:
    """One round of a trend, with the ids that its edition gives to the statements that every round asks."""

    snapshot: Snapshot | Outline
    statement_ids: tuple[str, ...]

    @cached_property
    def counts(self) -> Counts:
        """How those statements stand in this round."""
        return self.snapshot.counts(self.statement_ids)


@dataclass(frozen=True)
class Trend:
    """Rounds in which anything is asked, oldest first. `left_out` are statements that only some of them ask."""

    stretches: tuple[Stretch, ...]
    left_out: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many statements every round asks."""
        return len(self.stretches[0].statement_ids) if self.stretches else 0


@dataclass(frozen=True)
class Panel:
    """The trend of one part, to stand beside others: of a section, or of what one team is asked."""

    label: str
    trend: Trend
    section_id: str = ""
    team_id: int | None = None


def by_section(rounds: Trend) -> tuple[Panel, ...]:
    """A trend in parts, one for each section of the newest round's edition; none where nothing is in every round."""
    if not rounds.stretches:
        return ()
    last = rounds.stretches[-1]
    edition, panels = last.snapshot.edition, []
    for section in edition.sections:
        places = [
            place
            for place, statement_id in enumerate(last.statement_ids)
            if edition.section_of[statement_id].id == section.id
        ]
        if places:
            stretches = tuple(_part(stretch, places) for stretch in rounds.stretches)
            panels.append(Panel(section.title, Trend(stretches, ()), section_id=section.id))
    return tuple(panels)


def _part(stretch: Stretch, places: Sequence[int]) -> Stretch:
    return Stretch(stretch.snapshot, tuple(stretch.statement_ids[place] for place in places))


def by_team(snapshots: Sequence[Snapshot | Outline], teams: Sequence[Team], library: Library) -> tuple[Panel, ...]:
    """The trend of each of these teams, of what every round in which it takes part asks of it."""
    trends = [(team, make_trend([snapshot.for_team(team.id) for snapshot in snapshots], library)) for team in teams]
    return tuple(Panel(team.name, trend, team_id=team.id) for team, trend in trends if trend.stretches)


def _names(edition: Edition, last: Edition, library: Library) -> dict[str, str]:
    """Statement ids of an edition to the names they share with the last one.

    A statement that was split, merged or dropped since has a name of its own: it is no longer the same.
    """
    becomes = {
        statement_id: library.translate(statement_id, from_edition=edition.id, to_edition=last.id)
        for statement_id in edition.statements
    }
    claimed = Counter(new for ids in becomes.values() for new in ids)
    return {
        old: new[0] if len(new) == 1 and claimed[new[0]] == 1 else f"{old} ({edition.id})"
        for old, new in becomes.items()
    }


def _by_name(asking: Sequence[Snapshot | Outline], names: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """What each round asks, by the names that ids share with the last edition; once for rounds that ask the same."""
    by_asked: dict[tuple[str, ...], dict[str, str]] = {}
    for snapshot in asking:
        asked = (snapshot.edition.id, *snapshot.asked)
        if asked not in by_asked:
            by_asked[asked] = {
                names[snapshot.edition.id][statement_id]: statement_id for statement_id in snapshot.asked
            }
    return [by_asked[snapshot.edition.id, *snapshot.asked] for snapshot in asking]


def make_trend(snapshots: Sequence[Snapshot | Outline], library: Library) -> Trend:
    """The statements asked in all of these rounds; rounds that ask nothing, as a team sees them, are passed over."""
    asking = [snapshot for snapshot in snapshots if snapshot.asked]
    if not asking:
        return Trend((), ())
    last = asking[-1].edition
    editions = {snapshot.edition.id: snapshot.edition for snapshot in asking}
    names = {edition_id: _names(edition, last, library) for edition_id, edition in editions.items()}
    asked = _by_name(asking, names)
    in_all = set(asked[-1]).intersection(*asked)
    shared = [name for name in asked[-1] if name in in_all]
    left_out = dict.fromkeys(name for names_asked in asked for name in names_asked if name not in in_all)
    stretches = tuple(
        Stretch(snapshot, tuple(by_name[name] for name in shared))
        for snapshot, by_name in zip(asking, asked, strict=True)
    )
    return Trend(stretches, tuple(left_out))
