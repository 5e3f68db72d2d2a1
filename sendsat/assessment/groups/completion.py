"""How far the colleges of a group are, counted in one way wherever it is told. Pure.

What is asked is every statement of the guide that a team is asked in the round. What is done is what a team has rated
in this round, or said not to apply, or confirmed where it was carried forward. So it is what the lists of who has still
something to do leave over, and sites add up to their college. How teams' ratings become one plays no part in it: a
statement that one of two teams has rated is half done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import eq

from sendsat.assessment.groups.group import College
from sendsat.assessment.groups.sites import NO_SITE
from sendsat.guide.edition import Edition

WHAT_COUNTS = (
    "What is rated or confirmed is counted of all that each team is asked: a statement that two teams are asked counts "
    "twice, and one that does not apply counts as rated."
)


@dataclass(frozen=True)
class Done:
    """How many of the statements asked have an answer of this round; one that two teams are asked counts twice."""

    rated: int
    asked: int

    @property
    def words(self) -> str:
        """ "45 of 91" """
        return f"{self.rated} of {self.asked}"


def done(college: College, edition: Edition) -> Done:
    """How far a college is in its round; nothing is asked where it has not begun one."""
    return _sum(college, edition, lambda _: True)


def done_by_site(college: College, edition: Edition) -> tuple[tuple[str, Done], ...]:
    """How far each site is, by name; nothing where no team has one."""
    teams = college.round.teams if college.round else ()
    names = {team.site.id: team.site.name for team in teams if team.site}
    if not names:
        return ()
    places: tuple[tuple[str, int | None], ...] = (
        *sorted((name, site_id) for site_id, name in names.items()),
        (NO_SITE, None),
    )
    here = ((name, _sum(college, edition, partial(eq, site_id))) for name, site_id in places)
    return tuple((name, told) for name, told in here if told.asked)


def _sum(college: College, edition: Edition, is_wanted: Callable[[int | None], bool]) -> Done:
    rated = asked = 0
    for team in college.round.teams if college.round else ():
        if is_wanted(team.site.id if team.site else None):
            sections = [section for section in edition.sections if section.id in team.sections]
            rated += sum(college.judged.get((team.id, section.id), 0) for section in sections)
            asked += sum(len(section.statements) for section in sections)
    return Done(rated, asked)
