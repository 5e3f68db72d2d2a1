"""The colleges of a group beside one another, as its page and its report both count them. Pure."""

from dataclasses import dataclass
from functools import cached_property

from sendsat.assessment.groups.across import Across, Unit, across
from sendsat.assessment.groups.actions import Planned, planned_in
from sendsat.assessment.groups.group import College, Together
from sendsat.assessment.roll_up import RollUp
from sendsat.guide.edition import Edition

NO_ROUND = "Nothing is asked yet"
OTHER_EDITION = "Rated with another edition of the guide, so it is not compared here"
NOTHING_ASKED = "Nothing is asked in this round"


def why_left_out(college: College, edition: Edition) -> str:
    """Why a college's ratings are not counted beside the others'; "" where they are."""
    if college.round is None:
        return NO_ROUND
    if college.round.edition_id != edition.id:
        return OTHER_EDITION
    return "" if college.unit(edition, "").stands else NOTHING_ASKED


ONE_RATING = "Each college makes one rating of its own teams"


@dataclass(frozen=True)
class SideBySide:
    """A group as somebody sees it: its colleges with names that differ, against an edition."""

    together: Together
    named: tuple[tuple[str, College], ...]
    edition: Edition

    @property
    def ids(self) -> frozenset[int]:
        """The ids of its colleges."""
        return frozenset(college.organisation.id for _, college in self.named)

    @property
    def rule(self) -> str:
        """How each college makes one rating of several teams', in a sentence or two."""
        by_rule: dict[RollUp, list[str]] = {}
        for name, college in self.named:
            if college.round and len(college.round.teams) > 1:
                by_rule.setdefault(college.round.roll_up, []).append(name)
        if len(by_rule) < 2:
            return "".join([ONE_RATING, *(f": {rule.phrase}" for rule in by_rule), "."])
        told = "; ".join(f"{rule.word[0].lower()}{rule.word[1:]} in {', '.join(by_rule[rule])}" for rule in by_rule)
        return f"{ONE_RATING}. Not all go by the same rule where teams differ: {told}."

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The colleges that are rated with the edition, each with where its statements stand."""
        comparable = self.together.comparable(self.edition)
        return tuple(college.unit(self.edition, name) for name, college in self.named if college in comparable)

    @cached_property
    def every(self) -> tuple[Across, ...]:
        """Every statement across them, in the order of the guide."""
        return across(self.units, self.edition.statements)

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """Every open action, also of colleges whose ratings are left out."""
        return planned_in(self.named)

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """The colleges whose ratings are not counted, and why."""
        every = ((name, why_left_out(college, self.edition)) for name, college in self.named)
        return tuple((name, why) for name, why in every if why)
