"""Rounds of one name in several colleges of a group: each with its own dates and state, and what is left. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.groups.group import College
from sendsat.assessment.organisations import Organisation
from sendsat.guide.edition import Edition


@dataclass(frozen=True)
class CommonRound:
    """A round of one name in every college of a group that somebody may see. One that has not begun it has no round."""

    name: str
    colleges: tuple[College, ...]

    @property
    def begun(self) -> int:
        """In how many colleges it has begun."""
        return sum(college.round is not None for college in self.colleges)

    @property
    def began_at(self) -> datetime:
        """When the last of them began it."""
        return max(college.round.started_at for college in self.colleges if college.round is not None)


def common_rounds(organisations: Iterable[Organisation], every: Iterable[College]) -> tuple[CommonRound, ...]:
    """The rounds whose name two colleges share, whatever its capitals, newest first. Of two such rounds in one college
    the one that began last counts."""
    known = list(organisations)
    named: dict[str, dict[int, College]] = defaultdict(dict)
    for college in every:
        if college.round is not None:
            its, own = named[college.round.name.casefold()], college.organisation.id
            older = its.get(own)
            if older is None or older.round is None or older.round.started_at <= college.round.started_at:
                its[own] = college
    shared = [
        CommonRound(
            next(college.round.name for college in its.values() if college.round),
            tuple(its.get(organisation.id, College(organisation, None)) for organisation in known),
        )
        for its in named.values()
        if len(its) > 1
    ]
    return tuple(sorted(shared, key=lambda round_: round_.began_at, reverse=True))


def chase_common(named: Iterable[tuple[str, College]], round_: CommonRound, edition: Edition) -> str:
    """Who has not begun the round, and what is not rated yet in those that are open, as text to send; "" where nobody
    is to be asked."""
    blocks = []
    for name, college in named:
        if college.round is None:
            blocks.append(f"{name}: {round_.name} has not been started yet.")
        elif college.round.is_open and college.round.edition_id == edition.id:
            left = [
                f"- {part.team.name}: {part.left} of {part.asked} statements left in {part.section.title}"
                for part in college.left(edition)
            ]
            blocks += ["\n".join([f"{name}, {college.round.name}", *left])] if left else []
    return "\n\n".join(blocks)
