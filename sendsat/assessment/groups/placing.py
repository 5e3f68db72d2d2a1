"""Taking back that a team was placed at another site: where it goes, and what stands in the way. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from sendsat.assessment.groups.sites import NO_SITE
from sendsat.assessment.values import Placed, Round, Site, Team

Part = tuple[Round, Site | None]
"""A round that goes along, and the site that the team had there."""


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
        """The names of the rounds that go along."""
        return tuple(dict.fromkeys(round_.name for round_, _ in self.parts))


def way_back(team: Team, placed: Placed, sites: Iterable[Site], rounds: Iterable[Round]) -> WayBack:
    """What taking back the move would do: the rounds that followed it go back to the sites they had, and those that
    began since go along. Closed rounds keep their sites."""
    known, here = {site.id: site for site in sites}, {round_.id: round_ for round_ in rounds}
    site = None if placed.before is None else known.get(placed.before)
    if _site_id(team) != placed.into:
        return WayBack(trouble=f"{team.name} has gone on since, with a merging of sites.", remedy="Undo that first.")
    if site is not None and site.retired:
        remedy = "Undo its merging first." if site.merged else "Bring it back first."
        return WayBack(trouble=f"{site.name} takes no team now: it is retired.", remedy=remedy)
    moved, parts, left = dict(placed.parts), [], []
    for round_ in here.values():
        taking_part = round_.team(team.id)
        if taking_part is None or not (round_.id in moved or round_.started_at > placed.at):
            continue
        if not round_.is_open:
            left.append(f"{round_.name} was closed since, and keeps the site it had then")
        elif _site_id(taking_part) == placed.into:
            had = moved.get(round_.id, placed.before)
            parts.append((round_, None if had is None else known.get(had)))
    if moved.keys() - here.keys():
        left.append("a round that is in the bin now keeps the site it had then")
    return WayBack(site, tuple(parts), tuple(left))


def _site_id(team: Team) -> int | None:
    return team.site.id if team.site else None
