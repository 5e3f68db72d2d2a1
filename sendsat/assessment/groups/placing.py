"""Which site a team counts for: taking back that it was placed at another, what stands in the way, and which open
rounds still hold an older site. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from sendsat.assessment.groups.sites import NO_SITE
from sendsat.assessment.values import Placed, Round, Site, Team

UNDONE_FOR = timedelta(days=30)
"""So long a move can be taken back, as what is in the bin can be put back."""

DELETED_ROUND = (
    "a round that was deleted since stays as it is; if it comes back from the bin open, it follows its teams"
)
"""What is told of a round that is not here, be it in the bin or erased."""

Part = tuple[Round, Site | None]
"""A round that goes along, and the site that the team had there."""


@dataclass(frozen=True)
class Behind:
    """An open round in which a team counts for another site than its own: `before`, None for no site."""

    round: Round
    team: Team
    before: Site | None


@dataclass(frozen=True)
class WayBack:
    """Where a team goes when its move is taken back, None for no site: with the open rounds that go along, and in a
    phrase each those that stay. `trouble` says what stands in the way of all of it, and `remedy` what helps."""

    site: Site | None = None
    parts: tuple[Part, ...] = ()
    left: tuple[str, ...] = ()
    trouble: str = ""
    remedy: str = ""

    @property
    def to(self) -> str:
        """The name of where it goes."""
        return self.site.name if self.site else NO_SITE

    @property
    def rounds(self) -> tuple[str, ...]:
        """The names of the rounds that go along to the same site."""
        return tuple(dict.fromkeys(round_.name for round_, site in self.parts if id_of(site) == id_of(self.site)))

    @property
    def elsewhere(self) -> tuple[Part, ...]:
        """The rounds that go back to another site than the team, which they had before it moved."""
        return tuple(part for part in self.parts if id_of(part[1]) != id_of(self.site))


def last_day(placed: Placed, zone: tzinfo) -> date:
    """The last day on which a move can be taken back."""
    return placed.at.astimezone(zone).date() + UNDONE_FOR


def is_move(placed: Placed) -> bool:
    """Whether the team, or a round that followed it, left a site. Of a first site nothing is to be taken back: choosing
    no site does the same."""
    return placed.before is not None or any(had is not None for _, had in placed.parts)


def behind(teams: Iterable[Team], rounds: Iterable[Round]) -> tuple[Behind, ...]:
    """Where teams count for another site than their own, or for theirs under an older name: in open rounds that came
    back from the bin, or were opened again, after somebody had changed sites. Closed rounds keep their sites."""
    known, left_behind = {team.id: team for team in teams}, []
    for round_ in rounds:
        for part in round_.teams if round_.is_open else ():
            team = known.get(part.id)
            if team is not None and _as_told(team.site) != _as_told(part.site):
                left_behind.append(Behind(round_, team, part.site))
    return tuple(left_behind)


def way_back(team: Team, placed: Placed, sites: Iterable[Site], rounds: Iterable[Round]) -> WayBack:
    """What taking back the move would do: the rounds that followed it go back to the sites they had, or with the team
    where that site is retired by now, and other open rounds go along. Closed rounds keep their sites."""
    known, here = {site.id: site for site in sites}, {round_.id: round_ for round_ in rounds}
    site = None if placed.before is None else known.get(placed.before)
    if id_of(team.site) != placed.into:
        return WayBack(trouble=f"{team.name} has gone on since, with a merging of sites.", remedy="Undo that first.")
    if site is not None and site.retired:
        remedy = "Undo its merging first." if site.merged else "Bring it back first."
        return WayBack(trouble=f"{site.name} takes no team now: it is retired.", remedy=remedy)
    moved, parts, left = dict(placed.parts), [], []
    for round_ in here.values():
        taking_part = round_.team(team.id)
        if taking_part is None:
            continue
        if not round_.is_open:
            if round_.id in moved or round_.started_at > placed.at:
                left.append(f"{round_.name} was closed since, and keeps the site it had then")
        elif id_of(taking_part.site) == placed.into:
            parts.append((round_, _had(moved.get(round_.id, placed.before), known, site)))
    if moved.keys() - here.keys():
        left.append(DELETED_ROUND)
    return WayBack(site, tuple(parts), tuple(left))


def _had(site_id: int | None, known: dict[int, Site], with_team: Site | None) -> Site | None:
    had = None if site_id is None else known.get(site_id)
    return with_team if had is not None and had.retired else had


def id_of(site: Site | None) -> int | None:
    """The site's id, None for no site."""
    return site.id if site else None


def _as_told(site: Site | None) -> tuple[int, str] | None:
    return (site.id, site.name) if site else None
