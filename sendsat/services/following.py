"""Open rounds follow their teams: the sites they belong to, and what changed of them while a round lay in the bin. A
closed round keeps its teams as they were. Opens no transaction."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from sendsat.assessment.groups.placing import Behind
from sendsat.assessment.records.came_back import Changed
from sendsat.services.work import Work
from sendsat.storage.queries import rounds


def let_follow(work: Work, late: Iterable[Behind]) -> None:
    """Let teams count for their own site in these rounds, with all that they said there."""
    for behind in late:
        taking_part = behind.round.team(behind.team.id)
        assert taking_part is not None
        rounds.save_participation(work, behind.round.id, replace(taking_part, site=behind.team.site))
        old, new = (site.name if site else "" for site in (behind.before, behind.team.site))
        work.note("team's site", old, new, round_id=behind.round.id, team_id=behind.team.id)


def let_change(work: Work, changes: Iterable[Changed]) -> None:
    """Let teams have their name and sections of now in these rounds, with all that they said there."""
    for change in changes:
        before, after = change.before, change.after
        rounds.save_participation(work, change.round.id, after)
        note = partial(work.note, round_id=change.round.id, team_id=after.id)
        if before.name != after.name:
            note("team renamed", before.name, after.name)
        if before.sections != after.sections:
            note("team's sections", ", ".join(before.sections), ", ".join(after.sections))
