"""Open rounds follow the sites of their teams. A closed round keeps its sites. Opens no transaction."""

from collections.abc import Iterable
from dataclasses import replace

from sendsat.assessment.groups.placing import Behind
from sendsat.services.work import Work
from sendsat.storage.queries import rounds


def let_follow(work: Work, found: Iterable[Behind]) -> None:
    """Let teams count for their own site in these rounds, with all that they said there."""
    for one in found:
        taking_part = one.round.team(one.team.id)
        assert taking_part is not None
        rounds.save_participation(work, one.round.id, replace(taking_part, site=one.team.site))
        old, new = (site.name if site else "" for site in (one.before, one.team.site))
        work.note("team's site", old, new, round_id=one.round.id, team_id=one.team.id)
