"""What came back, from the bin or because a round was opened again: which teams have another name or other sections by
now than an open round holds, whether that leaves two of one name, and who is to join it or has left. Pure."""

from collections.abc import Collection, Iterable, Sequence
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
    known, changes = {team.id: team for team in teams}, []
    for round_ in rounds:
        for part in round_.teams if round_.is_open else ():
            team = known.get(part.id)
            if team is not None:
                after = replace(part, name=team.name, sections=part.sections if team.retired else team.sections)
                changes += [Changed(round_, part, after)] if after != part else []
    return tuple(changes)


def renamed(teams: Iterable[Team], round_: Round) -> tuple[Changed, ...]:
    """Where an open round holds an older name of teams; what it asks of them stays as it is."""
    asked = {part.id: part.sections for part in round_.teams}
    return changed((replace(team, sections=asked[team.id]) for team in teams if team.id in asked), [round_])


def to_join(teams: Iterable[Team], round_: Round, began: Collection[int]) -> tuple[Team, ...]:
    """Teams of those that `began` to rate while an open round lay in the bin, to take part in it as in every other."""
    there = {part.id for part in round_.teams}
    return tuple(
        team for team in teams if round_.is_open and not team.retired and team.id in began and team.id not in there
    )


def to_leave(teams: Iterable[Team], round_: Round, said: Collection[int]) -> tuple[Team, ...]:
    """Teams in an open round that are retired and, not being among those that `said` something, have no place in it. At
    least one team stays."""
    retired = {team.id for team in teams if team.retired}
    gone = tuple(part for part in round_.teams if round_.is_open and part.id in retired and part.id not in said)
    return gone if len(gone) < len(round_.teams) else ()


def check_names_differ(
    round_: Round, teams: Sequence[Team], changes: Iterable[Changed], then: str = "put the round back"
) -> None:
    """Raises `Refused` where an open round, with these changes, would hold a name that another team has by now: one
    that rates, or one in the round. They could not be told apart. `then` is what can be done once one is renamed."""
    if not round_.is_open:
        return
    after = {change.after.id: change.after for change in changes}
    there = replace(round_, teams=tuple(after.get(part.id, part) for part in round_.teams))
    for part in there.teams:
        if part.name.casefold() in {name.casefold() for name in team_names_in_use(teams, [there], part.id)}:
            raise Refused(
                f"{round_.name} holds a team called {part.name}, and another team has that name by now.",
                f"Rename one of the two on Rounds and teams, then {then}.",
            )
