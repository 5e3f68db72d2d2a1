"""A round by the sites of its teams: each site makes one rating of its own teams' by the rule of the round. Pure."""

from collections import Counter
from dataclasses import dataclass, replace

from sendsat.assessment.groups.across import Across, Unit, across
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Round, Site

NO_SITE = "No site"


@dataclass(frozen=True)
class AtSite:
    """A site as it stands in a round, under a name that no other has there; `site` is None for the teams that belong to
    none."""

    site: Site | None
    name: str
    snapshot: Snapshot

    @property
    def unit(self) -> Unit:
        """The site beside others."""
        return Unit(
            self.name, {statement_id: standing.state for statement_id, standing in self.snapshot.standings.items()}
        )


def sites_in(round_: Round) -> tuple[Site, ...]:
    """The sites that teams of the round belonged to, by name."""
    sites = {team.site.id: team.site for team in round_.teams if team.site}
    return tuple(sorted(sites.values(), key=lambda site: (site.name.casefold(), site.id)))


def by_site(snapshot: Snapshot) -> tuple[AtSite, ...]:
    """A round site by site, those that are asked anything; teams without a site stand last, together. Nothing where no
    team has a site."""
    sites = sites_in(snapshot.round)
    times = Counter(site.name for site in sites)
    named = [(site, site.name if times[site.name] == 1 else f"{site.name} ({site.id})") for site in sites]
    every = [_at(snapshot, site, name) for site, name in (*named, (None, NO_SITE))] if sites else []
    return tuple(at_site for at_site in every if at_site.snapshot.asked)


def _at(snapshot: Snapshot, site: Site | None, name: str) -> AtSite:
    site_id = site.id if site else None
    teams = tuple(team for team in snapshot.round.teams if (team.site.id if team.site else None) == site_id)
    return AtSite(site, name, replace(snapshot, round=replace(snapshot.round, teams=teams), only_team=None))


def of_site(snapshot: Snapshot, site_id: int) -> Snapshot:
    """A round as the teams of one site see it, all together; without teams where none of them belonged to it then."""
    return _at(snapshot, Site(site_id, ""), "").snapshot


def across_sites(sites: tuple[AtSite, ...], snapshot: Snapshot) -> tuple[Across, ...]:
    """Every statement that the round asks, across its sites, in the order of the guide."""
    return across([site.unit for site in sites], snapshot.asked)


@dataclass(frozen=True)
class Lesson:
    """A statement on which sites differ, and where the best of them stand, to be learnt from."""

    across: Across
    best: tuple[tuple[str, Standing], ...]


def lessons(sites: tuple[AtSite, ...], every: tuple[Across, ...]) -> tuple[Lesson, ...]:
    """Who can be learnt from, statement by statement, where sites differ."""
    return tuple(Lesson(statement, _best(sites, statement)) for statement in every if statement.best)


def _best(sites: tuple[AtSite, ...], statement: Across) -> tuple[tuple[str, Standing], ...]:
    best = [at for at in sites if at.name in statement.best]
    return tuple((at.name, at.snapshot.standings[statement.statement_id]) for at in best)
