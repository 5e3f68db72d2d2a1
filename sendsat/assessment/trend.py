"""The same statements through several rounds, so that every round of a trend counts the same. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sendsat.assessment.snapshot import Counts, Snapshot
from sendsat.guide.library import Library
from sendsat.guide.model import Edition


@dataclass(frozen=True)
class Stretch:
    """One round of a trend, with the ids that its edition gives to the statements that every round asks."""

    snapshot: Snapshot
    statement_ids: tuple[str, ...]

    @property
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


def _names(edition: Edition, last: Edition, library: Library) -> dict[str, str]:
    """Statement ids of an edition to the names they share with the last one.

    A statement that was split, merged or dropped since has a name of its own: it is no longer the same.
    """
    becomes = {one: library.translate(one, from_edition=edition.id, to_edition=last.id) for one in edition.statements}
    claimed = Counter(new for found in becomes.values() for new in found)
    return {
        old: found[0] if len(found) == 1 and claimed[found[0]] == 1 else f"{old} ({edition.id})"
        for old, found in becomes.items()
    }


def make_trend(snapshots: Sequence[Snapshot], library: Library) -> Trend:
    """The statements asked in all of these rounds; rounds that ask nothing, as a team sees them, are passed over."""
    asking = [one for one in snapshots if one.asked]
    if not asking:
        return Trend((), ())
    last = asking[-1].edition
    names = {one.edition.id: _names(one.edition, last, library) for one in asking}
    asked = [{names[one.edition.id][sid]: sid for sid in one.asked} for one in asking]
    shared = [name for name in asked[-1] if all(name in one for one in asked)]
    left_out = dict.fromkeys(name for one in asked for name in one if name not in set(shared))
    stretches = tuple(
        Stretch(snapshot, tuple(by_name[name] for name in shared))
        for snapshot, by_name in zip(asking, asked, strict=True)
    )
    return Trend(stretches, tuple(left_out))
