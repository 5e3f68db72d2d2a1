"""Take back that a team was placed at another site, and let open rounds follow it. A closed round keeps its sites."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sendsat.assessment.groups.placing import UNDONE_FOR, WayBack, behind, id_of, last_day, way_back
from sendsat.assessment.values import Placed, Team
from sendsat.errors import Overtaken, Refused
from sendsat.services.desk import HOME_ZONE, Desk
from sendsat.services.following import let_follow
from sendsat.services.organisation.sites import find_team
from sendsat.services.work import May, writing
from sendsat.storage.queries import organisations, rounds, sites


@dataclass(frozen=True)
class PlaceUndone:
    """The team that went back, and the way it went."""

    team: Team
    way: WayBack


def undo_place(desk: Desk, *, team_id: int, seen: datetime) -> PlaceUndone:
    """Let a team belong to the site it came from again, in the rounds that followed it too. What was rated stays with
    the team.

    `seen` is when the move happened that somebody takes back. Raises `NotFound`, `Refused` where nothing is to be taken
    back, `UNDONE_FOR` has passed or something stands in the way, `Overtaken` where somebody has placed the team anew
    since.
    """
    with writing(desk, May.MANAGE_TEAMS, "undo_place") as work:
        team = find_team(work, team_id)
        placed = _last_move(team, seen, desk.today)
        way = way_back(team, placed, sites.sites_of(work), rounds.rounds_of(work))
        if way.trouble:
            raise Refused(way.trouble, way.remedy)
        back = organisations.save_team(work, replace(team, site=way.site, placed=None))
        for round_, site in way.parts:
            taking_part = round_.team(team_id)
            assert taking_part is not None
            rounds.save_participation(work, round_.id, replace(taking_part, site=site))
        old, new = (site.name if site else "" for site in (team.site, way.site))
        work.note("team's site", old, new, team_id=team_id)
    return PlaceUndone(back, way)


def _last_move(team: Team, seen: datetime, today: date) -> Placed:
    """The move of a team that can still be undone. Raises as `undo_place`."""
    if team.placed is None:
        raise Refused(f"No move of {team.name} can be undone: somebody may have done it.", "Look again.")
    if team.placed.at != seen:
        raise Overtaken(f"Somebody has placed {team.name} anew since you looked.", "Look again, then undo it.")
    if today > last_day(team.placed, HOME_ZONE):
        raise Refused(
            f"A move can be undone for {UNDONE_FOR.days} days, and that of {team.name} is older.",
            "Choose its site in the list instead.",
        )
    return team.placed


def bring_rounds_along(desk: Desk, *, team_id: int, site_id: int | None) -> tuple[str, ...]:
    """Let a team count for the site it belongs to in open rounds that still hold an older one; the names of these
    rounds.

    `site_id` is the site that somebody saw it belong to, None for no site. Raises `NotFound`, `Overtaken` where it
    belongs to another by now.
    """
    with writing(desk, May.MANAGE_TEAMS, "bring_rounds_along") as work:
        team = find_team(work, team_id)
        if id_of(team.site) != site_id:
            raise Overtaken(f"Somebody has placed {team.name} anew since you looked.", "Look again.")
        late = behind([team], rounds.rounds_of(work))
        let_follow(work, late)
    return tuple(place.round.name for place in late)
