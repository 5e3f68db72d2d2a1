"""What came back from the bin: which teams have another name or other sections by now than an open round holds, and
whether that leaves two of one name. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sendsat.assessment.rules import team_names_in_use
from sendsat.assessment.values import Round, Team
from sendsat.errors import Refused


@dataclass(frozen=True)
class Changed:
    """A team that an open round holds as it was `before`, and as it takes part there from now on (`after`)."""

    round: Round
    before: Team
    after: Team


def changed(teams: Iterable[Team], rounds: Iterable[Round]) -> tuple[Changed, ...]:
    """Where open rounds hold an older name or older sections of teams. A retired team is asked what it was asked there.
    Sites are for `groups.placing`; closed rounds keep their teams."""
    known, found = {team.id: team for team in teams}, []
    for round_ in rounds:
        for part in round_.teams if round_.is_open else ():
            team = known.get(part.id)
            if team is not None:
                after = replace(part, name=team.name, sections=part.sections if team.retired else team.sections)
                found += [Changed(round_, part, after)] if after != part else []
    return tuple(found)


def check_names_differ(round_: Round, teams: Sequence[Team], found: Iterable[Changed]) -> None:
    """Raises `Refused` where an open round, with these changes, would hold a name that another team has by now: one
    that rates, or one in the round. They could not be told apart."""
    if not round_.is_open:
        return
    after = {one.after.id: one.after for one in found}
    there = replace(round_, teams=tuple(after.get(part.id, part) for part in round_.teams))
    for part in there.teams:
        if part.name.casefold() in {name.casefold() for name in team_names_in_use(teams, [there], part.id)}:
            raise Refused(
                f"{round_.name} holds a team called {part.name}, and another team has that name by now.",
                "Rename one of the two on Rounds and teams, then put the round back.",
            )
