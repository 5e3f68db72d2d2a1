"""Verbs on sites: add, rename, retire, bring back, and place a team at one. A closed round keeps its sites."""

from dataclasses import replace

from sendsat.assessment.groups.placing import behind, id_of
from sendsat.assessment.groups.sites import NO_SITE
from sendsat.assessment.rules import check_name
from sendsat.assessment.values import Placed, Site, Team
from sendsat.errors import NotFound, Refused
from sendsat.services.desk import Desk
from sendsat.services.following import let_follow
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import organisations, rounds, sites


def add_site(desk: Desk, *, name: str) -> Site:
    """Add a site; no team belongs to it yet. Raises `Invalid`."""
    with writing(desk, May.MANAGE_TEAMS, "add_site") as work:
        site = sites.add_site(work, name=check_name(name, what="site", taken=taken_names(work)))
        work.note("site added", "", site.name)
    return site


def rename_site(desk: Desk, *, site_id: int, name: str) -> Site:
    """Rename a site, in open rounds too. Raises `Invalid`, `NotFound`."""
    with writing(desk, May.MANAGE_TEAMS, "rename_site") as work:
        before = find_site(work, site_id)
        site = replace(before, name=check_name(name, what="site", taken=taken_names(work, site_id)))
        sites.save_site(work, site)
        _tell_open_rounds(work, site)
        if site.name != before.name:
            work.note("site renamed", before.name, site.name)
    return site


def retire_site(desk: Desk, *, site_id: int) -> Site:
    """Offer a site to no more teams; rounds keep it. Raises `Refused` while a team that rates belongs to it."""
    with writing(desk, May.MANAGE_TEAMS, "retire_site") as work:
        site = find_site(work, site_id)
        staying = [team.name for team in organisations.teams_of(work) if _rates_at(team, site_id)]
        if staying:
            raise Refused(
                f"{site.name} still has teams that rate: {', '.join(staying)}.",
                "Move them to another site first, or merge it into another.",
            )
        work.note("site retired", site.name, "")
        return sites.save_site(work, replace(site, retired=True))


def bring_back_site(desk: Desk, *, site_id: int) -> Site:
    """Offer a retired site again. Raises `NotFound`, `Refused` where it was merged, `Invalid` for a name now taken."""
    with writing(desk, May.MANAGE_TEAMS, "bring_back_site") as work:
        site = replace(find_site(work, site_id), retired=False)
        if site.merged is not None:
            into = find_site(work, site.merged.into).name
            raise Refused(f"{site.name} was merged into {into} since you looked.", "Undo the merging instead.")
        check_name(site.name, what="site", taken=taken_names(work, site_id))
        work.note("site brought back", "", site.name)
        return sites.save_site(work, site)


def place_team(desk: Desk, *, team_id: int, site_id: int | None) -> Team:
    """Let a team belong to a site, None for no site: in open rounds too, with all that it said there. Closed rounds
    keep the site it had. Where it belongs there already, open rounds that hold an older site follow.
    `placing.undo_place` takes it back. Raises `NotFound`, `Refused` for a retired site."""
    with writing(desk, May.MANAGE_TEAMS, "place_team") as work:
        before = find_team(work, team_id)
        site = None if site_id is None else find_site(work, site_id)
        _check_takes_teams(work, site)
        if id_of(before.site) == site_id:
            let_follow(work, behind([before], rounds.rounds_of(work)))
            return before
        parts = _move_in_open_rounds(work, replace(before, site=site))
        placed = Placed(id_of(before.site), site_id, work.deed.at, parts)
        work.note("team's site", _name(before.site), _name(site), team_id=team_id)
        return organisations.save_team(work, replace(before, site=site, placed=placed))


def _name(site: Site | None) -> str:
    return site.name if site else ""


def _check_takes_teams(work: Work, site: Site | None) -> None:
    if site is not None and site.merged is not None:
        into = find_site(work, site.merged.into).name
        raise Refused(f"{site.name} was merged into {into}.", f"Choose {into}, or undo the merging first.")
    if site is not None and site.retired:
        raise Refused(f"{site.name} is retired.", "Bring it back first, or choose another site.")


def _rates_at(team: Team, site_id: int) -> bool:
    return not team.retired and team.site is not None and team.site.id == site_id


def find_site(work: Work, site_id: int) -> Site:
    """Inside a transaction: a site, retired or not. Raises `NotFound`. For the verbs of this package."""
    site = next((site for site in sites.sites_of(work) if site.id == site_id), None)
    if site is None:
        raise NotFound("There is no such site here.", "Choose one from the list.")
    return site


def find_team(work: Work, team_id: int) -> Team:
    """Inside a transaction: a team, retired or not. Raises `NotFound`. For the verbs of this package."""
    team = next((team for team in organisations.teams_of(work) if team.id == team_id), None)
    if team is None:
        raise NotFound("There is no such team here.", "Choose one from the list.")
    return team


def taken_names(work: Work, but: int | None = None) -> tuple[str, ...]:
    """Names in use by other sites: those that are offered, and retired ones that still stand in an open round. For the
    verbs of this package."""
    every = [site for site in sites.sites_of(work) if not site.retired]
    for round_ in rounds.rounds_of(work):
        if round_.is_open:
            every += [team.site for team in round_.teams if team.site]
    return (NO_SITE, *{site.name for site in every if site.id != but})


def _tell_open_rounds(work: Work, site: Site) -> None:
    for round_ in rounds.rounds_of(work):
        for team in round_.teams:
            if round_.is_open and team.site and team.site.id == site.id:
                rounds.save_participation(work, round_.id, replace(team, site=site))


def _move_in_open_rounds(work: Work, team: Team) -> tuple[tuple[int, int | None], ...]:
    """The rounds that followed, each with the site that the team had there."""
    followed = []
    for round_ in rounds.rounds_of(work):
        taking_part = round_.team(team.id)
        if round_.is_open and taking_part is not None:
            followed.append((round_.id, id_of(taking_part.site)))
            rounds.save_participation(work, round_.id, replace(taking_part, site=team.site))
    return tuple(followed)
