"""Merge a site into another, and undo it. A closed round keeps its sites."""

from dataclasses import dataclass, replace

from sendsat.assessment.groups.merging import Moves, going_back, moves_of
from sendsat.assessment.rules import check_name
from sendsat.assessment.values import Merged, Site
from sendsat.errors import Overtaken, Refused
from sendsat.services.desk import Desk
from sendsat.services.organisation.sites import find_site, taken_names
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import organisations, rounds, sites


@dataclass(frozen=True)
class MergeUndone:
    """The site that is back, what went back to it, and what stayed because it changed since, a phrase for each."""

    site: Site
    moves: Moves
    left: tuple[str, ...]


def merge_site(desk: Desk, *, site_id: int, into_id: int, seen: frozenset[tuple[int, int]]) -> Site:
    """Let all that belongs to a site belong to another: its teams with all that they said and plan, in open rounds too.
    The site is retired, and keeps what moved. Returns where it went.

    `seen` is what somebody was told that would move. Raises `NotFound`, `Refused` for a retired site or the same,
    `Overtaken` where something else would move by now.
    """
    with writing(desk, May.MANAGE_TEAMS, "merge_site") as work:
        site, into = find_site(work, site_id), find_site(work, into_id)
        if site.id == into.id or site.retired or into.retired:
            raise Refused("Only a site in use can be merged, into another in use.", "Choose another site.")
        moves = moves_of(site, organisations.teams_of(work), rounds.rounds_of(work))
        if moves.seen != seen:
            raise Overtaken(f"What belongs to {site.name} has changed since you looked.", "Look again, then merge it.")
        _place(work, moves, site, into)
        parts = tuple((round_.id, team.id) for round_, team in moves.parts)
        merged = Merged(into.id, work.deed.at, tuple(team.id for team in moves.teams), parts)
        sites.save_site(work, replace(site, retired=True, merged=merged))
        work.note("site merged", site.name, into.name)
    return into


def undo_merge(desk: Desk, *, site_id: int) -> MergeUndone:
    """Bring back a site that was merged, with what moved and is still where it was taken. What somebody has moved since
    stays. Raises `NotFound`, `Refused` where it is not merged, `Invalid` for a name now taken."""
    with writing(desk, May.MANAGE_TEAMS, "undo_merge") as work:
        site = find_site(work, site_id)
        if site.merged is None:
            raise Refused(f"{site.name} is not merged: somebody may have undone it.", "There is nothing to do.")
        check_name(site.name, what="site", taken=taken_names(work, site_id))
        into = find_site(work, site.merged.into)
        back = going_back(site, site.merged, organisations.teams_of(work), rounds.rounds_of(work))
        here = replace(site, retired=False, merged=None)
        sites.save_site(work, here)
        _place(work, back.moves, into, here)
        work.note("site merged, undone", into.name, site.name)
    return MergeUndone(here, back.moves, back.left)


def _place(work: Work, moves: Moves, before: Site, site: Site) -> None:
    for team in moves.teams:
        organisations.save_team(work, replace(team, site=site))
        work.note("team's site", before.name, site.name, team_id=team.id)
    for round_, team in moves.parts:
        rounds.save_participation(work, round_.id, replace(team, site=site))
