"""Take back that a team was placed at another site. A closed round keeps its sites."""

from dataclasses import dataclass, replace
from datetime import datetime

from sendsat.assessment.groups.placing import WayBack, way_back
from sendsat.assessment.values import Team
from sendsat.errors import Overtaken, Refused
from sendsat.services.desk import Desk
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
    back or something stands in the way, `Overtaken` where somebody has placed the team anew since.
    """
    with writing(desk, May.MANAGE_TEAMS, "undo_place") as work:
        team = find_team(work, team_id)
        if team.placed is None:
            raise Refused(f"No move of {team.name} can be undone: somebody may have done it.", "Look again.")
        if team.placed.at != seen:
            raise Overtaken(f"Somebody has placed {team.name} anew since you looked.", "Look again, then undo it.")
        way = way_back(team, team.placed, sites.sites_of(work), rounds.rounds_of(work))
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
